// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "storage/people/identity.h"
#include "storage/people/key_blob.h"

namespace callveil {

/// The organisation's public facts.
struct Organisation {
    QString name;
    QByteArray rootKey, recoveryKey, recoveryCertificate;
    bool demo = false;
    qint64 createdAt = 0;
    QByteArray recoveryProof = {}; ///< SHA-256 of what the kit alone yields; written, never read
};

/// A person as everybody may see him.
struct Person {
    PersonId id;
    QString name, displayName, login;
    Role role = Role::ProfessionalAgent;
    PersonState state = PersonState::Active;
    bool allProcesses = true;
    QByteArray boxKey, signKey, certificate;
    qint64 createdAt = 0;
};

/// Public keys of a person, such as were replaced.
struct PastKey {
    QByteArray boxKey, signKey, certificate;

    [[nodiscard]] bool operator==(const PastKey &) const = default;
};

/// Whoever seals a key to the recovery kit waits for whoever replaces the kit, and the other way round: a key that was
/// sealed to the kit before would be missed.
enum class KitHold { Seal, Replace };

/// Reads and writes people, their keys and seals, and the organisation.
class PersonStore final {
public:
    explicit PersonStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<Organisation> organisation();
    /// Until the end of the transaction; before the kit's key, or what is sealed to it, is read.
    [[nodiscard]] Result<void> holdKit(KitHold hold);
    [[nodiscard]] Result<void> insertOrganisation(const Organisation &organisation);
    [[nodiscard]] Result<std::vector<Person>> list();
    [[nodiscard]] Result<std::optional<Person>> find(const QString &name);
    [[nodiscard]] Result<QSet<ProcessId>> processesOf(PersonId person);
    [[nodiscard]] Result<QSet<Permission>> permissionsOf(Role role);
    [[nodiscard]] Result<QSet<ProcessId>> actualGrantsOf(Role role); ///< {0} stands for all processes
    /// `groups`: the database groups of the role's permissions; `verifier`: of the database password.
    [[nodiscard]] Result<PersonId> insert(
        const Person &person, PersonId by, const QStringList &groups, const QByteArray &verifier);
    [[nodiscard]] Result<void> setState(PersonId person, PersonState state);
    [[nodiscard]] Result<std::optional<KeyBlob>> keyOf(PersonId person);
    [[nodiscard]] Result<void> storeKey(PersonId person, const KeyBlob &blob);
    /// In place of the old ones; what was sealed to those goes, and the person must change his password.
    [[nodiscard]] Result<void> replaceKeys(PersonId person, const QByteArray &boxKey, const QByteArray &signKey,
        const QByteArray &certificate, const KeyBlob &blob);
    /// The keys that the person had before, oldest first.
    [[nodiscard]] Result<std::vector<PastKey>> pastKeys(PersonId person);
    [[nodiscard]] Result<void> passwordChanged(PersonId person, const QString &login, const QByteArray &verifier);
    [[nodiscard]] Result<QByteArray> rootSeal(PersonId person); ///< empty when he has none
    [[nodiscard]] Result<QByteArray> writerSeal(PersonId person); ///< empty when he has none
    [[nodiscard]] Result<void> addRootSeal(PersonId holder, const QByteArray &sealed);
    [[nodiscard]] Result<void> addWriterSeal(PersonId holder, const QByteArray &sealed);

    [[nodiscard]] Result<std::optional<QString>> setting(const QString &name);
    [[nodiscard]] Result<void> setSetting(const QString &name, const QString &value, PersonId by);
    [[nodiscard]] Result<qint64> signIn(PersonId person, const QString &console, bool hidesClear);
    [[nodiscard]] Result<qint64> now(); ///< ms since 1970 by the database's clock

private:
    Connection &m_connection;
};

/// The database groups that a set of permissions needs (resources/sql/postgresql/roles.sql names them).
[[nodiscard]] QStringList databaseGroups(const QSet<Permission> &permissions);

} // namespace callveil
