// SPDX-License-Identifier: GPL-3.0-or-later
#include "record_scene.h"

#include "domain/platform/call_record.h"
#include "support/psql_session.h"

namespace callveil {

namespace {

/// Somebody who puts records in as a switch's login may.
class Door final {
public:
    explicit Door(const RecordScene &scene) : m_look(scene.desk.organisation)
    {
        m_look.run(QStringLiteral("SET ROLE \"cv_%1_switch\"").arg(scene.desk.organisation.address().database));
        m_look.run(QStringLiteral("SET timezone = 'UTC'"));
    }
    /// An INSERT as a module sends it; the test program ends when it is refused.
    void put(const QString &sql) const { m_look.run(QStringLiteral("INSERT INTO switch_v1.") + sql); }

private:
    DatabaseLook m_look;
};

/// As packaging/switch/records.cfg sends it: both legs at once.
QString kamCdr(
    const QString &did, const QString &caller, const QString &side, const QString &session, const QString &callRef)
{
    return QStringLiteral("kam_cdr (start_time, end_time, duration, session_id, binding_id, did, caller, callee, side, "
                          "sip_code, sip_reason, call_ref, leg) SELECT to_timestamp(1750000000), "
                          "to_timestamp(1750000065), 1750000065 - 1750000000, '%1', nullif(0, 0), '%2', '%3', "
                          "'+447701999999', '%4', '200', 'OK', '%5', l FROM unnest(ARRAY['A', 'B']) l")
        .arg(session, did, caller, side, callRef);
}

QString kamMissed(const QString &did, const QString &caller, const QString &session, const QString &code)
{
    return QStringLiteral("kam_missed (time, ring_time, session_id, binding_id, did, caller, callee, side, sip_code, "
                          "sip_reason, call_ref, leg) SELECT to_timestamp(1750000020), 1750000020 - 1750000000, '%1', "
                          "nullif(7, 0), '%2', '%3', '+447701999999', 'agent', '%4', 'x', '17.1.1750000%4', l FROM "
                          "unnest(ARRAY['A', 'B']) l")
        .arg(session, did, caller, code);
}

/// As cdr_pgsql and cdr_adaptive_odbc send it; the session may stand in the account.
QString asterisk(const QString &src, const QString &dst, const QString &disposition, const QString &uniqueId,
    const QString &account = {})
{
    return QStringLiteral("asterisk_cdr (\"calldate\",\"clid\",\"src\",\"dst\",\"dcontext\",\"channel\",\"dstchannel\","
                          "\"lastapp\",\"lastdata\",\"duration\",\"billsec\",\"disposition\",\"amaflags\","
                          "\"accountcode\",\"uniqueid\",\"userfield\",\"linkedid\") VALUES ('2025-06-15 15:06:40',"
                          "'\"Ann\" <%1>','%1','%2','masked','PJSIP/trunk-00000001','PJSIP/trunk-00000002','Dial',"
                          "'PJSIP/%1@trunk,60','65.250000','60.500000','%3','DOCUMENTATION','%5','%4.7','','%4.1')")
        .arg(src, dst, disposition, uniqueId, account);
}

/// As mod_cdr_pg_csv sends it; `talk`: answered and billed, or not.
QString freeSwitch(const QString &caller, const QString &called, bool talk, const QString &cause, const QString &uuid,
    const QString &other)
{
    return QStringLiteral("fs_cdr (local_ip_v4, caller_id_name, caller_id_number, destination_number, context, "
                          "start_stamp, answer_stamp, end_stamp, duration, billsec, hangup_cause, uuid, bleg_uuid, "
                          "accountcode, read_codec, write_codec) VALUES ('192.0.2.1', 'Ann', '%1', '%2', 'public', "
                          "'2025-06-15 15:06:40', '%3', '2025-06-15 15:07:40', 60, %4, '%5', '%6', '%7', '', 'PCMU', "
                          "'PCMU')")
        .arg(caller, called, talk ? QStringLiteral("2025-06-15 15:06:45") : QString(),
            talk ? QStringLiteral("55") : QStringLiteral("0"), cause, uuid, other);
}

QString openSips(const QString &did, const QString &caller, const QString &code, const QString &callId)
{
    const bool talk = code == QLatin1String("200");
    return QStringLiteral(
        "osips_acc (method,from_tag,to_tag,callid,sip_code,sip_reason,time,duration,ms_duration,"
        "setuptime,created,did,caller) VALUES ('INVITE','f1','t1','%4','%3','x','2025-06-15 15:06:45',"
        "%5,5,'2025-06-15 15:06:40','%1','sip:%2@carrier.example.com')")
        .arg(did, caller, code, callId, talk ? QStringLiteral("61,60400") : QStringLiteral("NULL,NULL"));
}

} // namespace

/// Call records as the modules of switches send them, on a real server.
class CallRecordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_scene = std::make_unique<RecordScene>(Engine::PostgreSql); }
    void cleanupTestCase() { m_scene.reset(); }
    void bothLegsOfKamailiosCallAreOfItsBinding();
    void whatIsSentAgainIsNoSecondLeg();
    void unansweredCallsAreRecordsToo_data();
    void unansweredCallsAreRecordsToo();
    void asterisksRowIsTheLegOfWhomeverItIsWith();
    void freeSwitchNamesBothLegsAlike();
    void openSipsTellsWhenItBegan();
    void whoHasNoBindingIsKnownByHisCallingCode();
    void anEndedBindingIsFoundByItsSession();
    void aSessionOfAnotherNumberCountsForNothing();
    void whatIsNobodysIsKept();
    void whatCannotBeReadIsKeptAndNeverRefused_data();
    void whatCannotBeReadIsKeptAndNeverRefused();
    void timesWithoutAZoneAreTheLogins();
    void noNumberStaysAnywhere();
    void aSwitchPutsInAndDoesNothingElse();

