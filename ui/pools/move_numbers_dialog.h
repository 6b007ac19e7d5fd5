// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/opt_out_service.h"
#include "services/pools/pool_service.h"
#include "ui/shell/page.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;

namespace callveil {

class Prompt;

/// Moves numbers to another pool, all of them or none.
class MoveNumbersDialog final : public FormDialog {
    Q_OBJECT

public:
    MoveNumbersDialog(const PageContext &context, PoolService &pools, QList<SeenDid> numbers,
        const std::vector<Pool> &others, QWidget *parent);

Q_SIGNALS:
    void moved(qsizetype count, const QString &pool);

protected:
    void save() override;

private:
    void move(PoolId target);

    Prompt &m_prompt;
    PoolService &m_pools;
    OptOutService m_optOuts;
    QList<SeenDid> m_numbers;
    QComboBox *m_target;
};

} // namespace callveil
