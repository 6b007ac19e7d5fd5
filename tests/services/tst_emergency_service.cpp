// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/platform/emergency_service.h"
#include "services/pools/pool_service.h"

namespace callveil {

namespace {

QStringList digitsOf(Workspace &workspace, const QString &country)
{
    QStringList digits;
    for (const EmergencyLine &line : taken(EmergencyService(workspace).overview()).lines)
        if (line.row.number.country == country)
            digits.append(line.row.number.digits);
    return digits;
}

Pool poolIn(const QString &country)
{
    Pool pool;
    pool.name = QStringLiteral("Lines of ") + country;
    pool.country = country;
    return pool;
}

const QString britain = QStringLiteral("GB");
const QString germany = QStringLiteral("DE");
const QStringList britains{QStringLiteral("112"), QStringLiteral("999")};
const QStringList germanys{QStringLiteral("110"), QStringLiteral("112")};

} // namespace

/// Emergency numbers: they are there before the first call of a country, and nobody takes them away unseen.
class EmergencyServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void comeWithTheFirstProcessOfACountry();
    void comeWithTheFirstPoolOfACountry();
    void comeForWhoeverManagesPoolsAlone();
    void comeWithAChangedCountry();
    void stayAwayWhenAllWereRemoved();
    void areUndoneWithWhatTheyCameWith();
    void prefillsOlderDatabases();
    void tellsCountriesOfWhichNoneIsKnown();
    void addsAndRemoves();
    void oneNumberAloneDoesNotKeepTheOthersAway();
    void tellsWhatARemovalTakesAway();
    void refusesWhatIsNoEmergencyNumber();
    void recordsEachChange();
    void isForWhoeverManagesSecurity();
    void aServerRefusesOthers();
    void aServerPrefillsOnlyWhatIsDue();
};

void EmergencyServiceTest::comeWithTheFirstProcessOfACountry()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    QVERIFY(taken(EmergencyService(*desk.admin).overview()).lines.empty());
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    QCOMPARE(digitsOf(*desk.admin, britain), britains);
    for (const EmergencyLine &line : taken(EmergencyService(*desk.admin).overview()).lines)
        QVERIFY(!line.row.addedBy.isSet() && line.row.addedAt > 0);
    taken(EmergencyService(*desk.admin).remove({britain, QStringLiteral("112")}));
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Sales"), britain));
    QCOMPARE(digitsOf(*desk.admin, britain), QStringList(QStringLiteral("999"))); // which was decided
}

void EmergencyServiceTest::comeWithTheFirstPoolOfACountry()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    PoolService pools(*desk.admin);
    Pool pool = poolIn(germany);
    pool.id = taken(pools.save(pool));
    QCOMPARE(digitsOf(*desk.admin, germany), germanys);
    pool.revision = 1;
    pool.country = britain;
    taken(pools.save(pool));
    QCOMPARE(digitsOf(*desk.admin, britain), britains);
}

void EmergencyServiceTest::comeForWhoeverManagesPoolsAlone()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto gus = desk.hire(QStringLiteral("gus"), Role::GroupManager);
    taken(PoolService(*gus).save(poolIn(germany)));
    QCOMPARE(digitsOf(*desk.admin, germany), germanys);
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT actor_id FROM deed WHERE action = 'emergency.prefill'")),
        gus->identity()->id.value);
}

void EmergencyServiceTest::comeWithAChangedCountry()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService processes(*desk.admin);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    ProcessDetails details = taken(processes.list()).front();
    details.process.country = germany;
    taken(processes.update(details));
    QCOMPARE(digitsOf(*desk.admin, germany), germanys);
    QCOMPARE(digitsOf(*desk.admin, britain), britains);
}

void EmergencyServiceTest::stayAwayWhenAllWereRemoved()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessService processes(*desk.admin);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    for (const QString &digits : britains)
        taken(EmergencyService(*desk.admin).remove({britain, digits}));
    ProcessDetails details = taken(processes.list()).front();
    details.process.name = QStringLiteral("Help desk");
    taken(processes.update(details));
    QVERIFY(digitsOf(*desk.admin, britain).isEmpty());
}

void EmergencyServiceTest::areUndoneWithWhatTheyCameWith()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ProcessDetails details;
    details.process.name = QStringLiteral("Support");
    details.process.country = britain;
    details.campaigns.push_back({{}, {}, QStringLiteral("+447700900123"), {}});
    QCOMPARE(faultOf(ProcessService(*desk.admin).create(details)), Fault::TextHoldsNumber);
    QVERIFY(digitsOf(*desk.admin, britain).isEmpty());
    QCOMPARE(scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action LIKE 'emergency.%'")), 0);
}

void EmergencyServiceTest::prefillsOlderDatabases()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    EmergencyService numbers(*desk.admin);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    taken(PoolService(*desk.admin).save(poolIn(germany)));
    QVERIFY(taken(numbers.prefill()).empty());
    DatabaseLook(desk.organisation).run(QStringLiteral("DELETE FROM emergency_number"));
    QCOMPARE(taken(numbers.overview()).missing, QStringList({germany, britain}));
    const auto prefilled = taken(numbers.prefill());
    QCOMPARE(prefilled.size(), size_t(2));
    QCOMPARE(prefilled[0].country, germany);
    QCOMPARE(prefilled[1].digits, britains);
    QCOMPARE(digitsOf(*desk.admin, germany), germanys);
    QVERIFY(taken(numbers.overview()).missing.isEmpty());
}

