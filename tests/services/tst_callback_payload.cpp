// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_schema.h"

#include "domain/base/base32.h"
#include "domain/number/number_finder.h"
#include "services/callbacks/callback_payload.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace callveil;

namespace {

constexpr qint64 noted = 1700000000123;
constexpr qint64 ofDatabase = 12125550123; // as long as a number
constexpr qint64 started = 1700000000000, answered = 1700000004005, ended = 1700000064005;
const QString proxyNumber = QStringLiteral("+442079460100"), maskedCustomer = QStringLiteral("+1212xxxx667");
const QString agent = QStringLiteral("A17"), process = QStringLiteral("Support"), zone = QStringLiteral("+1212");
const QString recording = QStringLiteral("rec-0815"), euro = QStringLiteral("EUR"), dollar = QStringLiteral("USD");
const QByteArray sessionId(16, '\x5a'), callKey(16, '\x33');

CallbackLeg fullLeg()
{
    return {2, LegKind::B, Medium::Voice, Direction::Inbound, started, answered, ended, 60, Disposition::Answered,
        agent, proxyNumber, proxyNumber, QStringLiteral("US"), QStringLiteral("trunk 2"), maskedCustomer,
        QStringLiteral("+44xxxxxxxx17"), recording, zone, euro, dollar, Consent::Yes, 12500, 3000000};
}

CallbackCall fullCall()
{
    return {ofDatabase, sessionId, process, QStringLiteral("Spring"), agent, proxyNumber, QStringLiteral("order 4711"),
        recording, euro, dollar, Direction::Inbound, Disposition::Answered, started, ended, 60, 120, 25000, 6000000,
        {fullLeg()}};
}

/// Nothing but what a call cannot be without.
CallbackCall barestCall()
{
    CallbackCall call;
    call.publicId = sessionId;
    call.legs.resize(1);
    return call;
}

const CallbackStatus fullStatus{ofDatabase, callKey, sessionId, process, proxyNumber, CallState::Answered, answered};
const CallbackStatus barestStatus{0, callKey, {}, {}, {}, CallState::Ringing, started};
const CallbackTask barestTask{0, QStringLiteral("spring"), TaskState::Started, {}, started};

CallbackTask fullTask()
{
    CallbackTask task{ofDatabase, QStringLiteral("spring-2024"), TaskState::Running, {}, answered};
    for (const char *name : taskCountNames)
        task.counts.emplace(QLatin1String(name), mostTaskCount);
    return task;
}

QJsonObject read(const QByteArray &payload)
{
    return QJsonDocument::fromJson(payload).object();
}

QJsonObject dataOf(const QByteArray &payload)
{
    return read(payload)[u"data"].toObject();
}

JsonSchema schemaOf(const QString &type)
{
    QFile file(QStringLiteral(":/schemas/%1.schema.json").arg(type));
    const QJsonObject schema = file.open(QIODevice::ReadOnly) ? read(file.readAll()) : QJsonObject();
    if (schema.isEmpty())
        qFatal("no schema %s", qPrintable(type));
    return JsonSchema(schema);
}

/// By the schema of the type that it says itself.
QString faultOf(const QByteArray &payload)
{
    const QJsonObject message = read(payload);
    return schemaOf(message[u"type"].toString()).fault(message);
}

/// What a schema says of objects.
void collectObjects(const QJsonValue &value, std::vector<QJsonObject> &objects)
{
    const QJsonObject object = value.toObject();
    if (object[u"properties"].isObject())
        objects.push_back(object);
    for (const QJsonValue &part : object)
        collectObjects(part, objects);
}

/// The texts that are neither times nor ids.
void collectTexts(const QJsonValue &value, const QString &name, QStringList &texts)
{
    static const QSet<QString> others{QStringLiteral("timestamp"), QStringLiteral("at"), QStringLiteral("session"),
        QStringLiteral("call"), QStringLiteral("recording_id")};
    if (value.isString() && !others.contains(name) && !name.endsWith(QLatin1String("_at")))
        texts.append(value.toString());
    for (const QJsonValue &element : value.toArray())
        collectTexts(element, name, texts);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        collectTexts(*member, member.key(), texts);
}

QStringList nullsOf(const QJsonObject &object)
{
    QStringList names;
    for (auto member = object.begin(); member != object.end(); ++member)
        if (member->isNull())
            names.append(member.key());
    return names;
}

/// Undefined: without it.
QJsonObject with(QJsonObject object, const QString &name, const QJsonValue &value)
{
    object.insert(name, value);
    return object;
}

} // namespace

