// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/move_numbers_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/shell/prompt.h"
#include "ui/texts/opt_out_text.h"
#include "ui/widgets/field_form.h"

#include <QComboBox>
#include <QLocale>

namespace callveil {

MoveNumbersDialog::MoveNumbersDialog(const PageContext &context, PoolService &pools, QList<SeenDid> numbers,
    const std::vector<Pool> &others, QWidget *parent)
    : FormDialog(tr("Move numbers"), tr("&Move"), parent), m_prompt(context.prompt), m_pools(pools),
      m_optOuts(context.workspace), m_numbers(std::move(numbers)), m_target(new QComboBox(this))
{
    setObjectName(QStringLiteral("moveNumbersDialog"));
    m_target->setObjectName(QStringLiteral("targetPool"));
    for (const Pool &pool : others)
        m_target->addItem(QStringLiteral("%1 (%2)").arg(pool.name, pool.country), pool.id.value);
    form().addField(QStringLiteral("pool"), tr("To the &pool"), m_target,
        tr("Numbers to move: %1. They keep their states; the pool must be of their country, area code and type.")
            .arg(QLocale().toString(m_numbers.size())));
}

void MoveNumbersDialog::save()
{
    const PoolId target{m_target->currentData().toLongLong()};
    whenAnswered(m_optOuts.leftBehind(m_numbers, target), this, [this, target](const Result<LeftOptOuts> &left) {
        if (!left)
            return settle(left.error());
        if (left->count == 0 || m_prompt.confirm(this, tr("Move numbers"), movedOptOutsText(*left), tr("Move")))
            return move(target);
        refuse(QStringLiteral("pool"),
            tr("Nothing was moved. Choose a pool of the brand “%1” to keep the opt-outs.").arg(left->from));
    });
}

void MoveNumbersDialog::move(PoolId target)
{
    whenAnswered(m_pools.move(m_numbers, target), this, [this](const Result<void> &answer) {
        if (answer)
            Q_EMIT moved(m_numbers.size(), m_target->currentText());
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil
