// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/credentials.h"

namespace callveil {

Credentials::Credentials(QString login, SecretBytes password)
    : m_login(std::move(login)), m_password(std::move(password))
{ }

QString Credentials::password() const
{
    const std::lock_guard lock(m_mutex);
    return QString::fromLatin1(reinterpret_cast<const char *>(m_password.data()), m_password.size());
}

void Credentials::setPassword(SecretBytes password)
{
    const std::lock_guard lock(m_mutex);
    m_password = std::move(password);
    m_other = {};
}

void Credentials::setOther(SecretBytes password)
{
    const std::lock_guard lock(m_mutex);
    m_other = std::move(password);
}

bool Credentials::takeOther() const
{
    const std::lock_guard lock(m_mutex);
    if (m_other.size() == 0)
        return false;
    std::swap(m_password, m_other);
    return true;
}

} // namespace callveil