class tst_CallbackPayload final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachIsValidByItsSchema_data();
    void eachIsValidByItsSchema();
    void everyKeyIsValid();
    void schemasNeedAndExplainAllThatTheyKnow_data() { full(); }
    void schemasNeedAndExplainAllThatTheyKnow();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
    void schemasThatAreNotUnderstoodLetNothingPass_data();
    void schemasThatAreNotUnderstoodLetNothingPass();
    void saysWhatIsKnown_data();
    void saysWhatIsKnown();
    void whatIsNotKnownIsNull();
    void amountsAreExact_data();
    void amountsAreExact();
    void holdsNoNumberButProxyNumbers_data() { full(); }
    void holdsNoNumberButProxyNumbers();

private:
    static void full()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("cdr") << callPayload(fullCall(), noted);
        QTest::newRow("recording.available") << recordingPayload(fullCall(), fullLeg(), noted);
        QTest::newRow("call.status") << statusPayload(fullStatus, noted);
        QTest::newRow("task.status") << taskPayload(fullTask(), noted);
        QTest::newRow("callback.test") << testPayload(CallbackKind::Cdr, noted);
    }
};

void tst_CallbackPayload::eachIsValidByItsSchema_data()
{
    full();
    CallbackCall withoutLegs = fullCall();
    withoutLegs.legs.clear();
    QTest::newRow("cdr, barest") << callPayload(barestCall(), noted);
    QTest::newRow("cdr without legs") << callPayload(withoutLegs, noted);
    QTest::newRow("recording.available, barest") << recordingPayload(barestCall(), CallbackLeg(), noted);
    QTest::newRow("call.status, barest") << statusPayload(barestStatus, noted);
    QTest::newRow("task.status, barest") << taskPayload(barestTask, noted);
}

void tst_CallbackPayload::eachIsValidByItsSchema()
{
    QFETCH(QByteArray, payload);
    QCOMPARE(faultOf(payload), QString());
    QVERIFY(QByteArray(QTest::currentDataTag()).startsWith(read(payload)[u"type"].toString().toUtf8()));
    QVERIFY(payload.startsWith('{') && payload.endsWith('}') && !payload.contains('\n')); // compact
}

void tst_CallbackPayload::everyKeyIsValid()
{
    CallbackCall call = fullCall();
    CallbackLeg &leg = call.legs.back();
    CallbackStatus status = fullStatus;
    CallbackTask task = fullTask();
    const auto tries = [&](const auto &values, auto &...places) {
        for (const auto value : values) {
            ((places = value), ...);
            for (const QByteArray &payload : {callPayload(call, noted), recordingPayload(call, leg, noted),
                     statusPayload(status, noted), taskPayload(task, noted)})
                QCOMPARE(faultOf(payload), QString());
        }
    };
    using enum Disposition;
    tries(std::array{Disposition::Unknown, Answered, NoAnswer, Busy, Failed, Cancelled, Voicemail}, call.disposition,
        leg.disposition);
    tries(std::array{Direction::Unknown, Direction::Inbound, Direction::Outbound, Direction::Internal}, call.direction,
        leg.direction);
    tries(std::array{LegKind::A, LegKind::B, LegKind::Transfer, LegKind::Conference, LegKind::Ivr}, leg.kind);
    tries(std::array{Medium::Voice, Medium::Sms, Medium::Other}, leg.medium);
    tries(std::array{Consent::NotAsked, Consent::Yes, Consent::No}, leg.consent);
    tries(allCallStates, status.state);
    tries(allTaskStates, task.state);
}

