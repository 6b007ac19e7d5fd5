// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/agents/agent_service.h"
#include "services/masking/masking_service.h"

#include <QRegularExpression>

namespace callveil {

namespace {

AgentForm amara()
{
    AgentForm form;
    form.code = QStringLiteral("A7");
    form.name = QStringLiteral("Amara  Abbott");
    form.extension = QStringLiteral("2001");
    form.number = QStringLiteral("07700 900 123");
    form.processes = QStringList{QStringLiteral("replaced"), QStringLiteral("Random")};
    return form;
}

/// Three processes in the United Kingdom, one for each kind of policy.
struct Office : Desk {
    explicit Office(Engine engine) : Desk(engine)
    {
        const QString gb = QStringLiteral("GB");
        replaced = organisation.addProcess(*admin, QStringLiteral("Replaced"), gb);
        random = organisation.addProcess(*admin, QStringLiteral("Random"), gb);
        off = organisation.addProcess(*admin, QStringLiteral("Off"), gb);
        MaskingService masking(*admin);
        taken(masking.apply({{{random, 1}}, MaskingPolicy::random(), {}, {}}));
        taken(masking.apply({{{off, 1}}, MaskingPolicy::off(), QStringLiteral("pilot"), {}}));
    }

    /// How each process of the first agent shows the number.
    [[nodiscard]] QMap<ProcessId, QString> shown(Workspace &workspace)
    {
        QMap<ProcessId, QString> texts;
        const Agent agent = taken(AgentService(workspace).list()).at(0);
        for (const AgentNumber &number : agent.processes)
            texts.insert(number.process, number.text);
        return texts;
    }

    ProcessId replaced, random, off;
};

} // namespace

/// Agents: their numbers sealed and masked, the file of many, and who may change them.
class AgentServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void masksTheNumberByEachProcessesPolicy();
    void neverStoresANumberInClear();
    void keepsOneNumberOnceInTheVault();
    void changeKeepsTheNumber();
    void changeReplacesTheNumber();
    void refusesAFormThatBreaksARule();
    void disablesAnAgent();
    void importsAFileWithGoodAndBadRows();
    void keepsWhatAFileHasNoColumnFor();
    void repeatsNoNumberOfAFileWhoseColumnsMoved();
    void refusesFilesThatAreNoAgents();
    void twoImportAtOnce();
    void anAnalystMayNotManageAgents();
};

void AgentServiceTest::masksTheNumberByEachProcessesPolicy()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    AgentForm form = amara();
    form.processes.append(QStringLiteral("OFF"));
    taken(AgentService(*office.admin).save(form));
    const auto agents = taken(AgentService(*office.admin).list());
    QCOMPARE(agents.size(), 1U);
    QCOMPARE(agents[0].name, QStringLiteral("Amara Abbott"));
    const auto shown = office.shown(*office.admin);
    QCOMPARE(shown.size(), 3);
    QCOMPARE(shown[office.replaced], QStringLiteral("+44xxxxxxxx23"));
    static const QRegularExpression token(QStringLiteral("^[A-Z2-7]{12}$"));
    QVERIFY(token.match(shown[office.random]).hasMatch());
    QCOMPARE(shown[office.off], QStringLiteral("+44 770***0123")); // only legs of an Off process hold clear numbers
}

void AgentServiceTest::neverStoresANumberInClear()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    taken(AgentService(*office.admin).save(amara()));
    AgentForm changed = amara();
    changed.number = QStringLiteral("+44 7700 900456");
    changed.id = taken(AgentService(*office.admin).list())[0].id;
    taken(AgentService(*office.admin).save(changed));
    changed.number = QStringLiteral("+44 7700 900x78");
    QCOMPARE(faultOf(AgentService(*office.admin).save(changed)), Fault::NumberCharacters);
    const QByteArray dump = DatabaseLook(office.organisation).dump();
    QVERIFY(dump.contains("Amara Abbott")); // the look does see what is there
    for (const QByteArray &digits : {QByteArray("7700900123"), QByteArray("7700 900 123"), QByteArray("7700900456")}) {
        QVERIFY(!dump.contains(digits));
        QVERIFY(!dump.contains(digits.toHex()));
        QVERIFY(!dump.contains(digits.toBase64(QByteArray::OmitTrailingEquals)));
    }
}

