// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/emergency_numbers.h"

#include "domain/number/free_text.h"
#include "domain/number/number_reader.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/shortnumberinfo.h>

#include <QHash>
#include <QMutex>
#include <QRegularExpression>

namespace callveil {

namespace {

constexpr int mostUsualDigits = 5;

const i18n::phonenumbers::ShortNumberInfo &shortNumbers()
{
    static const i18n::phonenumbers::ShortNumberInfo info;
    return info;
}

/// The library has no list of them: every string of digits is tried.
QStringList searched(const QString &region)
{
    const std::string code = region.toStdString();
    QStringList found;
    int end = 10;
    for (int length = EmergencyNumber::leastDigits; length <= mostUsualDigits; ++length) {
        end *= 10;
        if (length == mostUsualDigits) // those that the library knows begin with 1
            end /= 5;
        for (int value = length == mostUsualDigits ? end / 2 : 0; value < end; ++value) {
            std::string digits = std::to_string(value);
            digits.insert(0, size_t(length) - digits.size(), '0');
            if (shortNumbers().IsEmergencyNumber(digits, code))
                found.append(QString::fromStdString(digits));
        }
    }
    return found;
}

} // namespace

Result<EmergencyNumber> checkedEmergencyNumber(EmergencyNumber number)
{
    static const QRegularExpression form(
        QStringLiteral("\\A[0-9]{%1,%2}\\z").arg(EmergencyNumber::leastDigits).arg(EmergencyNumber::mostDigits));
    number.country = number.country.trimmed().toUpper();
    number.digits = number.digits.trimmed();
    if (!NumberReader::isRegion(number.country))
        return fail(ErrorCode::Invalid, Fault::CountryUnknown, {quotable(number.country)});
    if (number.digits.isEmpty())
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("digits")});
    if (!form.match(number.digits).hasMatch())
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("digits"), quotable(number.digits), QStringLiteral("00 … 999999")});
    return number;
}

bool isUsualEmergencyNumber(const EmergencyNumber &number)
{
    return shortNumbers().IsEmergencyNumber(number.digits.toStdString(), number.country.toStdString());
}

QStringList usualEmergencyNumbers(const QString &region)
{
    static QMutex mutex;
    static QHash<QString, QStringList> known;
    {
        const QMutexLocker lock(&mutex);
        if (const auto found = known.constFind(region); found != known.constEnd())
            return *found;
    }
    const QStringList found = NumberReader::isRegion(region) ? searched(region) : QStringList();
    const QMutexLocker lock(&mutex);
    known.insert(region, found);
    return found;
}

} // namespace callveil
