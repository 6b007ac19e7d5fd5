// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/base/awaited.h"
#include "services/session/connection_file.h"
#include "services/session/saved_connections.h"
#include "storage/crypto/proquint.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

QString pinnedWords(Command &command, const QString &place)
{
    return toWords(command.local().pinned(place)).join(u' ');
}

int list(Command &command)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const SavedConnection &saved : command.local().connections()) {
        const auto address = DatabaseAddress::parse(saved.address);
        const QString words = address ? pinnedWords(command, address->place()) : QString();
        documents.append(QJsonObject{{QStringLiteral("name"), saved.name}, {QStringLiteral("address"), saved.address},
            {QStringLiteral("fingerprint"), words}});
        rows.append({saved.name, saved.address, words});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("connections"), documents}});
    else
        printTable(
            command.out(), {QStringLiteral("Name"), QStringLiteral("Address"), QStringLiteral("Fingerprint")}, rows);
    return Done;
}

int exportTo(Command &command, const QString &path)
{
    const auto address = command.address();
    if (!address)
        return command.refuse(address.error());
    const QString name = command.isSet("name") ? command.value("name") : command.value("connection");
    const auto file = ConnectionFile::of(command.local(), name, *address);
    if (!file)
        return command.refuse(file.error());
    if (QFile::exists(path))
        return command.refuse({ErrorCode::Conflict, Fault::FileExists, {path}, {}});
    if (const auto written = file->write(path).result(); !written)
        return command.refuse(written.error());
    const QString words = file->words().join(u' ');
    command.tell(
        {{QStringLiteral("file"), path}, {QStringLiteral("name"), file->name}, {QStringLiteral("fingerprint"), words}},
        QStringLiteral("Wrote %1. Its words are: %2\nHand it over by a way that the server has no part in.")
            .arg(path, words));
    return Done;
}

int importFrom(Command &command, const QString &path)
{
    auto file = ConnectionFile::read(path).result();
    if (!file)
        return command.refuse(file.error());
    if (command.isSet("name"))
        file->name = command.value("name");
    const auto name = importConnection(command.local(), *file);
    if (!name)
        return command.refuse(name.error());
    const QString words = file->words().join(u' ');
    command.tell({{QStringLiteral("name"), *name}, {QStringLiteral("address"), addressText(file->address)},
                     {QStringLiteral("organisation"), file->organisation}, {QStringLiteral("fingerprint"), words}},
        QStringLiteral("Saved the connection %1 to %2. Its words are: %3")
            .arg(*name, file->organisation.isEmpty() ? file->address.title() : file->organisation, words));
    return Done;
}

/// The connection, and when no other one leads to the same place, what was pinned and saved for it.
int removeNamed(Command &command, const QString &name)
{
    QList<SavedConnection> connections = command.local().connections();
    const auto named = std::find_if(
        connections.begin(), connections.end(), [&](const SavedConnection &saved) { return saved.name == name; });
    const bool isSaved = named != connections.end();
    const auto address = DatabaseAddress::parse(isSaved ? named->address : name);
    const QString place = address ? address->place() : QString();
    if (!isSaved && command.local().pinned(place).isEmpty())
        return command.refuse({ErrorCode::NotFound, Fault::ConnectionUnknown, {name}, {}});
    if (isSaved) {
        connections.erase(named);
        command.local().setConnections(connections);
    }
    const bool isUsed = std::any_of(connections.begin(), connections.end(), [&](const SavedConnection &saved) {
        const auto other = DatabaseAddress::parse(saved.address);
        return other && other->place() == place;
    });
    if (!isUsed) {
        command.local().unpin(place);
        if (const auto gone = awaited(command.passwords().forgetAll({place})); !gone)
            return command.refuse(gone.error());
    }
    command.tell(
        {{QStringLiteral("removed"), name}}, QStringLiteral("This computer does not know %1 any more.").arg(name));
    return Done;
}

} // namespace

int runConnection(Command &command)
{
    command.options().addOption(
        {QStringLiteral("name"), QStringLiteral("the name of the connection"), QStringLiteral("NAME")});
    command.describe(QStringLiteral("list | export FILE | import FILE | remove NAME|ADDRESS"),
        QStringLiteral("Manages the saved connections. export writes the address of a server (--connection or "
                       "--database) with the fingerprint of its organisation to a new file, for a second console; "
                       "import takes it over there. remove also forgets the fingerprint and saved passwords. None of "
                       "them signs in."));
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QStringList arguments = command.arguments();
    const QString what = arguments.front();
    if (what == QLatin1String("list") && arguments.size() == 1)
        return list(command);
    if (what == QLatin1String("export") && arguments.size() == 2)
        return exportTo(command, arguments[1]);
    if (what == QLatin1String("import") && arguments.size() == 2)
        return importFrom(command, arguments[1]);
    if (what == QLatin1String("remove") && arguments.size() == 2)
        return removeNamed(command, arguments[1]);
    return command.misuse(QStringLiteral("expected list, export FILE, import FILE or remove NAME"));
}

} // namespace callveil
