// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/canary.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// What was planted, and whether it turned up; never a number.
class CanaryTableModel final : public ListTableModel<Canary> {
    Q_DECLARE_TR_FUNCTIONS(CanaryTableModel)

public:
    enum Column { PlantedIn, Seen, Since, PlantedBy };

    explicit CanaryTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const Canary &item, int column) const override;
    [[nodiscard]] qint64 idOf(const Canary &item) const override { return item.id.value; }

private:
    CellTexts m_texts;
};

} // namespace callveil