private:
    std::unique_ptr<RecordScene> m_scene; ///< of tests with many rows of data
    std::optional<Binding> m_bound;
};

void CallRecordsTest::bothLegsOfKamailiosCallAreOfItsBinding()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Door door(scene);
    door.put(kamCdr(binding.number, scene.line(1), QStringLiteral("agent"), scene.session(binding),
        QStringLiteral("1.2.1750000000")));
    const QString rest = QStringLiteral("1 - 0 65000 65 1 -");
    QCOMPARE(scene.kept(), QStringList({scene.of(binding, 0) + rest, scene.of(binding, 1) + rest}));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(DISTINCT call_key) FROM cv_route.cdr_spool")), 1);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT min(started_at) FROM cv_route.cdr_spool")), scene.began);
    QCOMPARE(scene.look.number(QStringLiteral("SELECT min(did_id) FROM cv_route.cdr_spool")), binding.did.value);
}

void CallRecordsTest::whatIsSentAgainIsNoSecondLeg()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Door door(scene);
    const QString call = kamCdr(
        binding.number, scene.customer(1), QStringLiteral("customer"), scene.session(binding), QStringLiteral("1.2.3"));
    door.put(call);
    door.put(call);
    QCOMPARE(scene.kept().size(), 2);
    scene.look.run(QStringLiteral("DELETE FROM cv_route.cdr_spool")); // they became legs
    door.put(call);
    QCOMPARE(scene.kept(), QStringList());
    door.put(kamCdr(binding.number, scene.customer(1), QStringLiteral("customer"), scene.session(binding),
        QStringLiteral("1.2.4")));
    QCOMPARE(scene.kept().size(), 2); // another call
}

void CallRecordsTest::unansweredCallsAreRecordsToo_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<Disposition>("disposition");
    QTest::newRow("busy") << QStringLiteral("486") << Disposition::Busy;
    QTest::newRow("busy everywhere") << QStringLiteral("600") << Disposition::Busy;
    QTest::newRow("given up") << QStringLiteral("487") << Disposition::Cancelled;
    QTest::newRow("opted out") << QStringLiteral("480") << Disposition::NoAnswer;
    QTest::newRow("nobody answers") << QStringLiteral("408") << Disposition::NoAnswer;
    QTest::newRow("rejected") << QStringLiteral("404") << Disposition::Failed;
    QTest::newRow("declined") << QStringLiteral("603") << Disposition::Failed;
    QTest::newRow("no code") << QString() << Disposition::Unknown;
    QTest::newRow("an odd code") << QStringLiteral("4x") << Disposition::Unknown;
}

void CallRecordsTest::unansweredCallsAreRecordsToo()
{
    QFETCH(QString, code);
    QFETCH(Disposition, disposition);
    RecordScene &scene = *m_scene;
    if (!m_bound)
        m_bound = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Binding &binding = *m_bound;
    scene.forget();
    Door(scene).put(kamMissed(binding.number, scene.line(1), scene.session(binding), code));
    const QString rest = QStringLiteral("1 - - 20000 0 %1 -").arg(int(disposition));
    QCOMPARE(scene.kept(), QStringList({scene.of(binding, 0) + rest, scene.of(binding, 1) + rest}));
}

