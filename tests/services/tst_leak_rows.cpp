// SPDX-License-Identifier: GPL-3.0-or-later
#include "leak_scene.h"

#include "services/backup/backup_service.h"

namespace callveil {

namespace {

const QString setting = QStringLiteral("setting.value");
/// Texts of rows that no finding is named after.
const QStringList rowPlaces{QStringLiteral("import_profile.body"), QStringLiteral("saved_view.body"),
    QStringLiteral("session_tag.tag"), setting, QStringLiteral("sign_in.console")};
const QString text = QStringLiteral("%1 +442079460999");

void addTag(const DatabaseLook &look, ProcessId process, const QString &name, qint64 at)
{
    look.run(QStringLiteral("INSERT INTO session_tag (public_id, process_id, tag, tag_key, created_by, created_at) "
                            "VALUES (%1, %2, '%3', '%4', 1, %5)")
                 .arg(look.literal(QByteArray::number(at)), QString::number(process.value), text.arg(name), name,
                     QString::number(at)));
}

void addSignIn(const DatabaseLook &look, const QString &name, qint64 at)
{
    look.run(QStringLiteral("INSERT INTO sign_in (person_id, console, signed_in_at, last_seen_at, ended_at, "
                            "hide_clear) VALUES (1, '%1', %2, %2, %2, 1)")
                 .arg(text.arg(name), QString::number(at)));
}

/// A number in one row of each of these texts.
void addRows(const DatabaseLook &look, ProcessId process, const QString &name, qint64 at)
{
    const QString body = text.arg(name), when = QString::number(at);
    look.run(QStringLiteral("INSERT INTO import_profile (name_key, name, body, changed_by, changed_at) VALUES "
                            "('%1', '%1', '%2', 1, %3)")
                 .arg(name, body, when));
    look.run(QStringLiteral("INSERT INTO saved_view (person_id, page, name, body) VALUES (1, 'calls', '%1', '%2')")
                 .arg(name, body));
    look.run(QStringLiteral("INSERT INTO setting (name, value, changed_by, changed_at) VALUES ('%1', '%2', 1, %3)")
                 .arg(name, body, when));
    addTag(look, process, name, at);
    addSignIn(look, name, at);
}

} // namespace

/// Findings in texts are about one row each, and what the program writes by itself is none.
class LeakRowsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void whoeverAcceptsOneRowHidesNoOther();
    void theTimeOfABackupIsNoNumber();

private:
    [[nodiscard]] static LeakScene &scene()
    {
        QFETCH_GLOBAL(Engine, engine);
        return leakScene(engine);
    }
    /// Open ones in texts.
    [[nodiscard]] static std::vector<Leak> found()
    {
        LeakFilter filter;
        filter.open = true;
        filter.kind = LeakKind::ClearNumber;
        return scene().list(filter);
    }
    [[nodiscard]] static QStringList places()
    {
        QStringList places;
        for (const Leak &leak : found())
            places.append(leak.key.place);
        places.sort();
        return places;
    }
    static void acceptAll()
    {
        for (const Leak &leak : found())
            scene().settle(leak, LeakState::Accepted, QStringLiteral("Known"));
    }
};

void LeakRowsTest::whoeverAcceptsOneRowHidesNoOther()
{
    QFETCH_GLOBAL(Engine, engine);
    const ProcessId process = scene().process(QStringLiteral("Rows"));
    const DatabaseLook look(scene().desk.organisation);
    if (engine == Engine::PostgreSql)
        look.run(QStringLiteral("SET session_replication_role = replica")); // it is nobody's deed
    const qint64 at = 1767225600000;
    addRows(look, process, QStringLiteral("row a"), at);
    scene().scan();
    QCOMPARE(places(), rowPlaces);
    acceptAll();
    addTag(look, process, QStringLiteral("row a"), at + 1); // another session's
    addSignIn(look, QStringLiteral("row a"), at + 1);
    scene().scan();
    QCOMPARE(places(), QStringList()); // the same word, and the same computer
    addRows(look, process, QStringLiteral("row b"), at + 2);
    scene().scan();
    QCOMPARE(places(), rowPlaces);
    acceptAll();
    look.run(QStringLiteral("UPDATE setting SET changed_at = changed_at + 9 WHERE name = 'row a'")); // written anew
    scene().scan();
    QCOMPARE(places(), QStringList(setting));
    QVERIFY(found().front().key.isMoment());
    QCOMPARE(found().front().oldestAt, at + 9);
    look.run(QStringLiteral("DELETE FROM setting WHERE name LIKE 'row %'"));
}

void LeakRowsTest::theTimeOfABackupIsNoNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    // Thirteen digits that begin with 1 are a number of Vienna.
    const TestOrganisation &organisation = scene().desk.organisation;
    static_cast<void>(
        scene().desk.organisation.addProcess(*scene().desk.admin, QStringLiteral("Wien"), QStringLiteral("AT")));
    BackupOrder order{organisation.folder() + QStringLiteral("/rows.backup"), false, {}, {}};
    if (engine == Engine::PostgreSql) {
        order.maintenanceUser = QStringLiteral("postgres");
        order.maintenancePassword = PostgresCluster::shared().superuserPassword();
    }
    BackupService backups(*scene().desk.admin);
    const BackupReport report = taken(backups.create(order, std::make_shared<BackupProgress>()));
    QVERIFY(report.isSound());
    QCOMPARE(taken(backups.last()), std::optional(report.facts.madeAt));
    scene().scan();
    QVERIFY(!places().contains(setting));
    // As it was written before.
    const DatabaseLook look(organisation);
    if (engine == Engine::PostgreSql)
        look.run(QStringLiteral("SET session_replication_role = replica"));
    look.run(QStringLiteral("UPDATE setting SET value = '1767225600123' WHERE name = 'last_backup'"));
    QCOMPARE(taken(backups.last()), std::optional(qint64(1767225600123)));
    scene().scan();
    QVERIFY(places().contains(setting)); // until the next backup
    order.replaces = true;
    QVERIFY(taken(backups.create(order, std::make_shared<BackupProgress>())).isSound());
    scene().scan();
    QVERIFY(!places().contains(setting));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::LeakRowsTest)
#include "tst_leak_rows.moc"
