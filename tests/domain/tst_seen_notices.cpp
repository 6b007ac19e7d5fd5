// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notices/seen_notices.h"

#include <QTest>

using namespace callveil;

namespace {

Notice poolLow(qint64 pool, qint64 mark)
{
    Notice notice{NoticeKind::PoolLow, NoticeWeight::Warning, pool};
    notice.mark = mark;
    return notice;
}

} // namespace

/// What is new to somebody who looked before.
class SeenNoticesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingIsNewAtFirst() { QVERIFY(SeenNotices().isNew(poolLow(7, 0))); }

    void whatWasLookedAtIsNewWhenItGrew()
    {
        SeenNotices seen;
        seen.look({poolLow(7, 0), poolLow(8, 1)});
        QVERIFY(!seen.isNew(poolLow(7, 0)));
        QVERIFY(seen.isNew(poolLow(7, 1))); // by now it is dry
        QVERIFY(!seen.isNew(poolLow(8, 0))); // it has become better
        QVERIFY(seen.isNew(poolLow(9, 0)));
    }

    void kindsDoNotShareTheirNames()
    {
        SeenNotices seen;
        seen.look({poolLow(7, 0)});
        for (const NoticeKind kind : allNoticeKinds)
            QCOMPARE(seen.isNew(Notice{kind, NoticeWeight::Warning, 7}), kind != NoticeKind::PoolLow);
    }

    void whatWentAndComesAgainIsNew()
    {
        SeenNotices seen;
        seen.look({poolLow(7, 0), poolLow(8, 0)});
        QVERIFY(!seen.keepOnly({poolLow(7, 0), poolLow(8, 0), poolLow(9, 0)}));
        QVERIFY(seen.keepOnly({poolLow(8, 0)}));
        QVERIFY(seen.isNew(poolLow(7, 0)));
        QVERIFY(!seen.isNew(poolLow(8, 0)));
    }

    void isRememberedWithoutNames()
    {
        SeenNotices seen;
        Notice notice = poolLow(7, 1);
        notice.name = QStringLiteral("London");
        seen.look({notice, Notice{NoticeKind::Findings}});
        const QStringList lines = seen.lines();
        QCOMPARE(lines, QStringList({QStringLiteral("findings 0 0"), QStringLiteral("pool-low 7 1")}));
        const SeenNotices again(lines);
        QCOMPARE(again.lines(), lines);
        QVERIFY(!again.isNew(notice));
    }

    void linesOfAnotherFormAreLeftOut()
    {
        const SeenNotices seen(QStringList{{}, QStringLiteral("pool-low"), QStringLiteral("7"),
            QStringLiteral("pool-low 7 x"), QStringLiteral("pool-low 8 2")});
        QCOMPARE(seen.lines(), QStringList(QStringLiteral("pool-low 8 2")));
    }

    void theGravestComesFirstThenTheNewest()
    {
        const auto made = [](NoticeWeight weight, std::optional<qint64> since, qint64 id) {
            Notice notice{NoticeKind::PoolLow, weight, id};
            notice.since = since;
            return notice;
        };
        std::vector<Notice> notices{made(NoticeWeight::Information, 50, 1), made(NoticeWeight::Warning, {}, 2),
            made(NoticeWeight::Warning, 10, 3), made(NoticeWeight::Critical, {}, 4),
            made(NoticeWeight::Warning, 20, 5)};
        sortNotices(notices);
        QList<qint64> ids;
        for (const Notice &notice : notices)
            ids.append(notice.id);
        QCOMPARE(ids, QList<qint64>({4, 5, 3, 2, 1}));
    }
};

QTEST_APPLESS_MAIN(SeenNoticesTest)
#include "tst_seen_notices.moc"
