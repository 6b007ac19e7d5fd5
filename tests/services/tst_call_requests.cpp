// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking_scene.h"

#include "services/calls/call_log_service.h"

#include <QThread>

#include <array>
#include <numeric>
#include <thread>

namespace callveil {

/// Calls that somebody asks for: one switch takes each, and none is begun late or twice.
class CallRequestsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSwitchTakesOneAndReports();
    void theCustomerIsCalledFirstWhenAskedFor();
    void aDoubleClickIsOneRequest();
    void whatNobodyTakesExpires();
    void isTakenBackUntilItIsOver();
    void endsWithItsBindingWhileItWaits();
    void whoeverAsksForItGetsTheSameAgain();
    void nobodyWaitsForASwitch();
    void anAnsweredOneIsHeldForFourHours();
    void aSwitchThatFallsSilentHasFailed();
    void onlyTheSwitchThatTookItReports();
    void waitsForItsRoutes();
    void saysThatItsRoutesWereNeverMade();
    void twoSwitchesNeverTakeTheSame();
    void oldOnesAreDeletedByTheService();
};

void CallRequestsTest::aSwitchTakesOneAndReports()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    QVERIFY(dialer.claim().isEmpty());
    const AskedCall call = scene.ask(binding.id);
    QVERIFY(call.isNew);
    QCOMPARE(call.request.state, CallRequestState::Waiting);
    QCOMPARE(callRequestId(callRequestName(call.request.publicId)), call.request.publicId);
    const auto claims = dialer.claim();
    QCOMPARE(claims.size(), 1);
    const Claim &claim = claims.front();
    QCOMPARE(claim.did, binding.number);
    QCOMPARE(claim.first, scene.line(1));
    QCOMPARE(claim.second, scene.customer(1));
    QCOMPARE(claim.session, CallLogService::sessionName(binding.publicId));
    QCOMPARE(claim.side, QStringLiteral("agent"));
    QVERIFY(dialer.claim().isEmpty());
    QCOMPARE(scene.now(call).state, CallRequestState::Claimed);
    QCOMPARE(scene.now(call).switchName, QStringLiteral("dialer"));
    QVERIFY(dialer.report(claim, "ringing") && dialer.report(claim, "ringing"));
    QCOMPARE(scene.now(call).state, CallRequestState::Ringing);
    QVERIFY(dialer.report(claim, "answered"));
    QVERIFY(!dialer.report(claim, "ringing") && !dialer.report(claim, "talking"));
    QCOMPARE(scene.now(call).state, CallRequestState::Answered);
    QVERIFY(dialer.report(claim, "done") && dialer.report(claim, "done")); // a second try
    QVERIFY(!dialer.report(claim, "answered") && !dialer.report(claim, "failed", "busy"));
    QCOMPARE(scene.now(call).state, CallRequestState::Done);
    QCOMPARE(scene.deeds("binding.call-request"), 1);
    QVERIFY(scene.ask(binding.id).isNew); // the one before is over
    const DatabaseLook look(scene.desk.organisation);
    for (const QVariantList &row : look.run(QStringLiteral("SELECT CAST(c.* AS text) FROM call_request c")))
        QVERIFY2(!row.front().toString().contains(QLatin1String("+44")), qPrintable(row.front().toString()));
}

void CallRequestsTest::theCustomerIsCalledFirstWhenAskedFor()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall call = scene.ask(binding.id, PartySide::Customer);
    const auto claims = dialer.claim();
    QCOMPARE(claims.size(), 1);
    QCOMPARE(claims.front().first, scene.customer(1));
    QCOMPARE(claims.front().second, scene.line(1));
    QCOMPARE(claims.front().side, QStringLiteral("customer"));
    QVERIFY(!dialer.report(claims.front(), "failed") && !dialer.report(claims.front(), "failed", "tired"));
    QVERIFY(dialer.report(claims.front(), "failed", "busy"));
    QCOMPARE(scene.now(call).state, CallRequestState::Failed);
    QCOMPARE(scene.now(call).cause, CallRequestCause::Busy);
}

