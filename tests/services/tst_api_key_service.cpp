// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_scene.h"

#include "services/access/access_service.h"
#include "services/audit/audit_service.h"
#include "services/platform/api_key_service.h"

#include <QRegularExpression>

namespace callveil {

/// Keys of the HTTP API: who makes and revokes them, who finds them by their secret, and what is kept of it.
class ApiKeyServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void keepsEveryField();
    void knowsAClientByItsSecret();
    void aRevokedKeyIsNobodysAtOnce();
    void keepsNoSecret();
    void givesEachKeyItsOwnSecret();
    void notesItsUseOnceAMinute();
    void refusesHostileTexts();
    void freesTheNameOfARevokedKey();
    void recordsEachChange();
    void tellsTheRecordWhatAKeyWasCalled();
    void isForWhoeverManagesSecurity();
    void isMadeByWhoeverSeesAllProcesses();
    void aRouteKeyIsMadeByWhoeverViewsActualNumbers();
    void onlyAServiceAsksWhoseSecretItIs();
    void aServiceMakesNoKeys();
    void aServerRefusesOthers();
};

namespace {

ApiKey wanted(const QString &name = QStringLiteral("Billing"))
{
    ApiKey key;
    key.name = name;
    key.scopes = {ApiScope::Bindings, ApiScope::OptOuts};
    return key;
}

NewApiKey made(Desk &desk, const QString &name = QStringLiteral("Billing"))
{
    return taken(ApiKeyService(*desk.admin).create(wanted(name)));
}

/// The administrator, signed in again after the grant went from his role to another.
std::shared_ptr<Workspace> withoutActualNumbers(Desk &desk)
{
    AccessService access(*desk.admin);
    static_cast<void>(taken(access.grant(Role::Supervisor, {})));
    const auto holder = desk.hire(QStringLiteral("holder"), Role::Supervisor);
    taken(access.revoke(Role::Administrator, {}));
    return desk.organisation.signIn();
}

} // namespace

void ApiKeyServiceTest::keepsEveryField()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ApiKeyService keys(*desk.admin);
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    ApiKey key = wanted(QStringLiteral("  Billing   server "));
    key.perMinute = 6000;
    const NewApiKey first = taken(keys.create(key));
    static_cast<void>(made(desk, QStringLiteral("Archive")));
    const auto listed = taken(keys.list());
    QCOMPARE(listed.size(), size_t(2));
    QCOMPARE(listed[0].name, QStringLiteral("Archive")); // by name
    const ApiKey &stored = listed[1];
    QCOMPARE(stored.id, first.id);
    QCOMPARE(stored.name, QStringLiteral("Billing server"));
    QCOMPARE(stored.scopes, key.scopes);
    QCOMPARE(stored.perMinute, 6000);
    QCOMPARE(stored.createdBy, desk.admin->identity()->displayName);
    QVERIFY(qAbs(stored.createdAt - before) < 120000);
    QVERIFY(!stored.lastUsedAt);
}

void ApiKeyServiceTest::knowsAClientByItsSecret()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ApiKeyService asked(*service);
    const NewApiKey key = made(desk), other = made(desk, QStringLiteral("Other"));
    const auto client = taken(asked.clientOf(key.secret));
    QVERIFY(client);
    QCOMPARE(client->id, key.id);
    QCOMPARE(client->name, QStringLiteral("Billing"));
    QCOMPARE(client->scopes, wanted().scopes);
    QCOMPARE(client->perMinute, ApiKey::usualPerMinute);
    QCOMPARE(taken(asked.clientOf(other.secret))->id, other.id);
    for (const QString &wrong :
        QStringList{QString(), QStringLiteral("cvk_"), key.secret.toLower(), key.secret + u'A', key.secret.chopped(1),
            u' ' + key.secret, apiSecretFrom(QByteArray(20, 'x')), QStringLiteral("' OR 1=1 --")})
        QVERIFY2(!taken(asked.clientOf(wrong)), "a client is known by something else");
}

