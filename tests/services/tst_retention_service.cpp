// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/masking/masking_service.h"
#include "services/retention/retention_service.h"
#include "services/reveal/reveal_service.h"

namespace callveil {

namespace {

const QString why = QStringLiteral("a customer asked");

std::shared_ptr<RetentionProgress> progress()
{
    return std::make_shared<RetentionProgress>();
}

} // namespace

/// How long real numbers are kept, and their deletion. The calls of the tests are months old: due after one day, not
/// after ten years.
class RetentionServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_desks.clear(); }
    void keepsNinetyDaysUnlessToldOtherwise();
    void refusesDaysOutOfRangeAndReasonsWithNumbers();
    void tellsWhatAChangeWouldDelete();
    void deletesWhatIsDueAndNothingElse();
    void leavesNothingBehind();
    void keepsEverythingUnderALegalHold();
    void undoesNoHoldThatAnotherBegan();
    void starsWhatStoodInClear();
    void byItselfLeavesAnOldCopyAlone();
    void recordsEachChangeAndDeletion();
    void goesOnAfterACut();
    void isForWhoeverManagesSecurity();
    void keepsToOwnProcesses();
    void rawSqlDeletesNothingEarly();

private:
    Desk &desk();
    RetentionService service() { return RetentionService(*desk().admin); }
    /// A process with one call from its own number and one of an agent's line, kept for so many days.
    ProcessId processWithCall(const QString &name, int days);
    RetentionState stateOf(ProcessId process);
    static NumberId customer(Workspace &workspace, ProcessId process);
    void keep(ProcessId process, int days, const QString &hold = {});

    std::map<Engine, std::unique_ptr<Desk>> m_desks;
    int m_calls = 0;
};

Desk &RetentionServiceTest::desk()
{
    QFETCH_GLOBAL(Engine, engine);
    auto &desk = m_desks[engine];
    if (!desk)
        desk = std::make_unique<Desk>(engine);
    return *desk;
}

void RetentionServiceTest::keep(ProcessId process, int days, const QString &hold)
{
    taken(service().change(process, stateOf(process).rule, {days, hold}));
}

ProcessId RetentionServiceTest::processWithCall(const QString &name, int days)
{
    const ProcessId process = desk().organisation.addProcess(*desk().admin, name, QStringLiteral("GB"));
    GenericRow row;
    row.id = "c" + QByteArray::number(++m_calls);
    row.caller = "07700 9002" + QByteArray::number(10 + m_calls);
    row.callee = "+442079460100";
    import(desk(), genericFile({row}), process);
    keep(process, days);
    return process;
}

RetentionState RetentionServiceTest::stateOf(ProcessId process)
{
    for (const RetentionLine &line : taken(service().states()))
        if (line.state.process == process)
            return line.state;
    qFatal("no such process");
}

NumberId RetentionServiceTest::customer(Workspace &workspace, ProcessId process)
{
    CallFilter filter;
    filter.process = process;
    return taken(CallLogService(workspace).legs(logOf(workspace, filter).front().id)).front().customer.number;
}

void RetentionServiceTest::keepsNinetyDaysUnlessToldOtherwise()
{
    const ProcessId process =
        desk().organisation.addProcess(*desk().admin, QStringLiteral("Usual"), QStringLiteral("GB"));
    QCOMPARE(stateOf(process).rule, (RetentionRule{90, {}}));
    QVERIFY(!stateOf(process).oldestMonth);
    keep(process, 30, QStringLiteral("case 7"));
    QCOMPARE(stateOf(process).rule, (RetentionRule{30, QStringLiteral("case 7")}));
    keep(process, 30);
}

void RetentionServiceTest::refusesDaysOutOfRangeAndReasonsWithNumbers()
{
    const ProcessId process =
        desk().organisation.addProcess(*desk().admin, QStringLiteral("Strict"), QStringLiteral("GB"));
    for (const int days : {0, -1, 3651})
        QCOMPARE(faultOf(service().change(process, {90, {}}, {days, {}})), Fault::ChoiceUnknown);
    QCOMPARE(faultOf(service().change(process, {90, {}}, {90, QStringLiteral("keep +44 7700 900123")})),
        Fault::TextHoldsNumber);
    QCOMPARE(faultOf(service().change({999}, {90, {}}, {30, {}})), Fault::ProcessUnknown);
    QCOMPARE(stateOf(process).rule.days, 90);
}

