// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/enrolled_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The services that were enrolled.
class ServiceTableModel final : public ListTableModel<EnrolledService> {
    Q_DECLARE_TR_FUNCTIONS(ServiceTableModel)

public:
    enum Column { ServiceName, State, LastSeen, Host, EnrolledBy, EnrolledAt };

    explicit ServiceTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const EnrolledService &item, int column) const override;
    [[nodiscard]] qint64 idOf(const EnrolledService &item) const override { return item.id.value; }

private:
    CellTexts m_texts;
};

} // namespace callveil
