// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// Opt-outs and late callbacks, as scripts see them: numbers come on standard input and are never printed.
class CtlOptOutsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addsChecksAndRemoves();
    void printsAndKeepsNoNumber();
    void refusesWhatIsUnknown();
    void listsLateCallbacks();
    void refusesToLeaveOptOutsBehind();
    void refusesToRemoveAPoolThatHasSome();
    void tellsOfItself();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &arguments, const QByteArray &input = {}) const
    {
        return m_ctl.run(arguments.split(u' '), input);
    }
    [[nodiscard]] QJsonObject told(const QString &arguments, const QByteArray &input = {}) const
    {
        return QJsonDocument::fromJson(run(QStringLiteral("--json ") + arguments, input).out).object();
    }
    [[nodiscard]] QJsonArray listed(const QString &arguments) const
    {
        return told(QStringLiteral("optout list") + arguments).value(QLatin1String("opt_outs")).toArray();
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlOptOutsTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    for (const char *arguments : {"init", "process add Support --country GB",
             "pool add London --country GB --brand Acme --late-target sip:late@ivr.example.com",
             "pool add Plain --country GB"}) {
        const auto done = run(QLatin1String(arguments));
        QVERIFY2(done.exitCode == 0, done.err.constData());
    }
}

void CtlOptOutsTest::addsChecksAndRemoves()
{
    const QByteArray number = "07700 900123\n", same = "+447700900123\n";
    QVERIFY(run(QStringLiteral("optout check --brand Acme"), number).out.contains("did not opt out"));
    const auto added = run(QStringLiteral("optout add --brand acme"), number);
    QVERIFY2(added.exitCode == 0, added.err.constData());
    QVERIFY2(added.out.contains("no calls over acme any more"), added.out.constData());
    const auto again = told(QStringLiteral("optout add --brand Acme"), same);
    QCOMPARE(again, (QJsonObject{{QStringLiteral("brand"), QStringLiteral("Acme")}, {QStringLiteral("added"), false}}));
    QCOMPARE(told(QStringLiteral("optout check --brand Acme"), same).value(QLatin1String("opted_out")).toBool(), true);
    QCOMPARE(
        told(QStringLiteral("optout check --brand Plain"), same).value(QLatin1String("opted_out")), QJsonValue(false));
    const QJsonArray all = listed({});
    QCOMPARE(all.size(), 1);
    const QJsonObject one = all.first().toObject();
    QCOMPARE(one.value(QLatin1String("brand")).toString(), QStringLiteral("Acme"));
    QCOMPARE(one.value(QLatin1String("source")).toString(), QStringLiteral("person"));
    QCOMPARE(one.value(QLatin1String("in_force")).toBool(), true);
    QVERIFY(!one.value(QLatin1String("added_by")).toString().isEmpty());
    QCOMPARE(listed(QStringLiteral(" --brand ACME")).size(), 1);
    QVERIFY(listed(QStringLiteral(" --brand Plain")).isEmpty());
    QVERIFY(run(QStringLiteral("optout list")).out.contains("A person"));
    QCOMPARE(run(QStringLiteral("optout remove --brand Acme"), same).exitCode, 0);
    QVERIFY(listed({}).isEmpty());
    QVERIFY(run(QStringLiteral("optout list")).out.contains("nothing to list"));
    const auto gone = run(QStringLiteral("optout remove --brand Acme"), same);
    QVERIFY2(gone.exitCode == 1 && gone.err.contains("did not opt out"), gone.err.constData());
}

void CtlOptOutsTest::printsAndKeepsNoNumber()
{
    const QByteArray number = "+447700900145\n";
    QByteArray printed;
    for (const char *arguments :
        {"optout add --brand Acme", "optout add --brand Acme", "optout check --brand Acme", "optout list",
            "--json optout list", "optout remove --brand Acme", "optout remove --brand Acme", "audit list"}) {
        const auto outcome = run(QLatin1String(arguments), number);
        printed += outcome.out + outcome.err;
    }
    QVERIFY2(!printed.contains("7700900145") && !printed.contains("7700 900145"), printed.constData());
    for (const QString &name : {QStringLiteral("callveil.db"), QStringLiteral("callveil.db-wal")}) {
        QFile file(m_ctl.path(name));
        if (file.open(QIODevice::ReadOnly))
            QVERIFY(!file.readAll().contains("7700900145"));
    }
}

