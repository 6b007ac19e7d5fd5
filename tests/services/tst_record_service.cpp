// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_scene.h"

#include "services/records/record_service.h"
#include "storage/records/record_store.h"

#include <QDateTime>

namespace callveil {

namespace {

constexpr qint64 aDay = 86400000;

NewCallRecord recordOf(const QString &callRef, const QString &did, const QString &caller)
{
    const qint64 began = QDateTime::currentMSecsSinceEpoch() - 100000;
    return {
        callRef, RecordLeg::Customer, did, {}, caller, began, began + 5000, began + 65000, 60, Disposition::Answered};
}

/// As the service's intake does it.
Result<std::vector<SpooledRecord>> take(Workspace &service, int most)
{
    return service.interactive()
        .run([most](Connection &connection) {
            return connection.transact([&] { return RecordStore(connection).take(most); });
        })
        .result();
}

Result<void> change(Workspace &service, const std::function<Result<void>(RecordStore &)> &body)
{
    return service.interactive()
        .run([&](Connection &connection) {
            return connection.transact([&] {
                RecordStore store(connection);
                return body(store);
            });
        })
        .result();
}

} // namespace

/// Call records that applications hand in, and what becomes of those that wait, on both engines.
class RecordServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRecordIsTakenOnce_data() { addEngines(); }
    void aRecordIsTakenOnce();
    void itsBindingIsFoundBySessionAndByParty_data() { addEngines(); }
    void itsBindingIsFoundBySessionAndByParty();
    void whoCallsALineOfOnesOwnHasNoBinding_data() { addEngines(); }
    void whoCallsALineOfOnesOwnHasNoBinding();
    void whatBecomesNoLegIsKeptForAMonth_data() { addEngines(); }
    void whatBecomesNoLegIsKeptForAMonth();
    void whatCannotBeIsRefused_data() { addEngines(); }
    void whatCannotBeIsRefused();
    void onlyAServiceHandsIn_data() { addEngines(); }
    void onlyAServiceHandsIn();
    void whoTakesHoldsWhatHeTook();

private:
    static void addEngines()
    {
        QTest::addColumn<Engine>("engine");
        QTest::newRow("sqlite") << Engine::Sqlite;
        QTest::newRow("postgresql") << Engine::PostgreSql;
    }
};

void RecordServiceTest::aRecordIsTakenOnce()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    RecordService records(*scene.service);
    const QString source = QStringLiteral("key 1");
    NewCallRecord record = recordOf(scene.customer(1), binding.number, scene.customer(1)); // named by a number
    QVERIFY(taken(records.add(record, source)));
    QVERIFY(!taken(records.add(record, source)));
    record.leg = RecordLeg::Agent;
    QVERIFY(taken(records.add(record, source)));
    QVERIFY(taken(records.add(record, QStringLiteral("key 2")))); // whose names of calls are its own
    QCOMPARE(taken(records.state()).waiting, 3);
    QVERIFY(taken(records.state()).oldestAt);
    QVERIFY(!scene.dump().contains(scene.customer(1).mid(4).toLatin1()));

    const auto some = take(*scene.service, 2);
    QVERIFY(some && some->size() == 2);
    QCOMPARE(some->at(0).leg, RecordLeg::Customer);
    QCOMPARE(some->at(1).leg, RecordLeg::Agent);
    QCOMPARE(some->at(0).callKey.size(), 16);
    QCOMPARE(some->at(0).callKey, some->at(1).callKey);
    QCOMPARE(some->at(0).startedAt, record.startedAt);
    QCOMPARE(*some->at(0).answeredAt, *record.answeredAt);
    QCOMPARE(*some->at(0).endedAt, *record.endedAt);
    QCOMPARE(some->at(0).billableSeconds, 60);
    QCOMPARE(some->at(0).disposition, Disposition::Answered);
    QCOMPARE(some->at(0).did, binding.did);
    const std::vector<qint64> seqs{some->at(0).seq, some->at(1).seq};
    QVERIFY(change(*scene.service, [&](RecordStore &store) { return store.done(seqs); }));
    QCOMPARE(taken(records.state()).waiting, 1);
    QVERIFY(!taken(records.add(record, source))); // it is a leg by now
    QCOMPARE(taken(records.state()).waiting, 1);
    // After a week nobody remembers it.
    scene.look.run(QStringLiteral("UPDATE %1 SET received_at = received_at - %2")
                       .arg(scene.table(QStringLiteral("cdr_known")))
                       .arg(8 * aDay));
    QVERIFY(take(*scene.service, 1));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(*) FROM ") + scene.table(QStringLiteral("cdr_known"))), 0);
}

