// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/remember_box.h"

#include "domain/base/when_answered.h"
#include "services/session/saved_passwords.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace callveil {

RememberBox::RememberBox(SavedPasswords &passwords, QLineEdit &password, QWidget *parent)
    : QWidget(parent), m_passwords(passwords), m_password(password),
      m_box(new QCheckBox(tr("&Remember password on this computer"))), m_line(new StatusLine)
{
    m_box->setObjectName(QStringLiteral("rememberPassword"));
    m_box->setWhatsThis(tr("Keeps the password in the key chain of this desktop, never in a file. Whoever uses your "
                           "desktop can then sign in as you."));
    m_box->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_box);
    layout->addWidget(m_line);
    connect(m_box, &QCheckBox::clicked, this, &RememberBox::noteClick);
    connect(&m_password, &QLineEdit::textChanged, this, [this] { m_filled = false; });
    whenAnswered(m_passwords.check(), this, [this](const Result<void> &answer) {
        m_there = answer.has_value();
        m_box->setEnabled(m_there);
        if (!answer)
            m_line->say(Status::Neutral, faultText(answer.error()));
    });
}

QWidget *RememberBox::box() const
{
    return m_box;
}

bool RememberBox::isTicked() const
{
    return m_there && m_box->isChecked();
}

void RememberBox::setPerson(const QString &place, const QString &user)
{
    const bool has = m_passwords.gives(place, user);
    if (place == m_place && user == m_user && has == m_has)
        return;
    m_place = place;
    m_user = user;
    m_has = has;
    ++m_request; // what is still on its way belongs to somebody else
    m_looking = false;
    if (m_filled)
        m_password.clear();
    if (m_tickedForPerson)
        m_box->setChecked(false);
    m_tickedForPerson = false;
    if (m_there)
        m_line->clear();
    if (has)
        look();
}

void RememberBox::look()
{
    m_looking = true;
    m_tickedForPerson = true;
    m_box->setChecked(true);
    whenAnswered(m_passwords.read(m_place, m_user), this,
        [this, request = m_request](const Result<std::optional<QString>> &saved) {
            if (request == m_request)
                take(saved);
        });
}

void RememberBox::take(const Result<std::optional<QString>> &saved)
{
    m_looking = false;
    const bool has = saved && *saved;
    if (has && m_password.text().isEmpty()) { // what he typed meanwhile stays
        m_password.setText(**saved);
        m_filled = true;
    }
    if (!has)
        m_box->setChecked(false);
    if (!saved)
        m_line->say(Status::Warning, faultText(saved.error()));
    Q_EMIT found(m_filled);
}

QFuture<Result<void>> RememberBox::keep()
{
    if (m_filled)
        return QtFuture::makeReadyFuture(Result<void>());
    return m_passwords.save(m_place, m_user, m_password.text());
}

void RememberBox::noteClick(bool ticked)
{
    m_tickedForPerson = false;
    m_line->clear();
    if (ticked || !m_passwords.has(m_place, m_user))
        return;
    ++m_request;
    m_looking = false;
    if (m_filled)
        m_password.clear();
    forget();
}

void RememberBox::dropRefused()
{
    m_filled = false;
    forget();
}

void RememberBox::forget()
{
    whenAnswered(m_passwords.forget(m_place, m_user), this, [this, request = ++m_request](const Result<void> &answer) {
        if (request != m_request)
            return;
        if (answer)
            m_line->say(Status::Neutral, tr("The saved password was taken out of the key chain."));
        else
            m_line->say(Status::Warning, faultText(answer.error()));
    });
}

} // namespace callveil
