// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/people/person_store.h"

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

/// Who may sign in.
class PeopleService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<std::vector<Person>>> list();
    [[nodiscard]] QFuture<Result<CreatedPerson>> create(NewPerson person);
    [[nodiscard]] QFuture<Result<void>> setDisabled(QString name, bool disabled);
    /// People signed in now: seen within the last three minutes.
    [[nodiscard]] QFuture<Result<int>> signedIn();
};

} // namespace callveil
