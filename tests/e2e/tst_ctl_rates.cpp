// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

namespace {

const QString number = QStringLiteral("447700900123");

QString cell(const QJsonValue &object, const char *key)
{
    return object.toObject().value(QLatin1String(key)).toString();
}

} // namespace

/// Rates, re-rating and legs without a rate, as scripts manage them.
class CtlRatesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addsAndListsRates();
    void changesAndRemovesThem();
    void importsAFile();
    void callsHaveTheirCosts();
    void ratesAPeriodAgain();
    void listsWhatHasNoRate();
    void refusesWhatIsNoRate();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &arguments) const { return m_ctl.run(arguments.split(u' ')); }
    [[nodiscard]] QJsonObject asked(const QString &arguments) const
    {
        const auto outcome = run(arguments + QStringLiteral(" --json"));
        if (outcome.exitCode != 0)
            qFatal("%s: %s", qPrintable(arguments), outcome.err.constData());
        return QJsonDocument::fromJson(outcome.out).object();
    }
    [[nodiscard]] QJsonArray rates(const QString &options = {}) const
    {
        return asked(QStringLiteral("rates list") + options).value(QLatin1String("rates")).toArray();
    }
    void importCall(const QByteArray &customer, int talk);

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
    int m_calls = 0;
};

void CtlRatesTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run(QStringLiteral("init")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("process add Support --country GB --did +442079460100")).exitCode, 0);
}

void CtlRatesTest::importCall(const QByteArray &customer, int talk)
{
    ++m_calls;
    const QString file = m_ctl.writeFile(QStringLiteral("calls%1.csv").arg(m_calls),
        "caller,callee,start,billable\n" + customer + ",+442079460100,2026-03-01 10:00:0" + QByteArray::number(m_calls)
            + "," + QByteArray::number(talk) + "\n");
    const auto imported =
        m_ctl.run({QStringLiteral("import"), file, QStringLiteral("--process"), QStringLiteral("Support")});
    QVERIFY2(imported.exitCode == 0, imported.err.constData());
}

void CtlRatesTest::addsAndListsRates()
{
    QVERIFY(run(QStringLiteral("rates list")).out.contains("nothing to list"));
    QCOMPARE(
        run(QStringLiteral("rates add +44 --price 0.0125 --currency eur --increment 60/6 --from 2026-01-01")).exitCode,
        0);
    QCOMPARE(
        run(QStringLiteral("rates add 44 --price 0,05 --currency EUR --list recharge --from 2026-01-01")).exitCode, 0);
    const QJsonArray all = rates();
    QCOMPARE(all.size(), 2);
    const QJsonObject first = all[0].toObject();
    QCOMPARE(cell(first, "list"), QStringLiteral("cost"));
    QCOMPARE(cell(first, "prefix"), QStringLiteral("+44"));
    QCOMPARE(cell(first, "price"), QStringLiteral("0.0125"));
    QCOMPARE(cell(first, "currency"), QStringLiteral("EUR"));
    QCOMPARE(first.value(QLatin1String("increment")).toInt(), 6);
    QCOMPARE(first.value(QLatin1String("minimum")).toInt(), 60);
    QCOMPARE(cell(first, "valid_from"), QStringLiteral("2026-01-01T00:00:00Z"));
    QVERIFY(first.value(QLatin1String("valid_until")).isNull());
    QCOMPARE(rates(QStringLiteral(" --list recharge")).size(), 1);
    const QByteArray table = run(QStringLiteral("rates list")).out;
    QVERIFY2(table.contains("0.0125") && table.contains("60/6") && table.contains("valid"), table.constData());
}

void CtlRatesTest::changesAndRemovesThem()
{
    const int id = rates()[0].toObject().value(QLatin1String("id")).toInt();
    QVERIFY(run(QStringLiteral("rates change %1 --price 0.01250").arg(id)).out.contains("Nothing was changed"));
    QCOMPARE(run(QStringLiteral("rates change %1 --price 0.02 --increment 1/1").arg(id)).exitCode, 0);
    QCOMPARE(cell(rates()[0], "price"), QStringLiteral("0.02"));
    QCOMPARE(rates(QStringLiteral(" --history")).size(), 3); // the former price stays
    QCOMPARE(run(QStringLiteral("rates change %1 --price 3").arg(id)).exitCode, 1); // it holds no more
    QCOMPARE(run(QStringLiteral("rates add +99 --price 1 --currency EUR --from 2026-01-01")).exitCode, 0);
    for (const QJsonValue &rate : rates())
        if (cell(rate, "prefix") == QLatin1String("+99"))
            QCOMPARE(run(QStringLiteral("rates remove %1 --at 2026-02-01")
                             .arg(rate.toObject().value(QLatin1String("id")).toInt()))
                         .exitCode,
                0);
    QCOMPARE(rates().size(), 2);
    QCOMPARE(rates(QStringLiteral(" --history")).size(), 4);
}