void RetentionServiceTest::tellsWhatAChangeWouldDelete()
{
    const ProcessId process = processWithCall(QStringLiteral("Effect"), 3650);
    const RetentionState state = stateOf(process);
    QCOMPARE(state.oldestMonth, 202603);
    const QDateTime end(QDate(2026, 4, 1), QTime(0, 0), Qt::UTC);
    QCOMPARE(state.dueAt, end.addDays(3650).toMSecsSinceEpoch());
    QCOMPARE(taken(service().effect(process, 3650)).numbers, 0);
    const RetentionEffect effect = taken(service().effect(process, 1));
    QCOMPARE(effect.numbers, 2); // both parties
    QCOMPARE(effect.newestMonth, 202603);
}

void RetentionServiceTest::deletesWhatIsDueAndNothingElse()
{
    const ProcessId due = processWithCall(QStringLiteral("Due"), 1);
    const ProcessId kept = processWithCall(QStringLiteral("Kept"), 3650);
    const NumberId dueNumber = customer(*desk().admin, due);
    const NumberId keptNumber = customer(*desk().admin, kept);
    const auto counting = progress();
    const RetentionReport report = taken(service().run(counting));
    QCOMPARE(report.numbers, 2);
    QCOMPARE(report.months, 1);
    QVERIFY(report.isGone);
    QCOMPARE(counting->numbers.load(), 2);
    QCOMPARE(faultOf(RevealService(*desk().admin).reveal({dueNumber, why, {}})), Fault::NumberGone);
    QVERIFY(!taken(RevealService(*desk().admin).reveal({keptNumber, why, {}}))->text().isEmpty());
    const RetentionState state = stateOf(due);
    QVERIFY(!state.oldestMonth && state.shreddedAt && !state.isDue);
    QCOMPARE(state.shredded, 2);
    // The calls stay, masked as they were.
    CallFilter filter;
    filter.process = due;
    QCOMPARE(logOf(*desk().admin, filter).size(), size_t(1));
    QCOMPARE(taken(service().run(progress())).months, 0);
}

void RetentionServiceTest::leavesNothingBehind()
{
    const ProcessId process = processWithCall(QStringLiteral("Traces"), 1);
    const DatabaseLook look(desk().organisation);
    const QString of = QStringLiteral(" WHERE process_id = %1").arg(process.value);
    const QByteArray sealed = look.one(QStringLiteral("SELECT sealed_key FROM epoch") + of).toByteArray();
    const QByteArray cipher =
        look.one(QStringLiteral("SELECT cipher FROM number WHERE epoch_id IN (SELECT id FROM epoch%1)").arg(of))
            .toByteArray();
    QVERIFY(sealed.size() > 32 && cipher.size() > 16);
    taken(service().run(progress()));
    for (const char *table : {"epoch", "number_index", "shredded_epoch"})
        QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM ") + QLatin1String(table) + of), 0);
    QVERIFY(!look.dump().contains(sealed) && !look.dump().contains(cipher));
    if (desk().organisation.engine() == Engine::PostgreSql)
        return; // its files keep what it deleted until VACUUM and its log is recycled: the manual says so
    for (const char *suffix : {"", "-wal"}) {
        QFile file(desk().organisation.address().file + QLatin1String(suffix));
        if (!file.exists())
            continue;
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains(sealed) && !bytes.contains(cipher));
    }
}

void RetentionServiceTest::keepsEverythingUnderALegalHold()
{
    const ProcessId process = processWithCall(QStringLiteral("Hold"), 3650);
    keep(process, 1, QStringLiteral("court order"));
    QVERIFY(!stateOf(process).isDue);
    QCOMPARE(taken(service().run(progress())).months, 0);
    QVERIFY(!taken(RevealService(*desk().admin).reveal({customer(*desk().admin, process), why, {}}))->text().isEmpty());
    keep(process, 1);
    QVERIFY(stateOf(process).isDue);
    QCOMPARE(taken(service().run(progress())).numbers, 2);
}

