// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_order.h"
#include "tables/base/list_table_model.h"
#include "tables/calls/call_texts.h"

#include <QCoreApplication>

namespace callveil {

/// The first calls of a file as they would be stored: masked.
class ImportPreviewModel final : public ListTableModel<PreviewCall> {
    Q_DECLARE_TR_FUNCTIONS(ImportPreviewModel)

public:
    enum Column { Line, Started, ProcessColumn, DirectionColumn, DispositionColumn, Customer, Agent, Proxy, Duration };

    explicit ImportPreviewModel(CallTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const PreviewCall &item, int column) const override;
    [[nodiscard]] qint64 idOf(const PreviewCall &item) const override { return item.line; }

private:
    CallTexts m_texts;
};

} // namespace callveil
