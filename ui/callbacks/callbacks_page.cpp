// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callbacks/callbacks_page.h"

#include "domain/base/when_answered.h"
#include "ui/callbacks/callback_endpoint_panel.h"
#include "ui/callbacks/callback_trial_dialog.h"
#include "ui/callbacks/delivery_panel.h"
#include "ui/callbacks/renew_secret_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/callback_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/one_time_secret_dialog.h"
#include "ui/widgets/page_head.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

using namespace std::chrono_literals;

CallbacksPage::CallbacksPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_callbacks(context.workspace),
      m_deliveries(new DeliveryPanel(context, m_callbacks, this))
{
    setObjectName(QStringLiteral("callbacksPage"));
    makePanels();
    arrange();
    updateButtons();
    m_watch.setInterval(5s); // what callveild does meanwhile is seen without being asked for
    connect(&m_watch, &QTimer::timeout, this, &CallbacksPage::refresh);
    connect(m_deliveries, &DeliveryPanel::replayed, this, &CallbacksPage::readEndpoints);
}

void CallbacksPage::makePanels()
{
    for (const CallbackKind kind : allCallbackKinds) {
        auto *panel = new CallbackEndpointPanel(kind, m_context.zone, this);
        connect(panel, &CallbackEndpointPanel::edited, this, &CallbacksPage::updateButtons);
        connect(panel, &CallbackEndpointPanel::testAsked, this, [this, panel] { test(panel); });
        connect(panel, &CallbackEndpointPanel::secretAsked, this, [this, kind] { showSecret(kind); });
        connect(panel, &CallbackEndpointPanel::renewalAsked, this, [this, kind] { renew(kind); });
        connect(panel, &CallbackEndpointPanel::pauseAsked, this, [this, kind](bool pauses) { pause(kind, pauses); });
        connect(panel->field(), &QLineEdit::returnPressed, this, [this] {
            if (m_save->isEnabled())
                applyChanges();
        });
        m_panels.append(panel);
    }
}

void CallbacksPage::arrange()
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) * 2);
    for (CallbackEndpointPanel *panel : std::as_const(m_panels))
        column->addWidget(panel);
    column->addStretch();
    auto *urls = new QWidget;
    urls->setLayout(column);
    urls->setMaximumWidth(characters(this, 140));
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(urls);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(scroll);
    split->addWidget(m_deliveries);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(1, 1);
    const int tales = gridUnit(this) * 10; // lines that stand there once somebody has looked
    split->setSizes({column->sizeHint().height() + tales, characters(this, 30)});
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this) * 2);
    page->addWidget(makeHead());
    page->addWidget(split, 1);
}

QWidget *CallbacksPage::makeHead()
{
    auto *head = new PageHead(tr("Callback Configuration"),
        tr("Your own systems are told of calls there, in signed messages with masked numbers; callveild sends them."),
        this);
    m_revert = new QPushButton(tr("Reve&rt"), this);
    m_revert->setObjectName(QStringLiteral("revert"));
    m_save = new QPushButton(tr("&Save"), this);
    m_save->setObjectName(QStringLiteral("save"));
    for (QPushButton *button : {m_revert, m_save}) {
        button->setAutoDefault(false);
        head->addButton(button);
    }
    connect(m_revert, &QPushButton::clicked, this, &CallbacksPage::discardChanges);
    connect(m_save, &QPushButton::clicked, this, &CallbacksPage::applyChanges);
    return head;
}

void CallbacksPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_watch.start();
}

void CallbacksPage::hideEvent(QHideEvent *event)
{
    m_watch.stop();
    Page::hideEvent(event);
}

bool CallbacksPage::hasChanges() const
{
    return std::any_of(
        m_panels.begin(), m_panels.end(), [](const CallbackEndpointPanel *panel) { return panel->hasChanges(); });
}

void CallbacksPage::updateButtons()
{
    for (CallbackEndpointPanel *panel : std::as_const(m_panels))
        panel->setOpen(!m_saving);
    m_save->setEnabled(!m_saving && hasChanges());
    m_revert->setEnabled(!m_saving && hasChanges());
}

void CallbacksPage::discardChanges()
{
    for (CallbackEndpointPanel *panel : std::as_const(m_panels))
        panel->discard();
    updateButtons();
}

void CallbacksPage::refresh()
{
    readEndpoints();
    m_deliveries->refresh();
}

