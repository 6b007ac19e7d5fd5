// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/binding_actions.h"

#include "domain/base/when_answered.h"
#include "ui/bindings/call_button.h"
#include "ui/bindings/end_words.h"
#include "ui/bindings/extend_dialog.h"
#include "ui/bindings/reassign_dialog.h"
#include "ui/bindings/release_line.h"
#include "ui/bindings/release_words.h"
#include "ui/masking/table_texts.h"
#include "ui/reveal/reveal_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/binding_text.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"

#include <QLocale>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace callveil {

namespace {

std::vector<RevealSubject> subjectsOf(const Binding &binding)
{
    std::vector<RevealSubject> subjects;
    if (binding.customerNumber.isSet())
        subjects.push_back({binding.customerNumber, BindingActions::tr("Customer"), binding.customerText});
    if (binding.agentNumber.isSet())
        subjects.push_back({binding.agentNumber, BindingActions::tr("Agent"), binding.agentText});
    return subjects;
}

} // namespace

BindingActions::BindingActions(const PageContext &context, BindingService &bindings, QWidget *parent)
    : QWidget(parent), m_context(context), m_bindings(bindings), m_reveals(context.workspace),
      m_call(new CallButton(context, this)), m_progress(new ReleaseLine(this))
{
    auto *row = new FlowLayout(gridUnit(this), this);
    makeButtons();
    makeRecordingMenu();
    for (QWidget *part : std::initializer_list<QWidget *>{
             m_reassign, m_extend, m_recording, m_call, m_release, m_close, m_explain, m_reveal, m_progress})
        row->addWidget(part);
    updateButtons();
}

QPushButton *BindingActions::addButton(const QString &text, const QString &name, Act act)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(name);
    if (act)
        connect(button, &QPushButton::clicked, this, act);
    return button;
}

void BindingActions::makeButtons()
{
    m_reassign = addButton(tr("Reassi&gn agent…"), tr("Reassign agent"), &BindingActions::reassign);
    m_extend = addButton(tr("&Extend…"), tr("Extend"), &BindingActions::extend);
    m_recording = addButton(tr("Recor&ding"), tr("Recording"), nullptr);
    m_release = addButton(tr("Re&lease…"), tr("Release"), &BindingActions::release);
    m_close = addButton(tr("Close case…"), tr("Close case"), &BindingActions::closeCase);
    m_close->setShortcut(QKeySequence(tr("Ctrl+Shift+E")));
    m_explain = addButton(tr("E&xplain choice"), tr("Explain choice"), &BindingActions::explain);
    m_reveal = addButton(tr("Reveal…"), tr("Reveal"), &BindingActions::reveal);
    m_reveal->setShortcut(QKeySequence(tr("Ctrl+R")));
}

void BindingActions::makeRecordingMenu()
{
    auto *menu = new QMenu(m_recording);
    for (const RecordingChoice choice : {RecordingChoice::No, RecordingChoice::Yes, RecordingChoice::AsPool}) {
        QAction *action = menu->addAction(recordingText(choice), this, [this, choice] { record(choice); });
        action->setCheckable(true);
        action->setData(int(choice));
    }
    // Before it is seen: it tells how the binding stands, whatever was ticked last.
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        for (QAction *action : menu->actions())
            action->setChecked(m_chosen.size() == 1 && action->data().toInt() == int(m_chosen.front().recording));
    });
    m_recording->setMenu(menu);
}

void BindingActions::setChoices(const BindingChoices &choices)
{
    m_choices = choices;
}

void BindingActions::setChosen(std::vector<Binding> chosen, qint64 now)
{
    m_chosen = std::move(chosen);
    m_now = now;
    updateButtons();
}

bool BindingActions::isActive(const Binding &binding) const
{
    return stateOf(binding, m_now) == BindingState::Active;
}

std::vector<Binding> BindingActions::activeOnes() const
{
    std::vector<Binding> active;
    std::copy_if(m_chosen.begin(), m_chosen.end(), std::back_inserter(active),
        [this](const Binding &binding) { return isActive(binding); });
    return active;
}