void ApiKeyServiceTest::aRevokedKeyIsNobodysAtOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    ApiKeyService keys(*desk.admin), asked(*service);
    const NewApiKey key = made(desk), other = made(desk, QStringLiteral("Other"));
    QVERIFY(taken(asked.clientOf(key.secret)));
    taken(keys.revoke(key.id));
    QVERIFY(!taken(asked.clientOf(key.secret)));
    QVERIFY(taken(asked.clientOf(other.secret)));
    QCOMPARE(taken(keys.list()).size(), size_t(1));
    QCOMPARE(faultOf(keys.revoke(key.id)), Fault::EntryChanged);
    QCOMPARE(faultOf(keys.revoke({99})), Fault::EntryChanged);
}

void ApiKeyServiceTest::keepsNoSecret()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    const NewApiKey key = made(desk);
    QVERIFY(taken(ApiKeyService(*service).clientOf(key.secret)));
    taken(ApiKeyService(*desk.admin).revoke(key.id));
    const QByteArray dump = DatabaseLook(desk.organisation).dump();
    QVERIFY(dump.contains("Billing")); // the look sees the row
    QVERIFY(!dump.contains(key.secret.toLatin1()) && !dump.contains(key.secret.mid(4).toLatin1()));
}

void ApiKeyServiceTest::givesEachKeyItsOwnSecret()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QSet<QString> secrets;
    for (int i = 0; i < 5; ++i) {
        const NewApiKey key = made(desk, QStringLiteral("Key %1").arg(QChar(u'a' + i)));
        QVERIFY(isApiSecret(key.secret));
        secrets.insert(key.secret);
    }
    QCOMPARE(secrets.size(), 5);
}

void ApiKeyServiceTest::notesItsUseOnceAMinute()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    const NewApiKey key = made(desk), unused = made(desk, QStringLiteral("Unused"));
    const DatabaseLook look(desk.organisation);
    const auto use = [&] {
        static_cast<void>(taken(ApiKeyService(*service).clientOf(key.secret)));
        return taken(ApiKeyService(*desk.admin).list()).front().lastUsedAt.value_or(0);
    };
    const auto age = [&](qint64 ms) {
        look.run(QStringLiteral("UPDATE api_key SET last_used_at = last_used_at - %1").arg(ms));
    };
    const qint64 first = use();
    QVERIFY(qAbs(first - QDateTime::currentMSecsSinceEpoch()) < 120000);
    age(30000);
    QCOMPARE(use(), first - 30000); // not again within the minute
    age(30001);
    QVERIFY(use() >= first);
    QVERIFY(!taken(ApiKeyService(*desk.admin).list()).back().lastUsedAt); // the other one's is its own
    QVERIFY(unused.id.isSet());
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action LIKE 'api-key.%'")), 2);
}

void ApiKeyServiceTest::refusesHostileTexts()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("GB")));
    ApiKeyService keys(*desk.admin);
    const auto refused = [&](const QString &name) {
        const Error error = errorOf(keys.create(wanted(name)));
        if (error.args.join(u' ').contains(QStringLiteral("7700")) || error.detail.contains(QStringLiteral("7700")))
            qFatal("the error repeats the number");
        return error.fault;
    };
    QCOMPARE(refused({}), Fault::NameEmpty);
    QCOMPARE(refused(QStringLiteral("  ")), Fault::NameEmpty);
    QCOMPARE(refused(QString(81, u'x')), Fault::TextTooLong);
    for (const char *hostile : {"ring +447700900123", "07700 900123", "447700900123"})
        QCOMPARE(refused(QLatin1String(hostile)), Fault::TextHoldsNumber);
    ApiKey nothing = wanted();
    nothing.scopes.clear();
    QCOMPARE(errorOf(keys.create(nothing)).args, QStringList(QStringLiteral("scopes")));
    ApiKey endless = wanted();
    endless.perMinute = 6001;
    QCOMPARE(faultOf(keys.create(endless)), Fault::ChoiceUnknown);
    QVERIFY(taken(keys.list()).empty());
}

void ApiKeyServiceTest::freesTheNameOfARevokedKey()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ApiKeyService keys(*desk.admin);
    const NewApiKey first = made(desk);
    QCOMPARE(errorOf(keys.create(wanted(QStringLiteral(" BILLING ")))).args,
        QStringList({QStringLiteral("name"), QStringLiteral("BILLING")}));
    taken(keys.revoke(first.id));
    const NewApiKey second = made(desk);
    QVERIFY(second.id != first.id && second.secret != first.secret);
    taken(keys.revoke(second.id)); // two revoked ones of one name
    QVERIFY(taken(keys.list()).empty());
}