void CallbacksPage::readEndpoints()
{
    using Endpoints = Result<std::vector<CallbackEndpoint>>;
    whenAnswered(m_callbacks.endpoints(), this, [this, request = ++m_request](const Endpoints &endpoints) {
        if (request != m_request || m_saving)
            return;
        const bool hadFailed = std::exchange(m_hasFailed, !endpoints);
        if (!endpoints) {
            if (!hadFailed)
                m_context.notifier.fail(endpoints.error());
            return;
        }
        for (const CallbackEndpoint &endpoint : *endpoints)
            for (CallbackEndpointPanel *panel : std::as_const(m_panels))
                if (panel->kind() == endpoint.kind)
                    panel->show(endpoint);
        updateButtons();
    });
}

/// What waits is given up with its URL: asked about, since nothing brings it back.
bool CallbacksPage::mayClear(CallbackEndpointPanel *panel)
{
    if (!panel->wish().url.isEmpty() || panel->seen().url.isEmpty())
        return true;
    const QString name = callbackUrlName(panel->kind());
    return m_context.prompt.confirm(this, name,
        tr("Save without %1?\n\nNothing of it is sent any more. Events that wait are given up: %2.")
            .arg(name, QLocale().toString(panel->seen().waiting)),
        tr("Save"));
}

void CallbacksPage::applyChanges()
{
    m_unsaved.clear();
    for (CallbackEndpointPanel *panel : std::as_const(m_panels)) {
        if (!panel->hasChanges())
            continue;
        if (!panel->check(false) || !mayClear(panel))
            return settle(false);
        m_unsaved.append(panel);
    }
    m_saving = true;
    updateButtons();
    saveNext();
}

void CallbacksPage::saveNext()
{
    if (m_unsaved.isEmpty()) {
        m_context.notifier.show(
            Notifier::Kind::Done, tr("The URLs were saved. callveild sends events there from now on."));
        return settle(true);
    }
    CallbackEndpointPanel *panel = m_unsaved.takeFirst();
    whenAnswered(
        m_callbacks.set(panel->wish()), this, [this, panel](const Result<void> &answer) { takeSaved(panel, answer); });
}

void CallbacksPage::takeSaved(CallbackEndpointPanel *panel, const Result<void> &answer)
{
    if (answer) {
        panel->keep();
        return saveNext();
    }
    m_saving = false;
    updateButtons(); // before the focus goes to a field
    if (!panel->showError(answer.error()))
        m_context.notifier.fail(answer.error());
    settle(false);
}

void CallbacksPage::settle(bool applied)
{
    m_saving = false;
    updateButtons();
    Q_EMIT changesSettled(applied);
    if (applied)
        refresh();
}

void CallbacksPage::test(CallbackEndpointPanel *panel)
{
    if (!panel->check(true))
        return;
    auto *dialog = new CallbackTrialDialog(m_callbacks, panel->kind(), panel->wish().url, this);
    connect(dialog, &CallbackTrialDialog::refused, this, [this, panel](const Error &error) {
        if (!panel->showError(error))
            m_context.notifier.fail(error);
    });
    dialog->open();
    dialog->send();
}

void CallbacksPage::showSecret(CallbackKind kind)
{
    whenAnswered(m_callbacks.showSecret(kind), this, [this, kind](const Result<QString> &text) {
        if (!text)
            return m_context.notifier.fail(text.error());
        const OneTimeSecret secret{QStringLiteral("callbackSecretDialog"), tr("Secret: %1").arg(callbackUrlName(kind)),
            tr("Give this secret to the system that receives the messages, in a safe way: it checks their signatures "
               "by it (Standard Webhooks). That it was shown stands in the audit trail. Whoever has it can make "
               "messages that seem to come from here: renew it when it became known."),
            {{tr("&Secret"), *text, tr("&Copy")}}, tr("Secret"), {}};
        (new OneTimeSecretDialog(m_context.prompt, m_context.clipboard, secret, this))->open();
    });
}

void CallbacksPage::renew(CallbackKind kind)
{
    auto *dialog = new RenewSecretDialog(m_callbacks, kind, this);
    connect(dialog, &RenewSecretDialog::renewed, this, [this, kind] {
        readEndpoints();
        showSecret(kind);
    });
    dialog->open();
}

void CallbacksPage::pause(CallbackKind kind, bool pauses)
{
    whenAnswered(m_callbacks.pause(kind, pauses), this, [this](const Result<void> &answer) {
        if (!answer)
            m_context.notifier.fail(answer.error());
        refresh();
    });
}

} // namespace callveil
