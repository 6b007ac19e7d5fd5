// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/number/number_finder.h"

#include "domain/number/free_text.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumbermatch.h>
#include <phonenumbers/phonenumbermatcher.h>
#include <phonenumbers/phonenumberutil.h>

#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace callveil {

namespace {

namespace phone = i18n::phonenumbers;

constexpr size_t leastRunDigits = 10; // shorter numbers without + are left to the matcher, which is stricter
constexpr size_t mostRunDigits = 18; // an international prefix and 15 digits
constexpr size_t widestGap = 4; // " ) -"; wider ones stand between the columns of a table
constexpr int leastTypedRow = 9; // 030 901820, the shortest that whole countries write without a prefix
constexpr size_t longestParsed = 2000; // a hostile text of this length takes some tenths of a second

struct Span {
    size_t start = 0;
    size_t end = 0;
};

/// Digits without anything between them.
struct DigitGroup {
    size_t start = 0;
    size_t end = 0;
    bool afterPlus = false;
    bool joined = false; ///< only separators stand between the group before and this one
};

const phone::PhoneNumberUtil &library()
{
    return *phone::PhoneNumberUtil::GetInstance();
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSeparator(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

bool isAfterPlus(const std::string &text, size_t start)
{
    size_t i = start;
    while (i > 0 && start - i < widestGap && isSeparator(text[i - 1]))
        --i;
    return i > 0 && text[i - 1] == '+';
}

std::vector<DigitGroup> digitGroups(const std::string &text)
{
    std::vector<DigitGroup> groups;
    for (size_t i = 0; i < text.size();) {
        if (!isDigit(text[i])) {
            ++i;
            continue;
        }
        DigitGroup group{i, i, isAfterPlus(text, i), false};
        while (group.end < text.size() && isDigit(text[group.end]))
            ++group.end;
        if (!groups.empty() && group.start - groups.back().end <= widestGap)
            group.joined = std::all_of(
                text.begin() + ptrdiff_t(groups.back().end), text.begin() + ptrdiff_t(group.start), isSeparator);
        groups.push_back(group);
        i = group.end;
    }
    return groups;
}

bool isNumber(const std::string &digits, bool afterPlus, const std::string &region)
{
    if (digits.size() < (afterPlus ? size_t(leastFreeDigits) : leastRunDigits))
        return false;
    phone::PhoneNumber number;
    if (library().Parse(afterPlus ? '+' + digits : digits, region, &number) != phone::PhoneNumberUtil::NO_PARSING_ERROR)
        return false;
    return afterPlus ? library().IsPossibleNumber(number) : library().IsValidNumber(number);
}

// Tries every row of neighbouring groups, because a recording id joins numbers, dates and counters by the same hyphens.
std::vector<Span> findRuns(const std::string &text, const std::string &region)
{
    std::vector<Span> spans;
    const std::vector<DigitGroup> groups = digitGroups(text);
    for (size_t first = 0; first < groups.size(); ++first) {
        std::string digits;
        for (size_t last = first; last < groups.size() && (last == first || groups[last].joined); ++last) {
            digits.append(text, groups[last].start, groups[last].end - groups[last].start);
            if (digits.size() > mostRunDigits)
                break;
            if (isNumber(digits, groups[first].afterPlus, region))
                spans.push_back({groups[first].start, groups[last].end});
        }
    }
    return spans;
}

// Each row of groups with as many digits as a number.
std::vector<Span> findRows(const std::string &text, int least)
{
    std::vector<Span> spans;
    const std::vector<DigitGroup> groups = digitGroups(text);
    for (size_t first = 0, next = 0; first < groups.size(); first = next) {
        size_t digits = 0;
        for (next = first; next < groups.size() && (next == first || groups[next].joined); ++next)
            digits += groups[next].end - groups[next].start;
        if (digits >= size_t(least))
            spans.push_back({groups[first].start, groups[next - 1].end});
    }
    return spans;
}

void findByMatcher(const std::string &text, const std::string &region, std::vector<Span> &spans)
{
    const int tries = int(text.size()); // more than it can need
    phone::PhoneNumberMatcher matcher(library(), text, region, phone::PhoneNumberMatcher::VALID, tries);
    phone::PhoneNumberMatch match;
    while (matcher.HasNext() && matcher.Next(&match))
        spans.push_back({size_t(match.start()), size_t(match.start() + match.length())});
}

std::vector<Span> findAll(const QString &text, const std::string &region)
{
    if (digitCount(text) < leastFreeDigits)
        return {};
    const QString rest = withoutKnownIds(text);
    if (digitCount(rest) < leastFreeDigits)
        return {};
    const std::string ascii = folded(rest);
    if (ascii.size() > longestParsed)
        return findRows(ascii, leastFreeDigits); // too long to parse
    std::vector<Span> spans = findRuns(ascii, region);
    findByMatcher(ascii, region, spans);
    return spans;
}

/// E.164; empty when the digits of a span are no number after all.
QString readSpan(const std::string &text, const Span &span, const std::string &region)
{
    std::string digits;
    std::copy_if(
        text.begin() + ptrdiff_t(span.start), text.begin() + ptrdiff_t(span.end), std::back_inserter(digits), isDigit);
    const bool afterPlus = text[span.start] == '+' || isAfterPlus(text, span.start);
    phone::PhoneNumber number;
    if (library().Parse(afterPlus ? '+' + digits : digits, region, &number) != phone::PhoneNumberUtil::NO_PARSING_ERROR
        || !library().IsPossibleNumber(number))
        return {};
    std::string e164;
    library().Format(number, phone::PhoneNumberUtil::E164, &e164);
    return QString::fromStdString(e164);
}

} // namespace

NumberFinder::NumberFinder(QString region) : m_region(std::move(region)) { }

bool NumberFinder::containsNumber(const QString &text) const
{
    return !findAll(text, m_region.toStdString()).empty();
}

bool NumberFinder::containsNumber(const QString &text, const QStringList &regions)
{
    const auto isIn = [&](const QString &region) { return NumberFinder(region).containsNumber(text); };
    return isIn({}) || std::any_of(regions.begin(), regions.end(), isIn);
}

std::vector<FoundNumber> NumberFinder::find(const QString &text) const
{
    const std::string region = m_region.toStdString();
    const std::string ascii = folded(withoutKnownIds(text));
    std::vector<FoundNumber> found;
    // Few texts have as many digits in a row: the search in the others would be in vain, and slow.
    if (ascii.size() > longestParsed || findRows(ascii, leastFreeDigits).empty())
        return found;
    for (const Span &span : findAll(text, region))
        if (QString number = readSpan(ascii, span, region); !number.isEmpty())
            found.push_back({qsizetype(span.start), qsizetype(span.end), std::move(number)});
    return found;
}

bool NumberFinder::holdsLongRow(const QString &text)
{
    static const QRegularExpression harmless(QStringLiteral(
        // 26.7.2023, 7/26/2023, 26-07-23
        "(?<![0-9])(?<![0-9][-./])(?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|[12][0-9]|3[01])\\1(?:20)?[0-9]{2}"
        "(?![-./]?[0-9])"
        // 2025/2026
        "|(?<![0-9])20[0-9]{2}[-/\\x{2013}]20[0-9]{2}(?![-./]?[0-9])"
        // the number of a ticket or case; what announces a telephone number is none
        "|(?<![0-9A-Za-z])(?!TEL|MOB|CELL|PHONE|FAX|CALL|NUM|NO[-0-9]|NR[-0-9])[A-Z]{2,}-?(?:20[0-9]{2}[-/"
        "])?[0-9]+(?![0-9])"));
    QString rest = withoutKnownIds(text);
    rest.replace(harmless, QStringLiteral("|"));
    return !findRows(folded(rest), leastTypedRow).empty();
}

QString NumberFinder::withNumbersMasked(const QString &text) const
{
    const std::string region = m_region.toStdString();
    QString masked = text;
    // What is left may read as a number once its neighbour is gone. Each round takes digits away.
    for (auto spans = findAll(masked, region); !spans.empty(); spans = findAll(masked, region)) {
        for (const Span &span : spans) {
            for (qsizetype i = qsizetype(span.start); i < qsizetype(span.end); ++i) {
                if (masked[i].digitValue() >= 0 || masked[i].isSurrogate())
                    masked[i] = u'x';
            }
        }
    }
    return masked;
}

} // namespace callveil
