// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_office.h"

namespace callveil {

/// What would become of a call, as scripts ask: the caller comes in on standard input and does not come out.
class CtlCallTest final : public QObject, private BindingOffice {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsWhatIsFound();
    void tellsOfAnEmergency();
    void readsNoCallerWhenHeIsWithheld();
    void saysWhatIsMisused();

private:
    QString m_number;
};

void CtlCallTest::initTestCase()
{
    setUp();
    const auto bound = bind(QStringLiteral("--pool Wide"), customer(1) + '\n' + line(7) + '\n');
    QVERIFY2(bound.exitCode == 0, bound.err.constData());
    m_number = shown(idOf(bound)).value(QLatin1String("number")).toString();
    QVERIFY(m_number.startsWith(QLatin1String("+441273")));
}

void CtlCallTest::tellsWhatIsFound()
{
    const auto outcome = run(QStringLiteral("calltest ") + m_number, customer(1) + '\n');
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    // No service is enrolled, which could open the numbers.
    QVERIFY2(outcome.out.contains("Refused (404)") && outcome.out.contains("cannot open its numbers"),
        outcome.out.constData());
    QVERIFY(!tellsNumbers(outcome.out) && !tellsNumbers(outcome.err));
    const QJsonObject document = documentOf(run(QStringLiteral("--json calltest ") + m_number, customer(2) + '\n'));
    QCOMPARE(document.value(QLatin1String("action")).toString(), QStringLiteral("reject"));
    QCOMPARE(document.value(QLatin1String("sip_code")).toInt(), 404);
    QCOMPARE(document.value(QLatin1String("steps")).toArray().size(), 4);
    QVERIFY(document.value(QLatin1String("session")).isNull());
    const auto wrong = run(QStringLiteral("calltest ") + m_number, "12\n");
    QCOMPARE(wrong.exitCode, 1);
    QVERIFY2(wrong.err.contains("not a possible telephone number"), wrong.err.constData());
}

void CtlCallTest::tellsOfAnEmergency()
{
    const auto outcome = run(QStringLiteral("calltest 999"), customer(1) + '\n');
    QVERIFY2(outcome.exitCode == 0 && outcome.out.contains("never masked"), outcome.err.constData());
}

void CtlCallTest::readsNoCallerWhenHeIsWithheld()
{
    const auto outcome = run(QStringLiteral("calltest %1 --withheld").arg(m_number));
    QVERIFY2(outcome.exitCode == 0 && outcome.out.contains("withheld"), outcome.err.constData());
}

void CtlCallTest::saysWhatIsMisused()
{
    for (const QString &arguments : {QStringLiteral("calltest"), QStringLiteral("calltest 1 2"),
             QString(QStringLiteral("calltest ") + m_number)}) // standard input is empty
        QCOMPARE(run(arguments).exitCode, 2);
    const auto help = run(QStringLiteral("calltest --help"));
    QVERIFY(help.exitCode == 0 && help.out.contains("standard input"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlCallTest)
#include "tst_ctl_call_test.moc"