void ApiKeyServiceTest::recordsEachChange()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const NewApiKey key = made(desk);
    taken(ApiKeyService(*desk.admin).revoke(key.id));
    const QString object = QStringLiteral("api-key %1").arg(key.id.value);
    const QString described = QStringLiteral("name Billing; scopes bindings, opt-outs; per minute 600");
    const QString nothing = QString(QLatin1String(""));
    const auto deeds = DatabaseLook(desk.organisation)
                           .run(QStringLiteral("SELECT action, object, before, after, reason FROM deed WHERE action "
                                               "LIKE 'api-key.%' ORDER BY seq"));
    QCOMPARE(deeds.size(), 2);
    QCOMPARE(deeds[0], QVariantList({QStringLiteral("api-key.create"), object, nothing, described, nothing}));
    QCOMPARE(deeds[1], QVariantList({QStringLiteral("api-key.revoke"), object, described, nothing, nothing}));
}

void ApiKeyServiceTest::tellsTheRecordWhatAKeyWasCalled()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    taken(ApiKeyService(*desk.admin).revoke(made(desk).id));
    AuditService audit(*desk.admin, desk.organisation.local());
    QCOMPARE(taken(audit.page({}, {}, 1)).lines.front().object, QStringLiteral("Billing"));
}

void ApiKeyServiceTest::isForWhoeverManagesSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const NewApiKey key = made(desk);
    for (const Role role : {Role::Supervisor, Role::GroupManager, Role::ProfessionalAgent}) {
        const auto person = desk.hire(roleKey(role), role);
        ApiKeyService keys(*person);
        QCOMPARE(faultOf(keys.list()), Fault::NotPermitted);
        QCOMPARE(faultOf(keys.create(wanted(QStringLiteral("Mine")))), Fault::NotPermitted);
        QCOMPARE(faultOf(keys.revoke(key.id)), Fault::NotPermitted);
    }
    QCOMPARE(taken(ApiKeyService(*desk.admin).list()).size(), size_t(1));
}

void ApiKeyServiceTest::isMadeByWhoeverSeesAllProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId process =
        desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("GB"));
    const NewApiKey key = made(desk);
    const auto limited = desk.hire(QStringLiteral("mallory"), Role::Administrator, {process});
    ApiKeyService keys(*limited);
    QCOMPARE(faultOf(keys.create(wanted(QStringLiteral("Mine")))), Fault::NotPermitted);
    taken(keys.revoke(key.id)); // which takes nothing that he could gain
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    QVERIFY(!runWithDeed(*limited,
        QStringLiteral("INSERT INTO cv.api_key (name, name_key, hash, scopes, per_minute, created_by, created_at) "
                       "VALUES ('x', 'x', sha256('x'), 1, 1, cv_api.me(), 1)")));
}

/// It is answered with real numbers, without a reason or a limit.
void ApiKeyServiceTest::aRouteKeyIsMadeByWhoeverViewsActualNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ApiKey route = wanted(QStringLiteral("Route"));
    route.scopes.insert(ApiScope::Route);
    const NewApiKey before = taken(ApiKeyService(*desk.admin).create(route));
    const auto boss = withoutActualNumbers(desk);
    ApiKeyService keys(*boss);
    route.name = QStringLiteral("Mine");
    const Error refused = errorOf(keys.create(route));
    QCOMPARE(refused.fault, Fault::NotPermitted);
    QCOMPARE(refused.args, QStringList(QStringLiteral("actual-numbers")));
    const NewApiKey other = taken(keys.create(wanted(QStringLiteral("Other")))); // answered with masked ones
    taken(keys.revoke(before.id));
    QCOMPARE(taken(keys.list()).front().id, other.id);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    const QString added =
        QStringLiteral("INSERT INTO cv.api_key (name, name_key, hash, scopes, per_minute, created_by, created_at) "
                       "VALUES ('x%1', 'x%1', sha256('x%1'), %1, 1, cv_api.me(), 1)");
    for (const int scopes : {4, 5, 31})
        QVERIFY2(!runWithDeed(*boss, added.arg(scopes)), qPrintable(QString::number(scopes)));
    QVERIFY(runWithDeed(*boss, added.arg(27))); // all others
}

