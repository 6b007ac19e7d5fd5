// SPDX-License-Identifier: GPL-3.0-or-later
#include "callback_scene.h"

#include <QDateTime>

#include <future>
#include <set>

namespace callveil {

/// Events that callveild sends to a receiver on loopback, as callveilctl sets that up.
class CallbacksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanup() { QVERIFY2(m_scenes.journalsHoldNoNumber(), "the journal holds a number"); }
    void sendsCallsAndEventsSigned();
    void sendsNothingWhereNobodyAllowsTheTarget();
    void triesAgainWhatFailed();
    void stopsWhenTheTargetIsGone();
    void signsWithBothSecretsWhileTheyOverlap();
    void losesAndInventsNothingWhenItIsKilled();
    void sendsAgainWhatSomebodyAsksFor();
    void triesAUrlWithoutTheService();

private:
    [[nodiscard]] bool done(const QString &arguments) const { return m_scene->done(arguments); }
    [[nodiscard]] QJsonObject endpoint(int place) const
    {
        const auto outcome = m_scene->run(QStringLiteral("--json callback list"));
        return QJsonDocument::fromJson(outcome.out)
            .object()
            .value(QLatin1String("callbacks"))
            .toArray()
            .at(place)
            .toObject();
    }
    [[nodiscard]] QJsonArray deliveries(const QString &more = {}) const
    {
        return CallbackScene{m_scene}.deliveries(more);
    }
    [[nodiscard]] bool set(const QString &kind) const
    {
        return done(QStringLiteral("callback set %1 %2").arg(kind, m_receiver->url()));
    }
    [[nodiscard]] bool report(const QString &ref, const QString &state) const
    {
        return CallbackScene{m_scene}.report(m_binding.text("did"), ref, state);
    }
    [[nodiscard]] QString secretOf(const QString &kind) const { return CallbackScene{m_scene}.secretOf(kind); }
    [[nodiscard]] static bool isSignedBy(const ReceivedCallback &received, const QString &secret)
    {
        return CallbackScene::isSignedBy(received, secret);
    }
    template <typename Question>
    [[nodiscard]] static bool becomes(Question isSo)
    {
        return CallbackScene::becomes(isSo);
    }
    [[nodiscard]] size_t taken() const { return m_receiver->taken.size(); }

    ApiScenes m_scenes;
    ApiScene *m_scene = nullptr; ///< of the engine under test
    ApiAnswer m_binding; ///< that the reported calls use
    std::unique_ptr<CallbackReceiver> m_receiver;
};

void CallbacksTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_receiver = std::make_unique<CallbackReceiver>();
    m_scene = m_scenes.fresh(engine);
    QVERIFY(m_scene && CallbackScene{m_scene}.allowLoopback());
    m_binding = m_scene->post("/v1/bindings", ApiScene::order(QStringLiteral("London"), 1, QStringLiteral("t1")));
    QVERIFY2(m_binding.status == 201, m_binding.body.constData());
}

void CallbacksTest::sendsCallsAndEventsSigned()
{
    QVERIFY(set(QStringLiteral("cdr")) && set(QStringLiteral("call-status")) && set(QStringLiteral("task-status")));
    QVERIFY(report(QStringLiteral("c1"), QStringLiteral("ringing")));
    QVERIFY(becomes([&] { return taken() == 1u; }));
    const ReceivedCallback ringing = m_receiver->taken.front();
    QCOMPARE(ringing.type(), QStringLiteral("call.status"));
    QCOMPARE(ringing.data().value(QLatin1String("state")).toString(), QStringLiteral("ringing"));
    QVERIFY(isSignedBy(ringing, secretOf(QStringLiteral("call-status"))));
    QVERIFY(!isSignedBy(ringing, secretOf(QStringLiteral("cdr"))));
    QVERIFY(qAbs(ringing.timestamp.toLongLong() - QDateTime::currentSecsSinceEpoch()) < 120);
    const QString start = QDateTime::currentDateTimeUtc().addSecs(-60).toString(Qt::ISODate);
    for (const char *leg : {"customer", "agent"})
        QCOMPARE(
            m_scene
                ->post("/v1/cdr",
                    {{QStringLiteral("call_ref"), QStringLiteral("c1")}, {QStringLiteral("leg"), QLatin1String(leg)},
                        {QStringLiteral("did"), m_binding.text("did")},
                        {QStringLiteral("session"), m_binding.text("session")}, {QStringLiteral("started_at"), start},
                        {QStringLiteral("billable_seconds"), 42},
                        {QStringLiteral("disposition"), QStringLiteral("answered")}})
                .status,
            200);
    const auto lastCall = [this] {
        const ReceivedCallback &last = m_receiver->taken.back();
        return last.type() == QLatin1String("cdr") ? last.data().value(QLatin1String("legs")).toArray().size() : 0;
    };
    QVERIFY(becomes([&] { return lastCall() == 2; }));
    const QJsonObject call = m_receiver->taken.back().data();
    QCOMPARE(call.value(QLatin1String("session")).toString(), m_binding.text("session"));
    QCOMPARE(call.value(QLatin1String("process")).toString(), QStringLiteral("Support"));
    QVERIFY(isSignedBy(m_receiver->taken.back(), secretOf(QStringLiteral("cdr"))));
    QCOMPARE(
        m_scene
            ->post("/v1/events",
                {{QStringLiteral("kind"), QStringLiteral("task")}, {QStringLiteral("task"), QStringLiteral("spring")},
                    {QStringLiteral("state"), QStringLiteral("running")}})
            .status,
        200);
    const auto lastType = [this] { return m_receiver->taken.back().type(); };
    QVERIFY(becomes([&] { return lastType() == QStringLiteral("task.status"); }));
    for (const ReceivedCallback &each : m_receiver->taken)
        QVERIFY2(!ApiScene::tellsNumbers(each.body), each.body.constData());
}

