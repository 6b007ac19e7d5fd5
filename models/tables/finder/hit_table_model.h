// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// One thing that the finder found.
struct FinderHit {
    qint64 id = 0;
    QString name;
    QString kind; ///< "Page"
};

/// What the finder found, in the order in which it is handed in.
class HitTableModel final : public ListTableModel<FinderHit> {
    Q_DECLARE_TR_FUNCTIONS(HitTableModel)

public:
    enum Column { Name, Kind };

    explicit HitTableModel(QObject *parent = nullptr) : ListTableModel({{tr("Name")}, {tr("Kind")}}, parent) { }

protected:
    [[nodiscard]] TableCell cell(const FinderHit &item, int column) const override
    {
        return {column == Name ? item.name : item.kind};
    }
    [[nodiscard]] qint64 idOf(const FinderHit &item) const override { return item.id; }
};

} // namespace callveil
