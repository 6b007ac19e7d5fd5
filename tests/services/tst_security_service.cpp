// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/security/security_service.h"

namespace callveil {

/// The settings of the organisation: who may change them, what is kept and what is recorded.
class SecurityServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void answersTheUsualBeforeAnyChange();
    void savesAndRecordsWhatChanged();
    void undoesNothingThatAnotherChanged();
    void refusesWhatIsOutOfItsLimits();
    void refusesWhoeverMayNotManageSecurity();
    void holdsASignInToItsOwnMinutes();
};

void SecurityServiceTest::answersTheUsualBeforeAnyChange()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QCOMPARE(taken(SecurityService(*desk.admin).settings()), (SecuritySettings{false, 5}));
    QCOMPARE(desk.admin->identity()->idleLockMinutes, 5);
}

void SecurityServiceTest::savesAndRecordsWhatChanged()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    SecurityService security(*desk.admin);
    taken(security.save({false, 5}, {true, 5}));
    taken(security.save({true, 5}, {false, 12}));
    taken(security.save({false, 12}, {false, 12}));
    QCOMPARE(taken(security.settings()), (SecuritySettings{false, 12}));
    const auto deeds = DatabaseLook(desk.organisation)
                           .run(QStringLiteral("SELECT object, before, after FROM deed "
                                               "WHERE action = 'setting.change' ORDER BY seq"));
    const QString hides = QStringLiteral("hide_clear_numbers");
    QCOMPARE(deeds.size(), 3);
    QCOMPARE(deeds[0], QVariantList({hides, QStringLiteral("off"), QStringLiteral("on")}));
    QCOMPARE(deeds[1], QVariantList({hides, QStringLiteral("on"), QStringLiteral("off")}));
    QCOMPARE(deeds[2], QVariantList({QStringLiteral("idle_lock_minutes"), QStringLiteral("5"), QStringLiteral("12")}));
}

void SecurityServiceTest::undoesNothingThatAnotherChanged()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    SecurityService security(*desk.admin);
    taken(security.save({}, {.hidesClearNumbers = true}));
    taken(security.save({}, {.idleLockMinutes = 9})); // by somebody whose page is older
    QCOMPARE(taken(security.settings()), (SecuritySettings{true, 9}));
}

void SecurityServiceTest::refusesWhatIsOutOfItsLimits()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    SecurityService security(*desk.admin);
    for (const int minutes : {0, -1, 61, 100000}) {
        const Error error = errorOf(security.save({}, {true, minutes}));
        QCOMPARE(error.fault, Fault::ChoiceUnknown);
        QCOMPARE(error.args.value(0), QStringLiteral("idle-lock"));
    }
    QCOMPARE(taken(security.settings()), SecuritySettings());
    for (const SecuritySettings &wanted :
        {SecuritySettings{.revealsPerHour = -1}, SecuritySettings{.revealsPerHour = 1001},
            SecuritySettings{.revealsPerDay = 10001}, SecuritySettings{.searchesPerHour = -1}})
        QCOMPARE(faultOf(security.save({}, wanted)), Fault::ChoiceUnknown);
}

void SecurityServiceTest::refusesWhoeverMayNotManageSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst);
    QCOMPARE(faultOf(SecurityService(*asha).save({}, {.hidesClearNumbers = true})), Fault::NotPermitted);
    QCOMPARE(taken(SecurityService(*desk.admin).settings()), SecuritySettings());
}

/// Whatever stands in the database, a console locks itself within the hour.
void SecurityServiceTest::holdsASignInToItsOwnMinutes()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    taken(SecurityService(*desk.admin).save({}, {.idleLockMinutes = 20}));
    QCOMPARE(desk.admin->identity()->idleLockMinutes, 5);
    QCOMPARE(desk.organisation.signIn()->identity()->idleLockMinutes, 20);
    const DatabaseLook look(desk.organisation);
    for (const char *text : {"100000", "-3", "never"}) {
        look.run(QStringLiteral("UPDATE setting SET value = '%1' WHERE name = 'idle_lock_minutes'")
                     .arg(QLatin1String(text)));
        const int minutes = desk.organisation.signIn()->identity()->idleLockMinutes;
        QVERIFY2(minutes >= 1 && minutes <= 60, text);
        QCOMPARE(taken(SecurityService(*desk.admin).settings()).idleLockMinutes, minutes);
    }
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::SecurityServiceTest)
#include "tst_security_service.moc"