void ApiKeyServiceTest::onlyAServiceAsksWhoseSecretItIs()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const NewApiKey key = made(desk);
    const auto supervisor = desk.hire(QStringLiteral("sue"), Role::Supervisor);
    for (const auto &person : {desk.admin, supervisor})
        QCOMPARE(faultOf(ApiKeyService(*person).clientOf(key.secret)), Fault::NotPermitted);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    for (const auto &person : {desk.admin, supervisor})
        for (const char *hash : {"sha256('x')", "NULL"})
            QVERIFY(!runAs(*person, QStringLiteral("SELECT * FROM cv_api.api_key_use(%1)").arg(QLatin1String(hash))));
    QVERIFY(!taken(ApiKeyService(*desk.admin).list()).front().lastUsedAt);
}

void ApiKeyServiceTest::aServiceMakesNoKeys()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto service = enrolService(desk);
    const NewApiKey key = made(desk);
    ApiKeyService keys(*service);
    QCOMPARE(faultOf(keys.list()), Fault::NotPermitted);
    QCOMPARE(faultOf(keys.create(wanted(QStringLiteral("Mine")))), Fault::NotPermitted);
    QCOMPARE(faultOf(keys.revoke(key.id)), Fault::NotPermitted);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    QVERIFY(runAs(*service, QStringLiteral("SELECT * FROM cv_api.api_key_use(sha256('x'))"))); // this much
    for (const char *sql :
        {"SELECT id FROM cv.api_key", "UPDATE cv.api_key SET revoked_at = 1", "UPDATE cv.api_key SET last_used_at = 1",
            "INSERT INTO cv.api_key (name, name_key, hash, scopes, per_minute, created_by, created_at) VALUES "
            "('x', 'x', sha256('x'), 1, 1, cv_api.me(), 1)"})
        QVERIFY2(!runWithDeed(*service, QLatin1String(sql)), sql);
}

void ApiKeyServiceTest::aServerRefusesOthers()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Desk desk(engine);
    static_cast<void>(made(desk));
    const auto gus = desk.hire(QStringLiteral("gus"), Role::GroupManager);
    const QString added =
        QStringLiteral("INSERT INTO cv.api_key (name, name_key, hash, scopes, per_minute, created_by, created_at) "
                       "VALUES ('x', 'x', sha256('x'), 1, 1, %1, 1)");
    const QString mine = added.arg(QStringLiteral("cv_api.me()"));
    for (const QString &sql : {mine, QStringLiteral("SELECT id FROM cv.api_key"),
             QStringLiteral("UPDATE cv.api_key SET revoked_at = 1"), QStringLiteral("DELETE FROM cv.api_key")})
        QVERIFY2(!runWithDeed(*gus, sql), qPrintable(sql));
    QVERIFY(!runAs(*desk.admin, mine)); // without an entry in the record
    QVERIFY(!runWithDeed(*desk.admin, added.arg(QStringLiteral("cv_api.me() + 1")))); // in somebody else's name
    for (const char *sql : {"SELECT hash FROM cv.api_key", "DELETE FROM cv.api_key",
             "UPDATE cv.api_key SET hash = sha256('x')", "UPDATE cv.api_key SET scopes = 31",
             "UPDATE cv.api_key SET revoked_at = NULL", "UPDATE cv.api_key SET last_used_at = 1"})
        QVERIFY2(!runWithDeed(*desk.admin, QLatin1String(sql)), sql);
    QVERIFY(!runAs(*desk.admin, QStringLiteral("UPDATE cv.api_key SET revoked_at = 1")));
    QVERIFY(runWithDeed(*desk.admin, mine));
    QVERIFY(runWithDeed(*desk.admin, QStringLiteral("UPDATE cv.api_key SET revoked_at = 1")));
    // What is revoked stays so.
    static_cast<void>(runWithDeed(*desk.admin, QStringLiteral("UPDATE cv.api_key SET revoked_at = NULL")));
    QVERIFY(holdsFor(*desk.admin, QStringLiteral("(SELECT bool_and(revoked_at = 1) FROM cv.api_key)::int")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ApiKeyServiceTest)
#include "tst_api_key_service.moc"
