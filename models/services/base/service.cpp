// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/base/service.h"

namespace callveil {

Result<void> Service::requireUsable(const Identity &person)
{
    if (person.isLocked())
        return fail(ErrorCode::Denied, Fault::SessionLocked);
    if (person.mustChangePassword)
        return fail(ErrorCode::Denied, Fault::PasswordMustChange);
    return {};
}

Result<void> Service::require(const Identity &person, Permission permission)
{
    if (const Result<void> usable = requireUsable(person); !usable)
        return usable;
    if (!person.may(permission))
        return fail(ErrorCode::Denied, Fault::NotPermitted);
    return {};
}

} // namespace callveil
