// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/processes/process_store.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The campaigns of one process.
class CampaignTableModel final : public ListTableModel<Campaign> {
    Q_DECLARE_TR_FUNCTIONS(CampaignTableModel)

public:
    enum Column { CampaignName, State };

    explicit CampaignTableModel(QObject *parent = nullptr) : ListTableModel({{tr("Campaign")}, {tr("State")}}, parent)
    { }

protected:
    [[nodiscard]] TableCell cell(const Campaign &item, int column) const override
    {
        if (column == CampaignName)
            return {item.name};
        return item.archivedAt ? TableCell::state(CellSign::Neutral, tr("Archived"))
                               : TableCell::state(CellSign::Good, tr("Active"));
    }
    [[nodiscard]] qint64 idOf(const Campaign &item) const override { return item.id.value; }
};

} // namespace callveil
