// SPDX-License-Identifier: GPL-3.0-or-later
#include "api_scenes.h"

namespace callveil {

/// Cases that are closed over the HTTP API of a callveild that runs.
class ApiCasesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanup() { QVERIFY2(m_scenes.journalsHoldNoNumber(), "the journal holds a number"); }
    void endsTheBindingsOfACase();
    void refusesWhatDoesNotFit();

private:
    [[nodiscard]] ApiAnswer create(int customerIndex, const QString &caseRef)
    {
        QJsonObject order =
            ApiScene::order(QStringLiteral("Wide"), customerIndex, QStringLiteral("order %1").arg(customerIndex));
        order.insert(QStringLiteral("case_id"), caseRef);
        return m_scene->post("/v1/bindings", order);
    }
    [[nodiscard]] ApiAnswer close(const QString &process, const QString &caseRef)
    {
        return m_scene->post(
            "/v1/bindings/close-case", {{QStringLiteral("process"), process}, {QStringLiteral("case_id"), caseRef}});
    }
    [[nodiscard]] ApiAnswer show(const ApiAnswer &binding)
    {
        return m_scene->get("/v1/bindings/" + QByteArray::number(binding.json.value(QLatin1String("id")).toInteger()));
    }

    ApiScenes m_scenes;
    ApiScene *m_scene = nullptr; ///< of the engine under test
};

void ApiCasesTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = m_scenes.fresh(engine);
    QVERIFY(m_scene);
}

void ApiCasesTest::endsTheBindingsOfACase()
{
    const ApiAnswer one = create(1, QStringLiteral("order 4711")), two = create(2, QStringLiteral("order 4711")),
                    other = create(3, QStringLiteral("order 4712"));
    QVERIFY2(one.status == 201 && two.status == 201 && other.status == 201, two.body.constData());
    QVERIFY(one.json.value(QLatin1String("end_cause")).isNull());
    QVERIFY(one.json.value(QLatin1String("idle_minutes")).isNull());
    QCOMPARE(one.text("ends_by"), one.text("expires_at")); // nothing else ends it
    const ApiAnswer closed = close(QStringLiteral("Support"), QStringLiteral("order 4711"));
    QVERIFY2(closed.status == 200, closed.body.constData());
    QCOMPARE(closed.json, QJsonObject({{QStringLiteral("ended"), 2}}));
    for (const ApiAnswer &binding : {one, two}) {
        const ApiAnswer after = show(binding);
        QCOMPARE(after.text("end_cause"), QStringLiteral("case-closed"));
        QVERIFY(after.text("state") != QLatin1String("active"));
    }
    QCOMPARE(show(other).text("state"), QStringLiteral("active"));
    // A second try is no mistake.
    const ApiAnswer again = close(QStringLiteral("Support"), QStringLiteral("order 4711"));
    QVERIFY2(again.status == 200, again.body.constData());
    QCOMPARE(again.json, QJsonObject({{QStringLiteral("ended"), 0}}));
}

void ApiCasesTest::refusesWhatDoesNotFit()
{
    QCOMPARE(close(QStringLiteral("Sales"), QStringLiteral("order 4711")).problem(), QStringLiteral("process-unknown"));
    for (const QJsonObject &body : {QJsonObject{}, QJsonObject{{QStringLiteral("process"), QStringLiteral("Support")}},
             QJsonObject{{QStringLiteral("process"), QStringLiteral("Support")},
                 {QStringLiteral("case_id"), QStringLiteral("x")}, {QStringLiteral("case"), QStringLiteral("x")}}})
        QCOMPARE(m_scene->post("/v1/bindings/close-case", body).status, 422);
    const ApiAnswer nameless = close(QStringLiteral("Support"), QStringLiteral("   "));
    QVERIFY2(nameless.status == 422, nameless.body.constData());
    m_scene->key = m_scene->newKey(QStringLiteral("screen"), QStringLiteral("pools"));
    QCOMPARE(close(QStringLiteral("Support"), QStringLiteral("order 4711")).status, 403);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiCasesTest)
#include "tst_api_cases.moc"
