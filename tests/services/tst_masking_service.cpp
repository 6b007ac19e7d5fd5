// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/masking/masking_service.h"

namespace callveil {

namespace {

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

constexpr qint64 hour = 3600000;
const MaskingPolicy random = MaskingPolicy::random();
const MaskingPolicy narrow{MaskingKind::Replacement, 3, 1};

/// Two processes at revision 1.
struct Pair : Desk {
    explicit Pair(Engine engine)
        : Desk(engine), one(organisation.addProcess(*admin, QStringLiteral("One"), QStringLiteral("GB"))),
          two(organisation.addProcess(*admin, QStringLiteral("Two"), QStringLiteral("IN")))
    { }

    [[nodiscard]] ProcessPolicy policyOf(ProcessId process)
    {
        for (const ProcessPolicy &entry : taken(MaskingService(*admin).overview()))
            if (entry.process.id == process)
                return entry;
        return {};
    }

    ProcessId one, two;
};

} // namespace

/// Policies: applied, scheduled, cancelled, refused; as numbered revisions that nobody can change afterwards.
class MaskingServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void appliesARevision();
    void appliesToAllTargetsOrToNone();
    void refusesPoliciesThatBreakARule();
    void wantsANoteForAWeakPolicy();
    void judgesWeaknessByRealTraffic();
    void refusesANoteWithANumber();
    void noticesThatSomebodyElseChangedIt();
    void oneOfTwoAtOnceWins();
    void aScheduledChangeTakesEffectAtItsTime();
    void severalChangesWaitInTheirOrder();
    void cancelsAChangeThatWaits();
    void cancelsNothingTooLate();
    void tellsHistoryAndNews();
    void refusesWhoMayNotConfigure();
    void rawSqlReadsNoSecretAndWritesNoPolicy();
    void rawSqlChangesNoOldRevision();
};

void MaskingServiceTest::appliesARevision()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    const auto before = now();
    const auto applied =
        taken(MaskingService(*desk.admin).apply({{{desk.one, 1}}, random, QStringLiteral(" tidy "), {}}));
    QCOMPARE(applied.size(), 1U);
    QCOMPARE(applied[0].revision, 2);
    QCOMPARE(applied[0].process, desk.one);
    const ProcessPolicy entry = desk.policyOf(desk.one);
    QCOMPARE(entry.lastRevision, 2);
    QVERIFY(entry.waiting.empty());
    QCOMPARE(entry.current.id, applied[0].id);
    QCOMPARE(entry.current.policy, random);
    QCOMPARE(entry.current.note, QStringLiteral("tidy"));
    QCOMPARE(entry.current.createdByName, QStringLiteral("Ada Administrator"));
    QVERIFY(entry.current.createdAt >= before - 1000 && entry.current.createdAt <= now() + 1000);
    QCOMPARE(entry.current.effectiveAt, applied[0].effectiveAt);
    QCOMPARE(desk.policyOf(desk.two).lastRevision, 1);
    const auto deed =
        DatabaseLook(desk.organisation)
            .run(QStringLiteral("SELECT object, before, after, reason FROM deed WHERE action = 'policy.apply'"));
    QCOMPARE(deed.size(), 1);
    QCOMPARE(deed[0][0].toString(), QStringLiteral("process %1").arg(desk.one.value));
    QCOMPARE(deed[0][1].toString(), QStringLiteral("replacement 2+2"));
    QVERIFY(deed[0][2].toString().startsWith(QLatin1String("random; revision 2; effective ")));
    QCOMPARE(deed[0][3].toString(), QStringLiteral("tidy"));
}

