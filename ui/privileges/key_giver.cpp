// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/key_giver.h"

#include "domain/base/when_answered.h"
#include "ui/privileges/waiting_text.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"

namespace callveil {

KeyGiver::KeyGiver(const PageContext &context, QWidget *window)
    : QObject(window), m_context(context), m_access(context.workspace), m_window(window)
{ }

void KeyGiver::remind()
{
    whenAnswered(m_access.waiting(), this, [this](const Result<std::vector<WaitingPerson>> &waiting) {
        const int count = waiting ? int(namesToServe(*waiting).size()) : 0; // the menu tells of a failure when asked
        if (count == 0)
            return;
        const QString where = m_access.me()->may(Permission::ManageUsers)
            ? tr("Give the keys in System Configuration, Privileges, or with Account, Give keys to who waits.")
            : tr("Choose Account, Give keys to who waits.");
        m_context.notifier.show(
            Notifier::Kind::Information, tr("%n grants wait for you.", nullptr, count) + u' ' + where);
    });
}

void KeyGiver::offer()
{
    whenAnswered(m_access.waiting(), this, [this](const Result<std::vector<WaitingPerson>> &waiting) {
        if (!waiting)
            return m_context.notifier.fail(waiting.error());
        if (namesToServe(*waiting).isEmpty())
            return m_context.notifier.show(
                Notifier::Kind::Information, tr("Nobody waits for a key that you hold."), elsewhereText(*waiting));
        // Not from within the answer, because the question has an event loop of its own.
        QMetaObject::invokeMethod(
            this, [this, waiting = *waiting] { ask(waiting); }, Qt::QueuedConnection);
    });
}

void KeyGiver::ask(const std::vector<WaitingPerson> &waiting)
{
    const QString question =
        tr("Give these people the keys that they wait for?\n\n%1\n\nAn administrator granted them what the keys open; "
           "with the key of a vault they can view the actual numbers of real customers. That you gave the keys is "
           "recorded.")
            .arg(namesToServe(waiting).join(u'\n'));
    if (m_context.prompt.confirm(m_window, tr("Give keys"), question, tr("Give keys")))
        give();
}

void KeyGiver::give()
{
    whenAnswered(m_access.completeWaiting(), this, [this](const Result<GivenKeys> &given) {
        if (!given)
            return m_context.notifier.fail(given.error());
        m_context.notifier.show(
            given->refusals.empty() ? Notifier::Kind::Done : Notifier::Kind::Warning, servedText(*given));
        Q_EMIT this->given();
    });
}

} // namespace callveil
