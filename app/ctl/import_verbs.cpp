// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/number/free_text.h"
#include "services/imports/import_service.h"
#include "services/processes/process_service.h"
#include "ui/texts/fault_text.h"

#include <QFileInfo>
#include <QJsonArray>

namespace callveil {

namespace {

QJsonObject jsonOf(const QString &file, const ImportSummary &summary)
{
    QJsonArray rejects;
    for (const RowReject &reject : summary.rejects)
        rejects.append(QJsonObject{{QStringLiteral("line"), reject.line}, {QStringLiteral("column"), reject.column},
            {QStringLiteral("reason"), rowFaultText(reject.fault)}});
    const auto time = [](const std::optional<qint64> &ms) {
        return ms ? QJsonValue(isoTime(*ms)) : QJsonValue(QJsonValue::Null);
    };
    return {{QStringLiteral("file"), file}, {QStringLiteral("format"), summary.format},
        {QStringLiteral("records"), summary.records}, {QStringLiteral("sessions"), summary.sessions},
        {QStringLiteral("legs"), summary.legs}, {QStringLiteral("rejected"), summary.rejected},
        {QStringLiteral("duplicates"), summary.duplicates},
        {QStringLiteral("billable_seconds"), summary.billableSeconds},
        {QStringLiteral("first_start"), time(summary.firstStart)},
        {QStringLiteral("last_start"), time(summary.lastStart)},
        {QStringLiteral("unknown_agents"), summary.unknownAgents},
        {QStringLiteral("sides_assumed"), summary.sidesAssumed},
        {QStringLiteral("unused_columns"), QJsonArray::fromStringList(summary.unusedColumns)},
        {QStringLiteral("rejects"), rejects}};
}

void print(Command &command, const QString &file, const ImportSummary &summary)
{
    command.out() << file << ": " << summary.format << "; records " << summary.records << ", sessions "
                  << summary.sessions << ", legs " << summary.legs << ", duplicates " << summary.duplicates
                  << ", rejected " << summary.rejected << '\n';
    for (const RowReject &reject : summary.rejects)
        command.err() << file << ": " << rejectText(reject) << '\n';
    if (!summary.unusedColumns.isEmpty())
        command.err() << file << ": nothing is read from the columns "
                      << summary.unusedColumns.join(QStringLiteral(", "))
                      << "; a profile, saved in the console, can say what they mean\n";
    if (summary.unknownAgents > 0)
        command.err() << file << ": " << summary.unknownAgents
                      << " records name an agent that is not known; they are stored without one\n";
    if (summary.sidesAssumed > 0)
        command.err()
            << file << ": " << summary.sidesAssumed
            << " records do not tell which party is the customer; one side was assumed. Add agents with their "
               "numbers and extensions (callveilctl agent add), or a direction column, before the import\n";
    if (summary.legs == 0 && summary.rejected > 0 && summary.duplicates == 0)
        command.err() << file << ": nothing was stored, every row was rejected\n";
    if (summary.records > 0 && summary.duplicates == summary.records)
        command.out() << file << ": everything in it was imported before; nothing was added\n";
    command.out().flush();
    command.err().flush();
}

Result<ImportOrder> orderFrom(Command &command, Workspace &workspace)
{
    ImportOrder order;
    const auto process = processNamed(workspace, command.value("process"));
    if (!process)
        return failed(process);
    order.process = *process;
    order.format = command.value("format");
    order.dryRun = command.isSet("dry-run");
    if (command.isSet("campaign")) {
        const auto all = ProcessService(workspace).list().result();
        if (!all)
            return failed(all);
        for (const ProcessDetails &details : *all)
            for (const Campaign &campaign : details.campaigns)
                if (campaign.process == *process && nameKey(campaign.name) == nameKey(command.value("campaign")))
                    order.campaign = campaign.id;
        if (!order.campaign.isSet())
            return fail(ErrorCode::NotFound, Fault::CampaignUnknown, {quotable(command.value("campaign"))});
    }
    if (command.isSet("profile")) {
        const auto profile = ImportService(workspace).profile(command.value("profile")).result();
        if (!profile)
            return failed(profile);
        order.mapping = profile->mapping;
        order.format = QStringLiteral("generic-csv");
    }
    return order;
}

} // namespace

int runImport(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("process"), QStringLiteral("the process that the calls belong to"), QStringLiteral("NAME")},
        {QStringLiteral("campaign"), QStringLiteral("for rows that name none"), QStringLiteral("NAME")},
        {QStringLiteral("format"), QStringLiteral("asterisk-csv, freeswitch-csv or generic-csv; detected if left out"),
            QStringLiteral("FORMAT")},
        {QStringLiteral("profile"), QStringLiteral("a saved column mapping"), QStringLiteral("NAME")},
        {QStringLiteral("dry-run"), QStringLiteral("read and count, store nothing")},
        {QStringLiteral("rejects"),
            QStringLiteral("write file, line, column and fault of the rejected rows to this file"),
            QStringLiteral("FILE")},
    });
    command.describe(QStringLiteral("FILE… --process NAME [--campaign NAME] [--format FORMAT] [--profile NAME] "
                                    "[--dry-run] [--rejects FILE]"),
        QStringLiteral(
            "Imports call records; every file is stored whole or not at all, but for rows that cannot be read: those "
            "are rejected one by one. Exit code 1 when a file gave no record.\ngeneric-csv is any CSV file with a "
            "header. Columns are known by such names, in any order: start (or date "
            "and time), caller, callee, duration, billable, answer, end, direction (inbound, outbound), disposition, "
            "agent, campaign, process, call id, case id, recording, consent, account. Without a direction, enter "
            "agents with their numbers and extensions first (callveilctl agent add): they tell which party is the "
            "customer."));
    if (const auto ends = command.parse(1, 10000))
        return *ends;
    if (!command.isSet("process"))
        return command.misuse(QStringLiteral("--process is needed"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto order = orderFrom(command, **workspace);
    if (!order)
        return command.refuse(order.error());
    ImportService service(**workspace);
    QJsonArray files;
    int exitCode = Done;
    std::vector<FileRejects> rejects;
    for (const QString &file : command.arguments()) {
        ImportOrder one = *order;
        one.file = file;
        const auto summary = service.run(one, std::make_shared<ImportProgress>()).result();
        if (!summary) {
            exitCode = command.refuse(summary.error());
            files.append(
                QJsonObject{{QStringLiteral("file"), file}, {QStringLiteral("error"), faultText(summary.error())}});
            continue;
        }
        rejects.push_back({file, summary->rejects});
        files.append(jsonOf(file, *summary));
        if (!command.wantsJson())
            print(command, file, *summary);
        if (summary->records == 0 && summary->rejected > 0)
            exitCode = Refused; // a script must not take this for done
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("files"), files}});
    if (command.isSet("rejects"))
        if (const auto saved = ImportService::saveRejects(rejects, command.value("rejects"), rowFaultText); !saved)
            return command.refuse(saved.error());
    return exitCode;
}

} // namespace callveil
