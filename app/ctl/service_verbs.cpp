// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/agents/agent_service.h"
#include "services/duty/lease_service.h"
#include "services/platform/service_enrolment.h"
#include "services/records/record_service.h"
#include "services/routes/route_service.h"
#include "ui/texts/service_text.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr int mostCounted = 1000;

/// Which copies services lack; whoever does not manage bindings is not told.
void tellMissing(Workspace &workspace, QJsonObject &document, QString &sentence)
{
    const auto missing = RouteService(workspace).missing(mostCounted).result();
    if (!missing)
        return;
    document.insert(QStringLiteral("missing_copies"), *missing);
    if (*missing > 0)
        sentence += u' '
            + missingCopiesText(*missing, mostCounted, workspace.identity()->allProcesses,
                workspace.address().engine == Engine::PostgreSql)
            + QStringLiteral(" To seal them: callveilctl service seal.");
}

/// A listed agent's number is sealed when it is entered, or after he was bound.
void tellOfAgents(Workspace &workspace, QString &sentence)
{
    const auto agents = AgentService(workspace).list().result();
    const auto hasNumber = [](const Agent &agent) {
        return std::any_of(agent.processes.begin(), agent.processes.end(),
            [](const AgentNumber &number) { return !number.text.isEmpty(); });
    };
    if (agents && std::any_of(agents->begin(), agents->end(), hasNumber))
        sentence += QStringLiteral(" It has no numbers of the agents who are listed already: once they are bound, run "
                                   "callveilctl service seal.");
}

int enrol(Command &command, const QString &path)
{
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const QString name = command.isSet("name") ? command.value("name") : ServiceEnrolment::usualName();
    const auto enrolled = ServiceEnrolment(**workspace).enrolInto(name, path).result();
    if (!enrolled)
        return command.refuse(enrolled.error());
    if (enrolled->unwritten) {
        command.err() << "callveilctl: " << name
                      << " is enrolled, but its secret is lost: disable it (callveilctl users "
                      << "disable " << name << ") and enrol another one\n";
        return command.refuse(*enrolled->unwritten);
    }
    QJsonObject document{{QStringLiteral("file"), path}, {QStringLiteral("user"), name},
        {QStringLiteral("address"), (*workspace)->address().place()}};
    QString sentence =
        QStringLiteral("Enrolled the service %1. Its identity is in %2: whoever reads that file is the service.")
            .arg(name, path);
    tellMissing(**workspace, document, sentence);
    if (document.value(QLatin1String("missing_copies")).toInt() == 0)
        tellOfAgents(**workspace, sentence);
    sentence += QStringLiteral(" Start it with: callveild --identity ") + path;
    command.tell(document, sentence);
    return Done;
}

/// How many call records are no legs yet, for whoever manages pools or security.
void tellRecords(Workspace &workspace, QJsonObject &document, QString &sentence)
{
    const auto records = RecordService(workspace).state().result();
    if (!records)
        return;
    document.insert(QStringLiteral("records_waiting"), records->waiting);
    document.insert(QStringLiteral("records_refused"), records->refused);
    if (records->oldestAt) {
        document.insert(QStringLiteral("records_since"), isoTime(*records->oldestAt));
        sentence += QStringLiteral(" Call records that wait to come into the call log: %1, the oldest since %2.")
                        .arg(records->waiting)
                        .arg(isoTime(*records->oldestAt));
    }
    if (records->refused > 0)
        sentence += QStringLiteral(" Call records that cannot come into it: %1. They are of no proxy number, of no "
                                   "process, or damaged, and are kept for 30 days.")
                        .arg(records->refused);
}

int status(Command &command)
{
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto state = LeaseService(**workspace).state().result();
    if (!state)
        return command.refuse(state.error());
    QJsonObject document{{QStringLiteral("running"), state->running}};
    QString sentence = QStringLiteral("The service does not run, and was never seen.");
    if (state->seen) {
        document.insert(QStringLiteral("host"), state->host);
        document.insert(QStringLiteral("version"), state->version);
        document.insert(QStringLiteral("since"), isoTime(state->since));
        document.insert(QStringLiteral("last_seen"), isoTime(state->seenAt));
        sentence = state->running ? QStringLiteral("The service runs on %1 (version %2) since %3.")
                                        .arg(state->host, state->version, isoTime(state->since))
                                  : QStringLiteral("The service does not run. It was last seen on %1 at %2.")
                                        .arg(state->host, isoTime(state->seenAt));
    }
    tellMissing(**workspace, document, sentence);
    tellRecords(**workspace, document, sentence);
    command.tell(document, sentence);
    return state->running ? Done : Refused;
}

int seal(Command &command)
{
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto report = RouteService(**workspace).fillGaps().result();
    if (!report)
        return command.refuse(report.error());
    command.tell({{QStringLiteral("sealed"), report->sealed}, {QStringLiteral("missing"), report->missing}},
        sealReportText(*report));
    return Done;
}

} // namespace

int runService(Command &command)
{
    command.options().addOption({QStringLiteral("name"),
        QStringLiteral("enrol: the user name of the service; if left out, %1").arg(ServiceEnrolment::usualName()),
        QStringLiteral("NAME")});
    command.describe(QStringLiteral("enrol FILE [--name NAME] | seal | status"),
        QStringLiteral(
            "enrol makes the identity of a service and writes it to a new file (0600), which callveild reads; "
            "the secret in it exists nowhere else. It is listed and disabled like a person (callveilctl "
            "users). seal gives services the numbers that they lack: of what was bound before they were enrolled, and "
            "of bound agents whose numbers were entered before. It needs the permissions to manage pools, to export, "
            "and to view the numbers, and is recorded. status tells whether the service runs (exit code 0, or 1 when "
            "it does not), what it lacks, and how many call records wait."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QStringList arguments = command.arguments();
    const bool isStatus = arguments == QStringList(QStringLiteral("status"));
    if (isStatus || arguments == QStringList(QStringLiteral("seal"))) {
        if (command.isSet("name"))
            return command.misuse(QStringLiteral("--name has no meaning with %1").arg(arguments.front()));
        return isStatus ? status(command) : seal(command);
    }
    if (arguments.front() == QLatin1String("enrol") && arguments.size() == 2)
        return enrol(command, arguments[1]);
    return command.misuse(QStringLiteral("expected enrol FILE, seal or status"));
}

} // namespace callveil
