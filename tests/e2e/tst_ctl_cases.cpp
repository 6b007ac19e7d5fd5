// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_office.h"

namespace callveil {

/// Ends of bindings as scripts see them: cases that are closed, and pools that wait for calls.
class CtlCasesTest final : public QObject, private BindingOffice {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setUp(); }
    void closesACase();
    void tellsWhenACaseHasNoBinding();
    void endsWhatIsIdle();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    /// callveilctl with a case that has blanks in it.
    [[nodiscard]] Ctl::Outcome close(const QString &caseRef, const QStringList &options = {}) const
    {
        return ctl.run(options
                + QStringList{QStringLiteral("binding"), QStringLiteral("close-case"), QStringLiteral("--process"),
                    QStringLiteral("Support"), caseRef},
            {});
    }
    [[nodiscard]] qint64 bindFor(const QString &caseRef)
    {
        ++m_pairs;
        return idOf(ctl.run(
            {QStringLiteral("--json"), QStringLiteral("bind"), QStringLiteral("--process"), QStringLiteral("Support"),
                QStringLiteral("--pool"), QStringLiteral("Wide"), QStringLiteral("--case"), caseRef},
            customer(m_pairs) + '\n' + line(m_pairs) + '\n'));
    }
    [[nodiscard]] QString fieldOf(qint64 id, const char *key) const
    {
        return shown(id).value(QLatin1String(key)).toString();
    }

    int m_pairs = 40;
};

void CtlCasesTest::closesACase()
{
    const QString seven = QStringLiteral("order 7");
    const qint64 one = bindFor(seven), two = bindFor(seven), other = bindFor(QStringLiteral("order 77"));
    QVERIFY(one > 0 && two > 0 && other > 0);
    QVERIFY(shown(one).value(QLatin1String("end_cause")).isNull());
    const auto told = close(seven);
    QVERIFY2(told.exitCode == 0, told.err.constData());
    QVERIFY2(told.out.contains("Bindings ended: 2."), told.out.constData());
    for (const qint64 id : {one, two}) {
        QCOMPARE(fieldOf(id, "end_cause"), QStringLiteral("case-closed"));
        QCOMPARE(fieldOf(id, "state"), QStringLiteral("cooling"));
    }
    QCOMPARE(fieldOf(other, "state"), QStringLiteral("active"));
    const auto shownToPeople = run(QStringLiteral("binding show %1").arg(one));
    QVERIFY2(shownToPeople.out.contains("Why it ended:") && shownToPeople.out.contains("case-closed"),
        shownToPeople.out.constData());
}

void CtlCasesTest::tellsWhenACaseHasNoBinding()
{
    const auto told = close(QStringLiteral("order 9"));
    QCOMPARE(told.exitCode, 0);
    QVERIFY2(told.out.contains("no live binding"), told.out.constData());
    const auto json = close(QStringLiteral("order 9"), {QStringLiteral("--json")});
    QCOMPARE(documentOf(json), QJsonObject({{QStringLiteral("ended"), 0}}));
    const auto unknown = run(QStringLiteral("binding close-case --process Sales order"));
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY(!unknown.err.isEmpty());
    // A number is nobody's case, and is not repeated.
    const auto number = close(QString::fromLatin1(customer(41)));
    QVERIFY(!tellsNumbers(number.out + number.err));
}

void CtlCasesTest::endsWhatIsIdle()
{
    const auto poolOf = [this](const QString &name) {
        for (const QJsonValue &pool :
            documentOf(run(QStringLiteral("--json pool list"))).value(QLatin1String("pools")).toArray())
            if (pool.toObject().value(QLatin1String("pool")).toString() == name)
                return pool.toObject();
        return QJsonObject();
    };
    QVERIFY(poolOf(QStringLiteral("Wide")).value(QLatin1String("idle_minutes")).isNull());
    QCOMPARE(run(QStringLiteral("pool change Wide --idle 90")).exitCode, 0);
    QCOMPARE(poolOf(QStringLiteral("Wide")).value(QLatin1String("idle_minutes")).toInt(), 90);
    const qint64 id = bindFor(QStringLiteral("order 10"));
    QCOMPARE(shown(id).value(QLatin1String("idle_minutes")).toInt(), 90);
    QCOMPARE(shown(id).value(QLatin1String("next_end")).toString(), QStringLiteral("idle"));
    QVERIFY(run(QStringLiteral("binding list --pool Wide")).out.contains("Z (idle)"));
    const auto pools = run(QStringLiteral("pool list"));
    QVERIFY2(pools.out.contains("Idle end") && pools.out.contains("90 min"), pools.out.constData());
    QVERIFY(shown(id).value(QLatin1String("last_call_at")).isNull());
    const auto told = run(QStringLiteral("binding show %1").arg(id));
    QVERIFY2(told.out.contains("Idle time-out (min):") && told.out.contains("Ends by (UTC):"), told.out.constData());
    QVERIFY(fieldOf(id, "ends_by") > fieldOf(id, "expires_at"));
    QCOMPARE(run(QStringLiteral("pool change Wide --idle none")).exitCode, 0);
    QVERIFY(poolOf(QStringLiteral("Wide")).value(QLatin1String("idle_minutes")).isNull());
    QCOMPARE(shown(id).value(QLatin1String("idle_minutes")).toInt(), 90); // as it was made
    for (const char *minutes : {"29", "soon", "1000000"}) {
        const auto refused = run(QStringLiteral("pool change Wide --idle ") + QLatin1String(minutes));
        QVERIFY2(refused.exitCode == 2, refused.out.constData());
        QVERIFY(!refused.err.isEmpty());
    }
}

void CtlCasesTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"binding close-case", "binding close-case 7", "binding close-case --process Support",
             "binding close-case --process Support 7 8", "binding close-case --process Support --pool Wide 7",
             "pool list --idle 90"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlCasesTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = run(arguments);
    QVERIFY2(outcome.exitCode == 2, outcome.err.constData());
    QVERIFY(!outcome.err.isEmpty());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlCasesTest)
#include "tst_ctl_cases.moc"
