// SPDX-License-Identifier: GPL-3.0-or-later
#include "rate_scene.h"

#include "services/imports/import_run.h"
#include "services/masking/masking_service.h"

namespace callveil {

namespace {

const QString did = QStringLiteral("+442079460100");

/// Yields calls from memory and does something before it ends: so a test steps in between staging and publishing.
class ScriptedCalls final : public CallReader {
public:
    ScriptedCalls(int calls, std::function<void()> beforeTheEnd)
        : m_calls(calls), m_beforeTheEnd(std::move(beforeTheEnd))
    { }

    Result<std::optional<CallRow>> next() override
    {
        if (m_made == m_calls) {
            if (const auto step = std::exchange(m_beforeTheEnd, {}))
                step();
            return std::optional<CallRow>();
        }
        RawCall call;
        call.line = ++m_made;
        call.caller = QStringLiteral("+4477009%1").arg(10000 + m_made % 50);
        call.callee = did;
        call.startedAt = 1772323200000 + m_made * 1000;
        call.billableSeconds = m_made % 60;
        call.disposition = Disposition::Answered;
        call.linkId = QString::number(m_made / 2);
        call.canonicalRow = QByteArray::number(m_made);
        return std::optional<CallRow>(call);
    }
    [[nodiscard]] qint64 bytesRead() const override { return m_made; }

private:
    int m_calls;
    int m_made = 0;
    std::function<void()> m_beforeTheEnd;
};

/// A process, and a second administrator who steps in.
struct Scene : Desk {
    explicit Scene(Engine engine)
        : Desk(engine),
          process(organisation.addProcess(*admin, QStringLiteral("Support"), QStringLiteral("GB"), {did})),
          ben(hire(QStringLiteral("ben"), Role::Administrator))
    { }

    /// Runs an import of some calls; `step` is done before each reading of them ends.
    Result<ImportSummary> run(int calls, std::function<void(int)> step)
    {
        readings = 0;
        return admin->background()
            .run([this, calls, step = std::move(step)](Connection &connection) -> Result<ImportSummary> {
                ImportProgress progress;
                const OpenCalls open = [&](const Process &) -> Result<std::unique_ptr<CallReader>> {
                    ++readings;
                    return std::unique_ptr<CallReader>(
                        std::make_unique<ScriptedCalls>(calls, [this, &step] { step(readings); }));
                };
                return ImportRun(connection, *admin->identity(), progress)
                    .run({process, {}, true, false, QStringLiteral("test"), 0, open});
            })
            .result();
    }

    void apply(int last, const MaskingPolicy &policy)
    {
        taken(MaskingService(*ben).apply({{{process, last}}, policy, QStringLiteral("meanwhile"), {}}));
    }

    ProcessId process;
    std::shared_ptr<Workspace> ben;
    std::atomic<int> readings{0};
};

} // namespace

/// One import among others: a policy or a rate that changes meanwhile, a process that goes, a database that is busy.
class ImportRunTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void masksAgainWhenThePolicyChanged();
    void aScheduledChangeCountsToo();
    void givesUpWhenThePolicyKeepsChanging();
    void aChangeOfAnotherProcessDoesNotMatter();
    void ratesAgainWhenTheRatesChanged();
    void staysQuietAboutStagedRows();
    void mayNotBePublishedByRawSqlUnderAnOldRevision();
    void holdsThePolicyStillWhilePublishing();
    void joinsWhatAnotherImportBegan();
    void rowsImportedBeforeBringNoNumbers();
    void aSessionTakesAfterItsEarliestLeg();
};

void ImportRunTest::masksAgainWhenThePolicyChanged()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    const auto summary = scene.run(500, [&](int reading) {
        if (reading == 1)
            scene.apply(1, {MaskingKind::Replacement, 3, 1});
    });
    QVERIFY(summary);
    QCOMPARE(scene.readings.load(), 2);
    QCOMPARE(summary->records, 500);
    QCOMPARE(summary->legs, 500);
    QCOMPARE(summary->sessions, 251);
    for (const CallLine &call : logOf(*scene.admin))
        QVERIFY2(call.customer.text.startsWith(QLatin1String("+447xxxxxxxx")), qPrintable(call.customer.text));
    const DatabaseLook look(scene.organisation);
    QCOMPARE(
        look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg l JOIN policy_revision r ON r.id = l.revision_id "
                                   "WHERE r.revision = 2")),
        500);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number n JOIN policy_revision r ON r.id = n.revision_id "
                                        "WHERE r.revision = 2")),
        50);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), 50);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM epoch")), 1);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM import_batch")), 1);
    QCOMPARE(rollUpFault(scene.organisation), QString());
}