/// Loopback and an organisation's own network are called only where an administrator says so.
void CallbacksTest::sendsNothingWhereNobodyAllowsTheTarget()
{
    const auto admin = m_scene->organisation.signIn();
    SecurityService service(*admin);
    const auto seen = service.settings().result();
    QVERIFY(seen && service.save(*seen, {}).result());
    QVERIFY(SignInService::signOut(*admin).result());
    QVERIFY(set(QStringLiteral("call-status")));
    QVERIFY(report(QStringLiteral("c1"), QStringLiteral("ringing")));
    const auto failure = [this] { return deliveries().at(0).toObject().value(QLatin1String("failure")).toString(); };
    QVERIFY(becomes([&] { return failure() == QStringLiteral("target not allowed"); }));
    QCOMPARE(int(taken()) + m_receiver->refused, 0);
}

void CallbacksTest::triesAgainWhatFailed()
{
    QVERIFY(set(QStringLiteral("call-status")));
    m_receiver->answer(503, 1, "Retry-After: 1\r\n");
    QVERIFY(report(QStringLiteral("c1"), QStringLiteral("ringing")));
    QVERIFY(becomes([&] { return m_receiver->refused == 1; }));
    QVERIFY(report(QStringLiteral("c1"), QStringLiteral("answered"))); // waits for the one before
    QVERIFY(report(QStringLiteral("c2"), QStringLiteral("ringing"))); // does not
    QVERIFY(becomes([&] { return taken() == 1u; }));
    QVERIFY(becomes([&] { return taken() == 3u; }));
    const auto state = [this](size_t place) {
        return m_receiver->taken[place].data().value(QLatin1String("state")).toString();
    };
    QCOMPARE(state(1), QStringLiteral("ringing"));
    QCOMPARE(state(2), QStringLiteral("answered"));
    const auto attempts = [this] {
        const QJsonObject oldest = deliveries().at(2).toObject();
        return oldest.value(QLatin1String("attempts")).toInt();
    };
    QVERIFY(becomes([&] { return attempts() == 2; }));
}

void CallbacksTest::stopsWhenTheTargetIsGone()
{
    QVERIFY(set(QStringLiteral("call-status")));
    m_receiver->answer(410, 1);
    QVERIFY(report(QStringLiteral("c1"), QStringLiteral("ringing")));
    const auto state = [this] { return endpoint(1).value(QLatin1String("state")).toString(); };
    QVERIFY(becomes([&] { return state().startsWith(QLatin1String("disabled")); }));
    QVERIFY(becomes([&] { return m_scene->service->said().contains("410 (gone)"); }));
    QVERIFY(report(QStringLiteral("c2"), QStringLiteral("ringing"))); // nothing is kept for it
    QCOMPARE(deliveries().size(), 1);
    QVERIFY(done(QStringLiteral("callback resume call-status")));
    QVERIFY(becomes([&] { return taken() == 1u; }));
}

void CallbacksTest::signsWithBothSecretsWhileTheyOverlap()
{
    QVERIFY(set(QStringLiteral("call-status")));
    const QString before = secretOf(QStringLiteral("call-status"));
    QVERIFY(done(QStringLiteral("callback rotate call-status --overlap 1")));
    const QString after = secretOf(QStringLiteral("call-status"));
    QVERIFY(!before.isEmpty() && before != after);
    QVERIFY(report(QStringLiteral("c1"), QStringLiteral("ringing")));
    QVERIFY(becomes([&] { return taken() == 1u; }));
    QVERIFY(isSignedBy(m_receiver->taken[0], before) && isSignedBy(m_receiver->taken[0], after));
    QVERIFY(done(QStringLiteral("callback rotate call-status --overlap 0")));
    QVERIFY(report(QStringLiteral("c2"), QStringLiteral("ringing")));
    QVERIFY(becomes([&] { return taken() == 2u; }));
    QVERIFY(!isSignedBy(m_receiver->taken[1], after));
    QVERIFY(isSignedBy(m_receiver->taken[1], secretOf(QStringLiteral("call-status"))));
}