void EmergencyServiceTest::tellsCountriesOfWhichNoneIsKnown()
{
    QFETCH_GLOBAL(Engine, engine);
    QString unknown; // the library learns of more of them from year to year
    for (const char *region : {"TK", "TA", "IO", "GQ", "GN"})
        if (usualEmergencyNumbers(QLatin1String(region)).isEmpty())
            unknown = QLatin1String(region);
    QVERIFY2(!unknown.isEmpty(), "numbers of all of these are known by now: name another country");
    Desk desk(engine);
    taken(PoolService(*desk.admin).save(poolIn(unknown)));
    EmergencyService numbers(*desk.admin);
    const auto prefilled = taken(numbers.prefill());
    QCOMPARE(prefilled.size(), size_t(1));
    QVERIFY(prefilled.front().digits.isEmpty());
    QCOMPARE(taken(numbers.overview()).missing, QStringList(unknown));
    taken(numbers.add({unknown, QStringLiteral("111")}));
    QVERIFY(taken(numbers.overview()).missing.isEmpty());
    QCOMPARE(
        scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'emergency.prefill'")), 0);
}

void EmergencyServiceTest::addsAndRemoves()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    EmergencyService numbers(*desk.admin);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    QCOMPARE(taken(numbers.add({QStringLiteral(" gb "), QStringLiteral("101 ")})), QStringList());
    QCOMPARE(digitsOf(*desk.admin, britain),
        QStringList({QStringLiteral("101"), QStringLiteral("112"), QStringLiteral("999")}));
    const EmergencyRow row = taken(numbers.overview()).lines.front().row;
    QCOMPARE(row.addedBy, desk.admin->identity()->id);
    QCOMPARE(row.addedByName, QStringLiteral("Ada Administrator"));
    QCOMPARE(errorOf(numbers.add({britain, QStringLiteral("101")})).args,
        QStringList({QStringLiteral("digits"), QStringLiteral("101")}));
    taken(numbers.remove({britain, QStringLiteral("101")}));
    const Error gone = errorOf(numbers.remove({britain, QStringLiteral("101")}));
    QCOMPARE(gone.code, ErrorCode::NotFound);
    QCOMPARE(gone.fault, Fault::EntryUnknown);
    QCOMPARE(digitsOf(*desk.admin, britain), britains);
}

void EmergencyServiceTest::oneNumberAloneDoesNotKeepTheOthersAway()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    EmergencyService numbers(*desk.admin);
    QCOMPARE(taken(numbers.add({britain, QStringLiteral("101")})), britains);
    QCOMPARE(taken(numbers.add({germany, QStringLiteral("110")})), germanys); // one of them
    QCOMPARE(digitsOf(*desk.admin, britain), QStringList(QStringLiteral("101")) + britains);
    QCOMPARE(digitsOf(*desk.admin, germany), germanys);
}

void EmergencyServiceTest::tellsWhatARemovalTakesAway()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    EmergencyService numbers(*desk.admin);
    taken(numbers.add({britain, QStringLiteral("101")}));
    const auto lossOf = [&](const QString &digits) {
        for (const EmergencyLine &line : taken(numbers.overview()).lines)
            if (line.row.number.digits == digits)
                return line.loss;
        qFatal("the number is gone");
    };
    QCOMPARE(lossOf(QStringLiteral("101")), EmergencyLoss::Nothing);
    QCOMPARE(lossOf(QStringLiteral("999")), EmergencyLoss::Usual);
    for (const QString &digits : britains)
        taken(numbers.remove({britain, digits}));
    QCOMPARE(lossOf(QStringLiteral("101")), EmergencyLoss::Last);
}

void EmergencyServiceTest::refusesWhatIsNoEmergencyNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    EmergencyService numbers(*desk.admin);
    QCOMPARE(faultOf(numbers.add({QStringLiteral("UK"), QStringLiteral("999")})), Fault::CountryUnknown);
    QCOMPARE(faultOf(numbers.add({britain, {}})), Fault::NameEmpty);
    for (const char *digits : {"1", "1234567", "447700900123", "+999", "9 9 9", "99x"}) {
        const Error error = errorOf(numbers.add({britain, QLatin1String(digits)}));
        QCOMPARE(error.fault, Fault::ChoiceUnknown);
        QVERIFY(!error.args.join(u' ').contains(QStringLiteral("7700")));
    }
    QVERIFY(taken(numbers.overview()).lines.empty());
}

