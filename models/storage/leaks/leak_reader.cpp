// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/leaks/leak_reader.h"

#include "domain/audit/deed_value.h"

#include <QStringList>

#include <algorithm>
#include <functional>

namespace callveil {

namespace {

constexpr qsizetype longestSample = 2000; // of a finding: its last id may be cut there

QString spansText(const std::vector<LeakSpan> &spans)
{
    QStringList each;
    for (const LeakSpan &span : spans)
        each.append(QStringLiteral("[%1,%2,%3,%4,%5]")
                        .arg(span.process.value)
                        .arg(span.first)
                        .arg(span.last)
                        .arg(span.fromLeg)
                        .arg(span.toLeg));
    return u'[' + each.join(u',') + u']';
}

LeakSighting conditionOf(const Row &row)
{
    LeakSighting sighting;
    sighting.key = {
        LeakKind(row.number(0)), {row.integer(1)}, {row.integer(2)}, {row.integer(3)}, row.integer(4), row.text(5)};
    sighting.oldestAt = sighting.newestAt = row.integer(6);
    return sighting;
}

LeakSighting callsOf(const Row &row)
{
    LeakSighting sighting;
    sighting.key = {LeakKind(row.number(0)), {row.integer(1)}, {}, {row.integer(2)}, 0, row.text(3)};
    sighting.counted = true;
    sighting.rows = row.integer(4);
    sighting.oldestAt = row.integer(5);
    sighting.newestAt = row.integer(6);
    sighting.calls = callsFromSample(row.text(7));
    return sighting;
}

LeakSighting canaryOf(const Row &row)
{
    LeakSighting sighting;
    sighting.key = {LeakKind::CanarySeen, {row.integer(1)}, {}, {}, row.integer(0), row.text(2)};
    sighting.counted = sighting.key.place == QLatin1String(placeOfCalls);
    sighting.rows = row.integer(3);
    sighting.oldestAt = row.integer(4);
    sighting.newestAt = row.integer(5);
    sighting.calls = callsFromSample(row.text(6));
    return sighting;
}

} // namespace

QList<CallId> callsFromSample(const QString &sample)
{
    QStringList words = sample.split(u' ', Qt::SkipEmptyParts);
    if (sample.size() == longestSample && !words.isEmpty())
        words.removeLast();
    QList<CallId> calls;
    for (const QString &word : words)
        calls.append(CallId{word.toLongLong()});
    std::sort(calls.begin(), calls.end(), std::greater<>());
    calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
    if (calls.size() > LeakSighting::mostCalls)
        calls.resize(LeakSighting::mostCalls);
    return calls;
}

Result<LeakScope> LeakReader::begin(const SignedInPerson &me)
{
    const auto scope = m_connection.one(
        "leak.begin", {{":all_processes", int(me.allProcesses)}, {":person", me.id.value}}, [](const Row &row) {
            return LeakScope{row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
        });
    if (!scope)
        return failed(scope);
    return scope->value_or(LeakScope());
}

Result<std::vector<LeakNews>> LeakReader::news(const LeakScope &scope)
{
    return m_connection.all("leak.spans",
        {{":at", scope.at}, {":upto", scope.upto}, {":changes", scope.changes}, {":last", scope.lastSession}},
        [](const Row &row) {
            return LeakNews{{{row.integer(0)}, row.integer(1), row.integer(2), row.number(3), row.number(4)},
                row.flag(5), row.integer(6)};
        });
}

Result<std::vector<LeakSighting>> LeakReader::calls(const LeakScope &scope, const std::vector<LeakSpan> &spans)
{
    return m_connection.all(
        "leak.calls", {{":spans", spansText(spans)}, {":upto", scope.upto}, {":changes", scope.changes}}, callsOf);
}

Result<void> LeakReader::callTexts(
    const LeakScope &scope, const std::vector<LeakSpan> &spans, const std::function<void(const LeakText &)> &use)
{
    return m_connection.forEach("leak.call_texts",
        {{":spans", spansText(spans)}, {":upto", scope.upto}, {":changes", scope.changes}}, [&](const Row &row) {
            use({row.text(0), row.integer(2), {row.integer(1)}, row.integer(3), row.text(4)});
        });
}

Result<std::vector<LeakSighting>> LeakReader::conditions()
{
    return m_connection.all("leak.conditions",
        {{":session_ms", quietLimitMs(BindingModel::Session)}, {":case_ms", quietLimitMs(BindingModel::Case)},
            {":agent_ms", quietLimitMs(BindingModel::Agent)}, {":customer_ms", quietLimitMs(BindingModel::Customer)}},
        conditionOf);
}

Result<std::vector<LeakSighting>> LeakReader::canaries()
{
    return m_connection.all("leak.canaries", {}, canaryOf);
}

Result<void> LeakReader::texts(const std::function<void(const LeakText &)> &use)
{
    return m_connection.forEach("leak.texts", {}, [&](const Row &row) {
        use({row.text(0), row.integer(1), {row.integer(2)}, row.integer(3), row.text(4)});
    });
}

Result<std::optional<BindingId>> LeakReader::caseRefs(
    BindingId after, qint64 since, int most, const std::function<void(const LeakText &)> &use)
{
    std::optional<BindingId> last;
    const auto read = m_connection.forEach(
        "leak.case_refs", {{":after", after.value}, {":since", since}, {":most", most}}, [&](const Row &row) {
            last = BindingId{row.integer(0)};
            use({QStringLiteral("binding.case_ref"), row.integer(0), {row.integer(1)}, row.integer(2), row.text(3)});
        });
    if (!read)
        return failed(read);
    return last;
}

Result<std::vector<DeedChain>> LeakReader::chains()
{
    return m_connection.all("leak.chains", {}, [](const Row &row) {
        return DeedChain{row.integer(0), row.integer(1), row.integer(2)};
    });
}

Result<std::optional<qint64>> LeakReader::deeds(
    const DeedChain &chain, qint64 after, int most, const std::function<void(const LeakText &)> &use)
{
    std::optional<qint64> last;
    const auto take = [&](const char *column, qint64 at, const QString &text) {
        use({QStringLiteral("deed.%1").arg(QLatin1String(column)), chain.actor, {}, at, text});
    };
    const auto read = m_connection.forEach("leak.deeds",
        {{":actor", chain.actor}, {":seq", after}, {":head", chain.head}, {":most", most}}, [&](const Row &row) {
            last = row.integer(0);
            take("before", row.integer(2), searchedText(row.text(1), row.text(3)));
            take("after", row.integer(2), searchedText(row.text(1), row.text(4)));
            take("reason", row.integer(2), row.text(5));
            take("console", row.integer(2), row.text(6));
        });
    if (!read)
        return failed(read);
    return last;
}

} // namespace callveil
