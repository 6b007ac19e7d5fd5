// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/late_callback_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/late_callback_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/pools/pool_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/texts/opt_out_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/wrapped_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace callveil {

namespace {

/// "+44: 12, +1: 3"
QString countriesText(const std::vector<CountryCalls> &countries)
{
    QStringList parts;
    for (const CountryCalls &each : countries)
        parts.append(QStringLiteral("%1: %2").arg(
            each.callingCode.isEmpty() ? LateCallbackPanel::tr("unknown") : u'+' + each.callingCode,
            QLocale().toString(each.calls)));
    return parts.join(QStringLiteral(", "));
}

} // namespace

LateCallbackPanel::LateCallbackPanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_service(context.workspace), m_pools(context.workspace),
      m_model(new LateCallbackTableModel(tableTexts(context.zone), &lateAnswerText, &countriesText, this)),
      m_edit(new QPushButton(tr("&Edit pool…"), this))
{
    m_edit->setAccessibleName(tr("Edit pool"));
    connect(m_edit, &QPushButton::clicked, this, &LateCallbackPanel::edit);
    makeTable();
    arrange();
    updateButtons();
}

void LateCallbackPanel::makeTable()
{
    m_table =
        new ListTable(tr("Late-callback answers"), tr("There is no pool yet. Make one under Number Pools."), this);
    m_table->setObjectName(QStringLiteral("lateCallbacks"));
    m_table->setWhatsThis(tr("What callers meet whose binding has ended, and how many there were, for each pool."));
    m_table->setModel(m_model);
    m_table->setRowsShown(8, 3);
    m_table->setFlexibleColumn(LateCallbackTableModel::From);
    connect(m_table, &ListTable::idsSelected, this, &LateCallbackPanel::updateButtons);
    connect(m_table, &ListTable::chosen, this, &LateCallbackPanel::edit);
}

void LateCallbackPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addStretch();
    bar->addWidget(m_edit);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    auto *why = new WrappedLabel(tr("What somebody meets who calls a proxy number after its binding has ended, and how "
                                    "often that happened. Who called is not kept, only the country code."),
        this);
    why->setMuted();
    column->addWidget(why);
    column->addWidget(m_table, 1);
    column->addLayout(bar);
    setTabOrder(m_table, m_edit);
}

void LateCallbackPanel::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_service.list(), this, [this, request](const Result<std::vector<LateCallbacks>> &pools) {
        if (request != m_request)
            return;
        m_table->noteRead(pools.has_value());
        if (!pools)
            return m_context.notifier.fail(pools.error());
        m_model->setItems(*pools);
        updateButtons();
    });
}

std::optional<LateCallbacks> LateCallbackPanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

void LateCallbackPanel::updateButtons()
{
    const auto pool = current();
    m_edit->setEnabled(pool && pool->mayChange);
    m_edit->setToolTip(pool && !pool->mayChange
            ? tr("This pool is changed by somebody who manages pools and belongs to all processes that it serves.")
            : tr("The answer and its target are part of the pool."));
}

void LateCallbackPanel::edit()
{
    const auto pool = current();
    if (!pool || !pool->mayChange)
        return;
    whenAnswered(m_pools.overview(), this, [this, id = pool->pool.id](const Result<PoolOverview> &overview) {
        if (overview)
            openDialog(id, *overview);
        else
            m_context.notifier.fail(overview.error());
    });
}

void LateCallbackPanel::openDialog(PoolId pool, const PoolOverview &overview)
{
    for (const PoolLine &line : overview.pools) {
        if (line.pool.id != pool)
            continue;
        auto *dialog = new PoolDialog(m_context, m_pools, line.pool, overview, this);
        connect(dialog, &PoolDialog::saved, this, [this](PoolId, const QString &name) {
            m_context.notifier.show(Notifier::Kind::Done, tr("Pool %1 was changed.").arg(name));
        });
        connect(dialog, &QDialog::finished, this, &LateCallbackPanel::refresh);
        dialog->open();
    }
}

} // namespace callveil
