// SPDX-License-Identifier: GPL-3.0-or-later
#include "rate_scene.h"

namespace callveil {

/// Files of rates: what becomes of each row.
class RateImportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase() { m_scenes.drop(); }
    void readsEveryColumn();
    void takesWhatRowsLeaveOut();
    void readsASpreadsheetsFile();
    void refusesRowsOneByOne();
    void aLookStoresNothing();
    void aSecondTimeAddsNothing();
    void aPriceThatWasWrongIsReplaced();
    void aLaterPriceFollows();
    void anEndThatWasSetStays();
    void rowsOfAFileFollowEachOther();
    void anEndStays();
    void refusesWhatIsNoList();
    void cancelledItStoresNothing();
    void recordsOneDeed();
    void takesThousandsOfRates();

private:
    [[nodiscard]] QFuture<Result<RateImport>> run(
        const QByteArray &text, const RateDefaults &defaults, bool dryRun = false)
    {
        static int counter = 0;
        const QString file = m_scene->organisation.writeFile(QStringLiteral("rates%1.csv").arg(++counter), text);
        return m_scene->rates.importFile({file, defaults, dryRun}, std::make_shared<RateProgress>());
    }
    [[nodiscard]] RateImport import(const QByteArray &text, bool dryRun = false)
    {
        return taken(run(text, {RateKind::Cost, QStringLiteral("EUR"), momentOf("2026-01-01")}, dryRun));
    }
    /// "list prefix price currency minimum/increment from" of all that hold.
    [[nodiscard]] QStringList stored();
    /// "line: field" of each refused row.
    [[nodiscard]] static QStringList rejectsOf(const RateImport &outcome);

    RateScenes m_scenes;
    RateScene *m_scene = nullptr;
};

void RateImportTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = &m_scenes.take(engine);
}

QStringList RateImportTest::stored()
{
    QStringList lines;
    for (const RateLine &line : taken(m_scene->rates.list())) {
        const Rate &rate = line.entry.rate;
        lines.append(
            QStringLiteral("%1 %2 %3 %4 %5 %6")
                .arg(rateKindKey(rate.kind), rate.prefix, decimalText(rate.price), rate.currency, incrementText(rate),
                    QDateTime::fromMSecsSinceEpoch(rate.validFrom, Qt::UTC).toString(Qt::ISODate)));
    }
    return lines;
}

QStringList RateImportTest::rejectsOf(const RateImport &outcome)
{
    QStringList lines;
    for (const RateReject &reject : outcome.rejects)
        lines.append(QStringLiteral("%1: %2").arg(reject.line).arg(reject.error.args.value(0)));
    return lines;
}

void RateImportTest::readsEveryColumn()
{
    const RateImport outcome = import("Valid_From,PREFIX,Price,Currency,List,Increment,Minimum\n"
                                      "2026-02-01,+44,0.0125,GBP,recharge,6,60\n"
                                      "2026-02-01T10:30:00+05:30,+91,\"1,5\",inr,COST,60/60,\n");
    QCOMPARE(outcome.added, 2);
    QVERIFY(outcome.rejects.empty());
    QCOMPARE(stored(),
        QStringList({QStringLiteral("cost +91 1.50 INR 60/60 2026-02-01T05:00:00Z"),
            QStringLiteral("recharge +44 0.0125 GBP 60/6 2026-02-01T00:00:00Z")}));
}

void RateImportTest::takesWhatRowsLeaveOut()
{
    QCOMPARE(import("prefix,price\n44,0.01\n").added, 1);
    QCOMPARE(stored(), QStringList(QStringLiteral("cost +44 0.01 EUR 1/1 2026-01-01T00:00:00Z")));
    // Without a moment it is now.
    const RateImport outcome = taken(run("prefix;price\n33;0,02\n", {RateKind::Recharge, QStringLiteral("USD"), 0}));
    QCOMPARE(outcome.added, 1);
    const Rate rate = taken(m_scene->rates.list())[1].entry.rate;
    QCOMPARE(rate.price, 20000);
    QVERIFY(qAbs(rate.validFrom - QDateTime::currentMSecsSinceEpoch()) < 120000);
}

void RateImportTest::readsASpreadsheetsFile()
{
    QCOMPARE(import("\xef\xbb\xbfprefix;price;increment\r\n+44;0,0125;1/1\r\n\r\n+33;0,02;\r\n").added, 2);
    QCOMPARE(stored().size(), 2);
}

