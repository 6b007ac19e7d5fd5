// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"
#include "tables/masking/revision_row.h"

#include <QCoreApplication>

namespace callveil {

/// Policy changes that wait for their moment.
class ScheduledTableModel final : public ListTableModel<RevisionRow> {
    Q_DECLARE_TR_FUNCTIONS(ScheduledTableModel)

public:
    enum Column { Effective, ProcessName, Policy, Note, Revision, By };

    explicit ScheduledTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const RevisionRow &item, int column) const override;
    [[nodiscard]] qint64 idOf(const RevisionRow &item) const override { return item.revision.id.value; }

private:
    CellTexts m_texts;
};

} // namespace callveil