void RecordServiceTest::itsBindingIsFoundBySessionAndByParty()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const Binding binding = scene.bound(pool, 1, 1);
    RecordService records(*scene.service);
    int call = 0;
    const auto put = [&](const QString &did, const QString &caller, const QByteArray &session = {}) {
        NewCallRecord record = recordOf(QString::number(++call), did, caller);
        record.session = session;
        scene.forget();
        if (!taken(records.add(std::move(record), QStringLiteral("key"))))
            return QStringLiteral("known");
        return scene.kept().join(u'\n');
    };
    const QString rest = QStringLiteral(" - 5000 65000 60 1 -");
    QCOMPARE(put(binding.number, scene.customer(1)), scene.of(binding, 0) + u'0' + rest);
    QCOMPARE(put(binding.number.mid(1), scene.line(1).mid(1)), scene.of(binding, 0) + u'1' + rest);
    QCOMPARE(put(binding.number, QStringLiteral("anonymous"), binding.publicId), scene.of(binding, 0) + u'-' + rest);
    QCOMPARE(put(binding.number, scene.customer(1), QByteArray(16, 'x')), scene.of(binding, 0) + u'0' + rest);
    // Somebody else: the process is known by the number.
    QCOMPARE(
        put(binding.number, scene.customer(2)), QStringLiteral("0 0 %1 - 44 5000 65000 60 1 -").arg(scene.sales.value));
    taken(scene.bindings.release(binding));
    QCOMPARE(put(binding.number, scene.customer(1)), scene.of(binding, 0) + u'0' + rest); // while it cools
    QCOMPARE(put(binding.number, {}, binding.publicId), scene.of(binding, 0) + u'-' + rest);
}

void RecordServiceTest::whoCallsALineOfOnesOwnHasNoBinding()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    const Binding own = scene
                            .bind(scene.pool(Sharing::PairUnique, 1), 1, 1,
                                [](BindingOrder &order) { order.model = BindingModel::Agent; })
                            .binding;
    RecordService records(*scene.service);
    QVERIFY(taken(records.add(recordOf(QStringLiteral("1"), own.number, QStringLiteral("+12125550100")), {})));
    QVERIFY(taken(records.add(recordOf(QStringLiteral("2"), own.number, scene.line(1)), {})));
    QVERIFY(taken(records.add(recordOf(QStringLiteral("3"), own.number, QStringLiteral("unknown")), {})));
    QCOMPARE(scene.kept(),
        QStringList({QStringLiteral("0 0 %1 0 1 5000 65000 60 1 -").arg(scene.sales.value),
            scene.of(own, 0) + QStringLiteral("1 - 5000 65000 60 1 -"),
            QStringLiteral("0 0 %1 0 - 5000 65000 60 1 -").arg(scene.sales.value)}));
    const auto all = take(*scene.service, 9);
    QVERIFY(all && all->size() == 3);
    QVERIFY(!all->at(0).binding.isSet());
    QCOMPARE(*all->at(0).caller, PartySide::Customer);
    QCOMPARE(all->at(0).callingCode, QStringLiteral("1"));
    QCOMPARE(all->at(1).binding, own.id);
    QCOMPARE(*all->at(1).caller, PartySide::Agent);
    QCOMPARE(all->at(1).process, scene.sales);
}

void RecordServiceTest::whatBecomesNoLegIsKeptForAMonth()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    RecordService records(*scene.service);
    for (const char *call : {"1", "2"})
        QVERIFY(taken(records.add(recordOf(QLatin1String(call), binding.number, scene.customer(1)), {})));
    const auto all = take(*scene.service, 9);
    QVERIFY(all && all->size() == 2);
    const std::vector<qint64> seqs{all->front().seq};
    QVERIFY(change(*scene.service, [&](RecordStore &store) { return store.refuse(seqs, RecordFault::NoProcess); }));
    QCOMPARE(take(*scene.service, 9)->size(), size_t(1));
    QVERIFY(change(*scene.service, [&](RecordStore &store) { return store.done(seqs); })); // it is out of reach
    const SpoolState state = taken(records.state());
    QCOMPARE(state.waiting, 1);
    QCOMPARE(state.refused, 1);
    const auto age = [&](qint64 days) {
        scene.look.run(QStringLiteral("UPDATE %1 SET received_at = received_at - %2")
                           .arg(scene.table(QStringLiteral("cdr_spool")))
                           .arg(days * aDay));
        QVERIFY(take(*scene.service, 9));
    };
    age(29);
    QCOMPARE(taken(records.state()).refused, 1);
    age(2);
    QCOMPARE(taken(records.state()).refused, 0);
    QCOMPARE(taken(records.state()).waiting, 1); // what waits is never too old
}

