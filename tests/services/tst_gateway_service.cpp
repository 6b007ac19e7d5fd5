// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/audit/audit_service.h"
#include "services/platform/gateway_service.h"

namespace callveil {

/// Gateways: who may change them, what is refused, and what is recorded.
class GatewayServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void keepsEveryField();
    void listsThemAsTheyAreTried();
    void aNewOneIsNotTakenForARemovedOne();
    void refusesHostileTexts();
    void refusesANameThatIsTaken();
    void seesWhatSomebodyElseChanged();
    void recordsEachChange();
    void recordsNothingWhenNothingChanges();
    void isForWhoeverManagesSecurity();
    void aServerRefusesOthers();
};

namespace {

Gateway carrier(const QString &name = QStringLiteral("Carrier"))
{
    Gateway gateway;
    gateway.name = name;
    gateway.target = QStringLiteral("sip:gw.example.org");
    return gateway;
}

Gateway stored(Workspace &workspace, GatewayId id)
{
    for (const Gateway &gateway : taken(GatewayService(workspace).list()))
        if (gateway.id == id)
            return gateway;
    qFatal("the gateway is gone");
}

} // namespace

void GatewayServiceTest::keepsEveryField()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    GatewayService gateways(*desk.admin);
    Gateway wanted = carrier(QStringLiteral("  First  carrier "));
    wanted.target = QStringLiteral("SIPS:[2001:DB8::1]:5061;transport=tls");
    wanted.prefixes = {QStringLiteral("+44"), QStringLiteral("+353"), QStringLiteral("+44")};
    wanted.priority = 7;
    wanted.channels = 30;
    wanted.enabled = false;
    wanted.id = taken(gateways.save(wanted));
    wanted.revision = 1;
    wanted.name = QStringLiteral("First carrier");
    wanted.target = QStringLiteral("sips:[2001:db8::1]:5061;transport=tls");
    wanted.prefixes = {QStringLiteral("+353"), QStringLiteral("+44")};
    QVERIFY(stored(*desk.admin, wanted.id) == wanted);
    wanted.prefixes.clear();
    wanted.enabled = true;
    wanted.name = QStringLiteral("Other");
    QCOMPARE(taken(gateways.save(wanted)), wanted.id);
    wanted.revision = 2;
    QVERIFY(stored(*desk.admin, wanted.id) == wanted);
    taken(gateways.remove(wanted));
    QVERIFY(taken(gateways.list()).empty());
}

void GatewayServiceTest::listsThemAsTheyAreTried()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    for (const auto &[name, priority] : {std::pair("late", 50), std::pair("B", 1), std::pair("a", 1)}) {
        Gateway gateway = carrier(QLatin1String(name));
        gateway.priority = priority;
        taken(GatewayService(*desk.admin).save(gateway));
    }
    QStringList names;
    for (const Gateway &gateway : taken(GatewayService(*desk.admin).list()))
        names.append(gateway.name);
    QCOMPARE(names, QStringList({QStringLiteral("a"), QStringLiteral("B"), QStringLiteral("late")}));
}

void GatewayServiceTest::aNewOneIsNotTakenForARemovedOne()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    GatewayService gateways(*desk.admin);
    static_cast<void>(taken(gateways.save(carrier(QStringLiteral("first")))));
    Gateway seen = taken(gateways.list()).front();
    taken(gateways.remove(seen));
    static_cast<void>(taken(gateways.save(carrier(QStringLiteral("second")))));
    seen.target = QStringLiteral("sip:elsewhere.example.org");
    QCOMPARE(faultOf(gateways.save(seen)), Fault::EntryChanged);
    QCOMPARE(faultOf(gateways.remove(seen)), Fault::EntryChanged);
    QCOMPARE(taken(gateways.list()).size(), 1U);
}

