// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// A step of a tested call, in words.
struct CallStepRow {
    qint64 place = 0; ///< from 1 on
    QString step;
    TableCell found, meaning;
};

/// What would happen to a call, step by step.
class CallStepTableModel final : public ListTableModel<CallStepRow> {
    Q_DECLARE_TR_FUNCTIONS(CallStepTableModel)

public:
    enum Column { Step, Found, Meaning };

    explicit CallStepTableModel(QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const CallStepRow &item, int column) const override;
    [[nodiscard]] qint64 idOf(const CallStepRow &item) const override { return item.place; }
};

} // namespace callveil
