// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/agents/agent_service.h"
#include "services/people/people_service.h"
#include "services/processes/process_service.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/value_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

QJsonObject jsonOf(const ProcessDetails &details)
{
    const Process &p = details.process;
    return {{QStringLiteral("process"), p.name}, {QStringLiteral("country"), p.country},
        {QStringLiteral("time_zone"), p.timeZone}, {QStringLiteral("account"), p.account},
        {QStringLiteral("project"), p.project}, {QStringLiteral("caller_id"), p.defaultCallerId},
        {QStringLiteral("dids"), QJsonArray::fromStringList(details.dids)},
        {QStringLiteral("archived"), p.archivedAt.has_value()}};
}

int listProcesses(Command &command, Workspace &workspace)
{
    const auto all = ProcessService(workspace).list().result();
    if (!all)
        return command.refuse(all.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const ProcessDetails &details : *all) {
        documents.append(jsonOf(details));
        rows.append({details.process.name, details.process.country, details.process.timeZone,
            QString::number(details.dids.size()), details.process.archivedAt ? QStringLiteral("archived") : QString()});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("processes"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Process"), QStringLiteral("Country"), QStringLiteral("Time zone"), QStringLiteral("DIDs"),
                QString()},
            rows);
    return Done;
}

int addProcess(Command &command, Workspace &workspace, const QString &name)
{
    ProcessDetails details;
    details.process.name = name;
    details.process.country = command.value("country");
    details.process.timeZone = command.value("time-zone");
    details.process.account = command.value("account");
    details.process.project = command.value("project");
    details.process.defaultCallerId = command.value("caller-id");
    details.dids = command.options().values(QStringLiteral("did"));
    const auto id = ProcessService(workspace).create(details).result();
    if (!id && id.error().fault == Fault::TimeZoneNeeded)
        command.err() << "callveilctl: --time-zone is needed\n";
    if (!id)
        return command.refuse(id.error());
    command.tell({{QStringLiteral("process"), name}, {QStringLiteral("id"), id->value}},
        QStringLiteral("Made the process %1.").arg(name));
    return Done;
}

} // namespace

