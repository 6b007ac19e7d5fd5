// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pools/did_list.h"

#include "domain/number/number_reader.h"

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <QRegularExpression>
#include <QSet>

namespace callveil {

namespace {

namespace phone = i18n::phonenumbers;

/// The types that a number may be of: all where the library does not know.
QList<NumberType> typesOf(const QString &e164)
{
    using Kind = phone::PhoneNumberUtil::PhoneNumberType;
    const auto &library = *phone::PhoneNumberUtil::GetInstance();
    phone::PhoneNumber number;
    if (library.Parse(e164.toStdString(), "ZZ", &number) != phone::PhoneNumberUtil::NO_PARSING_ERROR)
        return {};
    switch (library.GetNumberType(number)) {
    case Kind::FIXED_LINE:
        return {NumberType::Local};
    case Kind::MOBILE:
        return {NumberType::Mobile};
    case Kind::FIXED_LINE_OR_MOBILE:
        return {NumberType::Local, NumberType::Mobile};
    case Kind::TOLL_FREE:
        return {NumberType::TollFree};
    default:
        return {NumberType::Local, NumberType::Mobile, NumberType::TollFree};
    }
}

tl::unexpected<Error> tooMany()
{
    return fail(ErrorCode::Invalid, Fault::RangeTooLong, {QString::number(DidList::most)});
}

class DidListReader final {
public:
    DidListReader(const QString &country, const QString &area, std::optional<NumberType> type)
        : m_reader(country), m_area(area), m_type(type),
          m_callingCode(phone::PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(country.toStdString()))
    { }

    /// Fails only where nothing of the list can be used.
    Result<void> readLine(qint64 line, const QString &text)
    {
        static const QRegularExpression between(
            QStringLiteral("\\s*(?:\\.\\.+|\\x{2026}|\\bto\\b)\\s*"), QRegularExpression::CaseInsensitiveOption);
        const QStringList ends = text.split(between);
        if (ends.size() > 2) {
            reject(line, {ErrorCode::Invalid, Fault::NumberCharacters, {QStringLiteral("number")}, {}});
            return {};
        }
        const auto first = read(ends.front());
        const auto last = ends.size() == 2 ? read(ends.back()) : first;
        if (!first || !last) {
            reject(line, !first ? first.error() : last.error());
            return {};
        }
        return addRange(line, first->text, last->text);
    }

    DidList take() { return std::move(m_list); }

private:
    Result<PhoneNumber> read(const QString &text) const
    {
        auto number = m_reader.readStrictly(text, QStringLiteral("number"));
        if (!number)
            return number;
        // The library's data age: a number that it does not know may be of any country with the same calling code, and
        // so may one that belongs to no place, such as a toll-free one.
        const bool isPlaced = number->valid && !number->area.isEmpty();
        const bool isAtHome = isPlaced ? number->region == m_reader.region() : number->countryCode == m_callingCode;
        if (!isAtHome)
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("country"), number->region, m_reader.region()});
        if (!m_area.isEmpty() && number->area != m_area)
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("area"), number->area.isEmpty() ? QStringLiteral("-") : number->area, m_area});
        if (m_type)
            if (const auto types = typesOf(number->text); !types.contains(*m_type))
                return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                    {QStringLiteral("number-type"),
                        types.isEmpty() ? QStringLiteral("-") : numberTypeKey(types.front()), numberTypeKey(*m_type)});
        return number;
    }

    Result<void> addRange(qint64 line, const QString &first, const QString &last)
    {
        const qint64 from = first.sliced(1).toLongLong();
        const qint64 to = last.sliced(1).toLongLong();
        if (first.size() != last.size() || to < from) {
            reject(line, {ErrorCode::Invalid, Fault::RangeBackwards, {}, {}});
            return {};
        }
        if (to - from >= DidList::most) {
            reject(line, {ErrorCode::Invalid, Fault::RangeTooLong, {QString::number(DidList::most)}, {}});
            return {};
        }
        if (to - from >= DidList::most - qint64(m_list.entries.size()))
            return tooMany();
        for (qint64 value = from; value <= to; ++value)
            add(line, u'+' + QString::number(value));
        return qsizetype(m_list.rejects.size()) > DidList::most ? Result<void>(tooMany()) : Result<void>();
    }

    void add(qint64 line, const QString &text)
    {
        const auto number = read(text); // inside a range too: not each need be possible
        if (!number)
            return reject(line, number.error());
        if (m_seen.contains(number->text))
            return reject(line, {ErrorCode::Invalid, Fault::DidRepeated, {number->text}, {}});
        m_seen.insert(number->text);
        m_list.entries.push_back({line, number->text, number->area});
    }

    void reject(qint64 line, Error error) { m_list.rejects.push_back({line, std::move(error)}); }

    NumberReader m_reader;
    QString m_area;
    std::optional<NumberType> m_type;
    int m_callingCode;
    DidList m_list;
    QSet<QString> m_seen;
};

} // namespace

QString withoutTrunkPrefix(const QString &area, const QString &country)
{
    std::string prefix;
    phone::PhoneNumberUtil::GetInstance()->GetNddPrefixForRegion(country.toStdString(), true, &prefix);
    const QString trunk = QString::fromStdString(prefix);
    return !trunk.isEmpty() && area.size() > trunk.size() && area.startsWith(trunk) ? area.mid(trunk.size()) : area;
}

Result<DidList> readDidList(
    const QString &text, const QString &country, const QString &area, std::optional<NumberType> type)
{
    static const QRegularExpression separators(QStringLiteral("[,;]"));
    DidListReader reader(country, area, type);
    qint64 line = 0;
    for (const QString &row : text.split(u'\n')) {
        ++line;
        if (row.trimmed().startsWith(u'#'))
            continue;
        for (const QString &cell : row.split(separators)) {
            if (cell.trimmed().isEmpty())
                continue;
            if (const auto done = reader.readLine(line, cell.trimmed()); !done)
                return failed(done);
        }
    }
    return reader.take();
}

QString rangesOf(QStringList numbers)
{
    numbers.sort();
    QStringList parts;
    for (qsizetype first = 0, next = 0; first < numbers.size(); first = next) {
        qint64 value = numbers[first].toLongLong();
        for (next = first + 1; next < numbers.size() && numbers[next].size() == numbers[first].size()
             && numbers[next].toLongLong() == value + 1;
             ++next)
            ++value;
        parts.append(next - first > 2 ? numbers[first] + QStringLiteral("..") + numbers[next - 1]
                                      : numbers.mid(first, next - first).join(u' '));
    }
    return parts.join(u' ');
}

} // namespace callveil