void AgentServiceTest::keepsOneNumberOnceInTheVault()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const DatabaseLook look(office.organisation);
    taken(AgentService(*office.admin).save(amara()));
    AgentForm twin = amara(); // two agents share a desk telephone
    twin.code = QStringLiteral("A8");
    taken(AgentService(*office.admin).save(twin));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number")), 2); // one for each process
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM number_index")), 2);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM epoch")), 2);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM agent_index")), 1);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(DISTINCT number_id) FROM agent_process")), 2);
}

void AgentServiceTest::changeKeepsTheNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    AgentForm form = amara();
    form.id = taken(AgentService(*office.admin).save(form));
    const auto before = office.shown(*office.admin);
    form.name = QStringLiteral("Amara Costa");
    form.extension = QStringLiteral("2002");
    form.number.clear();
    QCOMPARE(taken(AgentService(*office.admin).save(form)), form.id);
    QCOMPARE(office.shown(*office.admin), before);
    const Agent agent = taken(AgentService(*office.admin).list()).at(0);
    QCOMPARE(agent.name, QStringLiteral("Amara Costa"));
    QCOMPARE(agent.extension, QStringLiteral("2002"));
    // A process that is taken away goes, one that is added has no number yet: it would have to be typed again.
    form.processes = QStringList{QStringLiteral("Replaced"), QStringLiteral("Off")};
    taken(AgentService(*office.admin).save(form));
    const auto after = office.shown(*office.admin);
    QCOMPARE(after.size(), 2);
    QCOMPARE(after[office.replaced], before[office.replaced]);
    QCOMPARE(after[office.off], QString());
}

void AgentServiceTest::changeReplacesTheNumber()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    AgentForm form = amara();
    form.id = taken(AgentService(*office.admin).save(form));
    const auto before = office.shown(*office.admin);
    form.number = QStringLiteral("+447700900999");
    taken(AgentService(*office.admin).save(form));
    const auto after = office.shown(*office.admin);
    QCOMPARE(after[office.replaced], QStringLiteral("+44xxxxxxxx99"));
    QVERIFY(after[office.random] != before[office.random]);
    QCOMPARE(scalar(office.organisation, QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'agent.change'")), 1);
}

void AgentServiceTest::refusesAFormThatBreaksARule()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    AgentService service(*office.admin);
    const auto before = DatabaseLook(office.organisation).counts();
    const auto refusal = [&](const std::function<void(AgentForm &)> &change) {
        AgentForm form = amara();
        change(form);
        const Error error = errorOf(service.save(form));
        return std::pair(error.fault, error.args.value(0));
    };
    using Refusal = std::pair<Fault, QString>;
    QCOMPARE(refusal([](auto &f) { f.code.clear(); }), Refusal(Fault::NameEmpty, QStringLiteral("agent")));
    QCOMPARE(refusal([](auto &f) { f.code = QStringLiteral("+44 7700 900123"); }),
        Refusal(Fault::TextHoldsNumber, QStringLiteral("agent")));
    QCOMPARE(refusal([](auto &f) { f.name = QStringLiteral("+44 7700 900123"); }),
        Refusal(Fault::TextHoldsNumber, QStringLiteral("name")));
    QCOMPARE(refusal([](auto &f) { f.extension = QStringLiteral("20x1"); }),
        Refusal(Fault::NumberCharacters, QStringLiteral("extension")));
    QCOMPARE(refusal([](auto &f) { f.extension = QStringLiteral("7700900123"); }),
        Refusal(Fault::NumberCharacters, QStringLiteral("extension")));
    QCOMPARE(refusal([](auto &f) { f.number = QStringLiteral("12"); }),
        Refusal(Fault::NumberNotPossible, QStringLiteral("number")));
    QCOMPARE(refusal([](auto &f) { f.processes.append(QStringLiteral("Nowhere")); }),
        Refusal(Fault::ProcessUnknown, QStringLiteral("Nowhere")));
    QCOMPARE(DatabaseLook(office.organisation).counts(), before);
    taken(service.save(amara()));
    QCOMPARE(
        refusal([](auto &f) { f.code = QStringLiteral(" a7"); }), Refusal(Fault::NameTaken, QStringLiteral("agent")));
}