void CallbacksTest::losesAndInventsNothingWhenItIsKilled()
{
    QVERIFY(set(QStringLiteral("call-status")));
    constexpr int calls = 40;
    m_receiver->answer(-1, 3);
    for (int i = 0; i < calls; ++i) {
        QVERIFY(report(QStringLiteral("k%1").arg(i), QStringLiteral("ringing")));
        if (i == calls / 2) { // in the middle of sending
            m_scene->service->signal(SIGKILL);
            QCOMPARE(m_scene->service->end(), -1);
            QVERIFY(m_scene->start());
        }
    }
    const auto ids = [this] {
        std::set<QByteArray> all;
        for (const ReceivedCallback &each : m_receiver->taken)
            all.insert(each.id);
        return int(all.size());
    };
    QVERIFY(becomes([&] { return ids() == calls; }));
    const auto delivered = [this] { return deliveries(QStringLiteral(" --state delivered --limit 1000")).size(); };
    QVERIFY(becomes([&] { return delivered() == calls; }));
    std::set<QByteArray> known;
    for (const QJsonValue &each : deliveries(QStringLiteral(" --limit 1000")))
        known.insert(each.toObject().value(QLatin1String("event")).toString().toLatin1());
    for (const ReceivedCallback &each : m_receiver->taken)
        QVERIFY(known.count(each.id) == 1);
}

void CallbacksTest::sendsAgainWhatSomebodyAsksFor()
{
    QVERIFY(set(QStringLiteral("call-status")));
    QVERIFY(done(QStringLiteral("callback pause call-status")));
    QVERIFY(report(QStringLiteral("c1"), QStringLiteral("ringing")));
    QVERIFY(report(QStringLiteral("c2"), QStringLiteral("ringing")));
    QCOMPARE(endpoint(1).value(QLatin1String("waiting")).toInt(), 2);
    QVERIFY(done(QStringLiteral("callback resume call-status")));
    QVERIFY(becomes([&] { return taken() == 2u; }));
    const auto waiting = [this] { return endpoint(1).value(QLatin1String("waiting")).toInt(); };
    QVERIFY(becomes([&] { return waiting() == 0; }));
    const qint64 number = deliveries().at(1).toObject().value(QLatin1String("number")).toInteger();
    QVERIFY(done(QStringLiteral("callback replay call-status --event %1").arg(number)));
    QVERIFY(becomes([&] { return taken() == 3u; }));
    QCOMPARE(m_receiver->taken[2].id, m_receiver->taken[0].id);
    QVERIFY(becomes([&] { return waiting() == 0; }));
    QVERIFY(done(QStringLiteral("callback replay call-status --from 2026-01-01 --state delivered")));
    QVERIFY(becomes([&] { return taken() == 5u; }));
    QVERIFY(done(QStringLiteral("callback clear call-status")));
    QCOMPARE(endpoint(1).value(QLatin1String("state")).toString(), QStringLiteral("off"));
    const auto trail = m_scene->run(QStringLiteral("audit list --action callback.replay"));
    QVERIFY2(trail.out.contains("callback call-status"), trail.out.constData());
}

void CallbacksTest::triesAUrlWithoutTheService()
{
    const auto tried = [&](const QString &more = {}) {
        // The receiver answers on this thread, which therefore must not wait for callveilctl.
        auto run = std::async(
            std::launch::async, [&] { return m_scene->run(QStringLiteral("--json callback test cdr") + more); });
        while (run.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            QTest::qWait(5);
        const auto outcome = run.get();
        return std::pair(outcome.exitCode, QJsonDocument::fromJson(outcome.out).object());
    };
    const auto [none, nothing] = tried();
    QCOMPARE(none, 2); // there is no URL
    const auto [unsaved, first] = tried(QStringLiteral(" --url ") + m_receiver->url());
    QCOMPARE(unsaved, 0);
    QVERIFY(!first.value(QLatin1String("signed")).toBool(true));
    QCOMPARE(first.value(QLatin1String("status")).toInt(), 200);
    QVERIFY(set(QStringLiteral("cdr")));
    const auto [saved, second] = tried();
    QCOMPARE(saved, 0);
    QVERIFY(second.value(QLatin1String("signed")).toBool());
    QCOMPARE(taken(), size_t(2));
    QCOMPARE(m_receiver->taken.back().type(), QStringLiteral("callback.test"));
    QVERIFY(isSignedBy(m_receiver->taken.back(), secretOf(QStringLiteral("cdr"))));
    m_receiver->answer(302, 1, "Location: /elsewhere\r\n");
    const auto [led, third] = tried();
    QCOMPARE(led, 1);
    QVERIFY(third.value(QLatin1String("meaning")).toString().contains(QStringLiteral("Redirects are not followed")));
    const auto [refused, fourth] = tried(QStringLiteral(" --url http://10.1.2.3/hook"));
    QCOMPARE(refused, 1);
    QVERIFY(fourth.value(QLatin1String("meaning")).toString().contains(QStringLiteral("Allowed callback targets")));
    QCOMPARE(deliveries().size(), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallbacksTest)

#include "tst_callbacks.moc"
