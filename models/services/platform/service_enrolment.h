// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/session/service_file.h"

#include <optional>

namespace callveil {

/// A service whose identity was to be written to a file.
struct EnrolledFile {
    QString user;
    std::optional<Error> unwritten; ///< set: the secret is lost, so that the service is to be disabled
};

/// Makes the identity with which callveild signs in: a person of the role Service, of all processes, whose password is
/// a random secret and whose keys are certified like anybody's. For whoever manages users.
class ServiceEnrolment final : public Service {
public:
    using Service::Service;

    [[nodiscard]] static QString usualName() { return QStringLiteral("callveild"); }

    /// What the identity's file holds; the secret exists nowhere else. Recorded. Fails with UserNameInvalid,
    /// ChoiceUnknown (a name that is no service's), NameTaken
    /// (user), NotPermitted.
    [[nodiscard]] QFuture<Result<ServiceFile>> enrol(QString name);
    /// The same into a new file, for its owner alone. Fails also with FileExists and FileUnwritable: then nobody was
    /// enrolled, and what is there stays as it is.
    [[nodiscard]] QFuture<Result<EnrolledFile>> enrolInto(QString name, QString path);

private:
    /// Whose secret nobody knows yet.
    [[nodiscard]] ServiceFile identityFor(QString name) const;
};

} // namespace callveil
