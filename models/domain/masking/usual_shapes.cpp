// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/usual_shapes.h"

#include <phonenumbers/phonenumberutil.h>

namespace callveil {

QList<NumberShape> usualShapes(const QString &region)
{
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    const PhoneNumberUtil &library = *PhoneNumberUtil::GetInstance();
    QList<NumberShape> shapes;
    for (const auto type : {PhoneNumberUtil::MOBILE, PhoneNumberUtil::FIXED_LINE}) {
        PhoneNumber example;
        if (!library.GetExampleNumberForType(region.toStdString(), type, &example))
            continue;
        std::string text;
        library.Format(example, PhoneNumberUtil::E164, &text);
        const NumberShape shape{int(example.country_code()), int(text.size()) - 1};
        if (!shapes.contains(shape))
            shapes.append(shape);
    }
    return shapes;
}

} // namespace callveil