// So that what is valid has just the members that its schema has.
void tst_CallbackPayload::schemasNeedAndExplainAllThatTheyKnow()
{
    QFETCH(QByteArray, payload);
    const QString type = read(payload)[u"type"].toString();
    const JsonSchema schema = schemaOf(type);
    QCOMPARE(schema.schemaFault(), QString());
    QCOMPARE(schema.root()[u"$id"].toString(), QStringLiteral("urn:callveil:schema:%1:1").arg(type));
    std::vector<QJsonObject> objects;
    collectObjects(schema.root(), objects);
    QVERIFY(objects.size() >= 2);
    for (const QJsonObject &object : objects) {
        QCOMPARE(object[u"additionalProperties"], QJsonValue(false));
        QStringList required;
        for (const QJsonValue &name : object[u"required"].toArray())
            required.append(name.toString());
        required.sort();
        const QJsonObject members = object[u"properties"].toObject();
        QCOMPARE(required, members.keys());
        for (const QString &name : required)
            QVERIFY2(!members[name].toObject()[u"description"].toString().isEmpty(), qPrintable(name));
    }
}

void tst_CallbackPayload::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("fault");
    const QJsonObject data = dataOf(callPayload(fullCall(), noted));
    const auto row = [&data](const char *tag, const char *name, const QJsonValue &value, const char *fault) {
        QTest::newRow(tag) << with(data, QLatin1String(name), value) << QString::fromLatin1(fault);
    };
    const auto legs = [&data](const QString &name, const QJsonValue &value) {
        return QJsonArray{data[u"legs"][0], with(data[u"legs"][0].toObject(), name, value)};
    };
    row("missing", "campaign", QJsonValue::Undefined, "/data/campaign: required");
    row("additional", "customer", maskedCustomer, "/data/customer: additionalProperties");
    row("number for a text", "process", 7, "/data/process: type");
    row("null where something is known", "started_at", {}, "/data/started_at: type");
    row("text for a number", "talk_seconds", QStringLiteral("60"), "/data/talk_seconds: type");
    row("fraction", "talk_seconds", 1.5, "/data/talk_seconds: type");
    row("less than the least", "talk_seconds", -1, "/data/talk_seconds: minimum");
    row("no key", "direction", QStringLiteral("sideways"), "/data/direction: enum");
    row("another form of time", "ended_at", QStringLiteral("2024-05-31T14:30:00Z"), "/data/ended_at: pattern");
    row("line break", "session", QString(data[u"session"].toString() + u'\n'), "/data/session: pattern");
    row("masked proxy number", "proxy_number", maskedCustomer, "/data/proxy_number: pattern");
    row("amount alone", "cost", QJsonObject{{QStringLiteral("amount"), QStringLiteral("0.012500")}},
        "/data/cost/currency: required");
    row("number for an amount", "cost", 0.0125, "/data/cost: type");
    row("legs that are none", "legs", QJsonObject(), "/data/legs: type");
    row("additional in a leg", "legs", legs(QStringLiteral("id"), 1), "/data/legs/1/id: additionalProperties");
    row("wrong in a leg", "legs", legs(QStringLiteral("agent"), true), "/data/legs/1/agent: type");
}

void tst_CallbackPayload::whatDoesNotFitIsRefused()
{
    QFETCH(QJsonObject, data);
    const QJsonObject message = with(read(callPayload(fullCall(), noted)), QStringLiteral("data"), data);
    QTEST(schemaOf(QStringLiteral("cdr")).fault(message), "fault");
    // Beside the data: another type, more than the most.
    QCOMPARE(schemaOf(QStringLiteral("cdr"))
                 .fault(with(read(callPayload(fullCall(), noted)), QStringLiteral("type"), QStringLiteral("cdr2"))),
        QStringLiteral("/type: const"));
    CallbackTask task = fullTask();
    ++task.counts[QStringLiteral("busy")];
    QCOMPARE(faultOf(taskPayload(task, noted)), QStringLiteral("/data/counts/busy: maximum"));
}

