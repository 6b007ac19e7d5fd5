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
    void saysWhatTheServiceLacks();

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
    QVERIFY2(
        outcome.out.contains("Refused (404)") && outcome.out.contains("there is no service"), outcome.out.constData());
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
    const auto both = run(QStringLiteral("calltest %1 %2").arg(m_number, QLatin1String(customer(1))));
    QVERIFY2(
        both.exitCode == 2 && both.err.contains("standard input") && !tellsNumbers(both.err), both.err.constData());
    // The proxy number and ids are arguments that there may be; a number in an option is not repeated.
    const auto typo = run(QStringLiteral("calltest %1 --witheld").arg(m_number));
    QVERIFY2(typo.exitCode == 2 && typo.err.contains("'witheld'") && !typo.err.contains("input"), typo.err.constData());
    const auto before = run(QStringLiteral("calltest --witheld ") + m_number);
    QVERIFY2(before.exitCode == 2 && !before.err.contains("input"), before.err.constData());
    const auto id = run(QStringLiteral("binding show 1234567 5"));
    QVERIFY2(id.exitCode == 2 && id.err.contains("expected show ID"), id.err.constData());
    const auto option = run(QStringLiteral("calltest 1 --%1=%1").arg(QLatin1String(customer(1))));
    QVERIFY2(option.exitCode == 2 && !tellsNumbers(option.err), option.err.constData());
    const auto help = run(QStringLiteral("calltest --help"));
    QVERIFY(help.exitCode == 0 && help.out.contains("standard input"));
}

/// Each lack is told with what mends it, from the enrolment on.
void CtlCallTest::saysWhatTheServiceLacks()
{
    const auto enrolled = run(QStringLiteral("service enrol ") + ctl.path(QStringLiteral("callveild.json")));
    QVERIFY2(enrolled.exitCode == 0, enrolled.err.constData());
    QVERIFY2(enrolled.out.contains("copies of numbers: 2") && enrolled.out.contains("callveilctl service seal"),
        enrolled.out.constData());
    const auto early = run(QStringLiteral("calltest ") + m_number, customer(1) + '\n');
    QVERIFY2(early.out.contains("cannot open its numbers") && early.out.contains("callveilctl service seal"),
        early.out.constData());
    const auto bound = bind(QStringLiteral("--pool Wide --agent A1"), customer(3) + '\n');
    QVERIFY2(bound.exitCode == 0, bound.err.constData());
    QVERIFY2(textOf(bound, "hint").contains(QLatin1String("callveilctl service seal")), bound.out.constData());
    const QString test = QStringLiteral("calltest ") + textOf(bound, "number");
    const auto lacking = run(test, customer(3) + '\n');
    QVERIFY2(lacking.out.contains("cannot open the agent's number") && lacking.out.contains("callveilctl service seal"),
        lacking.out.constData());
    const auto sealed = run(QStringLiteral("--json service seal"));
    QCOMPARE(documentOf(sealed).value(QLatin1String("sealed")).toInt(), 3);
    QCOMPARE(documentOf(sealed).value(QLatin1String("missing")).toInt(-1), 0);
    QVERIFY(run(test, customer(3) + '\n').out.contains("Put through"));
    const auto next = bind(QStringLiteral("--pool Wide --agent A1"), customer(4) + '\n');
    QVERIFY2(next.exitCode == 0 && !documentOf(next).contains(QLatin1String("hint")), next.out.constData());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlCallTest)
#include "tst_ctl_call_test.moc"