void MaskingServiceTest::appliesToAllTargetsOrToNone()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    MaskingService masking(*desk.admin);
    QCOMPARE(taken(masking.apply({{{desk.one, 1}, {desk.two, 1}}, random, {}, {}})).size(), 2U);
    QCOMPARE(desk.policyOf(desk.one).lastRevision, 2);
    QCOMPARE(desk.policyOf(desk.two).lastRevision, 2);
    const auto before = DatabaseLook(desk.organisation).counts();
    const Error stale = errorOf(masking.apply({{{desk.one, 2}, {desk.two, 1}}, MaskingPolicy{}, {}, {}}));
    QCOMPARE(stale.fault, Fault::RevisionChanged);
    QCOMPARE(stale.args, QStringList(QStringLiteral("Two")));
    QCOMPARE(faultOf(masking.apply({{{desk.one, 2}, {ProcessId{4711}, 1}}, MaskingPolicy{}, {}, {}})),
        Fault::ProcessUnknown);
    QCOMPARE(DatabaseLook(desk.organisation).counts(), before);
    QCOMPARE(desk.policyOf(desk.one).current.policy, random);
}

void MaskingServiceTest::refusesPoliciesThatBreakARule()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    MaskingService masking(*desk.admin);
    const QString note = QStringLiteral("because");
    const Error tooLong = errorOf(masking.apply({{{desk.one, 1}}, {MaskingKind::Replacement, 8, 8}, note, {}}));
    QCOMPARE(tooLong.fault, Fault::MaskTooLong);
    QCOMPARE(tooLong.args, QStringList({QStringLiteral("8"), QStringLiteral("8")}));
    QCOMPARE(
        faultOf(masking.apply({{{desk.one, 1}}, {MaskingKind::Replacement, -1, 2}, note, {}})), Fault::MaskNegative);
    QCOMPARE(faultOf(masking.apply({{{desk.one, 1}}, random, note, now() - hour})), Fault::EffectiveInPast);
    QCOMPARE(faultOf(masking.apply({{{desk.one, 1}}, random, QString(501, u'n'), {}})), Fault::TextTooLong);
    QCOMPARE(desk.policyOf(desk.one).lastRevision, 1);
}

void MaskingServiceTest::wantsANoteForAWeakPolicy()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    MaskingService masking(*desk.admin);
    const MaskingPolicy weak{MaskingKind::Replacement, 7, 4};
    for (const MaskingPolicy &policy : {weak, MaskingPolicy::off()}) {
        const Error error = errorOf(masking.apply({{{desk.one, 1}}, policy, QStringLiteral("  "), {}}));
        QCOMPARE(error.fault, Fault::NoteNeeded);
        QCOMPARE(error.args, QStringList(QStringLiteral("One")));
    }
    taken(masking.apply({{{desk.one, 1}}, weak, QStringLiteral("trial"), {}}));
    taken(masking.apply({{{desk.one, 2}}, MaskingPolicy::off(), QStringLiteral("pilot"), {}}));
    taken(masking.apply({{{desk.one, 3}}, MaskingPolicy{}, {}, {}}));
}

void MaskingServiceTest::judgesWeaknessByRealTraffic()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    MaskingService masking(*desk.admin);
    const MaskingPolicy policy{MaskingKind::Replacement, 3, 3};
    // One call in 200 is to a short national number, of which little would stay hidden.
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("INSERT INTO shape_count VALUES (%1, 44, 12, 199)").arg(desk.one.value));
    look.run(QStringLiteral("INSERT INTO shape_count VALUES (%1, 44, 9, 1)").arg(desk.one.value));
    taken(masking.apply({{{desk.one, 1}}, policy, {}, {}}));
    look.run(QStringLiteral("UPDATE shape_count SET numbers = 20 WHERE digits = 9"));
    QCOMPARE(faultOf(masking.apply({{{desk.one, 2}}, policy, {}, {}})), Fault::NoteNeeded);
    const auto shapes = taken(masking.shapes(desk.one));
    QCOMPARE(shapes.size(), 2U);
    QCOMPARE(shapes[0].numbers, 199);
    QVERIFY(!taken(masking.shapes(desk.two)).empty()); // the country's usual ones
    QCOMPARE(taken(masking.shapes(desk.two))[0].numbers, 0);
}