void tst_CallbackPayload::schemasThatAreNotUnderstoodLetNothingPass_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *tag, const char *schema, const char *fault) {
        QTest::newRow(tag) << QByteArray(schema) << QString::fromLatin1(fault);
    };
    row("keyword", R"({"minLength":1})", "/minLength: not understood");
    row("keyword of a member", R"({"properties":{"a":{"format":"date"}}})", "/properties/a/format: not understood");
    row("keyword of an element", R"({"items":{"anyOf":[]}})", "/items/anyOf: not understood");
    row("keyword that nothing refers to", R"({"$defs":{"a":{"not":{}}}})", "/$defs/a/not: not understood");
    row("list of schemas", R"({"items":[]})", "/items: no schema");
    row("type", R"({"type":"text"})", "/type: not understood");
    row("type among others", R"({"type":["null","text"]})", "/type: not understood");
    row("open", R"({"additionalProperties":true})", "/additionalProperties: not understood");
    row("expression", R"({"pattern":"("})", "/pattern: not understood");
    row("reference to nothing", R"({"$ref":"#/$defs/a"})", "/$ref: not understood");
    row("reference elsewhere", R"({"$ref":"https://example.org/a"})", "/$ref: not understood");
}

void tst_CallbackPayload::schemasThatAreNotUnderstoodLetNothingPass()
{
    QFETCH(QByteArray, schema);
    QVERIFY(!read(schema).isEmpty());
    QTEST(JsonSchema(read(schema)).fault(QJsonObject()), "fault");
    QCOMPARE(JsonSchema(QJsonObject()).fault(QJsonObject()), QString());
}

void tst_CallbackPayload::saysWhatIsKnown_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("cdr") << callPayload(fullCall(), noted) << QByteArray(R"({"agent": "A17", "billable_seconds": 120,
        "campaign": "Spring", "case_id": "order 4711", "cost": {"amount": "0.025000", "currency": "EUR"},
        "direction": "inbound", "disposition": "answered", "ended_at": "2023-11-14T22:14:24.005Z", "legs": [{
            "account": "trunk 2", "agent": "A17", "agent_number": "+44xxxxxxxx17",
            "answered_at": "2023-11-14T22:13:24.005Z", "billable_seconds": 60, "consent": "yes",
            "cost": {"amount": "0.012500", "currency": "EUR"}, "country": "US", "customer": "+1212xxxx667",
            "direction": "inbound", "disposition": "answered", "ended_at": "2023-11-14T22:14:24.005Z", "kind": "B",
            "leg": 2, "medium": "voice", "presented_number": "+442079460100", "proxy_number": "+442079460100",
            "rate_zone": "+1212", "recharge": {"amount": "3.000000", "currency": "USD"},
            "recording_id": "rec-0815", "started_at": "2023-11-14T22:13:20.000Z"}],
        "process": "Support", "proxy_number": "+442079460100", "recharge": {"amount": "6.000000", "currency": "USD"},
        "recording_id": "rec-0815", "session": "sess_@session", "started_at": "2023-11-14T22:13:20.000Z",
        "talk_seconds": 60})");
    QTest::newRow("recording") << recordingPayload(fullCall(), fullLeg(), noted) << QByteArray(R"({"consent": "yes",
        "kind": "B", "leg": 2, "process": "Support", "proxy_number": "+442079460100", "recording_id": "rec-0815",
        "session": "sess_@session", "started_at": "2023-11-14T22:13:20.000Z"})");
    QTest::newRow("status") << statusPayload(fullStatus, noted) << QByteArray(R"({"at": "2023-11-14T22:13:24.005Z",
        "call": "ref_@call", "process": "Support", "proxy_number": "+442079460100", "session": "sess_@session",
        "state": "answered"})");
    const CallbackTask task{1, QStringLiteral("spring"), TaskState::Paused, {{QStringLiteral("busy"), 7}}, 0};
    QTest::newRow("task") << taskPayload(task, noted) << QByteArray(R"({"at": "1970-01-01T00:00:00.000Z",
        "counts": {"abandoned": null, "busy": 7, "dialled": null, "failed": null, "successful": null, "total": null,
        "unanswered": null}, "state": "paused", "task": "spring"})");
}

