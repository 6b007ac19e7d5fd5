// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// Pools and their numbers, as scripts manage them.
class CtlPoolsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addsChangesAndLists();
    void addsNumbersAndNamesTheRest();
    void tellsHowFullAPoolWas();
    void changesNumbersWhole();
    void saysWhenNothingWasChanged();
    void removesAPool();
    void showsNoControlCharacters();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] Ctl::Outcome pool(const QString &arguments, const QByteArray &input = {}) const
    {
        return m_ctl.run(QStringList(QStringLiteral("pool")) + arguments.split(u' '), input);
    }
    [[nodiscard]] QJsonObject listed(const QString &name) const
    {
        const auto all = QJsonDocument::fromJson(pool(QStringLiteral("list --json")).out).object();
        for (const QJsonValue &one : all.value(QLatin1String("pools")).toArray())
            if (one.toObject().value(QLatin1String("pool")).toString() == name)
                return one.toObject();
        return {};
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlPoolsTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(m_ctl.run({QStringLiteral("init")}).exitCode, 0);
    QCOMPARE(m_ctl
                 .run({QStringLiteral("process"), QStringLiteral("add"), QStringLiteral("Support"),
                     QStringLiteral("--country"), QStringLiteral("GB")})
                 .exitCode,
        0);
    QCOMPARE(pool(QStringLiteral("add Brighton --country GB")).exitCode, 0);
}

void CtlPoolsTest::addsChangesAndLists()
{
    const auto added = pool(QStringLiteral("add London --country gb --area 020 --sharing exclusive --expiry 120 "
                                           "--cool-down 30 --process Support --media voice,sms --recording yes "
                                           "--late-target sip:late@ivr --fallback Brighton"));
    QVERIFY2(added.exitCode == 0, added.err.constData());
    QJsonObject london = listed(QStringLiteral("London"));
    QCOMPARE(london.value(QLatin1String("area")).toString(), QStringLiteral("20"));
    QCOMPARE(london.value(QLatin1String("expiry_minutes")).toInt(), 120);
    QCOMPARE(london.value(QLatin1String("processes")).toArray(), QJsonArray({QStringLiteral("Support")}));
    QCOMPARE(london.value(QLatin1String("fallbacks")).toArray(), QJsonArray({QStringLiteral("Brighton")}));
    QVERIFY(london.value(QLatin1String("sms")).toBool() && london.value(QLatin1String("recording")).toBool());
    QCOMPARE(london.value(QLatin1String("late_target")).toString(), QStringLiteral("sip:late@ivr"));
    QCOMPARE(
        pool(QStringLiteral("change London --name Thames --all-processes --fallback none --late-target none")).exitCode,
        0);
    london = listed(QStringLiteral("Thames"));
    QVERIFY(london.value(QLatin1String("all_processes")).toBool());
    QVERIFY(london.value(QLatin1String("fallbacks")).toArray().isEmpty());
    QCOMPARE(london.value(QLatin1String("sharing")).toString(), QStringLiteral("exclusive"));
    QCOMPARE(pool(QStringLiteral("change Thames --expiry none")).exitCode, 1); // no reason
    QVERIFY(pool(QStringLiteral("list")).out.contains("Dedicated"));
}

void CtlPoolsTest::addsNumbersAndNamesTheRest()
{
    const auto some = pool(QStringLiteral("add-numbers Brighton"), "+441273496000 .. +441273496009\nsoon\n");
    QCOMPARE(some.exitCode, 0);
    QVERIFY2(some.err.startsWith("line 2: "), some.err.constData());
    for (const char *count : {"in_service", "free", "left"})
        QCOMPARE(listed(QStringLiteral("Brighton")).value(QLatin1String(count)).toInt(), 10);
    QCOMPARE(pool(QStringLiteral("add-numbers Brighton"), "+441273496000\n").exitCode, 1); // none was added
    QCOMPARE(pool(QStringLiteral("numbers Brighton")).out.count("In service"), 10);
}

void CtlPoolsTest::tellsHowFullAPoolWas()
{
    const auto before = pool(QStringLiteral("history Brighton"));
    QCOMPARE(before.exitCode, 0);
    QVERIFY2(before.out.contains("Nothing is known of these days"), before.out.constData());
    QVERIFY(pool(QStringLiteral("sample")).out.contains("Noted how full the pools are: 1."));
    const auto told = pool(QStringLiteral("history Brighton --days 1 --json"));
    const QJsonObject document = QJsonDocument::fromJson(told.out).object();
    const QJsonArray samples = document.value(QLatin1String("samples")).toArray();
    QVERIFY2(!samples.isEmpty(), told.out.constData());
    QCOMPARE(samples.first().toObject().value(QLatin1String("free")).toInt(), 10);
    QCOMPARE(document.value(QLatin1String("forecast")).toObject().value(QLatin1String("outlook")).toString(),
        QStringLiteral("too-early"));
    QVERIFY(pool(QStringLiteral("history Brighton")).out.contains("Too early for a forecast"));
}