void EmergencyServiceTest::recordsEachChange()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    EmergencyService numbers(*desk.admin);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    taken(numbers.add({britain, QStringLiteral("101")}));
    taken(numbers.remove({britain, QStringLiteral("112")}));
    const auto deeds = DatabaseLook(desk.organisation)
                           .run(QStringLiteral("SELECT action, object, before, after FROM deed WHERE action LIKE "
                                               "'emergency.%' ORDER BY seq"));
    const QString object = QStringLiteral("emergency"), nothing = QString(QLatin1String(""));
    QCOMPARE(deeds.size(), 3);
    QCOMPARE(deeds[0],
        QVariantList(
            {QStringLiteral("emergency.prefill"), object, nothing, QStringLiteral("country GB; digits 112 999")}));
    QCOMPARE(deeds[1],
        QVariantList({QStringLiteral("emergency.add"), object, nothing, QStringLiteral("country GB; digits 101")}));
    QCOMPARE(deeds[2],
        QVariantList({QStringLiteral("emergency.remove"), object, QStringLiteral("country GB; digits 112"), nothing}));
}

void EmergencyServiceTest::isForWhoeverManagesSecurity()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto gus = desk.hire(QStringLiteral("gus"), Role::GroupManager);
    EmergencyService numbers(*gus);
    QCOMPARE(faultOf(numbers.overview()), Fault::NotPermitted);
    QCOMPARE(faultOf(numbers.add({britain, QStringLiteral("101")})), Fault::NotPermitted);
    QCOMPARE(faultOf(numbers.remove({britain, QStringLiteral("101")})), Fault::NotPermitted);
    QCOMPARE(faultOf(numbers.prefill()), Fault::NotPermitted);
}

void EmergencyServiceTest::aServerRefusesOthers()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    Desk desk(engine);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    const auto gus = desk.hire(QStringLiteral("gus"), Role::GroupManager);
    const QString added = QStringLiteral("INSERT INTO cv.emergency_number VALUES ('GB', '101', cv_api.me(), 0)");
    for (const QString &sql : {added, QStringLiteral("DELETE FROM cv.emergency_number")}) {
        QVERIFY2(!runWithDeed(*gus, sql), qPrintable(sql));
        QVERIFY2(!runAs(*desk.admin, sql), qPrintable(sql)); // without an entry in the record
    }
    // Nobody adds in the name of another, or as what is known.
    for (const char *whose : {"0", "2"})
        QVERIFY(!runWithDeed(*desk.admin,
            QStringLiteral("INSERT INTO cv.emergency_number VALUES ('GB', '101', %1, 0)").arg(QLatin1String(whose))));
    QVERIFY(!runWithDeed(*desk.admin, QStringLiteral("UPDATE cv.emergency_number SET digits = '00'")));
    QVERIFY(!runWithDeed(
        *desk.admin, QStringLiteral("INSERT INTO cv.emergency_number VALUES ('GB', '4477009', cv_api.me(), 0)")));
    QVERIFY(runWithDeed(*desk.admin, added));
    QVERIFY(holdsFor(*gus, QStringLiteral("(SELECT count(*) = 3 FROM cv.emergency_number)::int"))); // everybody reads
}

void EmergencyServiceTest::aServerPrefillsOnlyWhatIsDue()
{
    QFETCH_GLOBAL(Engine, engine);
    if (engine == Engine::Sqlite)
        return;
    Desk desk(engine);
    static_cast<void>(desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), britain));
    const DatabaseLook look(desk.organisation);
    look.run(QStringLiteral("DELETE FROM emergency_number"));
    const auto gus = desk.hire(QStringLiteral("gus"), Role::GroupManager);
    const auto ann = desk.hire(QStringLiteral("ann"), Role::Analyst);
    const auto asked = [](Workspace &workspace, const QString &arguments) {
        return runWithDeed(workspace, QStringLiteral("SELECT cv_api.emergency_prefill(%1)").arg(arguments)).has_value();
    };
    const QString fits = QStringLiteral("'GB', '{112,999}'");
    QVERIFY(!asked(*ann, fits)); // neither processes nor pools nor security
    QVERIFY(!asked(*gus, QStringLiteral("'FR', '{112}'"))); // there is no process or pool
    QVERIFY(!asked(*gus, QStringLiteral("'gb', '{112}'")));
    for (const char *numbers : {"{112,1}", "{1234567}", "{+44}", "{NULL}", "{112,''}"})
        QVERIFY2(!asked(*gus, QStringLiteral("'GB', '%1'").arg(QLatin1String(numbers))), numbers);
    QVERIFY(!asked(*gus,
        QStringLiteral("'GB', ARRAY(SELECT CAST(n AS text) FROM generate_series(1000, 1128) n)"))); // too many
    QVERIFY(!runAs(*gus, QStringLiteral("SELECT cv_api.emergency_prefill(%1)").arg(fits))); // without an entry
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM emergency_number")), 0);
    QVERIFY(asked(*gus, fits));
    QVERIFY(asked(*gus, QStringLiteral("'GB', '{100}'"))); // which has some by now
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM emergency_number")), 2);
    QVERIFY(asked(*desk.admin, QStringLiteral("'FR', '{112}'")));
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM emergency_number WHERE added_by <> 0")), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::EmergencyServiceTest)
#include "tst_emergency_service.moc"
