// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/phone_number.h"

#include <algorithm>

namespace callveil {

int PhoneNumber::digits() const
{
    return int(std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); }));
}

} // namespace callveil
