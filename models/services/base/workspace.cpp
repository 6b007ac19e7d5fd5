// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/base/workspace.h"

#include <QDateTime>

namespace callveil {

namespace {

/// Tells a server's session which sign-in it belongs to: the organisation switch is judged by it.
DatabaseThread::Prepare bindToSignIn(qint64 signIn)
{
    return [signIn](Connection &connection) -> Result<void> {
        const auto used = connection.write("person.use_sign_in", {{":sign_in", QString::number(signIn)}});
        if (!used)
            return failed(used);
        return {};
    };
}

} // namespace

Workspace::Workspace(DatabaseAddress address, std::shared_ptr<Credentials> credentials,
    std::shared_ptr<const Identity> identity, QString organisation, bool demo)
    : m_address(std::move(address)), m_credentials(std::move(credentials)), m_identity(std::move(identity)),
      m_organisation(std::move(organisation)), m_demo(demo),
      m_interactive(m_address, m_credentials, QStringLiteral("interactive"), bindToSignIn(m_identity->signInId)),
      m_background(m_address, m_credentials, QStringLiteral("background"), bindToSignIn(m_identity->signInId))
{ }

Workspace::~Workspace() = default;

std::shared_ptr<const Identity> Workspace::identity() const
{
    const std::lock_guard lock(m_mutex);
    return m_identity;
}

void Workspace::lock()
{
    auto bare = std::make_shared<Identity>(identity()->withoutSecrets());
    bare->lockedAt = QDateTime::currentMSecsSinceEpoch();
    replace(std::move(bare));
}

void Workspace::unlock(std::shared_ptr<const Identity> identity)
{
    replace(std::move(identity));
}

void Workspace::narrow(const std::shared_ptr<const Identity> &before, const SignedInPerson &rights)
{
    std::shared_ptr<const Identity> narrowed = std::make_shared<Identity>(before->withRights(rights));
    const std::lock_guard lock(m_mutex);
    if (m_identity == before)
        m_identity.swap(narrowed);
}

void Workspace::replace(std::shared_ptr<const Identity> identity)
{
    // What it replaces is wiped outside the mutex, if nobody else works with it.
    const std::lock_guard lock(m_mutex);
    m_identity.swap(identity);
}

} // namespace callveil
