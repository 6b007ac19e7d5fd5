// SPDX-License-Identifier: GPL-3.0-or-later
#include "callback_scene.h"

#include <QProcess>

#include <set>

namespace callveil {

namespace {

/// The receiver that is a program of its own: it goes on when the service is killed.
class ReceiverProcess final {
public:
    explicit ReceiverProcess(const QStringList &deeds)
    {
        m_process.start(QStringLiteral(CALLBACK_RECEIVER), deeds);
        if (!m_process.waitForStarted() || !m_process.waitForReadyRead(patienceMs))
            qFatal("the receiver does not start");
        m_url = QStringLiteral("http://127.0.0.1:%1/hook").arg(m_process.readLine().trimmed().toInt());
    }
    ~ReceiverProcess()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    ReceiverProcess(const ReceiverProcess &) = delete;
    ReceiverProcess &operator=(const ReceiverProcess &) = delete;

    [[nodiscard]] QString url() const { return m_url; }
    void read()
    {
        while (m_process.canReadLine()) {
            const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
            if (line.isEmpty()) { // the answer to saysUntilNow
                m_saidAll = true;
                continue;
            }
            const auto text = [&](const char *name) { return line.value(QLatin1String(name)).toString().toUtf8(); };
            const ReceivedCallback request{
                text("webhook-id"), text("webhook-timestamp"), text("webhook-signature"), text("body")};
            requests.push_back(request);
            const QByteArray deed = text("deed");
            deeds.insert(deed);
            if (deed == "200" || deed == "forget")
                taken.push_back(request);
        }
    }

    /// Reads all that it did until now: what it wrote may still be on its way.
    [[nodiscard]] bool saysUntilNow()
    {
        m_process.write("?\n");
        return CallbackScene::becomes([&] {
            read();
            return std::exchange(m_saidAll, false);
        });
    }

    std::vector<ReceivedCallback> requests; ///< in the order in which they came
    std::vector<ReceivedCallback> taken; ///< of these
    std::set<QByteArray> deeds; ///< what it did until now

private:
    QProcess m_process;
    QString m_url;
    bool m_saidAll = false;
};

} // namespace

/// A receiver on bad days, and a service that is killed meanwhile.
class CallbackOutagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanup() { QVERIFY2(m_scenes.journalsHoldNoNumber(), "the journal holds a number"); }
    void everyEventArrivesAndNoneIsInvented();

private:
    static constexpr int calls = 20; ///< of two events each
    void reportCalls(CallbackScene &scene, const QString &did);
    void checkTaken(const CallbackScene &scene, const ReceiverProcess &receiver);

    ApiScenes m_scenes;
};

void CallbackOutagesTest::reportCalls(CallbackScene &scene, const QString &did)
{
    for (const char *state : {"ringing", "answered"})
        for (int i = 0; i < calls; ++i) {
            QVERIFY(scene.report(did, QStringLiteral("o%1").arg(i), QLatin1String(state)));
            if (i != calls / 2)
                continue;
            scene.scene->service->signal(SIGKILL); // in the middle of sending
            QCOMPARE(scene.scene->service->end(), -1);
            QVERIFY(scene.scene->start());
        }
}

void CallbackOutagesTest::checkTaken(const CallbackScene &scene, const ReceiverProcess &receiver)
{
    const QString secret = scene.secretOf(QStringLiteral("call-status"));
    std::map<QByteArray, QByteArray> bodies; ///< by id
    for (const ReceivedCallback &request : receiver.requests) {
        QVERIFY(CallbackScene::isSignedBy(request, secret));
        QVERIFY2(!ApiScene::tellsNumbers(request.body), request.body.constData());
        QCOMPARE(bodies.try_emplace(request.id, request.body).first->second, request.body); // however often it comes
    }
    std::set<QByteArray> known, arrived;
    for (const QJsonValue &each : scene.deliveries(QStringLiteral(" --limit 1000")))
        known.insert(each.toObject().value(QLatin1String("event")).toString().toLatin1());
    std::map<QString, QString> lastState; ///< of a call
    for (const ReceivedCallback &each : receiver.taken) {
        if (!arrived.insert(each.id).second)
            continue;
        QString &last = lastState[each.data().value(QLatin1String("call")).toString()];
        const QString state = each.data().value(QLatin1String("state")).toString();
        QCOMPARE(last, state == QLatin1String("ringing") ? QString() : QStringLiteral("ringing")); // in their order
        last = state;
    }
    QCOMPARE(known.size(), size_t(2 * calls));
    QCOMPARE(arrived.size(), known.size());
    QVERIFY(arrived == known);
    QCOMPARE(lastState.size(), size_t(calls));
    QVERIFY(receiver.taken.size() > arrived.size()); // what was forgotten to be said came again
}

void CallbackOutagesTest::everyEventArrivesAndNoneIsInvented()
{
    QFETCH_GLOBAL(Engine, engine);
    // The last one stalls: nothing breaks its connection after it, so that the service itself must give up.
    ReceiverProcess receiver({QStringLiteral("200"), QStringLiteral("503"), QStringLiteral("forget"),
        QStringLiteral("200"), QStringLiteral("429"), QStringLiteral("reset"), QStringLiteral("200"),
        QStringLiteral("302"), QStringLiteral("forget"), QStringLiteral("stall")});
    CallbackScene scene{m_scenes.fresh(engine)};
    QVERIFY(scene.scene && scene.allowLoopback());
    const ApiAnswer binding =
        scene.scene->post("/v1/bindings", ApiScene::order(QStringLiteral("London"), 1, QStringLiteral("t1")));
    QVERIFY2(binding.status == 201, binding.body.constData());
    QVERIFY(scene.scene->done(QStringLiteral("callback set call-status ") + receiver.url()));
    reportCalls(scene, binding.text("did"));
    const auto delivered = [&] {
        receiver.read();
        return scene.deliveries(QStringLiteral(" --state delivered --limit 1000")).size();
    };
    QVERIFY(CallbackScene::becomes([&] { return delivered() == 2 * calls; }, std::chrono::seconds(150)));
    QVERIFY(receiver.saysUntilNow());
    const std::set<QByteArray> deeds{"200", "302", "429", "503", "forget", "reset", "stall"};
    QVERIFY(receiver.deeds == deeds); // it had all of its bad days
    checkTaken(scene, receiver);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallbackOutagesTest)

#include "tst_callback_outages.moc"