void RetentionServiceTest::undoesNoHoldThatAnotherBegan()
{
    const ProcessId process = processWithCall(QStringLiteral("Both"), 3650);
    const RetentionRule seen = stateOf(process).rule;
    keep(process, 3650, QStringLiteral("court order"));
    QCOMPARE(faultOf(service().change(process, seen, {1, {}})), Fault::EntryChanged);
    QVERIFY(stateOf(process).rule.isHeld());
}

void RetentionServiceTest::starsWhatStoodInClear()
{
    const ProcessId process =
        desk().organisation.addProcess(*desk().admin, QStringLiteral("Clear"), QStringLiteral("GB"));
    taken(MaskingService(*desk().admin).apply({{{process, 1}}, MaskingPolicy::off(), QStringLiteral("test"), {}}));
    GenericRow row;
    row.id = "clear";
    row.caller = "+447700900777";
    row.callee = "+442079460100";
    import(desk(), genericFile({row}), process);
    QVERIFY(DatabaseLook(desk().organisation).dump().contains("7700900777"));
    keep(process, 1);
    QCOMPARE(taken(service().run(progress())).numbers, 2);
    QVERIFY(!DatabaseLook(desk().organisation).dump().contains("7700900777"));
    QCOMPARE(customersOf(*desk().admin, process).size(), 1);
}

void RetentionServiceTest::byItselfLeavesAnOldCopyAlone()
{
    const ProcessId process = processWithCall(QStringLiteral("Copy"), 1);
    const DatabaseLook look(desk().organisation);
    const QString age = QStringLiteral("UPDATE sign_in SET last_seen_at = last_seen_at %1 3456000000 WHERE id <> %2")
                            .arg(QStringLiteral("%1"), QString::number(desk().admin->identity()->signInId));
    const bool server = desk().organisation.engine() == Engine::PostgreSql;
    if (server)
        look.run(QStringLiteral("ALTER TABLE cv.sign_in DISABLE TRIGGER USER"));
    static_cast<void>(desk().hire(QStringLiteral("old%1").arg(int(server)), Role::Analyst));
    look.run(age.arg(QStringLiteral("-")));
    QCOMPARE(taken(service().run(progress(), RetentionService::By::Itself)).months, 0);
    look.run(age.arg(QStringLiteral("+")));
    if (server)
        look.run(QStringLiteral("ALTER TABLE cv.sign_in ENABLE TRIGGER USER"));
    QCOMPARE(taken(service().run(progress(), RetentionService::By::Itself)).months, 1);
    QVERIFY(!stateOf(process).oldestMonth);
}

void RetentionServiceTest::recordsEachChangeAndDeletion()
{
    const ProcessId process = processWithCall(QStringLiteral("Record"), 3650);
    keep(process, 3650, QStringLiteral("court order"));
    keep(process, 3650, QStringLiteral("court order")); // nothing changed
    keep(process, 1);
    taken(service().run(progress()));
    QStringList deeds;
    for (const QVariantList &row : DatabaseLook(desk().organisation)
                                       .run(QStringLiteral("SELECT action, before, after, reason FROM deed WHERE "
                                                           "object = 'process %1' AND action LIKE 'retention.%' "
                                                           "ORDER BY seq")
                                                .arg(process.value)))
        deeds.append(
            row[0].toString() + u'|' + row[1].toString() + u'|' + row[2].toString() + u'|' + row[3].toString());
    QCOMPARE(deeds,
        (QStringList{QStringLiteral("retention.change|days 90|days 3650|"),
            QStringLiteral("retention.hold|||court order"), QStringLiteral("retention.change|days 3650|days 1|"),
            QStringLiteral("retention.release|||court order"),
            QStringLiteral("retention.delete||month 2026-03; numbers 2|")}));
}