void CallRecordsTest::asterisksRowIsTheLegOfWhomeverItIsWith()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Door door(scene);
    const QString did = binding.number, answered = QStringLiteral("ANSWERED");
    door.put(asterisk(scene.customer(1), did, answered, QStringLiteral("1750000000")));
    door.put(asterisk(did, scene.line(1), answered, QStringLiteral("1750000000"))); // the second channel of it
    door.put(asterisk(scene.line(1).mid(1), did.mid(1), QStringLiteral("NO ANSWER"), QStringLiteral("1750000001")));
    // Nobody's number is in it: the session, and who calls, stand in the account.
    door.put(asterisk(QStringLiteral("100"), QStringLiteral("s"), QStringLiteral("BUSY"), QStringLiteral("1750000002"),
        scene.session(binding) + QStringLiteral(":agent")));
    QCOMPARE(scene.kept(),
        QStringList({scene.of(binding, 0) + QStringLiteral("0 - 4750 65250 60 1 -"),
            scene.of(binding, 1) + QStringLiteral("0 - 4750 65250 60 1 -"),
            scene.of(binding, 1) + QStringLiteral("1 - - 65250 0 2 -"),
            scene.of(binding, 1) + QStringLiteral("1 - - 65250 0 3 -")}));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(DISTINCT call_key) FROM cv_route.cdr_spool")), 3);
}

void CallRecordsTest::freeSwitchNamesBothLegsAlike()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Door door(scene);
    const QString did = binding.number.mid(1), clearing = QStringLiteral("NORMAL_CLEARING");
    const QString first = QStringLiteral("5f0c3a52-0001"), second = QStringLiteral("5f0c3a52-0002");
    door.put(freeSwitch(scene.line(1).mid(1), did, true, clearing, first, second));
    door.put(freeSwitch(did, scene.customer(1).mid(1), true, clearing, second, {}));
    const QString rest = QStringLiteral("1 - 5000 60000 55 1 -");
    QCOMPARE(scene.kept(), QStringList({scene.of(binding, 1) + rest, scene.of(binding, 0) + rest}));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT count(DISTINCT call_key) FROM cv_route.cdr_spool")), 1);
    scene.forget();
    int call = 0;
    for (const char *cause : {"USER_BUSY", "ORIGINATOR_CANCEL", "NO_ANSWER", "UNALLOCATED_NUMBER", ""})
        door.put(freeSwitch(scene.customer(1), did, false, QLatin1String(cause), QString::number(++call), {}));
    QStringList outcomes;
    for (const QString &line : scene.kept())
        outcomes.append(line.section(u' ', 8, 8));
    QCOMPARE(outcomes.join(u' '), QStringLiteral("3 5 2 4 0"));
}

void CallRecordsTest::openSipsTellsWhenItBegan()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Door door(scene);
    // Call-IDs hold numbers with some devices.
    door.put(openSips(binding.number, scene.customer(1), QStringLiteral("200"), scene.customer(1)));
    door.put(openSips(binding.number, scene.line(1), QStringLiteral("486"), QStringLiteral("other")));
    QCOMPARE(scene.kept(),
        QStringList({scene.of(binding, 0) + QStringLiteral("0 - 5000 65400 61 1 -"),
            scene.of(binding, 1) + QStringLiteral("1 - - 5000 0 3 -")}));
}

void CallRecordsTest::whoHasNoBindingIsKnownByHisCallingCode()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding own = scene
                            .bind(scene.pool(Sharing::PairUnique, 1), 1, 1,
                                [](BindingOrder &order) { order.model = BindingModel::Agent; })
                            .binding;
    static_cast<void>(scene.project());
    const Door door(scene);
    door.put(openSips(own.number, QStringLiteral("+12125550100"), QStringLiteral("200"), QStringLiteral("one")));
    door.put(openSips(own.number, QStringLiteral("anonymous"), QStringLiteral("200"), QStringLiteral("two")));
    door.put(openSips(own.number, scene.line(1), QStringLiteral("200"), QStringLiteral("three")));
    door.put(kamCdr(own.number, {}, QStringLiteral("customer"), {}, QStringLiteral("four")));
    const QString of = QString::number(scene.sales.value);
    QCOMPARE(scene.kept(),
        QStringList({QStringLiteral("0 0 %1 0 1 5000 65400 61 1 -").arg(of),
            QStringLiteral("0 0 %1 0 - 5000 65400 61 1 -").arg(of),
            scene.of(own, 1) + QStringLiteral("1 - 5000 65400 61 1 -"),
            QStringLiteral("0 0 %1 0 - 0 65000 65 1 -").arg(of), QStringLiteral("1 0 %1 0 - 0 65000 65 1 -").arg(of)}));
}