void MaskingServiceTest::refusesANoteWithANumber()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    for (const char *note : {"asked by +44 7700 900123", "asked by +447700900123", "(020) 7946-0123 asked"}) {
        const Error error =
            errorOf(MaskingService(*desk.admin).apply({{{desk.one, 1}}, random, QLatin1String(note), {}}));
        QCOMPARE(error.fault, Fault::TextHoldsNumber);
        QCOMPARE(error.args, QStringList(QStringLiteral("note")));
        QVERIFY(!error.detail.contains(QLatin1String("900123")));
    }
    QCOMPARE(desk.policyOf(desk.one).lastRevision, 1);
}

void MaskingServiceTest::noticesThatSomebodyElseChangedIt()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    const auto ben = desk.hire(QStringLiteral("ben"), Role::Administrator);
    const int seen = desk.policyOf(desk.one).lastRevision;
    taken(MaskingService(*ben).apply({{{desk.one, 1}}, random, {}, {}}));
    const Error error = errorOf(MaskingService(*desk.admin).apply({{{desk.one, seen}}, narrow, {}, {}}));
    QCOMPARE(error.code, ErrorCode::Conflict);
    QCOMPARE(error.fault, Fault::RevisionChanged);
    QCOMPARE(error.args, QStringList(QStringLiteral("One")));
    QCOMPARE(desk.policyOf(desk.one).current.policy, random);
    // A change that only waits is a change too.
    taken(MaskingService(*ben).apply({{{desk.two, 1}}, random, {}, now() + hour}));
    QCOMPARE(faultOf(MaskingService(*desk.admin).apply({{{desk.two, 1}}, narrow, {}, {}})), Fault::RevisionChanged);
}

void MaskingServiceTest::oneOfTwoAtOnceWins()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    const auto ben = desk.hire(QStringLiteral("ben"), Role::Administrator);
    for (int last = 1; last <= 10; ++last) {
        const auto first = MaskingService(*desk.admin).apply({{{desk.one, last}}, random, {}, {}});
        const auto second = MaskingService(*ben).apply({{{desk.one, last}}, narrow, {}, {}});
        const auto a = first.result();
        const auto b = second.result();
        QVERIFY(a.has_value() != b.has_value());
        QCOMPARE((a ? b : a).error().fault, Fault::RevisionChanged);
        QCOMPARE(desk.policyOf(desk.one).lastRevision, last + 1);
        QCOMPARE(desk.policyOf(desk.one).current.policy, a ? random : narrow);
    }
}

void MaskingServiceTest::aScheduledChangeTakesEffectAtItsTime()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    const qint64 later = now() + hour;
    taken(MaskingService(*desk.admin).apply({{{desk.one, 1}}, random, {}, later}));
    const ProcessPolicy waiting = desk.policyOf(desk.one);
    QCOMPARE(waiting.current.revision, 1);
    QCOMPARE(waiting.lastRevision, 2);
    QCOMPARE(waiting.waiting.size(), 1U);
    QCOMPARE(waiting.waiting[0].effectiveAt, later);
    const qint64 at = now() + 500; // its hour is near; nothing but the time makes it come
    DatabaseLook(desk.organisation)
        .run(QStringLiteral("UPDATE policy_revision SET effective_at = %1 WHERE revision = 2").arg(at));
    QTRY_COMPARE_WITH_TIMEOUT(desk.policyOf(desk.one).current.revision, 2, 30000);
    QVERIFY(now() >= at);
    QVERIFY(desk.policyOf(desk.one).waiting.empty());
}

void MaskingServiceTest::severalChangesWaitInTheirOrder()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    MaskingService masking(*desk.admin);
    const qint64 base = now();
    taken(masking.apply({{{desk.one, 1}}, random, {}, base + 2 * hour}));
    taken(masking.apply({{{desk.one, 2}}, narrow, {}, base + hour}));
    QCOMPARE(desk.policyOf(desk.one).waiting.size(), 2U);
    QCOMPARE(desk.policyOf(desk.one).waiting[0].policy, narrow);
    // The later number that takes effect earlier is replaced by the other when its time comes.
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("UPDATE policy_revision SET effective_at = %1 WHERE revision = 1").arg(base - 3000));
    look.run(QStringLiteral("UPDATE policy_revision SET effective_at = %1 WHERE revision = 3").arg(base - 2000));
    QCOMPARE(desk.policyOf(desk.one).current.revision, 3);
    look.run(QStringLiteral("UPDATE policy_revision SET effective_at = %1 WHERE revision = 2").arg(base - 1000));
    QCOMPARE(desk.policyOf(desk.one).current.revision, 2);
    QCOMPARE(desk.policyOf(desk.one).lastRevision, 3);
}

