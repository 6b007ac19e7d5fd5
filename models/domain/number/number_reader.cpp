// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_reader.h"

#include "domain/number/number_text.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>
#include <set>

namespace callveil {

namespace {

namespace phone = i18n::phonenumbers;
using Possible = phone::PhoneNumberUtil::ValidationResult;

constexpr int mostCharacters = 64;
constexpr int mostCodeDigits = 6; // the longest short code or unlisted extension
constexpr int leastSipDigits = 7;
constexpr int mostDigits = 15; // ITU-T E.164

const phone::PhoneNumberUtil &library()
{
    return *phone::PhoneNumberUtil::GetInstance();
}

const phone::ShortNumberInfo &shortNumbers()
{
    static const phone::ShortNumberInfo info;
    return info;
}

PhoneNumber kept(NumberKind kind, QStringView text)
{
    PhoneNumber number;
    number.kind = kind;
    number.text = text.toString();
    return number;
}

PhoneNumber withheld()
{
    PhoneNumber number;
    number.kind = NumberKind::Withheld;
    return number;
}

std::optional<phone::PhoneNumber> parsed(const std::string &dialled, const std::string &region)
{
    phone::PhoneNumber number;
    if (library().Parse(dialled, region, &number) != phone::PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    return number;
}

bool isPossible(const std::string &dialled, const std::string &region)
{
    const auto number = parsed(dialled, region);
    return number && library().IsPossibleNumberWithReason(*number) == Possible::IS_POSSIBLE;
}

bool isEmergency(const std::string &digits, const std::string &region)
{
    return shortNumbers().IsEmergencyNumber(digits, region);
}

bool isShortCode(const std::string &digits, const std::string &region)
{
    if (isEmergency(digits, region))
        return true;
    const auto number = parsed(digits, region);
    return number && shortNumbers().IsValidShortNumberForRegion(*number, region);
}

bool isTooShort(const std::string &digits, const std::string &region)
{
    const auto number = parsed(digits, region);
    return number ? library().IsPossibleNumberWithReason(*number) == Possible::TOO_SHORT
                  : digits.size() < 3; // the library parses nothing so short
}

QString regionOf(const phone::PhoneNumber &number)
{
    std::string region;
    library().GetRegionCodeForNumber(number, &region);
    if (region.empty() || region == "ZZ")
        library().GetRegionCodeForCountryCode(number.country_code(), &region);
    return QString::fromStdString(region);
}

int areaLength(const phone::PhoneNumber &number, phone::PhoneNumberUtil::PhoneNumberType type)
{
    constexpr int northAmerica = 1;
    if (!library().IsNumberGeographical(type, number.country_code()))
        return 0;
    // The library's way costs more than all the rest of reading, and North America's answer is always 3.
    return number.country_code() == northAmerica ? 3 : library().GetLengthOfGeographicalAreaCode(number);
}

QString areaOf(const phone::PhoneNumber &number, phone::PhoneNumberUtil::PhoneNumberType type)
{
    std::string national;
    library().GetNationalSignificantNumber(number, &national);
    return QString::fromStdString(national.substr(0, size_t(qMax(0, areaLength(number, type)))));
}

std::optional<PhoneNumber> asE164(const std::string &dialled, const std::string &region)
{
    const auto source = parsed(dialled, region);
    if (!source || library().IsPossibleNumberWithReason(*source) != Possible::IS_POSSIBLE)
        return std::nullopt;
    std::string text;
    library().Format(*source, phone::PhoneNumberUtil::E164, &text);
    PhoneNumber number;
    number.kind = NumberKind::E164;
    number.text = QString::fromStdString(text);
    number.region = regionOf(*source);
    number.countryCode = source->country_code();
    const auto type = library().GetNumberType(*source);
    number.area = areaOf(*source, type);
    number.valid = type != phone::PhoneNumberUtil::UNKNOWN;
    if (number.digits() > mostDigits)
        return std::nullopt;
    return number;
}

// Our own mask of all digits but one looks like an extension: +4930123x45. It is taken for a mask when the x may stand
// for one digit of a possible number.
bool mayBeMasked(const SplitNumber &split, const std::string &region)
{
    if (!split.glued)
        return false;
    const auto number = dialled(split.number);
    return number && number->front() == '+'
        && isPossible(*number + '0' + split.extension.toString().toStdString(), region);
}

std::optional<PhoneNumber> readSip(QStringView user, const std::string &region)
{
    const QStringView digits = user.startsWith(u'+') ? user.sliced(1) : user;
    if (digits.size() < leastSipDigits || !isDigitsOnly(digits))
        return std::nullopt;
    return asE164(user.toString().toStdString(), region);
}

// Short codes and unlisted extensions; nullopt when the digits are those of a line.
std::optional<NumberKind> codeKind(const std::string &digits, const std::string &region)
{
    if (digits.size() > mostCodeDigits)
        return std::nullopt;
    if (isShortCode(digits, region))
        return NumberKind::ShortCode;
    if (isTooShort(digits, region))
        return NumberKind::Extension;
    return std::nullopt;
}

PhoneNumber readDialled(QStringView text, const std::string &region)
{
    QStringView dialledText = text;
    if (dialledText.startsWith(QLatin1String("tel:"), Qt::CaseInsensitive))
        dialledText = dialledText.sliced(4).trimmed();
    const SplitNumber split = splitExtension(dialledText);
    const auto characters = dialled(split.number);
    if (!characters || mayBeMasked(split, region))
        return kept(NumberKind::Text, text);
    if (isDigitsOnly(text)) {
        if (const auto kind = codeKind(*characters, region))
            return kept(*kind, text);
    }
    return asE164(*characters, region).value_or(kept(NumberKind::Text, text));
}

} // namespace

NumberReader::NumberReader(QString region, QSet<QString> extensions)
    : m_region(std::move(region)), m_extensions(std::move(extensions))
{ }

PhoneNumber NumberReader::read(QStringView raw) const
{
    const QStringView text = raw.trimmed();
    if (isWithheld(text))
        return withheld();
    if (text.size() > mostCharacters)
        return kept(NumberKind::Text, text);
    const std::string region = m_region.toStdString();
    if (isAllZeros(text)) // 000 is the emergency number of Australia
        return isEmergency(text.toString().toStdString(), region) ? kept(NumberKind::ShortCode, text) : withheld();
    if (text.startsWith(u"**") && isMaskedBySource(text))
        return kept(NumberKind::AlreadyMasked, text);
    if (isFeatureCode(text))
        return kept(NumberKind::FeatureCode, text);
    if (isMaskedBySource(text))
        return kept(NumberKind::AlreadyMasked, text);
    if (!m_extensions.isEmpty() && isDigitsOnly(text) && m_extensions.contains(text.toString()))
        return kept(NumberKind::Extension, text);
    if (const auto user = sipUser(text))
        return isWithheld(*user) && !user->isEmpty() ? withheld()
                                                     : readSip(*user, region).value_or(kept(NumberKind::Text, text));
    return readDialled(text, region);
}

Result<PhoneNumber> NumberReader::readStrictly(QStringView raw, const QString &field) const
{
    const QStringView text = raw.trimmed();
    if (text.isEmpty() || text.size() > mostCharacters)
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {field});
    const auto characters = dialled(text);
    if (!characters)
        return fail(ErrorCode::Invalid, Fault::NumberCharacters, {field});
    const std::string region = m_region.toStdString();
    const auto number = asE164(*characters, region);
    if (!number || (isDigitsOnly(text) && codeKind(*characters, region)))
        return fail(ErrorCode::Invalid, Fault::NumberNotPossible, {field});
    return *number;
}

QStringList NumberReader::readings(QStringView typed, const QStringList &regions)
{
    QStringList found;
    for (const QString &region : QStringList(QString()) + regions) // without a region only what has a +
        if (const auto number = NumberReader(region).readStrictly(typed, {}); number && !found.contains(number->text))
            found.append(number->text);
    return found;
}

bool NumberReader::isRegion(const QString &region)
{
    static const QStringList known = regions();
    return std::binary_search(known.cbegin(), known.cend(), region);
}

QStringList NumberReader::regions()
{
    std::set<std::string> supported;
    library().GetSupportedRegions(&supported);
    QStringList sorted;
    for (const std::string &region : supported)
        sorted += QString::fromStdString(region);
    return sorted;
}

} // namespace callveil