void CallRecordsTest::anEndedBindingIsFoundByItsSession()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    taken(scene.bindings.release(binding)); // while they talk
    const Door door(scene);
    door.put(kamCdr(
        binding.number, scene.customer(1), QStringLiteral("customer"), scene.session(binding), QStringLiteral("1")));
    door.put(openSips(binding.number, scene.customer(1), QStringLiteral("200"), QStringLiteral("2")));
    QStringList kept = scene.kept();
    QCOMPARE(kept.size(), 3);
    QVERIFY(kept[0].startsWith(scene.of(binding, 0)));
    QVERIFY(kept[1].startsWith(scene.of(binding, 1)));
    // Its route is gone: the process is the one that the number was bound for last.
    QCOMPARE(kept[2], QStringLiteral("0 0 %1 - 44 5000 65400 61 1 -").arg(scene.sales.value));
}

void CallRecordsTest::aSessionOfAnotherNumberCountsForNothing()
{
    RecordScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::Exclusive, 2);
    const Binding first = scene.bound(pool, 1, 1), second = scene.bound(pool, 2, 2);
    QVERIFY(first.did != second.did);
    Door(scene).put(kamCdr(
        second.number, scene.customer(2), QStringLiteral("customer"), scene.session(first), QStringLiteral("1")));
    QVERIFY(scene.kept().constFirst().startsWith(scene.of(second, 0)));
}

void CallRecordsTest::whatIsNobodysIsKept()
{
    RecordScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1);
    const QString did =
        scene.look.one(QStringLiteral("SELECT number FROM did WHERE pool_id = %1").arg(pool.id.value)).toString();
    const Door door(scene);
    door.put(openSips(QStringLiteral("+442079469999"), scene.customer(1), QStringLiteral("200"), QStringLiteral("1")));
    door.put(openSips(did, scene.customer(1), QStringLiteral("200"), QStringLiteral("2"))); // was never bound
    QCOMPARE(scene.kept(),
        QStringList({QStringLiteral("0 0 0 - 44 5000 65400 61 1 1"), QStringLiteral("0 0 0 - 44 5000 65400 61 1 2")}));
    scene.forget();
    scene.look.run(QStringLiteral("SET session_replication_role = replica"));
    scene.look.run(QStringLiteral("INSERT INTO process_did SELECT %1, id FROM did").arg(scene.support.value));
    door.put(openSips(did, scene.customer(1), QStringLiteral("200"), QStringLiteral("2")));
    QCOMPARE(scene.kept(), QStringList(QStringLiteral("0 0 %1 - 44 5000 65400 61 1 -").arg(scene.support.value)));
}

void CallRecordsTest::whatCannotBeReadIsKeptAndNeverRefused_data()
{
    QTest::addColumn<QString>("row");
    const QString number = QStringLiteral("'+447700999999'");
    QTest::newRow("nothing") << QStringLiteral("kam_cdr (leg) VALUES (NULL)");
    QTest::newRow("numbers everywhere")
        << QStringLiteral("kam_cdr VALUES (%1,%1,%1,%1,%1,%1,%1,%1,%1,%1,%1,%1,%1)").arg(number);
    QTest::newRow("no call reference") << QStringLiteral(
        "kam_missed (time, ring_time, did) VALUES (to_timestamp(1750000020), 5, '+442079460000')");
    QTest::newRow("a day that is none") << QStringLiteral(
        "asterisk_cdr (calldate, src, dst, duration, uniqueid) VALUES ('2025-02-31 10:00:00', %1, %1, "
        "%1, 'x')")
                                               .arg(number);
    QTest::newRow("the first moment") << QStringLiteral(
        "fs_cdr (start_stamp, uuid) VALUES ('1970-01-01 00:00:00', 'y')");
    QTest::newRow("the far future") << QStringLiteral(
        "osips_acc (time, callid, sip_code) VALUES ('2999-01-01 00:00:00', 'z', '200')");
    QTest::newRow("a zone that is none") << QStringLiteral(
        "osips_acc (created, callid) VALUES ('2025-01-01 00:00:00+99', 'u')");
    QTest::newRow("very long") << QStringLiteral(
        "asterisk_cdr (calldate, src, dst, clid, uniqueid, accountcode) SELECT "
        "t, t, t, t, t, t FROM (SELECT repeat('9', 100000)) x (t)");
}