void CallRequestsTest::aDoubleClickIsOneRequest()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bound(pool, 1, 1), other = scene.bound(pool, 2, 2);
    const QByteArray token(16, 't');
    const AskedCall call = scene.ask(binding.id, PartySide::Agent, token);
    for (const QByteArray &again : {token, QByteArray(), QByteArray(16, 'u')}) {
        const AskedCall second = scene.ask(binding.id, PartySide::Agent, again);
        QVERIFY(!second.isNew);
        QCOMPARE(second.request.publicId, call.request.publicId);
    }
    QVERIFY(!scene.calls.request({other.id, PartySide::Agent, token}).result()); // is another binding's
    taken(scene.bindings.release(binding));
    QCOMPARE(scene.ask(binding.id, PartySide::Agent, token).request.publicId, call.request.publicId); // a late retry
    // Many at once are one, too.
    std::vector<std::shared_ptr<Workspace>> people;
    for (int i = 0; i < 4; ++i)
        people.push_back(scene.desk.hire(QStringLiteral("gus%1").arg(i), Role::GroupManager));
    std::array<int, 4> made{};
    std::vector<std::thread> threads;
    for (size_t i = 0; i < people.size(); ++i)
        threads.emplace_back([&, i] {
            for (int tries = 0; tries < 5; ++tries)
                made[i] += taken(CallRequestService(*people[i]).request({other.id, PartySide::Agent, {}})).isNew;
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(std::accumulate(made.begin(), made.end(), 0), 1);
    QCOMPARE(scene.deeds("binding.call-request"), 2);
}

void CallRequestsTest::whatNobodyTakesExpires()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall call = scene.ask(binding.id);
    scene.passMs(CallRequestService::waitMs - 20000);
    QCOMPARE(scene.now(call).state, CallRequestState::Waiting);
    scene.passMs(20000);
    QCOMPARE(scene.now(call).state, CallRequestState::Expired);
    QVERIFY(dialer.claim().isEmpty());
    QCOMPARE(taken(scene.calls.cancel(call.request.publicId)).state, CallRequestState::Expired);
    QCOMPARE(scene.deeds("binding.call-cancel"), 0);
    const AskedCall again = scene.ask(binding.id);
    QVERIFY(again.isNew);
    QCOMPARE(scene.now(call).state, CallRequestState::Expired);
    QCOMPARE(dialer.claim().size(), 1);
}

void CallRequestsTest::isTakenBackUntilItIsOver()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall call = scene.ask(binding.id);
    QCOMPARE(taken(scene.calls.cancel(call.request.publicId)).state, CallRequestState::Cancelled);
    QCOMPARE(taken(scene.calls.cancel(call.request.publicId)).state, CallRequestState::Cancelled);
    QCOMPARE(scene.deeds("binding.call-cancel"), 1);
    QVERIFY(dialer.claim().isEmpty());
    for (const char *state : {"", "ringing", "answered"}) {
        const AskedCall held = scene.ask(binding.id);
        QVERIFY(held.isNew);
        const auto claims = dialer.claim();
        QCOMPARE(claims.size(), 1);
        QVERIFY(*state == 0 || dialer.report(claims.front(), state));
        QCOMPARE(taken(scene.calls.cancel(held.request.publicId)).state, CallRequestState::Cancelled);
        QCOMPARE(scene.now(held).switchName, QStringLiteral("dialer"));
        QVERIFY(!dialer.report(claims.front(), "answered") && !dialer.report(claims.front(), "done"));
    }
    QCOMPARE(scene.deeds("binding.call-cancel"), 4);
    QCOMPARE(faultOf(scene.calls.cancel(QByteArray(16, 'x'))), Fault::EntryUnknown);
}

void CallRequestsTest::endsWithItsBindingWhileItWaits()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding early = scene.bound(pool, 1, 1), late = scene.bound(pool, 2, 2);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall ended = scene.ask(early.id), expired = scene.ask(late.id);
    taken(scene.bindings.release(early));
    scene.tampered({QStringLiteral("UPDATE binding SET ended_at = ended_at - 10 WHERE id = %1").arg(early.id.value)});
    const CallRequest over = scene.now(ended);
    QCOMPARE(over.cause, CallRequestCause::BindingEnded);
    QCOMPARE(over.stateAt, *scene.find(early.id).endedAt);
    scene.passMs(CallRequestService::waitMs);
    taken(scene.bindings.release(late)); // when nobody could take it any more
    QCOMPARE(scene.now(expired).state, CallRequestState::Expired);
    QCOMPARE(scene.now(expired).stateAt, scene.now(expired).madeAt + CallRequestService::waitMs);
    QVERIFY(dialer.claim().isEmpty());
}

