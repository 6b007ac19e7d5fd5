// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/agents/agent_service.h"
#include "services/masking/masking_service.h"
#include "storage/vault/number_sealer.h"

#include <QRegularExpression>

namespace callveil {

namespace {

const QByteArray did = "+442079460100";

/// Processes of one country, each with the same proxy number.
struct Office : Desk {
    explicit Office(Engine engine) : Desk(engine), process(add(QStringLiteral("Support"))) { }

    ProcessId add(const QString &name)
    {
        return organisation.addProcess(*admin, name, QStringLiteral("GB"), {QString::fromLatin1(did)});
    }

    void apply(ProcessId target, int last, const MaskingPolicy &policy)
    {
        taken(MaskingService(*admin).apply({{{target, last}}, policy, QStringLiteral("test"), {}}));
    }

    ProcessId process;
};

GenericRow row(
    const QByteArray &id, const QByteArray &caller, const QByteArray &callee, int second, const char *direction = "")
{
    return {id, caller, callee, second, 30, "Completed", direction, "", "", ""};
}

bool isToken(const QString &text)
{
    static const QRegularExpression token(QStringLiteral("^[A-Z2-7]{12}$"));
    return token.match(text).hasMatch();
}

} // namespace

/// What becomes of one call record: who is the customer, what is shown, what is sealed.
class CallPreparerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void masksByReplacement();
    void showsClearNumbersWhenOff();
    void tokensAreStableWithinARevisionOnly();
    void keepsStoredTextWhenThePolicyChanges();
    void proxyNumbersDecideTheSides();
    void agentsDecideTheSides();
    void directionsDecideTheSides();
    void keepsWhatIsNobodysLine();
    void masksNumbersInOtherTexts();
    void theVaultHoldsTheNumbers();
    void countsShapes();
};

void CallPreparerTest::masksByReplacement()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    office.apply(office.process, 1, {MaskingKind::Replacement, 4, 3});
    import(office,
        genericFile(
            {row("a", "07700 900123", did, 1), row("b", "+44 7700 900123", did, 2), row("c", "+12125550123", did, 3)}),
        office.process);
    QCOMPARE(customersOf(*office.admin),
        QStringList(
            {QStringLiteral("+4477xxxxx123"), QStringLiteral("+4477xxxxx123"), QStringLiteral("+1212xxxx123")}));
}

void CallPreparerTest::showsClearNumbersWhenOff()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    office.apply(office.process, 1, MaskingPolicy::off());
    import(office, genericFile({row("a", "07700 900123", did, 1)}), office.process);
    QCOMPARE(customersOf(*office.admin), QStringList(QStringLiteral("+447700900123")));
    const DatabaseLook look(office.organisation);
    QCOMPARE(
        look.one(QStringLiteral("SELECT customer_starred FROM call_leg")).toString(), QStringLiteral("+44 770***0123"));
    // Nowhere but in the two party columns of the process's legs.
    look.run(QStringLiteral("UPDATE call_leg SET customer_text = '', agent_text = ''"));
    QVERIFY(!look.dump().contains("7700900123"));
}

void CallPreparerTest::tokensAreStableWithinARevisionOnly()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const ProcessId other = office.add(QStringLiteral("Other"));
    office.apply(office.process, 1, MaskingPolicy::random());
    office.apply(other, 1, MaskingPolicy::random());
    import(office, genericFile({row("a", "07700 900123", did, 1), row("b", "+447700900124", did, 2)}), office.process);
    import(office, genericFile({row("c", "+447700900123", did, 3)}), office.process); // he calls again
    import(office, genericFile({row("a", "+447700900123", did, 4)}), other);
    office.apply(office.process, 2, MaskingPolicy::random());
    import(office, genericFile({row("d", "+447700900123", did, 5)}), office.process);
    const QStringList seen = customersOf(*office.admin, office.process);
    QCOMPARE(seen.size(), 4);
    for (const QString &text : seen)
        QVERIFY(isToken(text));
    QCOMPARE(seen[2], seen[0]);
    QCOMPARE(QSet<QString>({seen[0], seen[1], seen[3], customersOf(*office.admin, other)[0]}).size(), 4);
}

void CallPreparerTest::keepsStoredTextWhenThePolicyChanges()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const QByteArray first = genericFile({row("a", "+447700900123", did, 1)});
    import(office, first, office.process);
    office.apply(office.process, 1, MaskingPolicy::off());
    import(office, genericFile({row("b", "+447700900123", did, 2)}), office.process);
    QCOMPARE(import(office, first, office.process).duplicates, 1); // an old file does not come back unmasked
    QCOMPARE(
        customersOf(*office.admin), QStringList({QStringLiteral("+44xxxxxxxx23"), QStringLiteral("+447700900123")}));
    const auto log = logOf(*office.admin);
    QCOMPARE(taken(CallLogService(*office.admin).legs(log[0].id))[0].revision, 2);
    QCOMPARE(taken(CallLogService(*office.admin).legs(log[1].id))[0].revision, 1);
}

