// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callbacks/delivery_panel.h"

#include "domain/base/when_answered.h"
#include "tables/callbacks/delivery_table_model.h"
#include "ui/callbacks/replay_dialog.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/texts/callback_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/section_heading.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

DeliveryPanel::DeliveryPanel(const PageContext &context, CallbackService &callbacks, QWidget *parent)
    : QWidget(parent), m_context(context), m_callbacks(callbacks),
      m_model(new DeliveryTableModel(
          {tableTexts(context.zone), &callbackTypeText, &callbackStateText, &callbackFailureText}, this))
{
    makeFilter();
    makeTable();
    arrange();
}

void DeliveryPanel::makeFilter()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("deliveriesOf"));
    m_kind->setWhatsThis(tr("Whether events of all URLs are listed, or of one."));
    m_kind->addItem(tr("All"), 0);
    for (const CallbackKind kind : allCallbackKinds)
        m_kind->addItem(callbackKindText(kind), int(kind));
    m_state = new QComboBox(this);
    m_state->setObjectName(QStringLiteral("deliveryState"));
    m_state->setWhatsThis(tr("Whether all events are listed, or those that wait, were delivered or were given up."));
    m_state->addItem(tr("All"), -1);
    for (const CallbackState state : {CallbackState::Waiting, CallbackState::Delivered, CallbackState::Failed})
        m_state->addItem(callbackStateText(state), int(state));
    for (QComboBox *choice : {m_kind, m_state})
        connect(choice, &QComboBox::currentIndexChanged, this, &DeliveryPanel::readOther);
}

void DeliveryPanel::makeTable()
{
    m_table = new ListTable(tr("Deliveries"), {}, this);
    m_table->setObjectName(QStringLiteral("deliveries"));
    m_table->setWhatsThis(tr("Each event that is to be sent, how often that was tried, and what was answered. "
                             "Delivered ones are kept for a week, failed ones for 30 days."));
    m_table->setModel(m_model);
    m_table->setRowsShown(8, 3);
    m_table->setFlexibleColumn(DeliveryTableModel::Process);
    m_table->setYieldingColumn(DeliveryTableModel::Answer);
    m_more = new QPushButton(tr("Sho&w more"), this);
    m_more->setObjectName(QStringLiteral("moreDeliveries"));
    m_more->hide();
    m_replay = new QPushButton(tr("Rep&lay…"), this);
    m_replay->setAccessibleName(tr("Replay"));
    m_replay->setObjectName(QStringLiteral("replayDeliveries"));
    m_replay->setWhatsThis(tr("Sends events again that were delivered or given up: the chosen one, or those of a "
                              "period."));
    for (QPushButton *button : {m_more, m_replay})
        button->setAutoDefault(false);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_shown = std::min(m_shown + step, most);
        refresh();
    });
    connect(m_replay, &QPushButton::clicked, this, &DeliveryPanel::replay);
}

void DeliveryPanel::arrange()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(gridUnit(this));
    head->addWidget(sectionHeading(tr("&Deliveries"), m_table, this), 1);
    const auto add = [&](const QString &text, QComboBox *choice) {
        auto *label = new QLabel(text, this);
        label->setBuddy(choice);
        head->addWidget(label);
        head->addWidget(choice);
    };
    add(tr("&Events"), m_kind);
    add(tr("St&ate"), m_state);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_more);
    foot->addStretch();
    foot->addWidget(m_replay);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    column->addLayout(foot);
    const QList<QWidget *> order{m_kind, m_state, m_table, m_more, m_replay};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

bool DeliveryPanel::isFiltering() const
{
    return m_kind->currentIndex() > 0 || m_state->currentIndex() > 0;
}

void DeliveryPanel::readOther()
{
    m_shown = step;
    m_table->forgetRead();
    refresh();
}

void DeliveryPanel::refresh()
{
    CallbackFilter filter;
    if (m_kind->currentIndex() > 0)
        filter.kind = CallbackKind(m_kind->currentData().toInt());
    if (m_state->currentIndex() > 0)
        filter.state = CallbackState(m_state->currentData().toInt());
    filter.most = m_shown;
    const int request = ++m_request;
    whenAnswered(
        m_callbacks.deliveries(filter), this, [this, request](const Result<std::vector<CallbackDelivery>> &deliveries) {
            if (request == m_request)
                take(deliveries);
        });
}

/// Looked at every few seconds: a failure that lasts is told once.
void DeliveryPanel::take(const Result<std::vector<CallbackDelivery>> &deliveries)
{
    const bool hadFailed = std::exchange(m_hasFailed, !deliveries);
    m_table->noteRead(deliveries.has_value());
    if (!deliveries) {
        if (!hadFailed)
            m_context.notifier.fail(deliveries.error());
        return;
    }
    m_table->setEmptyText(isFiltering()
            ? tr("No event fits the filter. Choose other conditions.")
            : tr("No event was noted yet. Enter a URL above and choose Save: events from then on are sent there."));
    m_more->setVisible(int(deliveries->size()) >= m_shown && m_shown < most);
    m_model->setItems(*deliveries);
}

std::vector<CallbackDelivery> DeliveryPanel::chosen() const
{
    std::vector<CallbackDelivery> all;
    for (const qint64 id : m_table->selectedIds())
        if (const int row = m_model->rowOf(id); row >= 0)
            all.push_back(m_model->item(row));
    return all;
}

void DeliveryPanel::replay()
{
    const auto events = chosen();
    const bool isOne = events.size() == 1 && events.front().state != CallbackState::Waiting;
    const auto kind = m_kind->currentIndex() > 0 ? CallbackKind(m_kind->currentData().toInt()) : CallbackKind::Cdr;
    auto *dialog =
        new ReplayDialog(m_context, m_callbacks, isOne ? std::optional(events.front()) : std::nullopt, kind, this);
    connect(dialog, &ReplayDialog::replayed, this, [this](qint64 count) {
        if (count == 0)
            m_context.notifier.show(
                Notifier::Kind::Information, tr("No delivered or failed event fits. Nothing is sent again."));
        else
            m_context.notifier.show(
                Notifier::Kind::Done, tr("Will be sent again, under the same ids: %1.").arg(QLocale().toString(count)));
        refresh();
        Q_EMIT replayed();
    });
    dialog->open();
}

} // namespace callveil
