// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"

namespace callveil {

/// The names of those whom the caller can give their keys.
[[nodiscard]] QStringList namesToServe(const std::vector<WaitingPerson> &waiting);
/// "2 people wait for a key that you hold: Eva and Tom."; empty when nobody does.
[[nodiscard]] QString serveText(const std::vector<WaitingPerson> &waiting);
/// Those whom the caller cannot help, and who can; empty when there are none.
[[nodiscard]] QString elsewhereText(const std::vector<WaitingPerson> &waiting);
/// "2 people got their keys.", and why others did not.
[[nodiscard]] QString servedText(const GivenKeys &given);

} // namespace callveil