void MaskingServiceTest::cancelsAChangeThatWaits()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    MaskingService masking(*desk.admin);
    const RevisionId waiting = taken(masking.apply({{{desk.one, 1}}, random, {}, now() + hour}))[0].id;
    taken(masking.cancel(waiting));
    QVERIFY(desk.policyOf(desk.one).waiting.empty());
    QCOMPARE(desk.policyOf(desk.one).current.revision, 1);
    QVERIFY(taken(masking.history(desk.one))[0].cancelledAt);
    QCOMPARE(faultOf(masking.cancel(waiting)), Fault::RevisionNotWaiting);
    DatabaseLook(desk.organisation)
        .run(QStringLiteral("UPDATE policy_revision SET effective_at = %1 WHERE id = %2")
                 .arg(now() - 1000)
                 .arg(waiting.value));
    QCOMPARE(desk.policyOf(desk.one).current.revision, 1); // its time passes without effect
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'policy.cancel'")), 1);
    taken(masking.apply({{{desk.one, 2}}, narrow, {}, {}})); // numbers are never used again
    QCOMPARE(desk.policyOf(desk.one).current.revision, 3);
}

void MaskingServiceTest::cancelsNothingTooLate()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    MaskingService masking(*desk.admin);
    const RevisionId waiting = taken(masking.apply({{{desk.one, 1}}, random, {}, now() + hour}))[0].id;
    DatabaseLook(desk.organisation)
        .run(QStringLiteral("UPDATE policy_revision SET effective_at = %1 WHERE id = %2")
                 .arg(now() - 1)
                 .arg(waiting.value));
    const Error late = errorOf(masking.cancel(waiting));
    QCOMPARE(late.code, ErrorCode::Conflict);
    QCOMPARE(late.fault, Fault::RevisionNotWaiting);
    QCOMPARE(desk.policyOf(desk.one).current.revision, 2);
    QCOMPARE(faultOf(masking.cancel(RevisionId{4711})), Fault::RevisionNotWaiting);
}

void MaskingServiceTest::tellsHistoryAndNews()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    const auto ben = desk.hire(QStringLiteral("ben"), Role::Administrator);
    MaskingService masking(*desk.admin);
    const RevisionId seen = taken(masking.newest());
    QVERIFY(taken(masking.since(seen)).empty());
    taken(MaskingService(*ben).apply({{{desk.two, 1}}, random, QStringLiteral("first"), {}}));
    taken(masking.apply({{{desk.two, 2}}, narrow, QStringLiteral("second"), {}}));
    const auto news = taken(masking.since(seen));
    QCOMPARE(news.size(), 2U);
    QCOMPARE(news[0].createdByName, QStringLiteral("ben"));
    QCOMPARE(news[1].createdByName, QStringLiteral("Ada Administrator"));
    QCOMPARE(taken(masking.newest()), news[1].id);
    const auto history = taken(masking.history(desk.two));
    QCOMPARE(history.size(), 3U);
    QCOMPARE(history[0].note, QStringLiteral("second"));
    QCOMPARE(history[1].policy, random);
    QCOMPARE(history[2].revision, 1);
}

