// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/callbacks/callback_trial_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/texts/callback_text.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

namespace {

/// As it goes out, a line for each header.
QString requestText(const CallbackRequest &request)
{
    QStringList lines{QString(QStringLiteral("POST ") + request.url.url.toString(QUrl::FullyEncoded)),
        QStringLiteral("Content-Type: application/json")};
    for (const auto &[name, value] : request.headers)
        lines.append(QString(QString::fromLatin1(name) + QStringLiteral(": ") + QString::fromLatin1(value)));
    lines.append(QString());
    lines.append(QString::fromUtf8(request.body));
    return lines.join(u'\n');
}

} // namespace

CallbackTrialDialog::CallbackTrialDialog(
    CallbackService &callbacks, CallbackKind kind, const QString &url, QWidget *parent)
    : QDialog(parent), m_callbacks(callbacks), m_kind(kind), m_url(url), m_signed(new StatusLine(this)),
      m_result(new StatusLine(this)), m_busy(new BusyLine(tr("Waiting for an answer"), this))
{
    setObjectName(QStringLiteral("callbackTrialDialog"));
    setWindowTitle(tr("Test: %1").arg(callbackUrlName(kind)));
    setAttribute(Qt::WA_DeleteOnClose);
    m_busy->keepNoRoom();
    m_result->setObjectName(QStringLiteral("trialResult"));
    arrange();
    connect(m_busy, &BusyLine::cancelled, this, &CallbackTrialDialog::cancel);
}

CallbackTrialDialog::~CallbackTrialDialog()
{
    m_probe.cancel();
}

QPlainTextEdit *CallbackTrialDialog::makeText(const QString &objectName, const QString &name, const QString &help)
{
    auto *text = new QPlainTextEdit(this);
    text->setObjectName(objectName);
    text->setAccessibleName(name);
    text->setWhatsThis(help);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setLayoutDirection(Qt::LeftToRight);
    text->setMinimumHeight(text->fontMetrics().lineSpacing() * 5);
    return text;
}

void CallbackTrialDialog::arrange()
{
    m_request = makeText(QStringLiteral("trialRequest"), tr("Request"), tr("What is sent, as the target gets it."));
    m_answer = makeText(QStringLiteral("trialAnswer"), tr("Answer"), tr("The beginning of what the target answered."));
    m_again = new QPushButton(tr("Send &again"), this);
    m_again->setObjectName(QStringLiteral("sendAgain"));
    m_again->setAutoDefault(false);
    connect(m_again, &QPushButton::clicked, this, &CallbackTrialDialog::send);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_again, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    const auto add = [&](const QString &title, QPlainTextEdit *text, int stretch) {
        auto *label = new QLabel(title, this);
        label->setBuddy(text);
        column->addWidget(label);
        column->addWidget(text, stretch);
    };
    add(tr("&Request"), m_request, 3);
    column->addWidget(m_signed);
    column->addWidget(m_result);
    column->addWidget(m_busy);
    add(tr("A&nswer"), m_answer, 2);
    column->addWidget(buttons);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    resize(characters(this, 96), characters(this, 72));
}

void CallbackTrialDialog::setBusy(bool busy)
{
    m_busy->setBusy(busy);
    m_again->setEnabled(!busy);
}

void CallbackTrialDialog::send()
{
    m_result->clear();
    m_answer->clear();
    setBusy(true);
    const int asked = ++m_asked;
    whenAnswered(m_callbacks.trial(m_kind, m_url), this, [this, asked](const Result<CallbackTrial> &trial) {
        if (asked == m_asked)
            take(trial);
    });
}

void CallbackTrialDialog::take(const Result<CallbackTrial> &trial)
{
    if (!trial) {
        setBusy(false);
        if (trial.error().code == ErrorCode::Invalid) {
            Q_EMIT refused(trial.error());
            return reject();
        }
        return m_result->say(Status::Critical, faultText(trial.error()));
    }
    m_request->setPlainText(requestText(trial->request));
    trial->isSigned ? m_signed->clear()
                    : m_signed->say(Status::Neutral,
                        tr("Not signed yet: the URL gets its secret when it is saved for the first time."));
    m_probe = probeCallback(trial->request, CallbackTargets(trial->targets));
    whenAnswered(m_probe, this, [this, asked = m_asked](const CallbackAnswer &answer) {
        if (asked == m_asked)
            takeAnswer(answer);
    });
}

void CallbackTrialDialog::takeAnswer(const CallbackAnswer &answer)
{
    setBusy(false);
    m_result->say(answer.isTaken() ? Status::Ok : Status::Critical,
        callbackAnswerText(answer.failure, answer.status, answer.took.count()));
    m_answer->setPlainText(callbackBodyText(answer.body));
}

void CallbackTrialDialog::cancel()
{
    ++m_asked;
    m_probe.cancel();
    setBusy(false);
    m_result->say(Status::Neutral, tr("Cancelled. The target may have got the message."));
}

} // namespace callveil