void CallRequestsTest::whoeverAsksForItGetsTheSameAgain()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const Binding binding = scene.bound(pool, 1, 1), other = scene.bound(pool, 2, 2);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const auto gus = scene.desk.hire(QStringLiteral("gus"), Role::GroupManager);
    CallRequestService guses(*gus);
    const QByteArray token(16, 'g');
    const AskedCall call = scene.ask(binding.id);
    const auto again = [&] { return taken(guses.request({binding.id, PartySide::Agent, token})); };
    QCOMPARE(again().request.publicId, call.request.publicId);
    QVERIFY(dialer.report(dialer.claim().value(0), "done"));
    QCOMPARE(again().request.publicId, call.request.publicId); // a retry makes no second call
    QCOMPARE(again().request.state, CallRequestState::Done);
    QVERIFY(!guses.request({other.id, PartySide::Agent, token}).result());
    QVERIFY(!scene.calls.request({binding.id, PartySide::Agent, token}).result()); // is somebody else's
    QCOMPARE(scene.deeds("binding.call-request"), 1);
}

void CallRequestsTest::nobodyWaitsForASwitch()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall call = scene.ask(binding.id);
    const auto isMade = [&] {
        const AskedCall asked = scene.ask(binding.id);
        return asked.isNew || asked.request.publicId != call.request.publicId;
    };
    dialer.run(QStringLiteral("BEGIN"));
    const auto claims = dialer.claim();
    QCOMPARE(claims.size(), 1);
    QCOMPARE(faultOf(scene.calls.cancel(call.request.publicId)), Fault::EntryChanged);
    QVERIFY(!isMade());
    dialer.run(QStringLiteral("COMMIT"));
    // The same when its time runs out while the switch holds it.
    scene.tampered({QStringLiteral("UPDATE call_request SET expires_at = cv_api.now_ms() + 5000")});
    dialer.run(QStringLiteral("BEGIN"));
    QVERIFY(dialer.report(claims.front(), "ringing"));
    QTRY_COMPARE_WITH_TIMEOUT(scene.now(call).state, CallRequestState::Failed, 30000);
    QVERIFY(!isMade());
    dialer.run(QStringLiteral("ROLLBACK"));
    QVERIFY(isMade());
}

void CallRequestsTest::anAnsweredOneIsHeldForFourHours()
{
    constexpr qint64 nearly = 4 * 3600000 - 60000;
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall call = scene.ask(binding.id);
    const Claim claim = dialer.claim().value(0);
    for (int times = 0; times < 2; ++times) {
        QVERIFY(dialer.report(claim, "answered"));
        scene.passMs(nearly);
        QCOMPARE(scene.now(call).state, CallRequestState::Answered);
    }
    scene.passMs(60000);
    QCOMPARE(scene.now(call).cause, CallRequestCause::Silent);
    QVERIFY(scene.ask(binding.id).isNew);
}

void CallRequestsTest::aSwitchThatFallsSilentHasFailed()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall call = scene.ask(binding.id);
    const auto claims = dialer.claim();
    QCOMPARE(claims.size(), 1);
    scene.passMs(100000);
    QVERIFY(dialer.report(claims.front(), "ringing")); // it is heard of again
    scene.passMs(100000);
    QCOMPARE(scene.now(call).state, CallRequestState::Ringing);
    scene.passMs(100000);
    QCOMPARE(scene.now(call).state, CallRequestState::Failed);
    QCOMPARE(scene.now(call).cause, CallRequestCause::Silent);
    QVERIFY(!dialer.report(claims.front(), "answered"));
    QVERIFY(scene.ask(binding.id).isNew);
}

void CallRequestsTest::onlyTheSwitchThatTookItReports()
{
    AskingScene scene;
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    CallingSwitch one(taken(scene.logins.make(QStringLiteral("one"))));
    CallingSwitch two(taken(scene.logins.make(QStringLiteral("two"))));
    const AskedCall call = scene.ask(binding.id);
    const DatabaseLook look(scene.desk.organisation);
    const Claim waiting{look.one(QStringLiteral("SELECT id FROM call_request")).toString(), {}, {}, {}, {}, {}};
    QVERIFY(!two.report(waiting, "ringing")); // nobody has taken it
    const auto claims = one.claim();
    QCOMPARE(claims.size(), 1);
    for (const char *state : {"ringing", "answered", "done"})
        QVERIFY(!two.report(claims.front(), state));
    QVERIFY(!two.report(claims.front(), "failed", "error"));
    QCOMPARE(scene.now(call).state, CallRequestState::Claimed);
    QVERIFY(one.report(claims.front(), "done"));
    QVERIFY(!two.report(claims.front(), "done"));
}

