// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scene.h"

#include "support/psql_session.h"

#include <QProcess>

namespace callveil {

/// Calls that scripts ask for.
class CtlCallsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_scene.reset(); }
    void asksOnceForABinding();
    void waitsUntilSomebodyAnswers();
    void saysWhenNobodyIsReached();
    void refusesWhatCannotBeCalled();
    void aFileHasNoSwitches();
    void saysWhatIsMisused_data();
    void saysWhatIsMisused();

private:
    /// The id of a new binding whose routes are made.
    [[nodiscard]] qint64 bound(int customerIndex)
    {
        const ApiAnswer made = m_scene->post("/v1/bindings",
            ApiScene::order(QStringLiteral("Wide"), customerIndex, QStringLiteral("bind-%1").arg(customerIndex)));
        const qint64 id = made.json.value(QLatin1String("id")).toInteger();
        const QString routes = QStringLiteral("SELECT COUNT(*) FROM cv_route.route WHERE binding_id = %1").arg(id);
        if (!QTest::qWaitFor([&] { return m_scene->look()->integer(routes) == 2; }, patienceMs))
            qFatal("no routes were made: %s", made.body.constData());
        return id;
    }
    [[nodiscard]] static QJsonObject documentOf(const QByteArray &out) { return QJsonDocument::fromJson(out).object(); }
    /// Takes the request that waits; its id.
    [[nodiscard]] QString claimed()
    {
        QString id;
        const auto claim = [&] {
            id = m_dialer->run(QStringLiteral("SELECT request_id FROM switch_v1.call_requests_claim(1)"));
            return !id.isEmpty();
        };
        if (!QTest::qWaitFor(claim, patienceMs))
            qFatal("no request waits");
        return id;
    }
    void report(const QString &request, const char *words)
    {
        QCOMPARE(m_dialer->run(
                     QStringLiteral("SELECT switch_v1.call_request_state(%1, %2)").arg(request, QLatin1String(words))),
            QStringLiteral("t"));
    }
    /// Waits for the end of a callveilctl that was started; what it printed.
    [[nodiscard]] static QByteArray ended(QProcess &process, int exitCode)
    {
        if (!process.waitForFinished(patienceMs) || process.exitCode() != exitCode)
            qWarning("exit code %d: %s", process.exitCode(), process.readAllStandardError().constData());
        return process.exitCode() == exitCode ? process.readAllStandardOutput() : QByteArray();
    }

    std::unique_ptr<ApiScene> m_scene;
    std::unique_ptr<PsqlSession> m_dialer;
};

void CtlCallsTest::initTestCase()
{
    m_scene = std::make_unique<ApiScene>(Engine::PostgreSql);
    m_scene->setUp();
    if (QTest::currentTestFailed())
        return;
    QVERIFY2(m_scene->start(), m_scene->service->said().constData());
    const auto made = m_scene->run(QStringLiteral("--json switch add dialer"));
    QVERIFY2(made.exitCode == 0, made.err.constData());
    m_dialer = std::make_unique<PsqlSession>(documentOf(made.out).value(QLatin1String("url")).toString());
}

void CtlCallsTest::asksOnceForABinding()
{
    const qint64 id = bound(1);
    const auto asked = m_scene->run(QStringLiteral("--json call %1").arg(id));
    QVERIFY2(asked.exitCode == 0, asked.err.constData());
    const QJsonObject call = documentOf(asked.out);
    QCOMPARE(call.value(QLatin1String("state")).toString(), QStringLiteral("waiting"));
    QCOMPARE(call.value(QLatin1String("first")).toString(), QStringLiteral("agent"));
    QCOMPARE(call.value(QLatin1String("binding")).toInteger(), id);
    QVERIFY(call.value(QLatin1String("new")).toBool());
    const QJsonObject again = documentOf(m_scene->run(QStringLiteral("--json call %1 --first customer").arg(id)).out);
    QCOMPARE(again.value(QLatin1String("call")), call.value(QLatin1String("call")));
    QVERIFY(!again.value(QLatin1String("new")).toBool(true));
    const auto told = m_scene->run(QStringLiteral("call %1").arg(id));
    QVERIFY2(told.out.contains("waits for a switch"), told.out.constData());
    QVERIFY2(told.out.contains("There is a call already; the agent is called first."), told.out.constData());
    QVERIFY(!ApiScene::tellsNumbers(asked.out + asked.err + told.out + told.err));
    report(claimed(), "'done'");
}

void CtlCallsTest::waitsUntilSomebodyAnswers()
{
    const qint64 id = bound(2);
    QProcess process;
    m_scene->ctl.start(process,
        {QStringLiteral("call"), QString::number(id), QStringLiteral("--first"), QStringLiteral("customer"),
            QStringLiteral("--wait")});
    const QString request = claimed();
    report(request, "'ringing'");
    report(request, "'answered'");
    const QByteArray told = ended(process, 0);
    QVERIFY2(told.contains("The call was answered."), told.constData());
    QVERIFY(!ApiScene::tellsNumbers(told));
    report(request, "'done'");
}

void CtlCallsTest::saysWhenNobodyIsReached()
{
    const qint64 id = bound(3);
    QProcess process;
    m_scene->ctl.start(
        process, {QStringLiteral("call"), QString::number(id), QStringLiteral("--wait"), QStringLiteral("--json")});
    report(claimed(), "'failed', 'busy'");
    const QJsonObject call = documentOf(ended(process, 1));
    QCOMPARE(call.value(QLatin1String("state")).toString(), QStringLiteral("failed"));
    QCOMPARE(call.value(QLatin1String("cause")).toString(), QStringLiteral("busy"));
    QCOMPARE(call.value(QLatin1String("switch")).toString(), QStringLiteral("dialer"));
}

void CtlCallsTest::refusesWhatCannotBeCalled()
{
    const auto unknown = m_scene->run(QStringLiteral("call 999"));
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY2(unknown.err.contains("999"), unknown.err.constData());
    const qint64 id = bound(4);
    QVERIFY(m_scene->done(QStringLiteral("release %1").arg(id)));
    const auto ended = m_scene->run(QStringLiteral("call %1").arg(id));
    QCOMPARE(ended.exitCode, 1);
    QVERIFY2(ended.err.contains("has ended"), ended.err.constData());
}

void CtlCallsTest::aFileHasNoSwitches()
{
    const ApiScene file(Engine::Sqlite);
    QVERIFY(file.done(QStringLiteral("process add Support --country GB")));
    const auto refused = file.run(QStringLiteral("call 1"));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("this database is a file"), refused.err.constData());
}

void CtlCallsTest::saysWhatIsMisused_data()
{
    QTest::addColumn<QString>("arguments");
    for (const char *arguments : {"call", "call x", "call 0", "call 1 2", "call 1 --first nobody", "call 1 --twice"})
        QTest::newRow(arguments) << QString::fromLatin1(arguments);
}

void CtlCallsTest::saysWhatIsMisused()
{
    QFETCH(QString, arguments);
    const auto outcome = m_scene->run(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty() && outcome.err.contains("callveilctl call --help"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CtlCallsTest)
#include "tst_ctl_calls.moc"