int runProcess(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("country"), QStringLiteral("ISO code, decides how numbers are read"), QStringLiteral("CC")},
        {QStringLiteral("time-zone"),
            QStringLiteral("IANA name; may be left out where the country has one, or this computer's lies in it"),
            QStringLiteral("ZONE")},
        {QStringLiteral("account"), QStringLiteral("account that pays"), QStringLiteral("TEXT")},
        {QStringLiteral("project"), QStringLiteral("project"), QStringLiteral("TEXT")},
        {QStringLiteral("caller-id"), QStringLiteral("default caller id"), QStringLiteral("NUMBER")},
        {QStringLiteral("did"), QStringLiteral("an own proxy number; may be repeated"), QStringLiteral("NUMBER")},
    });
    command.describe(
        QStringLiteral("add NAME --country CC [--time-zone ZONE] | list"), QStringLiteral("Adds or lists processes."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const bool adds = what == QLatin1String("add") && command.arguments().size() == 2 && command.isSet("country");
    if (!adds && !(what == QLatin1String("list") && command.arguments().size() == 1))
        return command.misuse(QStringLiteral("expected add NAME --country CC, or list"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    return adds ? addProcess(command, **workspace, command.arguments().at(1)) : listProcesses(command, **workspace);
}

int runCampaign(Command &command)
{
    command.describe(QStringLiteral("add PROCESS NAME | list"), QStringLiteral("Adds or lists campaigns."));
    if (const auto ends = command.parse(1, 3))
        return *ends;
    const QStringList arguments = command.arguments();
    const bool adds = arguments.front() == QLatin1String("add") && arguments.size() == 3;
    if (!adds && !(arguments.front() == QLatin1String("list") && arguments.size() == 1))
        return command.misuse(QStringLiteral("expected add PROCESS NAME, or list"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    if (adds) {
        const auto process = processNamed(**workspace, arguments.at(1));
        if (!process)
            return command.refuse(process.error());
        const auto id = ProcessService(**workspace).addCampaign(*process, arguments.at(2)).result();
        if (!id)
            return command.refuse(id.error());
        command.tell({{QStringLiteral("campaign"), arguments.at(2)}, {QStringLiteral("id"), id->value}},
            QStringLiteral("Made the campaign %1.").arg(arguments.at(2)));
        return Done;
    }
    const auto all = ProcessService(**workspace).list().result();
    if (!all)
        return command.refuse(all.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const ProcessDetails &details : *all)
        for (const Campaign &campaign : details.campaigns) {
            rows.append({details.process.name, campaign.name});
            documents.append(QJsonObject{{QStringLiteral("process"), details.process.name},
                {QStringLiteral("campaign"), campaign.name},
                {QStringLiteral("archived"), campaign.archivedAt.has_value()}});
        }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("campaigns"), documents}});
    else
        printTable(command.out(), {QStringLiteral("Process"), QStringLiteral("Campaign")}, rows);
    return Done;
}

int runAgent(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("name"), QStringLiteral("the agent's name"), QStringLiteral("NAME")},
        {QStringLiteral("extension"), QStringLiteral("internal extension"), QStringLiteral("DIGITS")},
        {QStringLiteral("process"), QStringLiteral("a process served; may be repeated"), QStringLiteral("NAME")},
        {QStringLiteral("number-on-stdin"), QStringLiteral("read the agent's real number from standard input")},
    });
    command.describe(
        QStringLiteral("add AGENT [--name NAME] [--extension DIGITS] [--process NAME]… [--number-on-stdin < NUMBER] |\n"
                       "  import FILE | list"),
        QStringLiteral("Adds, imports (CSV: agent,name,extension,number,processes) or lists agents."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const bool lists = what == QLatin1String("list") && command.arguments().size() == 1;
    const bool adds = what == QLatin1String("add") && command.arguments().size() == 2;
    const bool imports = what == QLatin1String("import") && command.arguments().size() == 2;
    if (!lists && !adds && !imports)
        return command.misuseOfArguments(QStringLiteral("expected add AGENT, import FILE, or list"),
            what == QLatin1String("add") || what == QLatin1String("import") ? 2 : 1);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    AgentService service(**workspace);
    if (adds) {
        AgentForm form{{}, command.arguments().at(1), command.value("name"), command.value("extension"), {},
            command.options().values(QStringLiteral("process"))};
        if (command.isSet("number-on-stdin"))
            form.number = QTextStream(stdin).readLine().trimmed();
        const auto id = service.save(form).result();
        if (!id)
            return command.refuse(id.error());
        command.tell({{QStringLiteral("agent"), form.code}, {QStringLiteral("id"), id->value}},
            QStringLiteral("Made the agent %1.").arg(form.code));
        return Done;
    }
    if (imports) {
        const auto outcome = service.importFile(command.arguments().at(1)).result();
        if (!outcome)
            return command.refuse(outcome.error());
        for (const AgentReject &reject : outcome->rejects)
            command.err() << "line " << reject.line << ": " << faultText(reject.error) << '\n';
        command.tell({{QStringLiteral("added"), outcome->added}, {QStringLiteral("changed"), outcome->changed},
                         {QStringLiteral("rejected"), qint64(outcome->rejects.size())}},
            QStringLiteral("added %1, changed %2, rejected %3")
                .arg(outcome->added)
                .arg(outcome->changed)
                .arg(outcome->rejects.size()));
        return Done;
    }
    const auto agents = service.list().result();
    if (!agents)
        return command.refuse(agents.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Agent &agent : *agents) {
        QStringList numbers;
        for (const AgentNumber &number : agent.processes)
            if (!number.text.isEmpty())
                numbers.append(number.text);
        numbers.removeDuplicates();
        rows.append({agent.code, agent.name, agent.extension, numbers.join(QLatin1String(", ")),
            agent.disabledAt ? QStringLiteral("disabled") : QString()});
        documents.append(QJsonObject{{QStringLiteral("agent"), agent.code}, {QStringLiteral("name"), agent.name},
            {QStringLiteral("extension"), agent.extension},
            {QStringLiteral("numbers"), QJsonArray::fromStringList(numbers)},
            {QStringLiteral("disabled"), agent.disabledAt.has_value()}});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("agents"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Agent"), QStringLiteral("Name"), QStringLiteral("Extension"), QStringLiteral("Number"),
                QString()},
            rows);
    return Done;
}

} // namespace callveil
