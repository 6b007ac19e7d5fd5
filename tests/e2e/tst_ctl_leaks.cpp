// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/ctl.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace callveil {

/// The leak audit, as a schedule runs it.
class CtlLeaksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingOpenIsFine();
    void openFindingsHaveAnExitCodeOfTheirOwn();
    void whatWasMendedIsFineAgain();
    void aFailureIsNoFinding();
    void misuseIsNoFinding();
    void tellsItsExitCodes();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &arguments) const { return m_ctl.run(arguments.split(u' ')); }
    void mask(const QString &policy) const
    {
        const auto set = run(QStringLiteral("policy set Support %1 --note Contract").arg(policy));
        QVERIFY2(set.exitCode == 0, set.err.constData());
    }

    Ctl m_ctl{QStringLiteral(CALLVEILCTL), QString()};
};

void CtlLeaksTest::initTestCase()
{
    m_ctl.setDatabase(m_ctl.path(QStringLiteral("callveil.db")));
    m_ctl.setPassword(QStringLiteral("correct horse battery"));
    QCOMPARE(run(QStringLiteral("init")).exitCode, 0);
    QCOMPARE(run(QStringLiteral("process add Support --country GB --did +442079460100")).exitCode, 0);
}

void CtlLeaksTest::nothingOpenIsFine()
{
    const auto scanned = run(QStringLiteral("leaks"));
    QVERIFY2(scanned.exitCode == 0, scanned.err.constData());
    QCOMPARE(scanned.out, QByteArray("No finding is open.\n"));
    const auto json = run(QStringLiteral("leaks --json"));
    QCOMPARE(json.exitCode, 0);
    const QJsonObject document = QJsonDocument::fromJson(json.out).object();
    QVERIFY(document.value(QLatin1String("whole")).toBool());
    QVERIFY(document.value(QLatin1String("findings")).isArray());
    QCOMPARE(document.value(QLatin1String("open")).toInt(-1), 0);
}

void CtlLeaksTest::openFindingsHaveAnExitCodeOfTheirOwn()
{
    mask(QStringLiteral("off"));
    const auto table = run(QStringLiteral("leaks"));
    QCOMPARE(table.exitCode, 3);
    QVERIFY2(table.out.contains("Masking is off") && table.out.contains("Support"), table.out.constData());
    const auto json = run(QStringLiteral("leaks --since-last --json"));
    QCOMPARE(json.exitCode, 3);
    const QJsonObject document = QJsonDocument::fromJson(json.out).object();
    QVERIFY(!document.value(QLatin1String("whole")).toBool(true));
    QCOMPARE(document.value(QLatin1String("open_before")).toInt(), 1);
    const QJsonArray findings = document.value(QLatin1String("findings")).toArray();
    QCOMPARE(findings.size(), 1);
    const QJsonObject finding = findings.first().toObject();
    QCOMPARE(finding.value(QLatin1String("finding")).toString(), QStringLiteral("masking-off"));
    QCOMPARE(finding.value(QLatin1String("state")).toString(), QStringLiteral("open"));
    QCOMPARE(finding.value(QLatin1String("process")).toString(), QStringLiteral("Support"));
    QVERIFY(finding.value(QLatin1String("canary")).isNull());
    QVERIFY(!finding.value(QLatin1String("remedy")).toString().isEmpty());
}

void CtlLeaksTest::whatWasMendedIsFineAgain()
{
    mask(QStringLiteral("replacement"));
    QCOMPARE(run(QStringLiteral("leaks --since-last")).exitCode, 0);
}

void CtlLeaksTest::aFailureIsNoFinding()
{
    Ctl other(QStringLiteral(CALLVEILCTL), m_ctl.path(QStringLiteral("callveil.db")));
    other.setPassword(QStringLiteral("not the password"));
    const auto refused = other.run({QStringLiteral("leaks")});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(refused.out.isEmpty() && !refused.err.isEmpty());
}

void CtlLeaksTest::misuseIsNoFinding()
{
    for (const char *arguments : {"leaks now", "leaks --since", "leaks --since-last yes"})
        QCOMPARE(run(QLatin1String(arguments)).exitCode, 2);
}

void CtlLeaksTest::tellsItsExitCodes()
{
    const QByteArray help = run(QStringLiteral("leaks --help")).out.simplified();
    QVERIFY2(help.contains("the exit code is 0 when no finding is open, 3 when there are open ones"), help.constData());
    QVERIFY(help.contains("--since-last"));
    QVERIFY(run(QStringLiteral("--help")).out.contains("3 (leaks alone)"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlLeaksTest)
#include "tst_ctl_leaks.moc"
