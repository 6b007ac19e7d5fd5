// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/pool_service.h"
#include "ui/shell/page.h"

class QComboBox;
class QPushButton;

namespace callveil {

class ListTable;
class PoolNumberTableModel;
class TableSearch;

/// The numbers of the chosen pool, and what is done with them.
class PoolNumbersPanel final : public QWidget {
    Q_OBJECT

public:
    PoolNumbersPanel(const PageContext &context, PoolService &pools, QWidget *parent = nullptr);

    /// Nullopt when no pool is chosen. `others`: where numbers may be moved to.
    void showPool(const std::optional<Pool> &pool, bool mayChange, const std::vector<Pool> &others);

Q_SIGNALS:
    /// The counts of pools are others now.
    void numbersChanged();

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void read();
    void showFound();
    void updateButtons();
    [[nodiscard]] QList<SeenDid> chosen() const;
    void addNumbers();
    void showAdded(const DidAddition &outcome);
    void setState(DidState state);
    void move();
    void settle(const Result<void> &answer, const QString &done);

    PageContext m_context;
    PoolService &m_pools;
    std::optional<Pool> m_pool;
    std::vector<Pool> m_others;
    PoolNumberTableModel *m_model;
    ListTable *m_table;
    TableSearch *m_search;
    QPushButton *m_add, *m_drain, *m_suspend, *m_return, *m_retire, *m_move;
    bool m_mayChange = false;
    bool m_busy = false; ///< an answer is on its way: what is chosen may be others' by then
    int m_request = 0;
};

} // namespace callveil
