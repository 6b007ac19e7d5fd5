// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/route_scene.h"

#include "services/calls/call_log_service.h"
#include "services/platform/gateway_service.h"
#include "services/platform/switch_login_service.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

namespace callveil {

namespace {

const QString inactive = QStringLiteral("This number is not active");

QJsonObject refusal(const QString &name, const QString &did, const QString &caller, int code, const QString &reason)
{
    return {{QStringLiteral("name"), name}, {QStringLiteral("did"), did}, {QStringLiteral("caller"), caller},
        {QStringLiteral("code"), code}, {QStringLiteral("reason"), reason}};
}

} // namespace

/// Real calls through a real Kamailio (packaging/switch), over bindings and routes that the product made. The driver
/// scans what each side was sent for the other one's number, in any form; it is tested by a leak that it must find.
class MaskedCallTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noSideIsToldTheOthersNumber();

private:
    [[nodiscard]] QJsonObject pairOf(const QString &name, const Binding &binding, const QString &customer,
        const QString &line, const QString &gateway) const;
    [[nodiscard]] QJsonArray refusals();
    void checkRecords(const Binding &first, const Binding &own);

    RouteScene m_scene{Engine::PostgreSql};
    DatabaseLook m_look{m_scene.desk.organisation};
    SwitchAccess m_access;
};

