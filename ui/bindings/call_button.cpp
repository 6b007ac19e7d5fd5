// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/call_button.h"

#include "ui/bindings/call_dialog.h"
#include "ui/bindings/call_watch.h"

namespace callveil {

CallButton::CallButton(const PageContext &context, QWidget *parent)
    : QPushButton(parent), m_calls(context.workspace), m_watch(new CallWatch(m_calls, context.notifier, this)),
      m_onServer(context.workspace.address().engine == Engine::PostgreSql)
{
    connect(this, &QPushButton::clicked, this, &CallButton::press);
    connect(m_watch, &CallWatch::turned, this, &CallButton::apply);
    apply();
}

void CallButton::setBinding(const Binding *binding, const QString &why, bool busy)
{
    if (binding)
        m_binding = *binding;
    m_why = why;
    m_isChosen = binding != nullptr;
    m_isBusy = busy;
    apply();
}

bool CallButton::takesBack() const
{
    return m_isChosen && m_watch->isFollowing() && m_watch->binding() == m_binding.id;
}

void CallButton::apply()
{
    if (takesBack()) {
        setText(tr("Take call back"));
        setShortcut(QKeySequence(tr("Ctrl+Shift+K")));
        setAccessibleName(tr("Take call back"));
        setToolTip(tr("Another call can be asked for then. A call that runs already is not hung up (Ctrl+Shift+K)"));
        return setEnabled(true);
    }
    setText(tr("&Make call…")); // which also takes the other key away
    setAccessibleName(tr("Make call"));
    setEnabled(m_onServer && m_why.isEmpty() && m_isChosen && !m_isBusy);
    if (!m_onServer)
        setToolTip(tr("Switches make calls for a PostgreSQL server, and this database is a file."));
    else
        setToolTip(m_why.isEmpty() ? tr("Both parties are called and connected over their proxy number.") : m_why);
}

void CallButton::press()
{
    if (takesBack())
        m_watch->takeBack();
    else
        ask();
}

void CallButton::ask()
{
    auto *dialog = new CallDialog(m_calls, m_binding, this);
    connect(
        dialog, &CallDialog::asked, this, [this](const AskedCall &call) { m_watch->follow(call.request, call.isNew); });
    dialog->open();
}

} // namespace callveil