void AgentServiceTest::disablesAnAgent()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const AgentId id = taken(AgentService(*office.admin).save(amara()));
    taken(AgentService(*office.admin).setDisabled(id, true));
    QVERIFY(taken(AgentService(*office.admin).list())[0].disabledAt);
    taken(AgentService(*office.admin).setDisabled(id, false));
    QVERIFY(!taken(AgentService(*office.admin).list())[0].disabledAt);
}

void AgentServiceTest::importsAFileWithGoodAndBadRows()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    AgentService service(*office.admin);
    taken(service.save(amara()));
    const QString file = office.organisation.writeFile(QStringLiteral("agents.csv"),
        "Number,Agent,Name,Processes,Extension\r\n"
        "+447700900201,B1,Ben,Replaced; random,2101\r\n" // good
        ",B2,\"Costa, Elena\",Replaced,2102\r\n" // good, without a number
        "12,B3,Chloe,Replaced,\r\n" // no possible number
        "+447700900204,B4,Dilip,Nowhere,\r\n" // unknown process
        "+447700900205,,Nobody,Replaced,\r\n" // no id
        "+447700900206,B6,Farid,Replaced,99x\r\n" // extension
        "+447700900207,a7,Amara New,Replaced,2001\r\n"); // changes the one that is there
    const AgentImport outcome = taken(service.importFile(file));
    QCOMPARE(outcome.added, 2);
    QCOMPARE(outcome.changed, 1);
    QList<qint64> lines;
    for (const AgentReject &reject : outcome.rejects)
        lines.append(reject.line);
    QCOMPARE(lines, (QList<qint64>{4, 5, 6, 7}));
    QCOMPARE(outcome.rejects[0].error.fault, Fault::NumberNotPossible);
    QCOMPARE(outcome.rejects[1].error.fault, Fault::ProcessUnknownInFile);
    QCOMPARE(outcome.rejects[1].error.args, QStringList{QStringLiteral("processes")});
    QCOMPARE(outcome.rejects[2].error.fault, Fault::NameEmpty);
    QCOMPARE(outcome.rejects[3].error.fault, Fault::NumberCharacters);
    QStringList found;
    for (const Agent &agent : taken(service.list()))
        found.append(agent.code + u' ' + agent.name + u' ' + QString::number(agent.processes.size()));
    QCOMPARE(found,
        QStringList(
            {QStringLiteral("A7 Amara New 1"), QStringLiteral("B1 Ben 2"), QStringLiteral("B2 Costa, Elena 1")}));
    QVERIFY(!DatabaseLook(office.organisation).dump().contains("77009002"));
}

void AgentServiceTest::keepsWhatAFileHasNoColumnFor()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    AgentService service(*office.admin);
    taken(service.save(amara()));
    const auto numbers = office.shown(*office.admin);
    const auto import = [&](const QByteArray &text) {
        const AgentImport outcome =
            taken(service.importFile(office.organisation.writeFile(QStringLiteral("part.csv"), text)));
        return outcome.rejects.empty() ? outcome.changed : -1;
    };
    QCOMPARE(import("agent,name\nA7,Amara Baker\n"), 1);
    Agent agent = taken(service.list())[0];
    QCOMPARE(agent.name, QStringLiteral("Amara Baker"));
    QCOMPARE(agent.extension, QStringLiteral("2001"));
    QCOMPARE(office.shown(*office.admin), numbers);
    QCOMPARE(import("agent,extension,number\nA7,2002,+447700900199\n"), 1);
    agent = taken(service.list())[0];
    QCOMPARE(agent.name, QStringLiteral("Amara Baker"));
    QCOMPARE(agent.extension, QStringLiteral("2002"));
    QCOMPARE(office.shown(*office.admin).keys(), numbers.keys());
    QVERIFY(office.shown(*office.admin) != numbers);
    QCOMPARE(import("agent,name,processes\nA7,,Replaced\n"), 1); // a column that is there is taken as it is
    agent = taken(service.list())[0];
    QCOMPARE(agent.name, QString());
    QCOMPARE(agent.extension, QStringLiteral("2002"));
    QCOMPARE(agent.processes.size(), 1U);
}