void MaskingServiceTest::refusesWhoMayNotConfigure()
{
    QFETCH_GLOBAL(Engine, engine);
    Pair desk(engine);
    const RevisionId waiting =
        taken(MaskingService(*desk.admin).apply({{{desk.one, 1}}, random, {}, now() + hour}))[0].id;
    for (const Role role : {Role::Supervisor, Role::Analyst, Role::ProfessionalAgent}) {
        const auto person = desk.hire(roleKey(role), role);
        QCOMPARE(faultOf(MaskingService(*person).apply({{{desk.one, 2}}, narrow, {}, {}})), Fault::NotPermitted);
        QCOMPARE(faultOf(MaskingService(*person).cancel(waiting)), Fault::NotPermitted);
        QCOMPARE(taken(MaskingService(*person).overview()).size(), 2U);
    }
    // Who configures one process does not reach another's.
    const auto cora = desk.hire(QStringLiteral("cora"), Role::Administrator, {desk.two});
    QCOMPARE(faultOf(MaskingService(*cora).apply({{{desk.one, 2}}, narrow, {}, {}})), Fault::ProcessUnknown);
    QVERIFY(!MaskingService(*cora).cancel(waiting).result());
    QCOMPARE(desk.policyOf(desk.one).waiting.size(), 1U);
    QVERIFY(taken(MaskingService(*cora).since(RevisionId{})).size() == 1U);
}

void MaskingServiceTest::rawSqlReadsNoSecretAndWritesNoPolicy()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Pair desk(engine);
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst);
    const QString insert =
        QStringLiteral("INSERT INTO cv.policy_revision (process_id, revision, kind, shown_leading, shown_trailing, "
                       "created_by, created_at, effective_at) VALUES (%1, 2, 0, 0, 0, cv_api.me(), cv_api.now_ms(), "
                       "cv_api.now_ms())")
            .arg(desk.one.value);
    QStringList denied{insert, QStringLiteral("UPDATE cv.policy_revision SET kind = 0"),
        QStringLiteral("DELETE FROM cv.policy_revision"), QStringLiteral("SELECT * FROM cv.call_leg"),
        QStringLiteral("SELECT * FROM cv_stage.leg"), QStringLiteral("SELECT * FROM cv_audit.deed_head")};
    for (const char *table :
        {"number", "number_index", "epoch", "vault_seal", "root_seal", "writer_seal", "person_key", "agent_index"})
        denied.append(QStringLiteral("SELECT * FROM cv_vault.%1").arg(QLatin1String(table)));
    for (const QString &sql : denied) {
        const auto answer = runAs(*asha, sql);
        QVERIFY2(!answer && answer.error().code == ErrorCode::Denied, qPrintable(sql));
    }
    QVERIFY(runAs(*asha, QStringLiteral("SELECT * FROM cv.policy_revision")));
    // An administrator may insert, but not without an entry in the record of deeds, nor in another's name.
    const auto silent = runAs(*desk.admin, insert);
    QVERIFY(!silent && silent.error().code == ErrorCode::Denied);
    QString forged = insert;
    forged.replace(QLatin1String("cv_api.me()"), QLatin1String("2"));
    QVERIFY(!runAs(*desk.admin, forged));
    QString past = insert;
    past.replace(QLatin1String("cv_api.now_ms())"), QLatin1String("5)"));
    QVERIFY(!runAs(*desk.admin, past));
    QCOMPARE(desk.policyOf(desk.one).lastRevision, 1);
}

void MaskingServiceTest::rawSqlChangesNoOldRevision()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Pair desk(engine);
    taken(MaskingService(*desk.admin).apply({{{desk.one, 1}}, random, {}, now() + hour}));
    const QByteArray before = DatabaseLook(desk.organisation).dump();
    for (const char *sql : {"UPDATE cv.policy_revision SET kind = 0", "UPDATE cv.policy_revision SET note = 'x'",
             "UPDATE cv.policy_revision SET effective_at = 0", "UPDATE cv.policy_revision SET created_by = 2",
             "UPDATE cv.policy_revision SET cancelled_by = 1, cancelled_at = 1 WHERE revision = 1",
             "UPDATE cv.policy_revision SET cancelled_by = 2, cancelled_at = 1 WHERE revision = 2",
             "UPDATE cv.policy_revision SET cancelled_by = 1, cancelled_at = 1 WHERE revision = 2", // no entry
             "DELETE FROM cv.policy_revision"}) {
        const auto answer = runAs(*desk.admin, QLatin1String(sql));
        QVERIFY2(!answer && answer.error().code == ErrorCode::Denied, sql);
    }
    QCOMPARE(DatabaseLook(desk.organisation).dump(), before);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::MaskingServiceTest)
#include "tst_masking_service.moc"