void tst_CallbackPayload::saysWhatIsKnown()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, data);
    data.replace("@session", toBase32(sessionId).toLower().toUtf8());
    data.replace("@call", toBase32(callKey).toLower().toUtf8());
    QVERIFY(!read(data).isEmpty());
    QCOMPARE(dataOf(payload), read(data));
    QCOMPARE(read(payload)[u"timestamp"].toString(), QStringLiteral("2023-11-14T22:13:20.123Z"));
}

void tst_CallbackPayload::whatIsNotKnownIsNull()
{
    const auto names = [](const char *list) { return QString::fromLatin1(list).split(u' '); };
    const QJsonObject call = dataOf(callPayload(barestCall(), noted));
    QCOMPARE(nullsOf(call), names("agent campaign case_id cost ended_at process proxy_number recharge recording_id"));
    QCOMPARE(nullsOf(call[u"legs"].toArray()[0].toObject()),
        names("account agent agent_number answered_at cost country customer ended_at presented_number "
              "proxy_number rate_zone recharge recording_id"));
    QCOMPARE(nullsOf(dataOf(recordingPayload(barestCall(), CallbackLeg(), noted))),
        names("process proxy_number recording_id"));
    QCOMPARE(nullsOf(dataOf(statusPayload(barestStatus, noted))), names("process proxy_number session"));
    const QJsonObject counts = dataOf(taskPayload(barestTask, noted))[u"counts"].toObject();
    QCOMPARE(nullsOf(counts), counts.keys());
    QCOMPARE(counts.size(), qsizetype(taskCountNames.size()));
}

void tst_CallbackPayload::amountsAreExact_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("amount");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0.000000");
    QTest::newRow("smallest") << qint64(1) << QStringLiteral("0.000001");
    QTest::newRow("fraction") << qint64(12500) << QStringLiteral("0.012500");
    QTest::newRow("given back") << qint64(-500000) << QStringLiteral("-0.500000");
    QTest::newRow("beyond a double") << qint64(9007199254740993) << QStringLiteral("9007199254.740993");
}

void tst_CallbackPayload::amountsAreExact()
{
    QFETCH(qint64, micros);
    CallbackCall call = fullCall();
    call.costMicros = call.rechargeMicros = call.legs[0].costMicros = call.legs[0].rechargeMicros = micros;
    QCOMPARE(faultOf(callPayload(call, noted)), QString());
    const QJsonObject data = dataOf(callPayload(call, noted));
    for (const QJsonObject &object : {data, data[u"legs"].toArray()[0].toObject()}) {
        QTEST(object[u"cost"].toObject()[u"amount"].toString(), "amount");
        QTEST(object[u"recharge"].toObject()[u"amount"].toString(), "amount");
    }
    call.currency.clear(); // of which an amount tells nothing
    QVERIFY(dataOf(callPayload(call, noted))[u"cost"].isNull());
}

void tst_CallbackPayload::holdsNoNumberButProxyNumbers()
{
    QFETCH(QByteArray, payload);
    QVERIFY(!payload.contains(QByteArray::number(ofDatabase)));
    const QStringList countries{QStringLiteral("US"), QStringLiteral("GB")};
    QVERIFY(NumberFinder::containsNumber(proxyNumber, countries)); // so that the rest says something
    QStringList texts;
    collectTexts(read(payload), {}, texts);
    QVERIFY(texts.size() >= 1);
    for (const QString &text : std::as_const(texts))
        QVERIFY2(text == proxyNumber
                || (!NumberFinder::containsNumber(text, countries) && !NumberFinder::holdsLongRow(text)),
            qPrintable(text));
}

QTEST_GUILESS_MAIN(tst_CallbackPayload)
#include "tst_callback_payload.moc"
