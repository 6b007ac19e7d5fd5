// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callbacks/callback_endpoint_panel.h"

#include "ui/texts/callback_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

namespace {

QString labelOf(CallbackKind kind)
{
    switch (kind) {
    case CallbackKind::Cdr:
        return CallbackEndpointPanel::tr("&CDR callback URL");
    case CallbackKind::CallStatus:
        return CallbackEndpointPanel::tr("Call s&tatus callback URL");
    case CallbackKind::TaskStatus:
        return CallbackEndpointPanel::tr("&Predictive task status callback URL");
    }
    return {};
}

QString helpOf(CallbackKind kind)
{
    switch (kind) {
    case CallbackKind::Cdr:
        return CallbackEndpointPanel::tr("Where a call is told of when its records have come in, with all its legs, "
                                         "and a recording that is available.");
    case CallbackKind::CallStatus:
        return CallbackEndpointPanel::tr("Where it is told that a call rings, is answered or has ended.");
    case CallbackKind::TaskStatus:
        return CallbackEndpointPanel::tr("Where it is told how far a task of a predictive dialler is.");
    }
    return {};
}

Status statusOf(const CallbackEndpoint &endpoint)
{
    if (endpoint.url.isEmpty())
        return Status::Neutral;
    if (endpoint.disabledAt)
        return Status::Critical;
    if (endpoint.pausedAt || endpoint.failingSince || endpoint.failed > 0)
        return Status::Warning;
    return endpoint.deliveredAt ? Status::Ok : Status::Neutral;
}

} // namespace

CallbackEndpointPanel::CallbackEndpointPanel(CallbackKind kind, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent), m_zone(zone), m_form(new FieldForm(this)), m_url(new QLineEdit(this)),
      m_imports(new QCheckBox(tr("Also calls from &imported files"), this)), m_state(new StatusLine(this)),
      m_plain(new StatusLine(this))
{
    m_seen.kind = kind;
    const QString key = callbackKindKey(kind);
    setObjectName(QString(QStringLiteral("callbackEndpoint-") + key));
    setAccessibleName(callbackKindText(kind));
    m_url->setObjectName(QString(QStringLiteral("callbackUrl-") + key));
    makeForm();
    auto *row = new QHBoxLayout;
    row->setSpacing(gridUnit(this));
    row->addWidget(m_state, 1);
    row->addWidget(makeButtons(), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_form);
    column->addWidget(m_imports);
    column->addWidget(m_plain);
    column->addLayout(row);
    update();
}

void CallbackEndpointPanel::makeForm()
{
    m_url->setPlaceholderText(QStringLiteral("https://crm.example.org/calls"));
    m_url->setMaxLength(CallbackUrl::longest);
    m_url->setLayoutDirection(Qt::LeftToRight);
    m_form->addWideField(QStringLiteral("url"), labelOf(m_seen.kind), m_url);
    m_form->explain(QStringLiteral("url"), helpOf(m_seen.kind));
    m_url->setToolTip(helpOf(m_seen.kind));
    m_imports->setObjectName(QStringLiteral("callbackWithImports"));
    m_imports->setWhatsThis(tr("Calls that are imported from files are told of, too, each when its file is stored."));
    m_imports->setVisible(m_seen.kind == CallbackKind::Cdr);
    const auto changed = [this] {
        update();
        Q_EMIT edited();
    };
    connect(m_url, &QLineEdit::textChanged, this, changed);
    connect(m_imports, &QCheckBox::toggled, this, changed);
}

/// The names of the buttons are the same for each URL; what they belong to is their description.
QWidget *CallbackEndpointPanel::makeButtons()
{
    auto *bar = new QWidget(this);
    m_test = new QPushButton(tr("Test…"), bar);
    m_test->setAccessibleName(tr("Test"));
    m_test->setWhatsThis(tr("Sends a message that tells of nothing to this URL, saved or not, and shows what comes "
                            "back."));
    m_secret = new QPushButton(tr("Secret"), bar);
    m_secret->setWhatsThis(tr("What messages to this URL are signed with: whoever receives them checks by it that they "
                              "come from here."));
    auto *menu = new QMenu(m_secret);
    connect(menu->addAction(tr("&Show…")), &QAction::triggered, this, &CallbackEndpointPanel::secretAsked);
    connect(menu->addAction(tr("&Renew…")), &QAction::triggered, this, &CallbackEndpointPanel::renewalAsked);
    m_secret->setMenu(menu);
    m_pause = new QPushButton(bar);
    m_pause->setWhatsThis(tr("Events wait while they are paused; nothing is lost."));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    for (QPushButton *button : {m_test, m_secret, m_pause}) {
        button->setAutoDefault(false);
        button->setAccessibleDescription(callbackUrlName(m_seen.kind));
        row->addWidget(button);
    }
    connect(m_test, &QPushButton::clicked, this, &CallbackEndpointPanel::testAsked);
    connect(
        m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseAsked(!m_seen.pausedAt && !m_seen.disabledAt); });
    return bar;
}

bool CallbackEndpointPanel::hasChanges() const
{
    return m_known && (m_url->text().trimmed() != m_seen.url || m_imports->isChecked() != m_seen.withImports);
}

CallbackWish CallbackEndpointPanel::wish() const
{
    return {m_seen.kind, m_url->text().trimmed(), m_imports->isChecked()};
}

void CallbackEndpointPanel::show(const CallbackEndpoint &endpoint)
{
    const bool keeps = hasChanges();
    m_seen = endpoint;
    m_known = true;
    keeps ? update() : load();
}

void CallbackEndpointPanel::keep()
{
    m_seen.url = m_url->text().trimmed();
    m_seen.withImports = m_imports->isChecked();
    update();
}

void CallbackEndpointPanel::discard()
{
    m_form->clearErrors();
    load();
}

void CallbackEndpointPanel::load()
{
    if (m_url->text() != m_seen.url)
        m_url->setText(m_seen.url);
    m_imports->setChecked(m_seen.withImports);
    update();
}

void CallbackEndpointPanel::update()
{
    const bool open = m_known && m_open;
    m_form->setEnabled(open);
    m_imports->setEnabled(open && !m_url->text().trimmed().isEmpty());
    m_test->setEnabled(open && !m_url->text().trimmed().isEmpty());
    m_secret->setEnabled(open && !m_seen.url.isEmpty());
    m_pause->setEnabled(open && !m_seen.url.isEmpty());
    m_pause->setText(m_seen.pausedAt || m_seen.disabledAt ? tr("Resume") : tr("Pause"));
    if (m_known)
        m_state->say(statusOf(m_seen), callbackEndpointText(m_seen, m_zone));
    if (m_url->text().trimmed().startsWith(QLatin1String("http:"), Qt::CaseInsensitive))
        m_plain->say(
            Status::Warning, tr("http is not encrypted: whoever is on the way can read what is sent. Prefer https."));
    else
        m_plain->clear();
}

bool CallbackEndpointPanel::check(bool isNeeded)
{
    m_form->clearErrors();
    const auto url = readCallbackUrl(m_url->text());
    if (url || (url.error() == CallbackUrlFault::Empty && !isNeeded))
        return true;
    m_form->showError(QStringLiteral("url"), callbackUrlFaultText(url.error()));
    return false;
}

bool CallbackEndpointPanel::showError(const Error &error)
{
    return m_form->showError(error);
}

void CallbackEndpointPanel::setOpen(bool open)
{
    m_open = open;
    update();
}

} // namespace callveil