void ImportRunTest::aScheduledChangeCountsToo()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    taken(MaskingService(*scene.ben).apply({{{scene.process, 1}}, MaskingPolicy::random(), {}, now + 3600000}));
    const auto summary = scene.run(10, [&](int reading) {
        if (reading == 1) // its hour has come
            DatabaseLook(scene.organisation)
                .run(QStringLiteral("UPDATE policy_revision SET effective_at = %1 WHERE revision = 2").arg(now - 1));
    });
    QVERIFY(summary);
    QCOMPARE(scene.readings.load(), 2);
    QCOMPARE(logOf(*scene.admin)[0].customer.text.size(), 12);
}

void ImportRunTest::givesUpWhenThePolicyKeepsChanging()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    const DatabaseLook look(scene.organisation);
    const auto summary = scene.run(10, [&](int reading) { scene.apply(reading, MaskingPolicy::random()); });
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, ErrorCode::Busy);
    QCOMPARE(summary.error().fault, Fault::RevisionChanged);
    for (const char *table : {"call_session", "call_leg", "import_row", "import_batch", "number", "number_index",
             "epoch", "session_link", "call_day", "charge_day", "shape_count"})
        QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM %1").arg(QLatin1String(table))), 0);
    QVERIFY(scene.run(10, [](int) {}));
}

void ImportRunTest::aChangeOfAnotherProcessDoesNotMatter()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    const ProcessId other = scene.organisation.addProcess(*scene.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    const auto summary = scene.run(10, [&](int) {
        taken(MaskingService(*scene.ben).apply({{{other, 1}}, MaskingPolicy::random(), {}, {}}));
    });
    QVERIFY(summary);
    QCOMPARE(scene.readings.load(), 1);
}

void ImportRunTest::ratesAgainWhenTheRatesChanged()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    const DatabaseLook look(scene.organisation);
    RateService rates(*scene.ben);
    RateId id = taken(rates.add(rateOf("+44", "0.01")));
    const char *prices[] = {"0.02", "0.03", "0.04"};
    const auto tired =
        scene.run(10, [&](int reading) { id = taken(rates.change(id, rateOf("+44", prices[reading - 1]))); });
    QVERIFY(!tired);
    QCOMPARE(tired.error().code, ErrorCode::Busy);
    QCOMPARE(tired.error().fault, Fault::EntryChanged);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM call_leg")), 0);
    const auto summary = scene.run(10, [&](int reading) {
        if (reading == 1) // the price of the first reading was wrong
            id = taken(rates.change(id, rateOf("+44", "0.05")));
    });
    QVERIFY(summary);
    QCOMPARE(scene.readings.load(), 2);
    QCOMPARE(summary->legs, 10);
    QCOMPARE(look.number(QStringLiteral(
                 "SELECT COUNT(*) FROM call_leg WHERE cost_micros = (billable_seconds * 50000 + 30) / 60")),
        10);
    QCOMPARE(rollUpFault(scene.organisation), QString());
}

void ImportRunTest::staysQuietAboutStagedRows()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    const auto summary = scene.run(5000, [&](int) {
        // Everything is staged but the last rows: nobody sees any of it.
        QVERIFY(logOf(*scene.ben).empty());
        QCOMPARE(taken(CallLogService(*scene.ben).extent({})).total, 0);
        if (engine == Engine::PostgreSql)
            for (const char *table : {"batch", "leg", "number", "epoch"})
                QVERIFY(!runAs(*scene.ben, QStringLiteral("SELECT * FROM cv_stage.%1").arg(QLatin1String(table))));
    });
    QVERIFY(summary);
    QCOMPARE(logOf(*scene.ben).size(), 2501U);
}

void ImportRunTest::mayNotBePublishedByRawSqlUnderAnOldRevision()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Scene scene(engine);
    const RevisionId old = taken(MaskingService(*scene.admin).history(scene.process))[0].id;
    scene.apply(1, MaskingPolicy::random());
    const auto asha = scene.hire(QStringLiteral("asha"), Role::Analyst);
    QVERIFY(runAs(*asha, QStringLiteral("INSERT INTO cv_stage.batch (batch) VALUES ('x')")));
    const auto forged = runAs(*asha, QStringLiteral("INSERT INTO cv_stage.batch (batch, owner) VALUES ('z', 'admin')"));
    QVERIFY(!forged && forged.error().code == ErrorCode::Denied);
    QString publish = QStringLiteral("SELECT 1 / (outcome - 1) FROM cv_api.import_publish('x', %1, %2, 'f', 0, 0)");
    QVERIFY(!runAs(*asha, publish.arg(scene.process.value).arg(old.value))); // division by zero: outcome 1
    // Under the revision in force it would be published, but not without an entry in the record of deeds.
    const RevisionId current = taken(MaskingService(*scene.admin).history(scene.process))[0].id;
    const auto silent = runAs(*asha, publish.arg(scene.process.value).arg(current.value));
    QVERIFY(!silent && silent.error().code == ErrorCode::Denied);
    const ProcessId other = scene.organisation.addProcess(*scene.admin, QStringLiteral("Sales"), QStringLiteral("GB"));
    const auto cora = scene.hire(QStringLiteral("cora"), Role::Analyst, {other});
    QVERIFY(runAs(*cora, QStringLiteral("INSERT INTO cv_stage.batch (batch) VALUES ('y')")));
    const auto strange = runAs(*scene.ben, publish.arg(scene.process.value).arg(current.value));
    QVERIFY(!strange && strange.error().code == ErrorCode::Denied); // the batch is Asha's
    publish.replace(QLatin1String("'x'"), QLatin1String("'y'"));
    const auto foreign = runAs(*cora, publish.arg(scene.process.value).arg(current.value));
    QVERIFY(!foreign && foreign.error().code == ErrorCode::Denied);
    QCOMPARE(scalar(scene.organisation, QStringLiteral("SELECT COUNT(*) FROM import_batch")), 0);
}