void GatewayServiceTest::refusesHostileTexts()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("GB")));
    GatewayService gateways(*desk.admin);
    const auto refused = [&](const QString &name, const QString &target, const QStringList &prefixes) {
        Gateway gateway = carrier(name);
        gateway.target = target;
        gateway.prefixes = prefixes;
        const Error error = errorOf(gateways.save(gateway));
        if (error.args.join(u' ').contains(QStringLiteral("7700")) || error.detail.contains(QStringLiteral("7700")))
            qFatal("the error repeats the number");
        return error.fault;
    };
    const QString name = QStringLiteral("Carrier"), target = QStringLiteral("sip:gw.example.org");
    QCOMPARE(refused({}, target, {}), Fault::NameEmpty);
    QCOMPARE(refused(QString(81, u'x'), target, {}), Fault::TextTooLong);
    for (const char *hostile : {"ring +447700900123", "07700 900123", "line 44 7700 900 123"})
        QCOMPARE(refused(QLatin1String(hostile), target, {}), Fault::TextHoldsNumber);
    QCOMPARE(refused(name, {}, {}), Fault::NameEmpty);
    for (const char *hostile : {"sip:447700900123@gw.example.org", "sip:alice@gw.example.org", "sip:gw;x='; --",
             "sip:gw.example.org\r\nVia: x", "tel:+447700900123"})
        QCOMPARE(refused(name, QLatin1String(hostile), {}), Fault::ChoiceUnknown);
    for (const char *hostile : {"sip:447700900123", "sip:447700900123.example.org", "sip:020-7946-0123.example.org"})
        QCOMPARE(refused(name, QLatin1String(hostile), {}), Fault::TextHoldsNumber);
    QCOMPARE(refused(name, target, {QStringLiteral("+447700900123")}), Fault::ChoiceUnknown);
    QCOMPARE(refused(name, target, {QStringLiteral("44")}), Fault::ChoiceUnknown);
    QVERIFY(taken(gateways.list()).empty());
    QVERIFY(!DatabaseLook(desk.organisation).dump().contains("7700900123"));
    // Digits of an address are no number.
    Gateway address = carrier();
    address.target = QStringLiteral("sip:207.94.60.123");
    taken(gateways.save(address));
}

void GatewayServiceTest::refusesANameThatIsTaken()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    GatewayService gateways(*desk.admin);
    taken(gateways.save(carrier()));
    QCOMPARE(errorOf(gateways.save(carrier(QStringLiteral(" CARRIER ")))).args,
        QStringList({QStringLiteral("name"), QStringLiteral("CARRIER")}));
    const GatewayId other = taken(gateways.save(carrier(QStringLiteral("Other"))));
    Gateway renamed = stored(*desk.admin, other);
    renamed.name = QStringLiteral("carrier");
    QCOMPARE(faultOf(gateways.save(renamed)), Fault::NameTaken);
    QCOMPARE(stored(*desk.admin, other).name, QStringLiteral("Other"));
}

void GatewayServiceTest::seesWhatSomebodyElseChanged()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    GatewayService gateways(*desk.admin);
    const GatewayId id = taken(gateways.save(carrier()));
    Gateway mine = stored(*desk.admin, id), theirs = mine;
    theirs.channels = 5;
    taken(gateways.save(theirs));
    mine.priority = 3;
    const Error changed = errorOf(gateways.save(mine));
    QCOMPARE(changed.code, ErrorCode::Conflict);
    QCOMPARE(changed.fault, Fault::EntryChanged);
    QCOMPARE(faultOf(gateways.remove(mine)), Fault::EntryChanged);
    QCOMPARE(stored(*desk.admin, id).channels, 5);
    QCOMPARE(stored(*desk.admin, id).priority, 0);
    mine = stored(*desk.admin, id);
    taken(gateways.remove(mine));
    QCOMPARE(faultOf(gateways.remove(mine)), Fault::EntryChanged);
    QCOMPARE(faultOf(gateways.save(mine)), Fault::EntryChanged);
}

