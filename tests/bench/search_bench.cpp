// SPDX-License-Identifier: GPL-3.0-or-later
#include "search_bench.h"

#include "bench_options.h"
#include "measure.h"

#include "services/audit/audit_service.h"
#include "services/calls/call_log_service.h"
#include "services/reveal/reveal_service.h"
#include "services/security/security_service.h"

namespace callveil {

namespace {

constexpr int searched = 25; // numbers
constexpr int times = 8; // each of them
constexpr int entries = 20000;

template <typename T>
T must(const Result<T> &result, const char *what)
{
    if (!result)
        qFatal("%s: fault %d %s", what, int(result.error().fault), qPrintable(result.error().detail));
    return *result;
}

void liftLimits(Workspace &workspace)
{
    SecuritySettings wanted;
    wanted.revealsPerHour = SecuritySettings::mostPerHour;
    wanted.revealsPerDay = SecuritySettings::mostPerDay;
    wanted.searchesPerHour = SecuritySettings::mostPerHour;
    if (!SecurityService(workspace).save({}, wanted).result())
        qFatal("the limits cannot be lifted");
}

/// Real numbers of calls that lie all over the log.
QStringList someNumbers(Workspace &workspace)
{
    CallLogService log(workspace);
    RevealService reveals(workspace);
    QStringList numbers;
    const auto newest = must(log.page({}, CallLogService::newest(), true, 1).result(), "page").calls.front();
    for (int day = 0; numbers.size() < searched; ++day) {
        const CallKey key{newest.startedAt - day * 3 * 86400000LL, 0};
        const auto page = must(log.page({}, key, true, 1).result(), "page");
        if (page.calls.empty())
            qFatal("the log is too short");
        const auto legs = must(log.legs(page.calls.front().id).result(), "legs");
        if (legs.front().customer.number.isSet())
            numbers.append(
                must(reveals.reveal({legs.front().customer.number, QStringLiteral("bench"), {}}).result(), "reveal")
                    ->text());
    }
    return numbers;
}

} // namespace

void benchSearch(BenchOrganisation &organisation, BenchReport &report)
{
    Workspace &workspace = organisation.workspace();
    liftLimits(workspace);
    const QStringList numbers = someNumbers(workspace);
    RevealService reveals(workspace);
    CallLogService log(workspace);
    Samples ours, reference;
    size_t found = 0;
    for (int time = 0; time < times; ++time)
        for (const QString &number : numbers) {
            const QString copy(number.constData(), number.size()); // the service wipes what it is given
            ours.add(wallMs([&] { found += must(reveals.search(copy).result(), "search").sessions.size(); }));
            reference.add(wallMs([&] { must(log.page({}, CallLogService::newest(), true, 200).result(), "page"); }));
        }
    report.add({QStringLiteral("4"), engineName(organisation.tests().engine()),
        QStringLiteral("search by exact number, recorded"), ours.median(), reference.median(), QStringLiteral("ms"), 10,
        false, 20,
        QStringLiteral("p99 %1 ms; %2 sessions each")
            .arg(ours.p99(), 0, 'f', 2)
            .arg(double(found) / (searched * times), 0, 'f', 1)});
}

void benchVerify(BenchOrganisation &organisation, BenchReport &report)
{
    Workspace &workspace = organisation.workspace();
    const auto written =
        workspace.background().run([me = workspace.identity()](Connection &connection) -> Result<void> {
            constexpr int atOnce = 500;
            for (int done = 0; done < entries; done += atOnce) {
                const auto some = connection.transact([&]() -> Result<void> {
                    for (int i = 0; i < atOnce; ++i)
                        if (const auto added = DeedLog(connection)
                                                   .append(*me,
                                                       {QStringLiteral("number.search"), QStringLiteral("numbers"), {},
                                                           QStringLiteral("granted"), QStringLiteral("bench")});
                            !added)
                            return added;
                    return {};
                });
                if (!some)
                    return some;
            }
            return {};
        });
    if (!written.result())
        qFatal("the record cannot be filled");
    AuditService audit(workspace, organisation.tests().local());
    Samples ms;
    qint64 read = 0;
    for (int time = 0; time < 3; ++time)
        ms.add(wallMs([&] {
            const auto verified = must(audit.verify(std::make_shared<DeedProgress>()).result(), "verify");
            if (!verified.breaks.empty())
                qFatal("a false alarm");
            read = verified.entries;
        }));
    report.note(QStringLiteral("verify %1: %2 entries in %3 ms, %4 entries/s")
                    .arg(engineName(organisation.tests().engine()))
                    .arg(read)
                    .arg(ms.median(), 0, 'f', 0)
                    .arg(double(read) / ms.median() * 1000, 0, 'f', 0));
}

} // namespace callveil