void RecordServiceTest::whatCannotBeIsRefused()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    RecordService records(*scene.service);
    const QString one = QStringLiteral("1");
    const auto refusal = [&](const std::function<void(NewCallRecord &)> &edit) {
        NewCallRecord record = recordOf(one, binding.number, scene.customer(1));
        edit(record);
        return errorOf(records.add(std::move(record), one));
    };
    const Error foreign = refusal([&](NewCallRecord &record) { record.did = scene.customer(7); });
    QCOMPARE(foreign.fault, Fault::DidUnknown);
    QVERIFY(foreign.args.isEmpty() && foreign.detail.isEmpty()); // what was given may be somebody's number
    QCOMPARE(refusal([](NewCallRecord &record) { record.callRef.clear(); }).fault, Fault::NameEmpty);
    QCOMPARE(refusal([](NewCallRecord &record) { record.startedAt = 0; }).fault, Fault::TimeNotUnderstood);
    QCOMPARE(refusal([](NewCallRecord &record) { record.startedAt += 3 * aDay; }).fault, Fault::TimeNotUnderstood);
    QCOMPARE(scene.kept(), QStringList());
    // What contradicts itself a little is put right.
    NewCallRecord odd = recordOf(one, binding.number, scene.customer(1));
    odd.answeredAt = odd.startedAt - 1000;
    odd.endedAt = odd.startedAt - 2000;
    odd.billableSeconds = -5;
    QVERIFY(taken(records.add(odd, one)));
    NewCallRecord missed = recordOf(QStringLiteral("2"), binding.number, scene.customer(1));
    missed.answeredAt.reset();
    missed.disposition = Disposition::Busy;
    QVERIFY(taken(records.add(missed, one)));
    NewCallRecord later = recordOf(QStringLiteral("3"), binding.number, scene.customer(1));
    later.endedAt = later.startedAt + 3 * aDay; // which cannot be yet
    QVERIFY(taken(records.add(later, one)));
    later.callRef = QStringLiteral("4");
    later.answeredAt = later.endedAt;
    QVERIFY(taken(records.add(later, one)));
    NewCallRecord greedy = recordOf(QStringLiteral("5"), binding.number, scene.customer(1));
    greedy.endedAt = *greedy.answeredAt + 10001;
    QVERIFY(taken(records.add(greedy, one)));
    QCOMPARE(scene.kept(),
        QStringList({scene.of(binding, 0) + QStringLiteral("0 - 0 0 0 1 -"),
            scene.of(binding, 0) + QStringLiteral("0 - - 65000 0 3 -"),
            scene.of(binding, 0) + QStringLiteral("0 - 5000 - 60 1 -"),
            scene.of(binding, 0) + QStringLiteral("0 - - - 0 1 -"),
            scene.of(binding, 0) + QStringLiteral("0 - 5000 15001 11 1 -")}));
}

void RecordServiceTest::onlyAServiceHandsIn()
{
    QFETCH(Engine, engine);
    RecordScene scene(engine);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const NewCallRecord record = recordOf(QStringLiteral("1"), binding.number, scene.customer(1));
    QCOMPARE(faultOf(RecordService(*scene.desk.admin).add(record, {})), Fault::NotPermitted);
    const auto ana = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QCOMPARE(faultOf(RecordService(*ana).add(record, {})), Fault::NotPermitted);
    QCOMPARE(faultOf(RecordService(*ana).state()), Fault::NotPermitted);
    QCOMPARE(taken(RecordService(*scene.desk.admin).state()).waiting, 0);
    QVERIFY(taken(RecordService(*scene.service).add(record, {})));
    QCOMPARE(taken(RecordService(*scene.desk.admin).state()).waiting, 1);
    if (engine == Engine::PostgreSql) // the server says so too
        QVERIFY(!take(*scene.desk.admin, 1));
}

void RecordServiceTest::whoTakesHoldsWhatHeTook()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    RecordService records(*scene.service);
    for (const char *call : {"1", "2"})
        QVERIFY(taken(records.add(recordOf(QLatin1String(call), binding.number, scene.customer(1)), {})));
    const auto first = scene.service;
    scene.enrol(QStringLiteral("callveild-2"));
    const auto left = first->interactive()
                          .run([&](Connection &connection) {
                              return connection.transact([&]() -> Result<size_t> {
                                  const auto mine = RecordStore(connection).take(1);
                                  if (!mine)
                                      return failed(mine);
                                  const auto others = take(*scene.service, 9); // does not wait
                                  return others ? Result<size_t>(others->size()) : failed(others);
                              });
                          })
                          .result();
    QVERIFY(left && *left == 1);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordServiceTest)
#include "tst_record_service.moc"
