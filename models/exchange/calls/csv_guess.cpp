// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/calls/csv_guess.h"

#include "domain/number/free_text.h"
#include "exchange/calls/date_order.h"
#include "exchange/calls/header_words.h"
#include "exchange/calls/value_words.h"

#include <algorithm>

namespace callveil {

namespace {

bool isMoment(const ColumnShape &shape)
{
    return shape.isEmpty() || (shape.isMoment() && !shape.isDay());
}

bool isDay(const ColumnShape &shape)
{
    return shape.isDay();
}

bool isClock(const ColumnShape &shape)
{
    return shape.isClock();
}

bool isLength(const ColumnShape &shape)
{
    return shape.isEmpty() || shape.isAmount() || shape.isClock();
}

bool isParty(const ColumnShape &shape)
{
    return !shape.isMoment() && !shape.isClock() && !shape.isUuid();
}

bool isPlain(const ColumnShape &shape)
{
    return !shape.isMoment();
}

constexpr qint64 s_dayMs = 24 * 60 * 60 * 1000;

/// Names are words: a row with a time, a number or an id in it is data.
bool looksLikeHeader(const QList<QStringList> &rows, qint64 latest)
{
    if (rows.isEmpty())
        return false;
    bool known = false;
    const QList<QStringList> first{rows.first()};
    for (int column = 0; column < rows.first().size(); ++column) {
        const ColumnShape shape(first, column, latest);
        if (shape.isMoment() || shape.isClock() || shape.isPhone() || shape.isAmount() || shape.isUuid())
            return false;
        known = known || isHeaderSpelling(plainHeader(rows.first()[column]));
    }
    if (known || rows.size() < 2)
        return known;
    for (int column = 0; column < rows[1].size(); ++column) {
        if (ColumnShape({rows[1]}, column, latest).isMoment())
            return true;
    }
    return false;
}

bool namesPart(const QString &name, std::initializer_list<const char *> parts)
{
    return std::any_of(
        parts.begin(), parts.end(), [&](const char *part) { return name.contains(QLatin1String(part)); });
}

bool isWordField(CsvField field)
{
    return field == CsvField::Direction || field == CsvField::Disposition || field == CsvField::Medium;
}

template <typename Value>
void addWord(QHash<QString, Value> &words, const QString &word, const std::optional<Value> &meaning)
{
    if (meaning)
        words.insert(word, *meaning);
}

} // namespace

CsvGuess::CsvGuess(const CsvPreview &preview, const QString &region, qint64 now, std::optional<bool> header)
    : m_rows(preview.rows)
{
    const qint64 latest = now + s_dayMs;
    m_mapping.delimiter = QLatin1Char(preview.delimiter);
    m_mapping.encoding = preview.encoding ? encodingName(*preview.encoding) : QString();
    m_mapping.header = header.value_or(looksLikeHeader(m_rows, latest));
    if (m_mapping.header && !m_rows.isEmpty()) {
        for (const QString &cell : m_rows.takeFirst())
            m_names.append(plainHeader(cell));
    }
    qsizetype width = m_names.size();
    for (const QStringList &row : std::as_const(m_rows))
        width = m_names.isEmpty() ? qMax(width, row.size()) : width;
    for (int column = 0; column < qMin<qsizetype>(width, 256); ++column)
        m_shapes.emplace_back(m_rows, column, latest);
    settleEpochs();
    if (m_mapping.header)
        guessByName();
    else
        guessByCells();
    shareWordColumns();
    fillWords();
    guessUnits(region);
}

bool CsvGuess::describesCalls() const
{
    const bool start = has(CsvField::Start) || has(CsvField::StartDate);
    const bool kind = has(CsvField::Direction) || has(CsvField::Disposition) || has(CsvField::Medium);
    // A number and a date alone may be a list of customers.
    return start
        && (has(CsvField::Caller) || has(CsvField::Callee)
            || ((has(CsvField::Subscriber) || has(CsvField::Customer)) && kind) || has(CsvField::Duration)
            || has(CsvField::Billable) || has(CsvField::End));
}

/// Seconds since 1970 and telephone numbers can both be ten digits. A name that says which it is decides; else they
/// are times only if no other column is a better one and the cells look like a run of times.
void CsvGuess::settleEpochs()
{
    QList<int> open;
    bool better = false;
    for (int column = 0; column < int(m_shapes.size()); ++column) {
        ColumnShape &shape = m_shapes[size_t(column)];
        const HeaderKind kind = headerKind(m_names.value(column));
        if (shape.isEpoch() && kind == HeaderKind::Open)
            open.append(column);
        else if (shape.isEpoch())
            shape.readEpochsAs(kind == HeaderKind::Time);
        better = better || (shape.isMoment() && !(shape.isEpoch() && kind == HeaderKind::Open));
    }
    for (const int column : std::as_const(open)) {
        const ColumnShape &shape = m_shapes[size_t(column)];
        const bool paired = std::any_of(open.begin(), open.end(), [&](int other) {
            const ColumnShape &partner = m_shapes[size_t(other)];
            return other != column && (shape.follows(partner) || partner.follows(shape));
        });
        m_shapes[size_t(column)].readEpochsAs(!better && (paired || shape.isTimeline()));
    }
}

void CsvGuess::guessByName()
{
    guessStartByName();
    takeNamed(CsvField::End, isMoment);
    takeNamed(CsvField::Answer, isMoment);
    takeNamed(CsvField::Caller, isParty);
    takeNamed(CsvField::Callee, isParty);
    takeNamed(CsvField::Subscriber, isParty);
    guessCustomer();
    takeNamed(CsvField::Billable, isLength);
    takeNamed(CsvField::Duration, isLength);
    takeNamed(
        CsvField::Direction, [](const ColumnShape &s) { return s.isEmpty() || (s.isWords() && s.hasDirections()); });
    takeNamed(CsvField::Disposition, [](const ColumnShape &s) { return s.isEmpty() || s.hasDispositions(); });
    takeNamed(CsvField::Medium, [](const ColumnShape &s) { return s.isEmpty() || (s.isWords() && s.hasMedia()); });
    // An id such as 1709287200.12 begins with a time.
    takeNamed(CsvField::LinkId, [this](const ColumnShape &shape) { return !shape.isMoment() || has(CsvField::Start); });
    for (const CsvField field : {CsvField::Process, CsvField::Campaign, CsvField::Agent, CsvField::CaseId,
             CsvField::RecordingId, CsvField::Account, CsvField::Consent})
        takeNamed(field, isPlain);
    if (!has(CsvField::Subscriber) && !has(CsvField::Customer))
        guessPartiesByPart();
    if (!has(CsvField::Start) && !has(CsvField::StartDate))
        guessTimesByCells();
    // A start whose cells are all damaged is still the start: its rows are rejected for that.
    takeNamed(has(CsvField::StartDate) ? CsvField::StartDate : CsvField::Start, isParty);
}

void CsvGuess::guessStartByName()
{
    if (takeNamed(CsvField::Start, isMoment))
        return;
    const int date = std::max(findNamed(CsvField::StartDate, isDay), findNamed(CsvField::Start, isDay));
    const int clock = findNamed(CsvField::StartTime, isClock);
    take(clock >= 0 ? CsvField::StartDate : CsvField::Start, date);
    if (date >= 0)
        take(CsvField::StartTime, clock);
}

/// The customer's number is the caller or the callee of a row, which need no telling where both have a column.
void CsvGuess::guessCustomer()
{
    if (!has(CsvField::Caller) || !has(CsvField::Callee))
        takeNamed(CsvField::Customer, [](const ColumnShape &s) { return s.isEmpty() || s.isPhone(); }); // or a name
}

/// Names that only contain a telling part ("Customer calling number"), where the cells agree.
void CsvGuess::guessPartiesByPart()
{
    const bool alone = !has(CsvField::Caller) && !has(CsvField::Callee);
    for (const int column : findShaped([](const ColumnShape &shape) { return shape.isPhone(); })) {
        const QString &name = m_names[column];
        if (namesPart(name, {"called", "callee", "dest", "dst", "recei", "recip", "dial", "target", "bparty", "bnum"}))
            take(CsvField::Callee, column);
        else if (namesPart(name, {"caller", "calling", "from", "src", "source", "orig", "aparty", "anum", "sender"}))
            take(CsvField::Caller, column);
        else if (alone && namesPart(name, {"customer", "client", "kunde", "contact"}))
            take(CsvField::Customer, column);
        else if (alone && namesPart(name, {"phone", "mobile", "msisdn", "subscriber", "telephone"}))
            take(CsvField::Subscriber, column);
    }
}

void CsvGuess::guessByCells()
{
    guessTimesByCells();
    const QList<int> phones = findShaped([](const ColumnShape &shape) { return shape.isPhone(); });
    if (phones.size() == 1)
        take(CsvField::Subscriber, phones.first());
    else if (phones.size() > 1)
        take(CsvField::Caller, phones[0]) && take(CsvField::Callee, phones[1]);
    guessAmountsByCells();
    take(CsvField::LinkId, findShaped([](const ColumnShape &shape) { return shape.isUuid(); }).value(0, -1));
    const auto words = [this](bool (ColumnShape::*has)() const) {
        return findShaped([has](const ColumnShape &s) {
            return s.isWords() && !s.isVaried() && (s.*has)();
        }).value(0, -1);
    };
    take(CsvField::Direction, words(&ColumnShape::hasDirections));
    take(CsvField::Disposition, words(&ColumnShape::hasDispositions));
    take(CsvField::Medium, words(&ColumnShape::hasMedia));
}

void CsvGuess::guessTimesByCells()
{
    const QList<int> moments = findShaped([](const ColumnShape &s) { return s.isMoment() && !s.isDay(); });
    const QList<int> days = findShaped(isDay);
    const QList<int> clocks = findShaped(isClock);
    if (!moments.isEmpty()) {
        take(CsvField::Start, moments[0]);
        if (moments.size() > 2 && !has(CsvField::Answer))
            take(CsvField::Answer, moments[1]);
        if (moments.size() > 1 && !has(CsvField::End))
            take(CsvField::End, moments[moments.size() > 2 ? 2 : 1]);
    } else if (!days.isEmpty() && !clocks.isEmpty()) {
        take(CsvField::StartDate, days[0]);
        take(CsvField::StartTime, clocks[0]);
    } else if (!days.isEmpty()) {
        take(CsvField::Start, days[0]);
    }
}

/// Durations stand behind the start in nearly every file; a count in front of it numbers the rows.
void CsvGuess::guessAmountsByCells()
{
    const int start = m_mapping.columns.value(CsvField::Start, m_mapping.columns.value(CsvField::StartDate, -1));
    QList<int> amounts = findShaped([](const ColumnShape &s) { return s.isAmount() && !s.isPhone(); });
    std::stable_partition(amounts.begin(), amounts.end(), [start](int column) { return column > start; });
    if (amounts.isEmpty() || (amounts.first() < start && has(CsvField::End)))
        return;
    take(CsvField::Duration, amounts.first());
}

/// A call type such as "missed" or "SMS-IN" tells several things at once.
void CsvGuess::shareWordColumns()
{
    const QMap<CsvField, int> columns = m_mapping.columns;
    for (auto column = columns.begin(); column != columns.end(); ++column) {
        if (!isWordField(column.key()))
            continue;
        const ColumnShape &shape = m_shapes[size_t(column.value())];
        if (shape.hasDispositions() && !has(CsvField::Disposition))
            m_mapping.columns.insert(CsvField::Disposition, column.value());
        if (shape.hasMedia() && !has(CsvField::Medium))
            m_mapping.columns.insert(CsvField::Medium, column.value());
    }
}

void CsvGuess::fillWords()
{
    for (const CsvField field : {CsvField::Direction, CsvField::Disposition, CsvField::Medium}) {
        if (!has(field))
            continue;
        for (const QString &word : m_shapes[size_t(m_mapping.columns[field])].distinct()) {
            const bool plain = word.size() <= 40 && digitCount(word) <= CsvMapping::mostWordDigits;
            const CallWords meaning = plain ? callWords(word.toUtf8()) : CallWords{};
            if (field == CsvField::Direction)
                addWord(m_mapping.directionWords, word, meaning.direction);
            else if (field == CsvField::Disposition)
                addWord(m_mapping.dispositionWords, word, meaning.disposition);
            else
                addWord(m_mapping.mediumWords, word, meaning.medium);
        }
    }
}

void CsvGuess::guessUnits(const QString &region)
{
    const int start = m_mapping.columns.value(CsvField::Start, m_mapping.columns.value(CsvField::StartDate, -1));
    if (start >= 0)
        m_mapping.dateOrder = guessDateOrder(m_rows, start, region);
    const int length = m_mapping.columns.value(CsvField::Billable, m_mapping.columns.value(CsvField::Duration, -1));
    if (length < 0)
        return;
    if (m_shapes[size_t(length)].isClock())
        m_mapping.durationUnit = DurationUnit::Clock;
    else
        m_mapping.durationUnit = headerUnit(m_names.value(length)).value_or(DurationUnit::Seconds);
}

int CsvGuess::findNamed(CsvField field, const Test &test) const
{
    for (const QString &spelling : headerSpellings(field)) {
        for (int column = 0; column < int(m_shapes.size()); ++column) {
            const ColumnShape &shape = m_shapes[size_t(column)];
            const bool account = field == CsvField::Caller && spelling == u"account" && !shape.isPhone();
            if (m_names[column] == spelling && (isWordField(field) || !isUsed(column)) && test(shape) && !account)
                return column;
        }
    }
    return -1;
}

QList<int> CsvGuess::findShaped(const Test &test) const
{
    QList<int> found;
    for (int column = 0; column < int(m_shapes.size()); ++column) {
        if (!isUsed(column) && test(m_shapes[size_t(column)]))
            found.append(column);
    }
    return found;
}

bool CsvGuess::take(CsvField field, int column)
{
    if (column < 0 || has(field))
        return false;
    m_mapping.columns.insert(field, column);
    return true;
}

bool CsvGuess::isUsed(int column) const
{
    const auto &columns = m_mapping.columns;
    return std::any_of(columns.begin(), columns.end(), [column](int used) { return used == column; });
}

} // namespace callveil