void GatewayServiceTest::recordsEachChange()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    GatewayService gateways(*desk.admin);
    const GatewayId id = taken(gateways.save(carrier()));
    Gateway changed = stored(*desk.admin, id);
    changed.prefixes = {QStringLiteral("+44")};
    changed.channels = 30;
    taken(gateways.save(changed));
    taken(gateways.remove(stored(*desk.admin, id)));
    const QString object = QStringLiteral("gateway %1").arg(id.value);
    const QString before =
        QStringLiteral("name Carrier; target sip:gw.example.org; prefixes all; priority 0; channels 0; enabled yes");
    const QString after =
        QStringLiteral("name Carrier; target sip:gw.example.org; prefixes +44; priority 0; channels 30; enabled yes");
    const auto deeds = DatabaseLook(desk.organisation)
                           .run(QStringLiteral("SELECT action, object, before, after FROM deed WHERE action LIKE "
                                               "'gateway.%' ORDER BY seq"));
    QCOMPARE(deeds.size(), 3);
    QCOMPARE(deeds[0], QVariantList({QStringLiteral("gateway.create"), object, QString(QLatin1String("")), before}));
    QCOMPARE(deeds[1], QVariantList({QStringLiteral("gateway.change"), object, before, after}));
    QCOMPARE(deeds[2], QVariantList({QStringLiteral("gateway.remove"), object, after, QString(QLatin1String(""))}));
}

void GatewayServiceTest::recordsNothingWhenNothingChanges()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    GatewayService gateways(*desk.admin);
    const GatewayId id = taken(gateways.save(carrier()));
    QCOMPARE(taken(gateways.save(stored(*desk.admin, id))), id);
    QCOMPARE(stored(*desk.admin, id).revision, 1);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action LIKE 'gateway.%'")), 1);
    AuditService audit(*desk.admin, desk.organisation.local());
    QCOMPARE(taken(audit.page({}, {}, 1)).lines.front().object, QStringLiteral("Carrier"));
}

void GatewayServiceTest::isForWhoeverManagesSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const GatewayId id = taken(GatewayService(*desk.admin).save(carrier()));
    const Gateway seen = stored(*desk.admin, id);
    for (const Role role : {Role::Supervisor, Role::GroupManager, Role::ProfessionalAgent}) {
        const auto person = desk.hire(roleKey(role), role);
        GatewayService gateways(*person);
        QCOMPARE(faultOf(gateways.list()), Fault::NotPermitted);
        QCOMPARE(faultOf(gateways.save(carrier(QStringLiteral("Mine")))), Fault::NotPermitted);
        QCOMPARE(faultOf(gateways.remove(seen)), Fault::NotPermitted);
    }
    QVERIFY(stored(*desk.admin, id) == seen);
}

void GatewayServiceTest::aServerRefusesOthers()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Desk desk(engine);
    taken(GatewayService(*desk.admin).save(carrier()));
    const auto gus = desk.hire(QStringLiteral("gus"), Role::GroupManager);
    const QString added = QStringLiteral(
        "INSERT INTO cv.gateway (revision, name, name_key, target, prefixes, priority, channels, enabled) "
        "VALUES (1, 'x', 'x', 'sip:x', '', 0, 0, 1)");
    for (const QString &sql :
        {added, QStringLiteral("UPDATE cv.gateway SET target = 'sip:mine'"), QStringLiteral("DELETE FROM cv.gateway")})
        QVERIFY2(!runWithDeed(*gus, sql), qPrintable(sql));
    QVERIFY(holdsFor(*gus, QStringLiteral("(SELECT count(*) = 1 FROM cv.gateway)::int"))); // everybody reads
    QVERIFY(!runAs(*desk.admin, added)); // without an entry in the record
    QVERIFY(runWithDeed(*desk.admin, added));
    QVERIFY(!runWithDeed(*desk.admin, QStringLiteral("UPDATE cv.gateway SET id = 9"))); // ids are the database's
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::GatewayServiceTest)
#include "tst_gateway_service.moc"
