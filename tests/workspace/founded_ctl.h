// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/ctl.h"
#include "workspace/test_organisation.h"

namespace callveil {

/// From now on callveilctl works for this organisation as its administrator, as if it had been set up from there: what
/// it remembers of another one is forgotten.
void workFor(Ctl &ctl, const TestOrganisation &organisation);

} // namespace callveil