void CallRequestsTest::waitsForItsRoutes()
{
    AskingScene scene;
    const Binding binding = scene.bind(scene.pool(Sharing::PairUnique, 1), 1, 1).binding;
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall call = scene.ask(binding.id);
    QVERIFY(dialer.claim().isEmpty());
    QCOMPARE(scene.now(call).state, CallRequestState::Waiting);
    static_cast<void>(scene.project());
    QCOMPARE(dialer.claim(1).size(), 1);
    QCOMPARE(scene.now(call).cause, CallRequestCause::None);
}

void CallRequestsTest::saysThatItsRoutesWereNeverMade()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 3);
    const Binding routed = scene.bound(pool, 1, 1);
    const Binding first = scene.bind(pool, 2, 2).binding, second = scene.bind(pool, 3, 3).binding;
    CallingSwitch dialer(taken(scene.logins.make(QStringLiteral("dialer"))));
    const AskedCall asked = scene.ask(first.id), unseen = scene.ask(second.id), called = scene.ask(routed.id);
    QCOMPARE(dialer.claim(0).size(), 0);
    QCOMPARE(dialer.claim(1).size(), 1); // those before it hide it not
    QCOMPARE(scene.now(called).state, CallRequestState::Claimed);
    QCOMPARE(scene.now(asked).state, CallRequestState::Waiting);
    QCOMPARE(scene.now(asked).cause, CallRequestCause::None);
    taken(scene.calls.cancel(unseen.request.publicId));
    scene.passMs(CallRequestService::waitMs);
    QCOMPARE(scene.now(asked).state, CallRequestState::Failed);
    QCOMPARE(scene.now(asked).cause, CallRequestCause::NoRoutes);
    QCOMPARE(scene.now(unseen).cause, CallRequestCause::None);
    QVERIFY(scene.ask(first.id).isNew);
}

void CallRequestsTest::twoSwitchesNeverTakeTheSame()
{
    constexpr int wanted = 40;
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    for (int i = 1; i <= wanted; ++i)
        static_cast<void>(scene.bind(pool, i, i));
    static_cast<void>(scene.project());
    for (const Binding &binding : taken(scene.bindings.list({{}, {}})).bindings)
        QVERIFY(scene.ask(binding.id).isNew);
    // The first would else expire on a slow computer before all are taken.
    scene.tampered({QStringLiteral("UPDATE call_request SET expires_at = expires_at + 3600000")});
    std::vector<SwitchAccess> logins;
    for (const char *name : {"one", "two"})
        logins.push_back(taken(scene.logins.make(QLatin1String(name))));
    std::array<QStringList, 4> requests;
    std::vector<std::unique_ptr<QThread>> threads;
    for (size_t i = 0; i < requests.size(); ++i) {
        threads.emplace_back(QThread::create([&, i] {
            CallingSwitch dialer(logins[i % 2]);
            for (int tries = 0; tries < wanted; ++tries) // others may hold what waits
                for (const Claim &claim : dialer.claim(2))
                    requests[i].append(claim.request);
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
    QStringList all;
    for (const QStringList &some : requests)
        all += some;
    QCOMPARE(all.size(), wanted);
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), wanted);
}

void CallRequestsTest::oldOnesAreDeletedByTheService()
{
    AskingScene scene;
    const Pool pool = scene.pool(Sharing::PairUnique, 2);
    const AskedCall old = scene.ask(scene.bound(pool, 1, 1).id);
    scene.passMs(31 * 24 * 3600000LL);
    const AskedCall young = scene.ask(scene.bound(pool, 2, 2).id);
    QCOMPARE(faultOf(scene.calls.thin()), Fault::NotPermitted);
    CallRequestService machine(*scene.service);
    QCOMPARE(taken(machine.thin()), 1);
    QCOMPARE(taken(machine.thin()), 0);
    QCOMPARE(faultOf(scene.calls.state(old.request.publicId)), Fault::EntryUnknown);
    QCOMPARE(scene.now(young).state, CallRequestState::Waiting);
    QVERIFY(taken(machine.request({scene.bound(pool, 3, 3).id, PartySide::Agent, {}})).isNew); // for programs
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallRequestsTest)
#include "tst_call_requests.moc"
