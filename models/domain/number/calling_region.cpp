// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/calling_region.h"

#include <phonenumbers/phonenumberutil.h>

namespace callveil {

QString regionOfCallingCode(const QString &code)
{
    using i18n::phonenumbers::PhoneNumberUtil;
    std::string region;
    PhoneNumberUtil::GetInstance()->GetRegionCodeForCountryCode(code.toInt(), &region);
    const bool isRegion = region.size() == 2 && region != "ZZ";
    return isRegion ? QString::fromStdString(region) : QString();
}

} // namespace callveil