/// Why one binding cannot be changed; empty when it can.
QString BindingActions::hindrance() const
{
    if (m_chosen.empty())
        return tr("Choose a binding.");
    if (m_chosen.size() > 1)
        return tr("Choose one binding alone.");
    return isActive(m_chosen.front()) ? QString() : tr("The binding has ended.");
}

/// Why the case of one binding cannot be closed; one that has ended may be of a case with others.
QString BindingActions::caseHindrance() const
{
    if (m_chosen.size() != 1)
        return hindrance();
    return m_chosen.front().caseRef.isEmpty() ? tr("The binding has no case.") : QString();
}

void BindingActions::updateButtons()
{
    const auto set = [this](QPushButton *button, const QString &why, const QString &what) {
        button->setEnabled(why.isEmpty() && !m_busy);
        button->setToolTip(why.isEmpty() ? what : why);
    };
    const QString why = hindrance();
    const bool isAgents = why.isEmpty() && m_chosen.front().model == BindingModel::Agent;
    set(m_reassign, isAgents ? tr("The number is the agent's own and goes to nobody else.") : why,
        tr("Another agent takes the number over; the customer keeps it."));
    set(m_extend, why, tr("Another end, counted from now."));
    set(m_recording, why, tr("Whether calls over this binding are recorded."));
    m_call->setBinding(m_chosen.size() == 1 ? &m_chosen.front() : nullptr, why, m_busy);
    const bool hasActive = !activeOnes().empty();
    const QString none = m_chosen.empty() ? tr("Choose a binding, or several.")
        : m_chosen.size() > 1             ? tr("These bindings have ended.")
                                          : tr("The binding has ended.");
    set(m_release, hasActive ? QString() : none, tr("Ends the chosen bindings now."));
    set(m_close, caseHindrance(), tr("Ends all live bindings of this case in its process (Ctrl+Shift+E)"));
    set(m_explain, m_chosen.size() == 1 ? QString() : why, tr("Why the binding got this number."));
    updateReveal();
}

void BindingActions::updateReveal()
{
    QString why;
    if (m_chosen.size() != 1)
        why = hindrance();
    else if (!m_reveals.me()->viewsActual(m_chosen.front().process))
        why = tr("You may not view actual numbers of this process. After a grant, sign in again.");
    else if (subjectsOf(m_chosen.front()).empty())
        why = tr("The vault keeps no number of this binding.");
    m_reveal->setEnabled(why.isEmpty() && !m_busy);
    m_reveal->setToolTip(
        why.isEmpty() ? tr("Shows the number of a party for a short while; the reason is recorded (Ctrl+R)") : why);
}

void BindingActions::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

void BindingActions::settle(const std::optional<Error> &error, const QString &done)
{
    setBusy(false);
    if (error)
        m_context.notifier.fail(*error);
    else
        m_context.notifier.show(Notifier::Kind::Done, done);
    Q_EMIT changed();
}

void BindingActions::reassign()
{
    auto *dialog = new ReassignDialog(m_bindings, m_chosen.front(), m_choices.agents, this);
    connect(dialog, &ReassignDialog::reassigned, this, [this](const Binding &binding) {
        const QString line = displayNumber(binding.agentText);
        m_context.notifier.show(Notifier::Kind::Done,
            tr("%1 reaches %2 now.")
                .arg(displayNumber(binding.number), binding.agentName.isEmpty() ? line : binding.agentName));
    });
    connect(dialog, &QDialog::finished, this, &BindingActions::changed); // also to see what somebody else changed
    dialog->open();
}

