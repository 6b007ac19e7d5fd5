// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/access/access_service.h"
#include "services/audit/audit_service.h"
#include "services/recovery/recovery_service.h"
#include "services/reveal/reveal_service.h"
#include "support/postgres_cluster.h"

namespace callveil {

namespace {

const QString asha = QStringLiteral("asha");
const QString newPassword = QStringLiteral("another horse battery");
const QString why = QStringLiteral("the customer asked to be called back");

RecoverOrder orderOf(const Desk &desk, const QString &words)
{
    RecoverOrder order;
    order.address = desk.organisation.address(
        desk.organisation.engine() == Engine::PostgreSql ? QStringLiteral("postgres") : QString());
    if (desk.organisation.engine() == Engine::PostgreSql)
        order.superuserPassword = PostgresCluster::shared().superuserPassword();
    order.words = words;
    order.userName = QStringLiteral("admin");
    order.newPassword = newPassword;
    return order;
}

QString kitOf(const Desk &desk)
{
    return desk.organisation.outcome().recoveryWords.join(u' ');
}

bool readsTheNumber(Workspace &workspace)
{
    const auto log = logOf(workspace);
    const NumberId number = taken(CallLogService(workspace).legs(log.front().id)).front().customer.number;
    const auto revealed = RevealService(workspace).reveal({number, why, {}}).result();
    return revealed && (*revealed)->text() == QLatin1String("+447700900123");
}

} // namespace

/// The recovery kit: what it gives back, to whom, and that each kit is used once.
class RecoveryServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void givesKeysToWhoWaits();
    void refusesWrongWords();
    void letsAnAdministratorInAgain();
    void letsNobodyElseIn();
    void eachKitIsUsedOnce();
    void rawSqlPutsNothingInThePlaceOfTheKit();

private:
    static void addCall(Desk &desk);
};

void RecoveryServiceTest::addCall(Desk &desk)
{
    const ProcessId process = desk.organisation.addProcess(*desk.admin, QStringLiteral("One"), QStringLiteral("GB"));
    GenericRow row;
    row.id = "c1";
    row.caller = "07700 900123";
    row.callee = "+442079460100";
    import(desk, genericFile({row}), process);
}

void RecoveryServiceTest::givesKeysToWhoWaits()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk);
    taken(AccessService(*desk.admin).grant(Role::Supervisor, {}));
    const auto holder = desk.hire(asha, Role::Supervisor);
    taken(AccessService(*desk.admin).revoke(Role::Administrator, {}));
    taken(AccessService(*desk.admin).grant(Role::Administrator, {}));
    taken(PeopleService(*desk.admin).setDisabled(asha, true)); // nobody holds the vault any more
    QVERIFY(!readsTheNumber(*desk.admin));
    const UsedKit used = taken(RecoveryService::use(*desk.admin, kitOf(desk)));
    QCOMPARE(used.served, 1);
    QCOMPARE(used.newWords.size(), 17);
    QVERIFY(used.newWords.join(u' ') != kitOf(desk));
    QVERIFY(readsTheNumber(*desk.admin));
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'recovery.use'")), 1);
}

void RecoveryServiceTest::refusesWrongWords()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    Desk other(engine);
    QCOMPARE(faultOf(RecoveryService::use(*desk.admin, QStringLiteral("no words at all"))), Fault::KitWrong);
    QCOMPARE(faultOf(RecoveryService::use(*desk.admin, kitOf(other))), Fault::KitWrong);
    QStringList swapped = desk.organisation.outcome().recoveryWords;
    swapped.swapItemsAt(0, 1);
    QCOMPARE(faultOf(RecoveryService::use(*desk.admin, swapped.join(u' '))), Fault::KitWrong);
    const auto analyst = desk.hire(asha, Role::Analyst);
    QCOMPARE(faultOf(RecoveryService::use(*analyst, kitOf(desk))), Fault::NotPermitted);
    RecoveryService service(desk.organisation.local());
    QCOMPARE(faultOf(service.recover(orderOf(desk, kitOf(other)))), Fault::KitWrong);
    QVERIFY(desk.organisation.signIn()); // the old password is as good as before
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'recovery.use'")), 0);
}