void RateImportTest::refusesRowsOneByOne()
{
    const RateImport outcome = import("prefix,price,currency,increment,minimum,valid_from,list\n"
                                      "+44,0.01,,,,,\n"
                                      "+447700900123,0.01,,,,,\n" // a number is no prefix
                                      "+1,free,,,,,\n"
                                      "+2,1.2345678,,,,,\n"
                                      "+3,-1,,,,,\n"
                                      "+4,1,Euro,,,,\n"
                                      "+5,1,,0,,,\n"
                                      "+6,1,,,soon,,\n"
                                      "+7,1,,,,1.1.2026,\n"
                                      "+8,1,,,,,price\n"
                                      "+44,0.02,,,,,\n" // a second time
                                      "+9,1,,,,,,surplus\n"
                                      ",1,,,,,\n"
                                      "+98,2,,,,,recharge\n");
    QCOMPARE(outcome.added, 2);
    QCOMPARE(rejectsOf(outcome),
        QStringList({QStringLiteral("3: prefix"), QStringLiteral("4: price"), QStringLiteral("5: price"),
            QStringLiteral("6: price"), QStringLiteral("7: currency"), QStringLiteral("8: increment"),
            QStringLiteral("9: minimum"), QStringLiteral("10: valid-from"), QStringLiteral("11: list"),
            QStringLiteral("12: prefix"), QStringLiteral("13: "), QStringLiteral("14: prefix")}));
    for (const RateReject &reject : outcome.rejects)
        QVERIFY(!reject.error.args.join(u' ').contains(QStringLiteral("7700")));
    QVERIFY(!m_scene->look.dump().contains("7700900123"));
    QCOMPARE(outcome.first.size(), size_t(2));
    QCOMPARE(outcome.first[1].line, 15);
}

void RateImportTest::aLookStoresNothing()
{
    const RateImport outcome = import("prefix,price\n+44,0.01\nx,1\n", true);
    QCOMPARE(outcome.added, 1);
    QCOMPARE(outcome.rejects.size(), size_t(1));
    QCOMPARE(outcome.first.front().rate.prefix, QStringLiteral("+44"));
    QCOMPARE(stored(), QStringList());
}

void RateImportTest::aSecondTimeAddsNothing()
{
    const QByteArray file = "prefix,price,valid_from\n+44,0.01,2026-01-01\n+33,0.02,2026-01-01\n";
    QCOMPARE(import(file).added, 2);
    const RateImport again = import(file);
    QCOMPARE(again.added, 0);
    QCOMPARE(again.unchanged, 2);
    // Nor does a later list with the same prices.
    QCOMPARE(import("prefix,price,valid_from\n+44,0.01,2026-02-01\n").unchanged, 1);
    QCOMPARE(taken(m_scene->rates.list(true)).size(), size_t(2));
    // And what was removed since is not begun again.
    taken(m_scene->rates.remove(taken(m_scene->rates.list()).front().entry.rate.id));
    QCOMPARE(import(file).unchanged, 2);
    QCOMPARE(taken(m_scene->rates.list()).front().state, RateState::Over);
    QCOMPARE(m_scene->deeds(2).front().front(), QStringLiteral("rate.import"));
    QCOMPARE(m_scene->deeds(2).front().back(), QStringLiteral("added 2; replaced 0; unchanged 0; rejected 0"));
}

void RateImportTest::aPriceThatWasWrongIsReplaced()
{
    static_cast<void>(import("prefix,price\n+44,0.1\n+33,0.2\n"));
    const RateImport outcome = import("prefix,price\n+44,0.01\n+33,0.2\n");
    QCOMPARE(outcome.replaced, 1);
    QCOMPARE(outcome.unchanged, 1);
    QCOMPARE(stored(),
        QStringList({QStringLiteral("cost +33 0.20 EUR 1/1 2026-01-01T00:00:00Z"),
            QStringLiteral("cost +44 0.01 EUR 1/1 2026-01-01T00:00:00Z")}));
    QCOMPARE(taken(m_scene->rates.list(true)).size(), size_t(3));
}

void RateImportTest::aLaterPriceFollows()
{
    static_cast<void>(import("prefix,price,valid_from\n+44,0.1,2026-01-01\n"));
    QCOMPARE(import("prefix,price,valid_from\n+44,0.2,2026-02-01\n").added, 1);
    // One in between: what follows it begins when it did.
    QCOMPARE(import("prefix,price,valid_from\n+44,0.3,2026-01-15\n").added, 1);
    const std::vector<RateLine> lines = taken(m_scene->rates.list());
    QCOMPARE(lines.size(), size_t(3));
    QCOMPARE(lines[0].until, std::optional(momentOf("2026-01-15")));
    QCOMPARE(lines[1].until, std::optional(momentOf("2026-02-01")));
    QVERIFY(!lines[2].until);
}