void CallPreparerTest::proxyNumbersDecideTheSides()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    import(office,
        genericFile({row("in", "+447700900101", did, 1, "Outbound"), row("out", did, "+447700900102", 2, "Inbound"),
            row("national", "020 7946 0100", "+447700900103", 3)}),
        office.process);
    const auto log = logOf(*office.admin);
    QCOMPARE(customersOf(*office.admin),
        QStringList(
            {QStringLiteral("+44xxxxxxxx01"), QStringLiteral("+44xxxxxxxx02"), QStringLiteral("+44xxxxxxxx03")}));
    for (const CallLine &call : log) {
        QCOMPARE(call.proxy, QString::fromLatin1(did));
        QCOMPARE(call.agentParty.kind, NumberKind::Absent); // a DID is nobody's line
    }
    QCOMPARE(log[2].direction, Direction::Outbound); // what the file says is kept
    QCOMPARE(log[0].direction, Direction::Outbound); // else it follows from the sides
    const auto legs = taken(CallLogService(*office.admin).legs(log[1].id));
    QCOMPARE(legs[0].presented, QString::fromLatin1(did));
}

void CallPreparerTest::agentsDecideTheSides()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const QStringList here(QStringLiteral("Support"));
    AgentService agents(*office.admin);
    taken(agents.save({{}, QStringLiteral("A1"), QStringLiteral("Amara"), {}, QStringLiteral("+447700900901"), here}));
    taken(agents.save({{}, QStringLiteral("A2"), QStringLiteral("Ben"), QStringLiteral("2002"), {}, here}));
    taken(agents.save({{}, QStringLiteral("A3"), QStringLiteral("Cora"), {}, {}, here}));
    GenericRow byCode = row("code", "+447700900103", did, 4);
    byCode.agent = "a3";
    import(office,
        genericFile(
            {row("calls", "07700 900901", "+447700900101", 1), row("isCalled", "+447700900102", "+447700900901", 2),
                row("extension", "2002", "+447700900104", 3), byCode}),
        office.process);
    auto log = logOf(*office.admin);
    std::reverse(log.begin(), log.end());
    const QStringList codes{QStringLiteral("A1"), QStringLiteral("A1"), QStringLiteral("A2"), QStringLiteral("A3")};
    const QStringList customers{QStringLiteral("+44xxxxxxxx01"), QStringLiteral("+44xxxxxxxx02"),
        QStringLiteral("+44xxxxxxxx04"), QStringLiteral("+44xxxxxxxx03")};
    const QList<Direction> directions{Direction::Outbound, Direction::Inbound, Direction::Outbound, Direction::Inbound};
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(log[size_t(i)].agentCode, codes[i]);
        QCOMPARE(log[size_t(i)].customer.text, customers[i]);
        QCOMPARE(log[size_t(i)].direction, directions[i]);
    }
    QCOMPARE(log[0].agentParty.text, QStringLiteral("+44xxxxxxxx01"));
    QCOMPARE(log[2].agentParty.text, QStringLiteral("2002"));
}

void CallPreparerTest::directionsDecideTheSides()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    import(office,
        genericFile({row("in", "+447700900101", "+447700900201", 1, "Inbound"),
            row("out", "+447700900202", "+447700900102", 2, "Outbound"),
            row("unknown", "+447700900103", "+447700900203", 3)}),
        office.process);
    QCOMPARE(customersOf(*office.admin),
        QStringList(
            {QStringLiteral("+44xxxxxxxx01"), QStringLiteral("+44xxxxxxxx02"), QStringLiteral("+44xxxxxxxx03")}));
    // When nothing tells, the mapping does.
    CsvMapping mapping;
    mapping.columns = {{CsvField::Caller, 0}, {CsvField::Callee, 1}, {CsvField::Start, 2}};
    mapping.callerIsCustomer = false;
    ImportOrder order;
    order.process = office.process;
    order.format = QStringLiteral("generic-csv");
    order.mapping = mapping;
    order.file = office.organisation.writeFile(
        QStringLiteral("mapped.csv"), "a,b,c\n+447700900301,+447700900104,2026-03-02 10:00:00\n");
    taken(ImportService(*office.admin).run(order, std::make_shared<ImportProgress>()));
    QCOMPARE(customersOf(*office.admin).last(), QStringLiteral("+44xxxxxxxx04"));
}