void RecoveryServiceTest::letsAnAdministratorInAgain()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk);
    RecoveryService service(desk.organisation.local());
    RecoverOrder order = orderOf(desk, kitOf(desk));
    order.newPassword = QStringLiteral("short");
    QCOMPARE(faultOf(service.recover(order)), Fault::PasswordTooShort);
    const auto recovered = taken(service.recover(orderOf(desk, kitOf(desk))));
    QVERIFY(readsTheNumber(*recovered->workspace));
    QCOMPARE(recovered->kit.newWords.size(), 17);
    QVERIFY(!desk.organisation.trySignIn(QStringLiteral("admin"), TestOrganisation::password()));
    desk.organisation.local().clearFailures(desk.organisation.address().place(), QStringLiteral("admin"));
    const auto again = desk.organisation.signIn(QStringLiteral("admin"), newPassword);
    QVERIFY(!again->identity()->mustChangePassword && !again->identity()->writerKey.isEmpty());
    // He signs with other keys by now; what he did before is judged by the old ones.
    const auto report = taken(AuditService(*again, desk.organisation.local()).verify(std::make_shared<DeedProgress>()));
    QVERIFY(report.breaks.empty());
    QVERIFY(desk.organisation.addProcess(*again, QStringLiteral("Two"), QStringLiteral("GB")).isSet());
}

void RecoveryServiceTest::letsNobodyElseIn()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto analyst = desk.hire(asha, Role::Analyst);
    RecoverOrder order = orderOf(desk, kitOf(desk));
    order.userName = asha;
    RecoveryService service(desk.organisation.local());
    QCOMPARE(faultOf(service.recover(order)), Fault::PersonUnknown);
    order.userName = QStringLiteral("nobody");
    QCOMPARE(faultOf(service.recover(order)), Fault::PersonUnknown);
    QVERIFY(desk.organisation.signIn(asha));
}

void RecoveryServiceTest::eachKitIsUsedOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    addCall(desk);
    const UsedKit first = taken(RecoveryService::use(*desk.admin, kitOf(desk)));
    QCOMPARE(faultOf(RecoveryService::use(*desk.admin, kitOf(desk))), Fault::KitWrong);
    const UsedKit second = taken(RecoveryService::use(*desk.admin, first.newWords.join(u' ')));
    QVERIFY(second.newWords != first.newWords);
    RecoveryService service(desk.organisation.local());
    QCOMPARE(faultOf(service.recover(orderOf(desk, kitOf(desk)))), Fault::KitWrong);
    QVERIFY(readsTheNumber(*taken(service.recover(orderOf(desk, second.newWords.join(u' '))))->workspace));
}

void RecoveryServiceTest::rawSqlPutsNothingInThePlaceOfTheKit()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all rights on it
    Desk desk(engine);
    const auto refused = [&](Workspace &workspace, const QString &sql) {
        const auto done = runWithDeed(workspace, sql);
        return !done && done.error().code == ErrorCode::Denied;
    };
    const QString replace = QStringLiteral("SELECT cv_api.recovery_replace('\\x00', '\\x00', '\\x01', '\\x02')");
    const QString put = QStringLiteral("SELECT cv_api.recovery_seal_put(2, 0, 0, 0, '\\x00', '\\x01')");
    QVERIFY(refused(*desk.admin, replace) && refused(*desk.admin, put));
    QVERIFY(refused(*desk.admin, QStringLiteral("UPDATE cv.organisation SET recovery_key = '\\x00'")));
    const auto analyst = desk.hire(asha, Role::Analyst);
    QVERIFY(refused(*analyst, replace) && refused(*analyst, put));
    QVERIFY(refused(*analyst, QStringLiteral("SELECT * FROM cv_api.recovery_seals()")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecoveryServiceTest)
#include "tst_recovery_service.moc"