void BindingActions::extend()
{
    const Binding &binding = m_chosen.front();
    auto *dialog = new ExtendDialog(m_bindings, binding, m_choices, m_context.zone, this);
    connect(dialog, &ExtendDialog::extended, this, [this](const Binding &extended) {
        const QString until = boundUntilText(extended, tableTexts(m_context.zone));
        const QString never =
            tr("The binding of %1 does not end by itself any more.").arg(displayNumber(extended.number));
        m_context.notifier.show(Notifier::Kind::Done, until.isEmpty() ? never : until);
    });
    connect(dialog, &QDialog::finished, this, &BindingActions::changed);
    dialog->open();
}

void BindingActions::record(RecordingChoice choice)
{
    if (!hindrance().isEmpty() || m_busy || m_chosen.front().recording == choice)
        return;
    const Binding binding = m_chosen.front();
    const QString done =
        tr("Recording of calls over %1: %2.").arg(displayNumber(binding.number), recordingText(choice));
    setBusy(true);
    whenAnswered(m_bindings.record(binding, choice), this, [this, done](const Result<Binding> &answer) {
        settle(answer ? std::nullopt : std::optional(answer.error()), done);
    });
}

void BindingActions::release()
{
    const std::vector<Binding> bindings = activeOnes();
    if (bindings.empty()
        || !m_context.prompt.confirm(this, tr("Release bindings"), releaseQuestion(bindings, m_choices), tr("Release")))
        return;
    if (bindings.size() > 1)
        return releaseAll(bindings);
    setBusy(true);
    const QString done = tr("The binding of %1 was released.").arg(displayNumber(bindings.front().number));
    whenAnswered(m_bindings.release(bindings.front()), this, [this, done](const Result<Binding> &answer) {
        settle(answer ? std::nullopt : std::optional(answer.error()), done);
    });
}

void BindingActions::releaseAll(const std::vector<Binding> &bindings)
{
    const qint64 wanted = qint64(bindings.size());
    setBusy(true);
    whenAnswered(m_bindings.releaseAll(bindings, m_progress->start(wanted)), this,
        [this, wanted](const Result<qint64> &released) {
            m_progress->finish();
            settle(
                released ? std::nullopt : std::optional(released.error()), releasedText(released.value_or(0), wanted));
        });
}

/// Asks how many there are first: more than those of this page may be of the case.
void BindingActions::closeCase()
{
    if (m_chosen.size() != 1 || m_chosen.front().caseRef.isEmpty() || m_busy)
        return;
    BindingQuery query;
    query.filter.process = m_chosen.front().process;
    query.filter.caseRef = m_chosen.front().caseRef;
    query.filter.state = BindingState::Active;
    setBusy(true);
    whenAnswered(m_bindings.list(std::move(query)), this, [this](const Result<BindingPage> &live) {
        if (!live)
            return settle(live.error(), {});
        if (live->bindings.empty())
            return settle({}, tr("The case has no live binding; nothing was ended."));
        setBusy(false);
        askToClose(*live);
    });
}

void BindingActions::askToClose(const BindingPage &live)
{
    if (!m_context.prompt.confirm(this, tr("Close case"), closeCaseQuestion(live, m_choices), tr("Close case")))
        return;
    const Binding &one = live.bindings.front();
    const auto progress = m_progress->start(live.more ? 0 : qint64(live.bindings.size()));
    setBusy(true);
    whenAnswered(m_bindings.closeCase(one.process, one.caseRef, progress), this,
        [this, progress, name = one.caseRef](const Result<qint64> &ended) {
            m_progress->finish();
            settle(ended ? std::nullopt : std::optional(ended.error()),
                closedText(name, ended.value_or(0), progress->cancelled));
        });
}

void BindingActions::explain()
{
    if (m_chosen.size() != 1)
        return;
    const Binding &binding = m_chosen.front();
    Q_EMIT explained(
        tr("%1: %2").arg(displayNumber(binding.number), choiceText(binding, m_choices.poolName(binding.askedPool))));
}

void BindingActions::reveal()
{
    const Binding &binding = m_chosen.front();
    auto *dialog = new RevealDialog(m_reveals, subjectsOf(binding), binding.processName, m_context.clipboard, this);
    dialog->open();
}

} // namespace callveil
