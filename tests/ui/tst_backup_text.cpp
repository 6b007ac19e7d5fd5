// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/backup_text.h"

#include <QTest>

#include <algorithm>

using namespace callveil;

namespace {

RestoreReport sound()
{
    RestoreReport report;
    report.rows = report.rowsExpected = {{BackupTable::People, 3}, {BackupTable::Legs, 120}};
    report.record = {40, 2, 1'790'000'000'000, {}};
    report.asked = RestoreReport::Operator::SignedIn;
    report.samples = {{QStringLiteral("Sales"), true, 20, 20}, {QStringLiteral("Support"), false, 0, 0}};
    report.people = QStringList{QStringLiteral("Asha Rao"), QStringLiteral("Ben")};
    return report;
}

QStringList faultsOf(const QList<ReportLine> &lines)
{
    QStringList faults;
    for (const ReportLine &line : lines)
        if (line.isFault)
            faults.append(line.label);
    return faults;
}

QString textOf(const QList<ReportLine> &lines, const QString &label)
{
    for (const ReportLine &line : lines)
        if (line.label == label)
            return line.text;
    return {};
}

} // namespace

/// What people read of a backup: that all is well only when it is.
class TestBackupText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSoundHasNoFault()
    {
        const auto lines = restoreLines(sound(), QTimeZone::utc());
        QVERIFY(sound().isSound());
        QCOMPARE(faultsOf(lines), QStringList());
        QCOMPARE(
            textOf(lines, QStringLiteral("Rows")), QStringLiteral("people 3; legs 120\nAs many as the backup says."));
        QCOMPARE(textOf(lines, QStringLiteral("Numbers")),
            QStringLiteral(
                "Sales: a sample was tried, 20 of 20 can be decrypted.\nSupport: not tried, for want of its key."));
        QCOMPARE(textOf(lines, QStringLiteral("Can sign in")), QStringLiteral("Asha Rao, Ben"));
    }

    void eachFaultStandsInItsLine()
    {
        RestoreReport fewer = sound();
        fewer.rows[1].rows = 119;
        RestoreReport closed = sound();
        closed.samples[0].opened = 19;
        RestoreReport broken = sound();
        broken.record.breaks = {{DeedBreak::Kind::Missing, {1}, QStringLiteral("ben"), 7}};
        const std::pair<RestoreReport, QString> cases[] = {{fewer, QStringLiteral("Rows")},
            {closed, QStringLiteral("Numbers")}, {broken, QStringLiteral("Audit trail")}};
        for (const auto &[report, label] : cases) {
            QVERIFY(!report.isSound());
            QCOMPARE(faultsOf(restoreLines(report, QTimeZone::utc())), QStringList(label));
        }
        QVERIFY(textOf(restoreLines(fewer, QTimeZone::utc()), QStringLiteral("Rows"))
                    .endsWith(QStringLiteral("The backup says: people 3; legs 120")));
        QVERIFY(textOf(restoreLines(broken, QTimeZone::utc()), QStringLiteral("Audit trail"))
                    .contains(QStringLiteral("7")));
    }

    void anOldBackupIsNoTampering()
    {
        RestoreReport old = sound();
        old.later = {{QStringLiteral("ben"), 3}};
        const auto lines = restoreLines(old, QTimeZone::utc());
        QVERIFY(old.isSound());
        QCOMPARE(faultsOf(lines), QStringList());
        QVERIFY(textOf(lines, QStringLiteral("Newer entries")).endsWith(QStringLiteral("\nben: 3")));
        QVERIFY(lines.back().text.contains(QStringLiteral("accepts that there")));
        QVERIFY(!restoreLines(sound(), QTimeZone::utc()).back().text.contains(QStringLiteral("accepts that there")));
    }

    void saysThatRevokedKeysHoldAgain()
    {
        const QString steps = restoreLines(sound(), QTimeZone::utc()).back().text;
        QVERIFY(steps.contains(QStringLiteral("API keys that were revoked since hold again: revoke them.")));
    }

    void namesSwitchesThatNeedPasswords()
    {
        RestoreReport report = sound();
        QVERIFY(!restoreLines(report, QTimeZone::utc()).back().text.contains(QStringLiteral("switch")));
        report.switches = QStringList{QStringLiteral("kamailio"), QStringLiteral("spare")};
        const auto lines = restoreLines(report, QTimeZone::utc());
        QVERIFY(report.isSound()); // it is how a restore is meant to be
        QCOMPARE(faultsOf(lines), QStringList());
        QCOMPARE(textOf(lines, QStringLiteral("Switches without a login")), QStringLiteral("kamailio, spare"));
        QVERIFY(lines.back().text.contains(QStringLiteral("No switch is let in.")));
    }

    void whoIsRefusedMakesADrillUnsound()
    {
        RestoreReport refused = sound();
        refused.asked = RestoreReport::Operator::Refused;
        refused.samples.clear();
        QVERIFY(!refused.isSound());
        QCOMPARE(faultsOf(restoreLines(refused, QTimeZone::utc())), QStringList(QStringLiteral("Numbers")));
    }

    void saysWhatStaysAsItWas()
    {
        BackupReport beside;
        beside.kept = QStringLiteral("monday");
        QCOMPARE(faultsOf(backupLines(beside, QTimeZone::utc())), QStringList(QStringLiteral("Not replaced")));
    }

    void saysWhatWasNotTried()
    {
        RestoreReport nobody = sound();
        nobody.asked = RestoreReport::Operator::None;
        const auto lines = restoreLines(nobody, QTimeZone::utc());
        QVERIFY(textOf(lines, QStringLiteral("Numbers")).startsWith(QStringLiteral("Not tried: nobody's password")));
        BackupReport server;
        server.facts.ofServer = true;
        QVERIFY(textOf(backupLines(server, QTimeZone::utc()), QStringLiteral("How it was checked"))
                    .contains(QStringLiteral("shows when it is restored")));
    }
};

QTEST_GUILESS_MAIN(TestBackupText)
#include "tst_backup_text.moc"