void RateImportTest::anEndThatWasSetStays()
{
    static_cast<void>(import("prefix,price,valid_from\n+44,0.1,2026-01-01\n"));
    taken(m_scene->rates.remove(taken(m_scene->rates.list()).front().entry.rate.id, momentOf("2090-07-01")));
    QCOMPARE(import("prefix,price,valid_from\n+44,0.2,2090-04-01\n").added, 1);
    const RateLine later = taken(m_scene->rates.list()).back();
    QCOMPARE(later.entry.rate.validUntil, std::optional(momentOf("2090-07-01")));
    QCOMPARE(import("prefix,price,valid_from\n+44,0.2,2090-07-01\n").added, 1); // and so it goes on
    QVERIFY(!taken(m_scene->rates.list()).back().until);
}

void RateImportTest::rowsOfAFileFollowEachOther()
{
    const QByteArray head = "prefix,price,valid_from\n", known = "+44,0.02,2025-12-01\n";
    const QByteArray first = "+44,0.01,2026-01-01\n", second = "+44,0.02,2026-02-01\n";
    static_cast<void>(import(head + known));
    QCOMPARE(import(head + second + first, true).added, 2); // the price of before comes back
    QCOMPARE(import(head + second + first).added, 2);
    QCOMPARE(taken(m_scene->rates.list()).size(), size_t(3));
    QCOMPARE(import(head + first + second).unchanged, 2);
    // One that is replaced is what the next is compared with.
    const RateImport outcome = import(head + "+44,0.03,2025-12-01\n+44,0.03,2025-12-15\n");
    QCOMPARE(outcome.replaced, 1);
    QCOMPARE(outcome.unchanged, 1);
}

void RateImportTest::anEndStays()
{
    const auto ends = [this] { return taken(m_scene->rates.list()).front().entry.rate.validUntil; };
    static_cast<void>(import("prefix,price\n+44,0.1\n"));
    const qint64 end = momentOf("2026-03-01");
    taken(m_scene->rates.remove(taken(m_scene->rates.list()).front().entry.rate.id, end));
    QCOMPARE(import("prefix,price\n+44,0.2\n").replaced, 1); // a price that was wrong
    QCOMPARE(ends(), std::optional(end));
    QCOMPARE(import("prefix,price,valid_from\n+44,0.2,2026-02-01\n").unchanged, 1);
    QCOMPARE(import("prefix,price,valid_from\n+44,0.2,2026-03-01\n").added, 1); // it has ended: a new one begins
}

void RateImportTest::refusesWhatIsNoList()
{
    const RateDefaults none;
    QCOMPARE(faultOf(run({}, none)), Fault::FileEmpty);
    QVERIFY(errorOf(run("prefix,cost\n+44,1\n", none)).args.last().startsWith(QLatin1String("price (prefix")));
    QCOMPARE(faultOf(run("price\n1\n", none)), Fault::ChoiceUnknown);
    const RateImportOrder missing{m_scene->organisation.folder() + QStringLiteral("/none.csv"), none, false};
    QCOMPARE(faultOf(m_scene->rates.importFile(missing, std::make_shared<RateProgress>())), Fault::FileUnreadable);
    // Nobody says which currency it is.
    QCOMPARE(rejectsOf(taken(run("prefix,price\n+44,1\n", none))), QStringList(QStringLiteral("2: currency")));
}

void RateImportTest::cancelledItStoresNothing()
{
    const QString file = m_scene->organisation.writeFile(
        QStringLiteral("cancelled.csv"), "prefix,price,currency\n+44,1,EUR\n+33,1,EUR\n");
    const auto progress = std::make_shared<RateProgress>();
    progress->cancelled = true;
    QCOMPARE(errorOf(m_scene->rates.importFile({file, {}, false}, progress)).code, ErrorCode::Cancelled);
    QCOMPARE(stored(), QStringList());
}

void RateImportTest::recordsOneDeed()
{
    static_cast<void>(import("prefix,price\n+44,1\n+33,2\nx,3\n"));
    QCOMPARE(m_scene->deeds(1),
        (QList<QStringList>{{QStringLiteral("rate.import"), QStringLiteral("rates"), QString(),
            QStringLiteral("added 2; replaced 0; unchanged 0; rejected 1")}}));
}

void RateImportTest::takesThousandsOfRates()
{
    QByteArray text = "prefix,price\n";
    for (int i = 1000; i < 5500; ++i)
        text += "+" + QByteArray::number(i) + ",0.0" + QByteArray::number(i) + "\n";
    QCOMPARE(import(text).added, 4500); // several statements on a server
    QCOMPARE(m_scene->look.number(QStringLiteral("SELECT COUNT(DISTINCT prefix) FROM rate")), 4500);
    m_scene->call("a", "+447700900101", 60);
    QCOMPARE(m_scene->legs(), QStringList(QStringLiteral("+4477 0.04477EUR -")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RateImportTest)
#include "tst_rate_import.moc"
