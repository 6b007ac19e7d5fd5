// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/leak_audit_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The words of findings, which are made above the models.
struct LeakWords {
    CellTexts cells;
    QString (*severity)(LeakSeverity);
    QString (*kind)(LeakKind);
    QString (*where)(const Leak &);
    QString (*remedy)(LeakKind);
    QString (*state)(LeakState);
};

/// Findings of the leak audit.
class LeakTableModel final : public ListTableModel<Leak> {
    Q_DECLARE_TR_FUNCTIONS(LeakTableModel)

public:
    enum Column { Severity, Finding, Where, Since, Remedy, State };

    explicit LeakTableModel(LeakWords words, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const Leak &item, int column) const override;
    [[nodiscard]] qint64 idOf(const Leak &item) const override { return item.id.value; }

private:
    [[nodiscard]] TableCell severityCell(const Leak &leak) const;
    [[nodiscard]] TableCell stateCell(const Leak &leak) const;

    LeakWords m_words;
};

} // namespace callveil