void AgentServiceTest::repeatsNoNumberOfAFileWhoseColumnsMoved()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const AgentImport outcome = taken(AgentService(*office.admin)
                                          .importFile(office.organisation.writeFile(QStringLiteral("moved.csv"),
                                              "agent,name,extension,number,processes\n"
                                              "B1,Ben,2101,Replaced,+447700900201\n07400123456,B2,,,\n"
                                              "B3,07400 123456,,,Replaced\n")));
    QCOMPARE(outcome.rejects.size(), 3U);
    for (const AgentReject &reject : outcome.rejects)
        QVERIFY(!reject.error.args.join(u' ').contains(QLatin1String("7700900")));
    QVERIFY(!DatabaseLook(office.organisation).dump().contains("7700900"));
    for (const char *digits : {"7400123456", "07400 123456"})
        QVERIFY(!DatabaseLook(office.organisation).dump().contains(digits));
}

void AgentServiceTest::refusesFilesThatAreNoAgents()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    AgentService service(*office.admin);
    const TestOrganisation &organisation = office.organisation;
    QCOMPARE(
        faultOf(service.importFile(organisation.folder() + QStringLiteral("/missing.csv"))), Fault::FileUnreadable);
    QCOMPARE(faultOf(service.importFile(organisation.writeFile(QStringLiteral("empty.csv"), {}))), Fault::FileEmpty);
    QCOMPARE(faultOf(service.importFile(organisation.writeFile(QStringLiteral("no.csv"), "name,number\nBen,1\n"))),
        Fault::MappingIncomplete);
}

/// Neither waits for what the other one holds while that one waits for it.
void AgentServiceTest::twoImportAtOnce()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const auto ben = office.hire(QStringLiteral("ben"), Role::Administrator);
    constexpr int agents = 40;
    const auto file = [&](const QString &name, bool forwards) {
        QByteArray text = "agent,number,processes\n";
        for (int i = 0; i < agents; ++i) {
            const int agent = forwards ? i : agents - 1 - i;
            text += "A" + QByteArray::number(100 + agent) + ",+4477009001" + QByteArray::number(10 + agent) + ','
                + (agent % 2 == 0 ? "Replaced" : "Random;Off") + '\n';
        }
        return office.organisation.writeFile(name, text);
    };
    const QString one = file(QStringLiteral("one.csv"), true), other = file(QStringLiteral("other.csv"), false);
    AgentService mine(*office.admin), his(*ben);
    QCOMPARE(taken(mine.importFile(one)).added, agents);
    for (int round = 0; round < 2; ++round) {
        auto first = mine.importFile(one), second = his.importFile(other);
        for (const AgentImport &done : {taken(first), taken(second)}) {
            QVERIFY(done.rejects.empty());
            QCOMPARE(done.changed, agents);
        }
    }
}

void AgentServiceTest::anAnalystMayNotManageAgents()
{
    QFETCH_GLOBAL(Engine, engine);
    Office office(engine);
    const auto asha = office.hire(QStringLiteral("asha"), Role::Analyst);
    QCOMPARE(faultOf(AgentService(*asha).save(amara())), Fault::NotPermitted);
    QCOMPARE(faultOf(AgentService(*asha).setDisabled(AgentId{1}, true)), Fault::NotPermitted);
    QCOMPARE(faultOf(AgentService(*asha).importFile(QString())), Fault::NotPermitted);
    QVERIFY(taken(AgentService(*asha).list()).empty());
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    for (const char *sql : {"SELECT * FROM cv_vault.agent_index", "SELECT * FROM cv_vault.number",
             "INSERT INTO cv.agent (code, code_key, name, created_at) VALUES ('x', 'x', 'x', 0)",
             "SELECT cv_api.agent_index_put('x', 1)", "SELECT cv_api.number_put(1, 1, 1, 'x', 1, 1, 0, 'x', 'x')"}) {
        const auto answer = runAs(*asha, QLatin1String(sql));
        QVERIFY2(!answer && answer.error().code == ErrorCode::Denied, sql);
    }
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::AgentServiceTest)
#include "tst_agent_service.moc"
