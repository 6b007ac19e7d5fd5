// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/pool_service.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;

namespace callveil {

/// Moves numbers to another pool, all of them or none.
class MoveNumbersDialog final : public FormDialog {
    Q_OBJECT

public:
    MoveNumbersDialog(PoolService &pools, QList<SeenDid> numbers, const std::vector<Pool> &others, QWidget *parent);

Q_SIGNALS:
    void moved(qsizetype count, const QString &pool);

protected:
    void save() override;

private:
    PoolService &m_pools;
    QList<SeenDid> m_numbers;
    QComboBox *m_target;
};

} // namespace callveil