void CallPreparerTest::keepsWhatIsNobodysLine()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const QList<std::tuple<const char *, NumberKind, const char *>> cases{
        {"anonymous", NumberKind::Withheld, "Withheld"},
        {"", NumberKind::Withheld, "Withheld"},
        {"999", NumberKind::ShortCode, "999"},
        {"*69", NumberKind::FeatureCode, "*69"},
        {"sip:asha@example.org", NumberKind::Text, "xxxxxxxxxxxxxxx"},
        {"+44xxxxxxxx23", NumberKind::AlreadyMasked, "+44xxxxxxxx23"},
        {"138****1234", NumberKind::AlreadyMasked, "138****1234"},
    };
    QList<GenericRow> rows;
    for (int i = 0; i < cases.size(); ++i)
        rows.append(row("k" + QByteArray::number(i), std::get<0>(cases[i]), did, i));
    import(office, genericFile(rows), office.process);
    auto log = logOf(*office.admin);
    std::reverse(log.begin(), log.end());
    QCOMPARE(log.size(), size_t(cases.size()));
    for (int i = 0; i < cases.size(); ++i) {
        QCOMPARE(log[size_t(i)].customer.kind, std::get<1>(cases[i]));
        QCOMPARE(log[size_t(i)].customer.text, QLatin1String(std::get<2>(cases[i])));
    }
    // Only a name is somebody's line: it is sealed, the others are not.
    QCOMPARE(scalar(office.organisation, QStringLiteral("SELECT COUNT(*) FROM number")), 1);
    QVERIFY(!DatabaseLook(office.organisation).dump().contains("asha@"));
}

void CallPreparerTest::masksNumbersInOtherTexts()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    import(office,
        "Call ID,Caller Number,Called Number,Start Time,Case ID,Recording ID,Account Code,Remarks\n"
        "+447700900777,+447700900123,"
            + did + ",2026-03-01 14:00:00,C-17,rec-+447700900123-17.wav,of +44 7700 900123,ask +447700900888\n",
        office.process);
    const QByteArray dump = DatabaseLook(office.organisation).dump();
    QVERIFY(dump.contains("C-17"));
    QVERIFY(!dump.contains("7700900") && !dump.contains("7700 900"));
    QVERIFY(!dump.contains("ask ")); // unmapped columns are not stored
}

void CallPreparerTest::theVaultHoldsTheNumbers()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    import(office,
        genericFile(
            {row("a", "+447700900123", did, 1), row("b", "+447700900123", did, 2), row("c", "+447700900124", did, 3)}),
        office.process);
    const DatabaseLook look(office.organisation);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), 2); // once per number and month
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM epoch WHERE month = 202603")), 1);
    const Identity &me = *office.admin->identity();
    auto vault =
        openSeal(look.one(QStringLiteral("SELECT sealed FROM vault_seal WHERE holder = 1")).toByteArray(), me.keys.box);
    QVERIFY(vault);
    const BoxKeys vaultKeys = BoxKeys::fromPrivate(std::move(*vault));
    const auto epochKey = openSeal(look.one(QStringLiteral("SELECT sealed_key FROM epoch")).toByteArray(), vaultKeys);
    QVERIFY(epochKey);
    QStringList opened;
    for (const QVariantList &stored :
        look.run(QStringLiteral("SELECT n.id, n.epoch_id, n.cipher FROM call_leg l JOIN number n ON n.id = "
                                "l.customer_number ORDER BY l.started_at"))) {
        const SealedNumber sealed{NumberId{stored[0].toLongLong()}, stored[1].toLongLong(), stored[2].toByteArray()};
        const auto number = NumberSealer::open(sealed, *epochKey, office.process, me.fingerprint);
        QVERIFY(number);
        opened.append(*number);
        // The same bytes under another id or process are refused.
        SealedNumber moved = sealed;
        moved.id = NumberId{sealed.id.value + 1};
        QVERIFY(!NumberSealer::open(moved, *epochKey, office.process, me.fingerprint));
        QVERIFY(!NumberSealer::open(sealed, *epochKey, ProcessId{office.process.value + 1}, me.fingerprint));
    }
    QCOMPARE(opened,
        QStringList(
            {QStringLiteral("+447700900123"), QStringLiteral("+447700900123"), QStringLiteral("+447700900124")}));
}

void CallPreparerTest::countsShapes()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const QByteArray file = genericFile({row("a", "+447700900123", did, 1), row("b", did, "+447700900124", 2),
        row("c", "+12125550123", did, 3), row("d", "anonymous", did, 4), row("e", "999", did, 5)});
    import(office, file, office.process);
    import(office, file, office.process); // counted once
    const auto shapes = taken(MaskingService(*office.admin).shapes(office.process));
    QCOMPARE(shapes.size(), 2U);
    QCOMPARE(shapes[0].shape, (NumberShape{44, 12}));
    QCOMPARE(shapes[0].numbers, 2);
    QCOMPARE(shapes[1].shape, (NumberShape{1, 11}));
    QCOMPARE(shapes[1].numbers, 1);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallPreparerTest)
#include "tst_call_preparer.moc"