void CtlOptOutsTest::refusesWhatIsUnknown()
{
    const auto brand = run(QStringLiteral("optout add --brand Other"), "+447700900123\n");
    QVERIFY2(brand.exitCode == 1 && brand.err.contains("No pool has the brand"), brand.err.constData());
    const auto typed = run(QStringLiteral("optout add --brand 447700900123"), "+447700900123\n");
    QVERIFY2(typed.exitCode == 1 && !typed.err.contains("7700"), typed.err.constData());
    const auto number = run(QStringLiteral("optout add --brand Acme"), "0770\n");
    QVERIFY2(number.exitCode == 1 && number.err.contains("not a possible telephone number"), number.err.constData());
    QVERIFY(listed({}).isEmpty());
}

void CtlOptOutsTest::listsLateCallbacks()
{
    const QJsonArray pools = told(QStringLiteral("late")).value(QLatin1String("pools")).toArray();
    QCOMPARE(pools.size(), 2);
    const QJsonObject london = pools.first().toObject();
    QCOMPARE(london.value(QLatin1String("pool")).toString(), QStringLiteral("London"));
    QCOMPARE(london.value(QLatin1String("answer")).toString(), QStringLiteral("ivr"));
    QCOMPARE(london.value(QLatin1String("target")).toString(), QStringLiteral("sip:late@ivr.example.com"));
    QCOMPARE(london.value(QLatin1String("calls_30_days")).toInt(-1), 0);
    QCOMPARE(pools.last().toObject().value(QLatin1String("answer")).toString(), QStringLiteral("refused"));
    const QByteArray table = run(QStringLiteral("late")).out;
    QVERIFY2(table.contains("Announcement or queue") && table.contains("Refused (404)"), table.constData());
}

void CtlOptOutsTest::refusesToLeaveOptOutsBehind()
{
    const QByteArray number = "+442079460170\n", who = "+447700900123\n";
    QCOMPARE(run(QStringLiteral("pool add-numbers London"), number).exitCode, 0);
    QCOMPARE(run(QStringLiteral("optout add --brand Acme"), who).exitCode, 0);
    const QString move = QStringLiteral("pool move %1 --to %2%3");
    const QString london = QStringLiteral("London"), plain = QStringLiteral("Plain"),
                  knowingly = QStringLiteral(" --leave-opt-outs");
    // Nobody has the number yet, so nobody is called over it.
    QCOMPARE(run(move.arg(london, plain, QString()), number).exitCode, 0);
    QCOMPARE(run(move.arg(plain, london, QString()), number).exitCode, 0);
    const auto bound = run(QStringLiteral("bind --process Support --pool London"), "+447700900161\n+447700900162\n");
    QVERIFY2(bound.exitCode == 0, bound.err.constData());
    const auto refused = run(move.arg(london, plain, QString()), number);
    QVERIFY2(refused.exitCode == 1 && refused.err.contains("--leave-opt-outs"), refused.err.constData());
    QVERIFY2(refused.err.contains("left behind: 1."), refused.err.constData());
    QCOMPARE(run(move.arg(london, plain, knowingly), number).exitCode, 0);
    QCOMPARE(run(QStringLiteral("optout remove --brand Acme"), who).exitCode, 0);
}

void CtlOptOutsTest::refusesToRemoveAPoolThatHasSome()
{
    QCOMPARE(run(QStringLiteral("pool add Empty --country GB")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("optout add --brand Empty"), "+447700900124\n").exitCode, 0);
    const auto refused = run(QStringLiteral("pool remove Empty"));
    QVERIFY2(refused.exitCode == 1 && refused.err.contains("--leave-opt-outs"), refused.err.constData());
    QVERIFY2(refused.err.contains("left behind: 1."), refused.err.constData());
    QVERIFY(run(QStringLiteral("pool list")).out.contains("Empty"));
    QCOMPARE(run(QStringLiteral("pool remove Empty --leave-opt-outs")).exitCode, 0);
    QVERIFY(!run(QStringLiteral("pool list")).out.contains("Empty"));
}

void CtlOptOutsTest::tellsOfItself()
{
    const QByteArray help = run(QStringLiteral("optout --help")).out;
    QVERIFY(help.contains("standard input") && help.contains("check --brand B"));
    QVERIFY(run(QStringLiteral("late --help")).out.contains("30 days"));
}

void CtlOptOutsTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"optout", "optout burn", "optout add", "optout remove", "optout check",
             "optout add +447700900123", "optout add --brand Acme", "optout list x", "late x", "late --brand Acme"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlOptOutsTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = run(arguments); // without a number
    QVERIFY2(outcome.exitCode == 2, outcome.err.constData());
    QVERIFY(!outcome.err.isEmpty() && !outcome.err.contains("7700"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlOptOutsTest)
#include "tst_ctl_optouts.moc"
