// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/leaks/leak_spans.h"

#include <QtTest>

#include <rapidcheck.h>

#include <map>
#include <tuple>

using namespace callveil;

/// What a scan of what is new reads.
class TestLeakSpans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachLegIsReadOnce();
    void pagesAreNeitherLongNorMany();
};

namespace {

constexpr int mostLegs = 4;
using Leg = std::tuple<qint64, qint64, int>; ///< process, session, leg

std::map<Leg, int> legsOf(const std::vector<LeakSpan> &spans)
{
    std::map<Leg, int> legs;
    for (const LeakSpan &span : spans)
        for (qint64 session = span.first; session <= span.last; ++session)
            for (int leg = span.fromLeg; leg <= std::min(span.toLeg, mostLegs); ++leg)
                ++legs[{span.process.value, session, leg}];
    return legs;
}

} // namespace

void TestLeakSpans::eachLegIsReadOnce()
{
    const bool holds = rc::check("sessions that came in, and grew before or after it", [] {
        std::vector<LeakSpan> spans;
        for (const qint64 process : {1, 2}) {
            spans.push_back({{process}, 1, 0}); // nothing
            qint64 next = 1;
            for (const int length : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4))) {
                if (length > 0) // a row that came in, behind a session that was there
                    spans.push_back({{process}, next + 1, next + length});
                const int legs = *rc::gen::inRange(1, mostLegs + 1);
                for (qint64 session = next; session <= next + length; ++session)
                    for (int leg = 2; leg <= legs; ++leg)
                        spans.push_back({{process}, session, session, leg, leg});
                next += length + 1;
            }
        }
        const auto before = legsOf(spans);
        std::vector<LeakSpan> read;
        for (const std::vector<LeakSpan> &page : paged(withoutRepeats(std::move(spans))))
            read.insert(read.end(), page.begin(), page.end());
        const auto after = legsOf(read);
        RC_ASSERT(after.size() == before.size());
        for (const auto &[leg, times] : after) {
            RC_ASSERT(times == 1);
            RC_ASSERT(before.contains(leg));
        }
    });
    QVERIFY(holds);
}

void TestLeakSpans::pagesAreNeitherLongNorMany()
{
    const LeakPages pages = paged({{{}, 1, 50000}, {{1}, 60000, 60000, 2, 2}, {{1}, 1, 0}});
    QCOMPARE(pages.size(), 3U);
    qint64 sessions = 0;
    for (const std::vector<LeakSpan> &page : pages) {
        qint64 inPage = 0;
        for (const LeakSpan &span : page)
            inPage += sessionsIn(span);
        QVERIFY(inPage > 0 && inPage <= 20000);
        sessions += inPage;
    }
    QCOMPARE(sessions, 50001);
    QCOMPARE(pages.back().size(), 2U);
    QVERIFY(paged({}).empty());
}

QTEST_GUILESS_MAIN(TestLeakSpans)
#include "tst_leak_spans.moc"
