// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "kit_output.h"

#include "services/recovery/recovery_service.h"
#include "services/rotation/rotation_service.h"
#include "services/setup/recovery_kit.h"
#include "storage/crypto/proquint.h"
#include "ui/texts/fault_text.h"

#include <QFile>
#include <QJsonArray>

namespace callveil {

namespace {

/// The old kit is used up: the new words must reach somebody, wherever else they fail to go.
int handOut(Command &command, const Workspace &workspace, const UsedKit &used)
{
    const QString text = kitText(workspace.organisation(), toWords(workspace.identity()->fingerprint), used.newWords);
    const QString file = command.value("recovery-kit");
    if (!file.isEmpty())
        if (const auto written = writeKit(file, text); !written) {
            command.err() << text;
            return command.refuse(written.error());
        }
    for (const Error &refusal : used.refusals)
        command.err() << faultText(refusal) << '\n';
    if (command.wantsJson()) {
        QJsonObject document{{QStringLiteral("served"), used.served}};
        if (file.isEmpty())
            document.insert(QStringLiteral("recovery_kit"), used.newWords.join(u' '));
        command.printJson(document);
        return Done;
    }
    if (file.isEmpty())
        command.out() << text << '\n';
    command.out() << "The old kit opens nothing any more; this is the new one. People who got keys: " << used.served
                  << ".\n";
    command.out().flush();
    return Done;
}

int listVaults(Command &command, Workspace &workspace)
{
    const auto states = RotationService(workspace).states().result();
    if (!states)
        return command.refuse(states.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const VaultState &state : *states) {
        const QString due = state.dueSince ? isoTime(*state.dueSince) : QString();
        documents.append(
            QJsonObject{{QStringLiteral("process"), state.name}, {QStringLiteral("generation"), state.generation},
                {QStringLiteral("due_since"), state.dueSince ? QJsonValue(due) : QJsonValue()},
                {QStringLiteral("begun"), state.begun}, {QStringLiteral("numbers_left"), state.numbersLeft},
                {QStringLiteral("numbers_damaged"), state.damaged}});
        rows.append({state.name, QString::number(state.generation), due,
            state.dueSince ? QString::number(state.numbersLeft) : QString(),
            state.damaged > 0 ? QString::number(state.damaged) : QString()});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("vaults"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Process"), QStringLiteral("Generation"), QStringLiteral("New key due since"),
                QStringLiteral("Numbers left"), QStringLiteral("Of these damaged")},
            rows);
    return Done;
}

int rotate(Command &command, Workspace &workspace, const QString &name)
{
    const auto process = processNamed(workspace, name);
    if (!process)
        return command.refuse(process.error());
    const auto report = RotationService(workspace).run(*process, std::make_shared<RotationProgress>()).result();
    if (!report)
        return command.refuse(report.error());
    command.tell({{QStringLiteral("process"), name}, {QStringLiteral("generation"), report->generation},
                     {QStringLiteral("numbers"), report->numbers}, {QStringLiteral("damaged"), report->damaged}},
        QStringLiteral("The vault of %1 has a new key; numbers put under it: %2.").arg(name).arg(report->numbers));
    if (report->damaged == 0)
        return Done;
    command.err() << "Damaged numbers that stay under the old key: " << report->damaged
                  << ". Bring them back from a backup, then rotate again.\n";
    return command.refuse({ErrorCode::Internal, Fault::CiphertextDamaged, {}, {}});
}

} // namespace

int runVault(Command &command)
{
    command.describe(QStringLiteral("list | rotate PROCESS"),
        QStringLiteral("Vaults whose key somebody had who may view actual numbers no longer are due for a new key. "
                       "rotate gives one, beside running imports; stopped in the middle, it goes on when it is run "
                       "again."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QStringList arguments = command.arguments();
    const bool lists = arguments.front() == QLatin1String("list") && arguments.size() == 1;
    const bool rotates = arguments.front() == QLatin1String("rotate") && arguments.size() == 2;
    if (!lists && !rotates)
        return command.misuse(QStringLiteral("expected list or rotate PROCESS"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    return lists ? listVaults(command, **workspace) : rotate(command, **workspace, arguments[1]);
}

int runRecover(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("recovery-kit"), QStringLiteral("write the new recovery kit to this new file (0600)"),
            QStringLiteral("FILE")},
        {QStringLiteral("signed-in"),
            QStringLiteral("sign in as usual and give keys to people who wait and whom nobody else can serve")},
    });
    command.describe(QStringLiteral("[--user ADMINISTRATOR] [--recovery-kit FILE] < OLD-KIT"),
        QStringLiteral("Uses the recovery kit, read from standard input, and replaces it by a new one. Gives an "
                       "administrator the new password of CALLVEIL_PASSWORD or --password-fd and everything that he is "
                       "entitled to. On a server the address's user is a superuser (password in PGPASSWORD), used for "
                       "this run only."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    const QString file = command.value("recovery-kit");
    if (!file.isEmpty() && QFile::exists(file))
        return command.refuse({ErrorCode::Conflict, Fault::FileExists, {file}, {}});
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return command.misuse(QStringLiteral("the old kit is read from standard input"));
    const QString words = RecoveryKit::wordsIn(QString::fromUtf8(input.read(64 * 1024)));
    if (command.isSet("signed-in")) {
        const auto workspace = command.signIn();
        if (!workspace)
            return workspace.error().code;
        const auto used = RecoveryService::use(**workspace, words).result();
        return used ? handOut(command, **workspace, *used) : command.refuse(used.error());
    }
    const auto address = command.address();
    if (!address)
        return command.refuse(address.error());
    const auto password = command.password();
    if (!password)
        return password.error().code;
    const QString user = command.isSet("user") ? command.value("user") : QStringLiteral("admin");
    const RecoverOrder order{*address, qEnvironmentVariable("PGPASSWORD"), words, user, *password};
    const auto recovered = RecoveryService(command.local()).recover(order).result();
    if (!recovered)
        return command.refuse(recovered.error());
    return handOut(command, *(*recovered)->workspace, (*recovered)->kit);
}

} // namespace callveil
