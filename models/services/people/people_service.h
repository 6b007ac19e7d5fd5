// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/people/person_store.h"
#include "storage/processes/process_store.h"

namespace callveil {

/// A person to be created.
struct NewPerson {
    QString name; ///< user name
    QString displayName;
    Role role = Role::ProfessionalAgent;
    bool allProcesses = true;
    QList<ProcessId> processes; ///< when not all
    QString password; ///< empty: a one-time password is made, to be changed at first sign-in
};

/// What whoever created a person hands on.
struct CreatedPerson {
    PersonId id;
    QString oneTimePassword; ///< empty when the password was given
};

/// What a person is made, in place of what he is.
struct PersonChange {
    Role role = Role::ProfessionalAgent;
    bool allProcesses = true;
    QList<ProcessId> processes; ///< when not all
};

/// Everybody, and the processes that people belong to.
struct Roster {
    std::vector<Person> people;
    QHash<PersonId, QSet<ProcessId>> memberships; ///< of those who do not belong to all processes
    std::vector<Process> processes; ///< those that the caller sees, archived ones too
};

/// One sign-in that has not ended.
struct OpenSignIn {
    SignInId id;
    PersonId person;
    QString name, console;
    qint64 signedInAt = 0, lastSeenAt = 0; ///< ms since 1970
};

/// Who may sign in. What a service signs in with is made by ServiceEnrolment: here it is listed, disabled and enabled,
/// and nothing else (ServiceIdentity).
class PeopleService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<std::vector<Person>>> list();
    /// What is needed to show and change people, read at one time.
    [[nodiscard]] QFuture<Result<Roster>> roster();
    [[nodiscard]] QFuture<Result<CreatedPerson>> create(NewPerson person);
    /// The processes of a person; none for whoever belongs to all.
    [[nodiscard]] QFuture<Result<QSet<ProcessId>>> processesOf(PersonId person);
    /// Nobody changes himself, or makes somebody wider than himself (NotPermitted).
    [[nodiscard]] QFuture<Result<void>> change(QString name, PersonChange change);
    /// Also ends the person's sign-ins.
    [[nodiscard]] QFuture<Result<void>> setDisabled(QString name, bool disabled);
    /// For a lost password: new keys and a one-time password. What was sealed to the old keys is granted again, as far
    /// as the caller holds it; the rest waits for a holder.
    [[nodiscard]] QFuture<Result<CreatedPerson>> reset(QString name);
    /// Seen within the last three minutes and not ended.
    [[nodiscard]] QFuture<Result<std::vector<OpenSignIn>>> signIns();
    /// The person's console signs out within seconds.
    [[nodiscard]] QFuture<Result<void>> endSignIn(SignInId signIn);
    /// People signed in now: seen within the last three minutes.
    [[nodiscard]] QFuture<Result<int>> signedIn();
};

} // namespace callveil