void MaskedCallTest::initTestCase()
{
    const QStringList places{QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")};
    for (const char *program : {"kamailio", "sipp", "python3"})
        QVERIFY2(!QStandardPaths::findExecutable(QLatin1String(program)).isEmpty()
                || !QStandardPaths::findExecutable(QLatin1String(program), places).isEmpty(),
            qPrintable(QStringLiteral("%1 is not installed: packaging/test.sh does it").arg(QLatin1String(program))));
    m_access = taken(SwitchLoginService(*m_scene.desk.admin).make(QStringLiteral("kamailio")));
}

QJsonObject MaskedCallTest::pairOf(const QString &name, const Binding &binding, const QString &customer,
    const QString &line, const QString &gateway) const
{
    return {{QStringLiteral("name"), name}, {QStringLiteral("did"), binding.number}, {QStringLiteral("a"), customer},
        {QStringLiteral("b"), line}, {QStringLiteral("session"), CallLogService::sessionName(binding.publicId)},
        {QStringLiteral("gateway"), gateway}};
}

/// Numbers that lead nowhere, each for another reason.
QJsonArray MaskedCallTest::refusals()
{
    const Pool pool = m_scene.pool(Sharing::Exclusive, 4);
    const Binding released = m_scene.bound(pool, 11, 11), expired = m_scene.bound(pool, 12, 12),
                  retired = m_scene.bound(pool, 13, 13), opted = m_scene.bound(pool, 14, 14);
    taken(m_scene.bindings.release(released));
    m_look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = 1 WHERE binding_id = %1").arg(expired.id.value));
    m_look.run(QStringLiteral("UPDATE did SET state = 3 WHERE id = %1").arg(retired.did.value));
    m_look.run(QStringLiteral(
        "INSERT INTO opt_out (key, brand, created_at) SELECT r.callee_key, cv_api.brand_of(p.brand, p.id), 1 "
        "FROM cv_route.route r JOIN did d ON d.id = r.did_id JOIN pool p ON p.id = d.pool_id "
        "WHERE r.binding_id = %1 AND r.side = 1")
                   .arg(opted.id.value));
    return {refusal(QStringLiteral("an unknown caller"), opted.number, m_scene.customer(99), 404, inactive),
        refusal(
            QStringLiteral("an unknown number"), QStringLiteral("+442079469999"), m_scene.customer(1), 404, inactive),
        refusal(QStringLiteral("a released binding"), released.number, m_scene.customer(11), 404, inactive),
        refusal(QStringLiteral("an expired binding"), expired.number, m_scene.customer(12), 404, inactive),
        refusal(QStringLiteral("a retired number"), retired.number, m_scene.line(13), 404, inactive),
        refusal(QStringLiteral("somebody who opted out"), opted.number, m_scene.line(14), 480,
            QStringLiteral("The called party takes no calls over this number"))};
}

void MaskedCallTest::noSideIsToldTheOthersNumber()
{
    const QString target = QStringLiteral("sip:127.0.0.16:25090;transport=udp");
    Gateway gateway;
    gateway.name = QStringLiteral("France");
    gateway.target = target;
    gateway.prefixes = {QStringLiteral("+33")};
    taken(GatewayService(*m_scene.desk.admin).save(gateway));
    const Pool pool = m_scene.pool(Sharing::PairUnique, 1);
    const Binding first = m_scene.bound(pool, 1, 1);
    const QString paul = QStringLiteral("+33612345671"), anne = QStringLiteral("+33612345682");
    const Binding second = m_scene
                               .bind(pool, 2, 2,
                                   [&](BindingOrder &order) {
                                       order.customer = paul;
                                       order.agent.number = anne;
                                   })
                               .binding;
    QCOMPARE(first.number, second.number); // two pairs on one number
    const Binding own = m_scene
                            .bind(m_scene.pool(Sharing::PairUnique, 1), 3, 3,
                                [](BindingOrder &order) { order.model = BindingModel::Agent; })
                            .binding;
    const QJsonArray rejects = refusals();
    static_cast<void>(m_scene.project());
    m_look.run(
        QStringLiteral("UPDATE cv_route.route SET expires_at = 1 WHERE caller = '%1'").arg(m_scene.customer(12)));
    const QJsonObject bindings{
        {QStringLiteral("pairs"),
            QJsonArray{pairOf(QStringLiteral("first"), first, m_scene.customer(1), m_scene.line(1), {}),
                pairOf(QStringLiteral("second"), second, paul, anne, target)}},
        {QStringLiteral("own"),
            QJsonObject{{QStringLiteral("did"), own.number}, {QStringLiteral("callee"), m_scene.line(3)}}},
        {QStringLiteral("rejects"), rejects},
        {QStringLiteral("emergency"), QJsonArray{QStringLiteral("112"), QStringLiteral("999")}}};
    const QString file =
        m_scene.desk.organisation.writeFile(QStringLiteral("bindings.json"), QJsonDocument(bindings).toJson());

    QProcess driver;
    driver.setProcessChannelMode(QProcess::MergedChannels);
    driver.start(QStringLiteral("python3"),
        {QStringLiteral(SOURCE_FOLDER "/packaging/switch/test/run.py"), QStringLiteral("--database"), m_access.url(),
            QStringLiteral("--bindings"), file});
    QVERIFY(driver.waitForFinished(400000));
    const QByteArray output = driver.readAll();
    QVERIFY2(driver.exitStatus() == QProcess::NormalExit && driver.exitCode() == 0, output.constData());
    qInfo("%s", output.trimmed().split('\n').constLast().constData());
    checkRecords(first, own);
}

/// What the switch handed in of these calls, both legs of each.
void MaskedCallTest::checkRecords(const Binding &first, const Binding &own)
{
    const auto calls = [&](const QString &condition) {
        return m_look.number(QStringLiteral("SELECT count(*) FROM (SELECT call_key FROM cv_route.cdr_spool WHERE %1 "
                                            "GROUP BY call_key HAVING count(*) = 2) x")
                                 .arg(condition));
    };
    const auto of = [](const Binding &binding, Disposition disposition) {
        return QStringLiteral("binding_id = %1 AND disposition = %2").arg(binding.id.value).arg(int(disposition));
    };
    const auto legs = [&](const QString &condition) {
        return m_look.number(QStringLiteral("SELECT count(*) FROM cv_route.cdr_spool WHERE ") + condition);
    };
    QVERIFY(calls(of(first, Disposition::Answered) + QStringLiteral(" AND caller_side = 0")) >= 2);
    QVERIFY(calls(of(first, Disposition::Answered) + QStringLiteral(" AND caller_side = 1")) >= 1);
    QVERIFY(calls(of(first, Disposition::Busy)) >= 1);
    QVERIFY(calls(of(first, Disposition::Cancelled)) >= 1);
    // Who opted out was not called; who hides his number, or has no binding, reached the line that is somebody's own.
    QCOMPARE(calls(QStringLiteral("disposition = %1 AND billable_seconds = 0 AND started_at = ended_at")
                       .arg(int(Disposition::NoAnswer))),
        1);
    QCOMPARE(calls(QStringLiteral("did_id = %1 AND binding_id = 0 AND caller_side = 0").arg(own.did.value)), 2);
    QCOMPARE(legs(QStringLiteral("did_id = %1 AND calling_code = '49'").arg(own.did.value)), 2);
    QCOMPARE(legs(QStringLiteral("fault IS NOT NULL")), 0);
    QCOMPARE(2 * calls(QStringLiteral("true")), legs(QStringLiteral("true")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::MaskedCallTest)
#include "tst_masked_call.moc"
