// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/pool_service.h"
#include "tables/base/list_table_model.h"
#include "tables/pools/pool_texts.h"

#include <QCoreApplication>

namespace callveil {

/// Pools with how many numbers they have.
class PoolTableModel final : public ListTableModel<PoolLine> {
    Q_DECLARE_TR_FUNCTIONS(PoolTableModel)

public:
    enum Column {
        PoolName,
        Country,
        StrategyName,
        SharingName,
        Processes,
        Expiry,
        Free,
        Bound,
        Cooling,
        Draining,
        Suspended,
        Retired,
        Utilisation
    };

    explicit PoolTableModel(PoolTexts texts, QObject *parent = nullptr);

    void setOverview(PoolOverview overview);

protected:
    [[nodiscard]] TableCell cell(const PoolLine &item, int column) const override;
    [[nodiscard]] qint64 idOf(const PoolLine &item) const override { return item.pool.id.value; }

private:
    [[nodiscard]] QString processesOf(const Pool &pool) const;

    PoolTexts m_texts;
    QHash<ProcessId, QString> m_names;
};

/// The numbers of one pool.
class PoolNumberTableModel final : public ListTableModel<PoolNumber> {
    Q_DECLARE_TR_FUNCTIONS(PoolNumberTableModel)

public:
    enum Column { Number, Area, State, Since };

    explicit PoolNumberTableModel(PoolTexts texts, QObject *parent = nullptr);

    void setNumbers(PoolNumbers numbers);

protected:
    [[nodiscard]] TableCell cell(const PoolNumber &item, int column) const override;
    [[nodiscard]] qint64 idOf(const PoolNumber &item) const override { return item.id.value; }

private:
    [[nodiscard]] TableCell stateCell(const PoolNumber &item) const;

    PoolTexts m_texts;
    qint64 m_now = 0;
};

} // namespace callveil