void ImportRunTest::holdsThePolicyStillWhilePublishing()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // one writer at a time
    Scene scene(engine);
    const RevisionId current = taken(MaskingService(*scene.admin).history(scene.process))[0].id;
    const QString lock =
        QStringLiteral("SELECT FROM cv.process WHERE id = %1 FOR NO KEY UPDATE NOWAIT").arg(scene.process.value);
    const auto super = scene.organisation.superConnection();
    QVERIFY(runAs(*scene.admin, QStringLiteral("INSERT INTO cv_stage.batch (batch) VALUES ('x')")));
    QVERIFY(runAs(*scene.admin,
        QStringLiteral("BEGIN; SELECT * FROM cv_api.import_publish('x', %1, %2, 'f', 0, 0)")
            .arg(scene.process.value)
            .arg(current.value)));
    QVERIFY(!super->runScript(lock)); // a new revision would wait
    QVERIFY(runAs(*scene.admin, QStringLiteral("ROLLBACK")));
    QVERIFY(super->runScript(lock));
}

void ImportRunTest::joinsWhatAnotherImportBegan()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    // Sessions have two legs each: 501 calls end in the middle of one, which the second import completes.
    QVERIFY(scene.run(501, [](int) {}));
    QCOMPARE(rollUpFault(scene.organisation), QString());
    const auto more = scene.run(1000, [](int) {});
    QVERIFY(more);
    QCOMPARE(more->legs, 499);
    QCOMPARE(more->duplicates, 501);
    QCOMPARE(more->sessions, 250);
    QCOMPARE(logOf(*scene.admin).size(), 501U);
    QCOMPARE(rollUpFault(scene.organisation), QString());
    QCOMPARE(scalar(scene.organisation, QStringLiteral("SELECT COUNT(*) FROM number")), 50);
}

void ImportRunTest::rowsImportedBeforeBringNoNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    QVERIFY(scene.run(100, [](int) {}));
    scene.apply(1, MaskingPolicy::random()); // under it every number has another blind index
    const auto again = scene.run(100, [](int) {});
    QVERIFY(again);
    QCOMPARE(again->duplicates, 100);
    const DatabaseLook look(scene.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), 50);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number_index")), 50);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM epoch")), 1);
    // One row more: its number alone is stored anew.
    QCOMPARE(scene.run(101, [](int) {})->legs, 1);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), 51);
}

void ImportRunTest::aSessionTakesAfterItsEarliestLeg()
{
    QFETCH_GLOBAL(Engine, engine);
    Scene scene(engine);
    const auto leg = [](int second, int talk, const char *direction, const char *status) {
        return GenericRow{"c1", "+447700900101", "+442079460100", second, talk, status, direction, "", "", ""};
    };
    const auto session = [&] {
        return DatabaseLook(scene.organisation)
            .run(QStringLiteral("SELECT direction, disposition, started_at / 1000 % 86400, legs FROM call_session"))
            .value(0);
    };
    import(scene, genericFile({leg(300, 0, "outbound", "Busy"), leg(100, 0, "inbound", "Missed")}), scene.process);
    QVariantList found = session();
    QVERIFY(found.at(0).toInt() == int(Direction::Inbound) && found.at(2).toInt() == 100);
    QCOMPARE(found.at(1).toInt(),
        DatabaseLook(scene.organisation).number(QStringLiteral("SELECT disposition FROM call_leg WHERE leg = 1")));
    // A leg that another file brings later, but that began earlier.
    import(scene, genericFile({leg(50, 20, "outbound", "Completed")}), scene.process);
    found = session();
    QCOMPARE(found.at(0).toInt(), int(Direction::Outbound));
    QCOMPARE(found.at(1).toInt(), int(Disposition::Answered));
    QCOMPARE(found.at(2).toInt(), 50);
    QCOMPARE(found.at(3).toInt(), 3);
    QCOMPARE(rollUpFault(scene.organisation), QString());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ImportRunTest)
#include "tst_import_run.moc"