void CtlPoolsTest::changesNumbersWhole()
{
    QCOMPARE(pool(QStringLiteral("retire Brighton"), "+441273496000 .. +441273496001\n").exitCode, 0);
    QCOMPARE(listed(QStringLiteral("Brighton")).value(QLatin1String("retired")).toInt(), 2);
    const auto refused = pool(QStringLiteral("drain Brighton"), "+441273496005\n+441273496000\n");
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(listed(QStringLiteral("Brighton")).value(QLatin1String("draining")).toInt(), 0);
    const auto strange = pool(QStringLiteral("drain Brighton"), "+441273496100 .. +441273496199\n");
    QCOMPARE(strange.exitCode, 1);
    QVERIFY2(strange.err.contains("and 80 more") && strange.err.count('\n') < 25, strange.err.constData());
    QCOMPARE(pool(QStringLiteral("return Brighton"), "+441273496000 .. +441273496009\n").exitCode, 0);
    QCOMPARE(listed(QStringLiteral("Brighton")).value(QLatin1String("in_service")).toInt(), 10);
    QCOMPARE(pool(QStringLiteral("add Sussex --country GB")).exitCode, 0);
    QCOMPARE(pool(QStringLiteral("move Brighton --to Sussex"), "+441273496009\n").exitCode, 0);
    QCOMPARE(listed(QStringLiteral("Sussex")).value(QLatin1String("in_service")).toInt(), 1);
}

void CtlPoolsTest::saysWhenNothingWasChanged()
{
    for (const QString &order : {QStringLiteral("change Brighton"), QStringLiteral("change Brighton --low-water 20"),
             QStringLiteral("return Brighton"), QStringLiteral("move Brighton --to Brighton")}) {
        const auto outcome = pool(order, "+441273496003\n");
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("Nothing was changed."), qPrintable(order));
    }
}

void CtlPoolsTest::removesAPool()
{
    QCOMPARE(pool(QStringLiteral("add Wrong --country GB --fallback Brighton")).exitCode, 0);
    QCOMPARE(pool(QStringLiteral("add-numbers Wrong"), "+441273496200\n").exitCode, 0);
    const auto refused = pool(QStringLiteral("remove Wrong"));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("not retired (1)"), refused.err.constData());
    QCOMPARE(pool(QStringLiteral("retire Wrong"), "+441273496200\n").exitCode, 0);
    const auto removed = pool(QStringLiteral("remove Wrong"));
    QVERIFY2(removed.exitCode == 0, removed.err.constData());
    QVERIFY(removed.out.contains("Removed the pool Wrong."));
    QVERIFY(listed(QStringLiteral("Wrong")).isEmpty());
    QCOMPARE(pool(QStringLiteral("remove Wrong")).exitCode, 1);
    QCOMPARE(pool(QStringLiteral("add-numbers Brighton"), "+441273496200\n").exitCode, 0); // it may be taken
    QCOMPARE(pool(QStringLiteral("add Wrong --country FR")).exitCode, 0); // and so may the name
    QCOMPARE(pool(QStringLiteral("remove Wrong")).exitCode, 0);
}

void CtlPoolsTest::showsNoControlCharacters()
{
    const auto made = m_ctl.run({QStringLiteral("pool"), QStringLiteral("add"), QStringLiteral("red\x1b[31m\u202e!"),
        QStringLiteral("--country"), QStringLiteral("GB")});
    QCOMPARE(made.exitCode, 0);
    const auto all = pool(QStringLiteral("list"));
    for (const QByteArray &text : {made.out, all.out})
        QVERIFY(text.contains("red") && !text.contains('\x1b') && !text.contains("\xe2\x80\xae"));
}

void CtlPoolsTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"", "retire", "burn Brighton", "list --country US", "retire Brighton --to Thames",
             "drain Brighton --expiry 5", "move Brighton", "add New", "add New --country GB --name Other",
             "change Brighton --all-processes --process Support", "change Brighton --reason because",
             "change Brighton --fallback none --fallback Thames", "change Brighton --sharing both",
             "change Brighton --expiry soon", "change Brighton --media fax", "change Brighton --recording maybe",
             "history", "remove", "remove Brighton --to Thames", "history Brighton --days 0", "list --days 3",
             "sample Brighton"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlPoolsTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = pool(arguments);
    QVERIFY2(outcome.exitCode == 2, outcome.err.constData());
    QVERIFY(!outcome.err.isEmpty());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlPoolsTest)
#include "tst_ctl_pools.moc"
