// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/session/service_file.h"

namespace callveil {

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
};

} // namespace callveil