void CtlRatesTest::importsAFile()
{
    const QString file = m_ctl.writeFile(QStringLiteral("rates.csv"),
        "prefix,price,valid_from\n+1,0.01,2026-01-01\n+" + number.toLatin1() + ",1,\nx,1,\n");
    const QStringList arguments{QStringLiteral("rates"), QStringLiteral("import"), file, QStringLiteral("--currency"),
        QStringLiteral("USD"), QStringLiteral("--json")};
    const auto looked = m_ctl.run(arguments + QStringList(QStringLiteral("--dry-run")));
    QCOMPARE(looked.exitCode, 0);
    QCOMPARE(rates().size(), 2);
    const auto outcome = m_ctl.run(arguments);
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject document = QJsonDocument::fromJson(outcome.out).object();
    QCOMPARE(document.value(QLatin1String("added")).toInt(), 1);
    QCOMPARE(document.value(QLatin1String("rejected")).toInt(), 2);
    QCOMPARE(document.value(QLatin1String("rejects")).toArray()[0].toObject().value(QLatin1String("line")).toInt(), 3);
    QVERIFY(!outcome.out.contains("7700") && !outcome.err.contains("7700"));
    QCOMPARE(rates().size(), 3);
    const QString bad = m_ctl.writeFile(QStringLiteral("bad.csv"), "prefix,price\nx,1\n");
    QCOMPARE(m_ctl.run({QStringLiteral("rates"), QStringLiteral("import"), bad}).exitCode, 1);
}

void CtlRatesTest::callsHaveTheirCosts()
{
    importCall("+447700900123", 90);
    const QJsonObject call = asked(QStringLiteral("calls")).value(QLatin1String("calls")).toArray()[0].toObject();
    QCOMPARE(cell(call, "cost"), QStringLiteral("0.03")); // 0.02 * 1.5
    QCOMPARE(cell(call, "currency"), QStringLiteral("EUR"));
    QCOMPARE(cell(call, "recharge"), QStringLiteral("0.075"));
    QCOMPARE(call.value(QLatin1String("unrated_legs")).toInt(-1), 0);
    const QJsonObject leg =
        asked(QStringLiteral("legs ") + cell(call, "session")).value(QLatin1String("legs")).toArray()[0].toObject();
    QCOMPARE(cell(leg, "rate_zone"), QStringLiteral("+44"));
    QCOMPARE(cell(leg, "cost"), QStringLiteral("0.03"));
    QVERIFY(run(QStringLiteral("calls")).out.contains("0.03 EUR"));
}

void CtlRatesTest::ratesAPeriodAgain()
{
    const int id = rates()[1].toObject().value(QLatin1String("id")).toInt();
    QCOMPARE(cell(rates()[1], "prefix"), QStringLiteral("+44"));
    QCOMPARE(run(QStringLiteral("rates change %1 --price 0.04").arg(id)).exitCode, 0);
    const QString period = QStringLiteral("rates rerate --from 2026-03-01 --to 2026-03-02");
    const QJsonObject look = asked(period + QStringLiteral(" --dry-run"));
    QCOMPARE(look.value(QLatin1String("changed")).toInt(), 1);
    QCOMPARE(cell(look.value(QLatin1String("cost_before")), "EUR"), QStringLiteral("0.03"));
    QCOMPARE(cell(look.value(QLatin1String("cost_after")), "EUR"), QStringLiteral("0.06"));
    QVERIFY(run(QStringLiteral("calls")).out.contains("0.03 EUR"));
    const QByteArray told = run(period + QStringLiteral(" --process Support")).out;
    QVERIFY2(told.contains("cost EUR: 0.03 so far, 0.06 rated again"), told.constData());
    QVERIFY(run(QStringLiteral("calls")).out.contains("0.06 EUR"));
    QCOMPARE(run(period + QStringLiteral(" --process Nobody")).exitCode, 1);
}

void CtlRatesTest::listsWhatHasNoRate()
{
    importCall("+33639980123", 30);
    const QJsonArray lines = asked(QStringLiteral("rates unrated --from 2026-03-01 --to 2026-03-02"))
                                 .value(QLatin1String("unrated"))
                                 .toArray();
    QCOMPARE(lines.size(), 1);
    QCOMPARE(cell(lines[0], "zone"), QStringLiteral("+33"));
    QCOMPARE(cell(lines[0], "why"), QStringLiteral("no-rate"));
    QCOMPARE(cell(lines[0], "process"), QStringLiteral("Support"));
    QCOMPARE(lines[0].toObject().value(QLatin1String("legs")).toInt(), 1);
    QCOMPARE(lines[0].toObject().value(QLatin1String("billable_seconds")).toInt(), 30);
}

void CtlRatesTest::refusesWhatIsNoRate()
{
    for (const QString &arguments : {QStringLiteral("rates add +%1 --price 1 --currency EUR"),
             QStringLiteral("rates add +44 --price %1 --currency EUR"),
             QStringLiteral("rates add +44 --price 1 --currency %1"),
             QStringLiteral("rates add +44 --price 1 --currency EUR --increment %1"),
             QStringLiteral("rates add +44 --price 1 --currency EUR --from %1"), QStringLiteral("rates remove %1"),
             QStringLiteral("rates list --list %1")}) {
        const auto refused = run(arguments.arg(number));
        QVERIFY2(refused.exitCode != 0, qPrintable(arguments));
        QVERIFY2(!refused.err.contains(number.toLatin1()) && !refused.out.contains(number.toLatin1()),
            refused.err.constData());
    }
    QCOMPARE(
        run(QStringLiteral("rates add +44 --price 1 --currency EUR --from 2026-01-01")).exitCode, 1); // it is there
}

void CtlRatesTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"rates", "rates burn", "rates list +44", "rates add", "rates add +44 --price 1",
             "rates add +44 --currency EUR", "rates remove", "rates remove 1 --price 2", "rates change 1 --list cost",
             "rates import", "rates rerate --from 2026-01-01", "rates rerate --from 2026-01-01 --to soon",
             "rates unrated --dry-run", "rates list --history --at 2026-01-01"})
        QTest::newRow(arguments) << QString(QLatin1String(arguments));
}

void CtlRatesTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto refused = run(arguments);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(!refused.err.isEmpty());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlRatesTest)
#include "tst_ctl_rates.moc"