void CallRecordsTest::whatCannotBeReadIsKeptAndNeverRefused()
{
    QFETCH(QString, row);
    const RecordScene &scene = *m_scene;
    scene.forget();
    Door(scene).put(row);
    QCOMPARE(scene.kept().size(), 1);
    QCOMPARE(scene.kept().constFirst().section(u' ', 9, 9), QString::number(int(RecordFault::Damaged)));
    QVERIFY(!scene.dump().contains("7700999999"));
}

void CallRecordsTest::timesWithoutAZoneAreTheLogins()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const DatabaseLook away(scene.desk.organisation);
    away.run(QStringLiteral("SET timezone = 'Asia/Kolkata'"));
    away.run(QStringLiteral("INSERT INTO switch_v1.")
        + asterisk(scene.customer(1), binding.number, QStringLiteral("ANSWERED"), QStringLiteral("1")));
    QCOMPARE(scene.look.number(QStringLiteral("SELECT started_at FROM cv_route.cdr_spool")),
        scene.began - qint64(330) * 60000);
}

void CallRecordsTest::noNumberStaysAnywhere()
{
    RecordScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1), 1, 1);
    const Door door(scene);
    const QString customer = scene.customer(1), line = scene.line(1);
    door.put(kamCdr(binding.number, customer, QStringLiteral("customer"), scene.session(binding), customer));
    door.put(asterisk(customer, binding.number, QStringLiteral("ANSWERED"), line.mid(1)));
    door.put(freeSwitch(line, binding.number, true, {}, customer, line));
    door.put(openSips(binding.number, line, QStringLiteral("200"), customer + QStringLiteral("@192.0.2.1")));
    QCOMPARE(scene.kept().size(), 5);
    const QByteArray kept = scene.dump();
    for (const QString &number : {customer, line, QStringLiteral("+447701999999")})
        QVERIFY(!kept.contains(number.mid(4).toLatin1()));
}

void CallRecordsTest::aSwitchPutsInAndDoesNothingElse()
{
    RecordScene scene(Engine::PostgreSql);
    const DatabaseAddress place = scene.desk.organisation.address();
    const QString login = place.database + QStringLiteral("_records");
    scene.look.run(QStringLiteral("CREATE ROLE \"%1\" LOGIN PASSWORD 'letters1and2digits' IN ROLE \"cv_%2_switch\"")
                       .arg(login, place.database));
    {
        PsqlSession psql(QStringLiteral("postgresql://%1:letters1and2digits@%2:%3/%4")
                             .arg(login, place.host)
                             .arg(place.port)
                             .arg(place.database));
        for (const char *view : {"kam_cdr", "kam_missed", "asterisk_cdr", "fs_cdr", "osips_acc"}) {
            const QString name = QStringLiteral("switch_v1.") + QLatin1String(view);
            const QString column =
                scene.look
                    .one(QStringLiteral("SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = "
                                        "CAST('%1' AS regclass) AND attnum = 1")
                             .arg(name))
                    .toString();
            QVERIFY2(psql.ask(QStringLiteral("INSERT INTO %1 (%2) VALUES ('x')").arg(name, column)).succeeded(), view);
            QVERIFY2(psql.ask(QStringLiteral("SELECT * FROM ") + name).isDenied(), view);
            QVERIFY2(
                psql.ask(QStringLiteral("INSERT INTO %1 (%2) VALUES ('x') RETURNING %2").arg(name, column)).isDenied(),
                view);
            QVERIFY2(!psql.ask(QStringLiteral("UPDATE %1 SET %2 = 'x'").arg(name, column)).succeeded(), view);
            QVERIFY2(!psql.ask(QStringLiteral("DELETE FROM ") + name).succeeded(), view);
        }
        for (const char *table : {"cdr_spool", "cdr_known", "cdr_salt"})
            QVERIFY2(psql.ask(QStringLiteral("SELECT * FROM cv_route.") + QLatin1String(table)).isDenied(), table);
        QVERIFY(psql.ask(QStringLiteral("SELECT * FROM cv_api.record_take(1, 0)")).isDenied());
        QVERIFY(psql.ask(QStringLiteral("SELECT cv_api.cdr_key('x', 'x')")).isDenied());
    }
    scene.look.run(QStringLiteral("DROP ROLE \"%1\"").arg(login));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallRecordsTest)
#include "tst_call_records.moc"