void RetentionServiceTest::goesOnAfterACut()
{
    const ProcessId process = processWithCall(QStringLiteral("Cut"), 1);
    // As a run leaves it that was killed between the keys and the rows.
    const auto cut = desk().admin->interactive().run([process](Connection &connection) -> Result<void> {
        return connection.transact([&]() -> Result<void> {
            const auto shredded = RetentionStore(connection, {1}).shred(process, 202603);
            if (!shredded)
                return failed(shredded);
            return {};
        });
    });
    if (desk().organisation.engine() == Engine::PostgreSql) {
        QCOMPARE(cut.result().error().code, ErrorCode::Denied); // without an entry in the record
        return;
    }
    QVERIFY(cut.result());
    QVERIFY(stateOf(process).isDue);
    QCOMPARE(taken(service().run(progress())).months, 0);
    QVERIFY(!stateOf(process).isDue);
    QCOMPARE(scalar(desk().organisation,
                 QStringLiteral("SELECT COUNT(*) FROM number_index WHERE process_id = %1").arg(process.value)),
        0);
}

void RetentionServiceTest::isForWhoeverManagesSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    const ProcessId process = processWithCall(QStringLiteral("Closed"), 3650);
    const auto analyst = desk().hire(QStringLiteral("ann%1").arg(int(engine)), Role::Analyst);
    RetentionService closed(*analyst);
    QCOMPARE(faultOf(closed.states()), Fault::NotPermitted);
    QCOMPARE(faultOf(closed.effect(process, 1)), Fault::NotPermitted);
    QCOMPARE(faultOf(closed.change(process, {3650, {}}, {1, {}})), Fault::NotPermitted);
    QCOMPARE(faultOf(closed.run(progress())), Fault::NotPermitted);
}

void RetentionServiceTest::keepsToOwnProcesses()
{
    const ProcessId mine = processWithCall(QStringLiteral("Mine"), 1);
    const ProcessId other = processWithCall(QStringLiteral("Other"), 1);
    const auto limited = desk().hire(QStringLiteral("lim"), Role::Administrator, {mine});
    RetentionService narrow(*limited);
    const auto lines = taken(narrow.states());
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(lines.front().name, QStringLiteral("Mine"));
    QCOMPARE(faultOf(narrow.change(other, {1, {}}, {3650, {}})), Fault::ProcessUnknown);
    QCOMPARE(taken(narrow.run(progress())).numbers, 2);
    QVERIFY(stateOf(other).oldestMonth);
    keep(other, 3650);
}

void RetentionServiceTest::rawSqlDeletesNothingEarly()
{
    if (desk().organisation.engine() == Engine::Sqlite)
        return; // whoever owns the file has all rights in it
    const ProcessId process = processWithCall(QStringLiteral("Raw"), 3650);
    const QString id = QString::number(process.value);
    const auto refused = [](Workspace &workspace, const QString &sql) {
        const auto answer = runWithDeed(workspace, sql);
        return !answer && answer.error().code == ErrorCode::Denied;
    };
    Workspace &admin = *desk().admin;
    QVERIFY(refused(admin, QStringLiteral("SELECT cv_api.retention_shred(%1, 202603)").arg(id))); // not due
    for (const char *table : {"cv.retention", "cv.shredding", "cv_vault.shredded_epoch", "cv_vault.epoch"})
        QVERIFY(refused(admin, QStringLiteral("DELETE FROM ") + QLatin1String(table)));
    QVERIFY(
        !runAs(admin, QStringLiteral("SELECT cv_api.retention_set(%1, 3650, '', 1, '')").arg(id))); // without an entry
    const auto supervisor = desk().hire(QStringLiteral("sue"), Role::Supervisor);
    for (const char *call :
        {"SELECT cv_api.retention_set(%1, 3650, '', 1, '')", "SELECT cv_api.retention_sweep(%1, 202603, 10)",
            "SELECT * FROM cv_api.retention_list() WHERE process_id = %1"})
        QVERIFY(refused(*supervisor, QString(QLatin1String(call)).arg(id)));
    QVERIFY(stateOf(process).oldestMonth);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RetentionServiceTest)
#include "tst_retention_service.moc"
