// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_scene.h"

#include "services/records/record_service.h"

#include <QDateTime>

namespace callveil {

namespace {

const QString unanswered = QStringLiteral("0 - - 20000 0 2 -");
const QString answered = QStringLiteral("0 - 5000 65000 60 1 -");

/// One attempt of a call, as an application or a switch hands it in; whether it was new.
class Attempts final {
public:
    Attempts(const RecordScene &scene, const Binding &binding)
        : m_scene(scene), m_binding(binding), m_records(*scene.service),
          m_began(QDateTime::currentMSecsSinceEpoch() - 100000)
    { }

    [[nodiscard]] bool miss(const QString &call)
    {
        NewCallRecord record = recordOf(call);
        record.endedAt = m_began + 20000;
        record.disposition = Disposition::NoAnswer;
        return taken(m_records.add(record, QStringLiteral("key")));
    }
    [[nodiscard]] bool answer(const QString &call)
    {
        NewCallRecord record = recordOf(call);
        record.answeredAt = m_began + 5000;
        record.endedAt = m_began + 65000;
        record.billableSeconds = 60;
        record.disposition = Disposition::Answered;
        return taken(m_records.add(record, QStringLiteral("key")));
    }
    [[nodiscard]] QString line(const QString &rest) const { return RecordScene::of(m_binding, 0) + rest; }

private:
    [[nodiscard]] NewCallRecord recordOf(const QString &call) const
    {
        NewCallRecord record;
        record.callRef = call;
        record.did = m_binding.number;
        record.caller = m_scene.customer(1);
        record.startedAt = m_began;
        return record;
    }

    const RecordScene &m_scene;
    const Binding m_binding;
    RecordService m_records;
    qint64 m_began;
};

} // namespace

/// Calls that were tried more than once under one name: by a queue, or by a fork.
class RecordAttemptsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAnsweredOneTakesThePlace_data() { addEngines(); }
    void theAnsweredOneTakesThePlace();
    void whatBecameALegStaysBesideTheAnsweredOne_data() { addEngines(); }
    void whatBecameALegStaysBesideTheAnsweredOne();
    void theAnsweredOneWinsWhenItIsFirst_data() { addEngines(); }
    void theAnsweredOneWinsWhenItIsFirst();
    void queuesOfASwitchAreHeeded();
    void aRecordThatIsJustTakenIsNotWaitedFor();

private:
    static void addEngines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("sqlite") << Engine::Sqlite;
        QTest::newRow("postgresql") << Engine::PostgreSql;
    }
};

void RecordAttemptsTest::theAnsweredOneTakesThePlace()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    Attempts attempts(scene, scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1));
    const QString call = QStringLiteral("one");
    QVERIFY(attempts.miss(call));
    QVERIFY(!attempts.miss(call));
    QCOMPARE(scene.kept(), QStringList(attempts.line(unanswered)));
    QVERIFY(attempts.answer(call));
    QCOMPARE(scene.kept(), QStringList(attempts.line(answered)));
    QVERIFY(!attempts.answer(call));
    QVERIFY(!attempts.miss(call));
    QCOMPARE(scene.kept(), QStringList(attempts.line(answered)));
}

void RecordAttemptsTest::whatBecameALegStaysBesideTheAnsweredOne()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    Attempts attempts(scene, scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1));
    const QString call = QStringLiteral("one");
    const QString spool = scene.table(QStringLiteral("cdr_spool"));
    QVERIFY(attempts.miss(call));
    const QByteArray key = scene.look.one(QStringLiteral("SELECT call_key FROM ") + spool).toByteArray();
    scene.look.run(QStringLiteral("DELETE FROM ") + spool); // it became a leg
    QVERIFY(attempts.answer(call));
    QCOMPARE(scene.kept(), QStringList(attempts.line(answered)));
    const QByteArray own = scene.look.one(QStringLiteral("SELECT call_key FROM ") + spool).toByteArray();
    QCOMPARE(own.size(), 16);
    QVERIFY(own != key); // the call log would know it otherwise
    QVERIFY(!attempts.answer(call));
    scene.look.run(QStringLiteral("DELETE FROM ") + spool);
    QVERIFY(!attempts.answer(call));
    QCOMPARE(scene.kept(), QStringList());
}

void RecordAttemptsTest::theAnsweredOneWinsWhenItIsFirst()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    Attempts attempts(scene, scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1));
    QVERIFY(attempts.answer(QStringLiteral("one")));
    QVERIFY(!attempts.miss(QStringLiteral("one")));
    QVERIFY(attempts.miss(QStringLiteral("two"))); // another call
    QCOMPARE(scene.kept(), QStringList({attempts.line(answered), attempts.line(unanswered)}));
}

void RecordAttemptsTest::queuesOfASwitchAreHeeded()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const DatabaseLook door(scene.desk.organisation);
    door.run(QStringLiteral("SET ROLE \"cv_%1_switch\"").arg(scene.desk.organisation.address().database));
    door.run(QStringLiteral("SET timezone = 'UTC'"));
    const auto put = [&](const QString &disposition, int duration, int talk, int row) {
        door.run(QStringLiteral("INSERT INTO switch_v1.asterisk_cdr (calldate, src, dst, duration, billsec, "
                                "disposition, uniqueid, linkedid) VALUES ('2025-06-15 15:06:40', '%1', '%2', '%3', "
                                "'%4', '%5', '1750000000.%6', '1750000000.1')")
                     .arg(scene.customer(1), binding.number)
                     .arg(duration)
                     .arg(talk)
                     .arg(disposition)
                     .arg(row));
    };
    put(QStringLiteral("NO ANSWER"), 15, 0, 1);
    put(QStringLiteral("BUSY"), 1, 0, 2);
    put(QStringLiteral("ANSWERED"), 60, 999, 3); // longer than there was time
    put(QStringLiteral("NO ANSWER"), 15, 0, 4);
    QCOMPARE(scene.kept(), QStringList(scene.of(binding, 0) + QStringLiteral("0 - 0 60000 60 1 -")));
}

void RecordAttemptsTest::aRecordThatIsJustTakenIsNotWaitedFor()
{
    RecordScene scene(Engine::PostgreSql);
    Attempts attempts(scene, scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1));
    QVERIFY(attempts.miss(QStringLiteral("one")));
    const DatabaseLook taking(scene.desk.organisation);
    taking.run(QStringLiteral("BEGIN"));
    taking.run(QStringLiteral("SELECT seq FROM cv_route.cdr_spool FOR UPDATE"));
    QVERIFY(attempts.answer(QStringLiteral("one")));
    taking.run(QStringLiteral("COMMIT"));
    QCOMPARE(scene.kept(), QStringList({attempts.line(unanswered), attempts.line(answered)}));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordAttemptsTest)
#include "tst_record_attempts.moc"
