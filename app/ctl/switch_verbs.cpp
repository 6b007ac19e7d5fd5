// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "services/platform/switch_login_service.h"
#include "services/session/service_file.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

namespace callveil {

namespace {

QString stateWord(SwitchLogin::State state)
{
    switch (state) {
    case SwitchLogin::State::Missing:
        return QStringLiteral("no login");
    case SwitchLogin::State::Disabled:
        return QStringLiteral("disabled");
    case SwitchLogin::State::Enabled:
        break;
    }
    return QStringLiteral("enabled");
}

int list(Command &command, SwitchLoginService &service)
{
    const auto logins = service.list().result();
    if (!logins)
        return command.refuse(logins.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const SwitchLogin &login : *logins) {
        documents.append(QJsonObject{{QStringLiteral("switch"), login.name}, {QStringLiteral("login"), login.login},
            {QStringLiteral("state"), stateWord(login.state())}, {QStringLiteral("connected"), login.sessions},
            {QStringLiteral("created_by"), login.createdBy}, {QStringLiteral("created_at"), isoTime(login.createdAt)},
            {QStringLiteral("password_since"), isoTime(login.rekeyedAt)},
            {QStringLiteral("cache"), login.keepsRoutes}});
        rows.append({login.name, login.login, stateWord(login.state()), QString::number(login.sessions),
            login.createdBy, isoTime(login.createdAt), isoTime(login.rekeyedAt),
            login.keepsRoutes ? QStringLiteral("on") : QStringLiteral("off")});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("switches"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Name"), QStringLiteral("Login"), QStringLiteral("State"), QStringLiteral("Connected"),
                QStringLiteral("Created by"), QStringLiteral("Created at"), QStringLiteral("Password since"),
                QStringLiteral("Cache")},
            rows);
    return Done;
}

/// Into a file that was made for it, which goes with a failure; what somebody else put there meanwhile stays.
bool writePassword(const QString &path, const QString &password)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered);
    if (file.size() > 0)
        return false;
    const QByteArray line = password.toLatin1() + '\n';
    const bool written = opened && file.write(line) == line.size();
    if (!written)
        file.remove();
    return written;
}

QJsonObject documentOf(const SwitchAccess &access)
{
    return {{QStringLiteral("switch"), access.name}, {QStringLiteral("login"), access.login},
        {QStringLiteral("host"), access.host}, {QStringLiteral("port"), access.port},
        {QStringLiteral("database"), access.database}, {QStringLiteral("sessions_left"), access.sessionsLeft}};
}

/// Told beside the answer: the password holds all the same.
void warn(Command &command, const SwitchAccess &access)
{
    if (access.sessionsLeft)
        command.err() << "callveilctl: sessions of " << access.name
                      << " with the password before could not be ended: disable the switch, then enable it\n";
}

int tellInFile(Command &command, const SwitchAccess &access, const QString &path)
{
    if (!writePassword(path, access.password)) {
        QFile::remove(path);
        command.err() << "callveilctl: the switch " << access.name
                      << " has a new password, and it is lost: give it another one (callveilctl switch rekey "
                      << access.name << ")\n";
        return command.refuse({ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(path).fileName()}, {}});
    }
    QJsonObject document = documentOf(access);
    document.insert(QStringLiteral("file"), path);
    command.tell(document,
        QStringLiteral("The switch %1 signs in as %2 at %3, database %4. Its password is in %5: whoever reads that "
                       "file can ask for real numbers.")
            .arg(access.name, access.login, access.place(), access.database, path));
    return Done;
}

int tellPrinted(Command &command, const SwitchAccess &access)
{
    QJsonObject document = documentOf(access);
    document.insert(QStringLiteral("password"), access.password);
    document.insert(QStringLiteral("url"), access.url());
    command.tell(document,
        QStringLiteral("The switch %1 signs in as %2 at %3, database %4. Its password is shown only now:\n%5\n"
                       "The line for Kamailio's local.cfg:\n%6")
            .arg(access.name, access.login, access.place(), access.database, access.password, access.kamailioLine()));
    return Done;
}

/// Makes a login, or gives one a new password. A file comes first: what could not be written would be lost.
int give(Command &command, SwitchLoginService &service, const QString &name, bool adds)
{
    const bool intoFile = command.isSet("password-file");
    const QString path = command.value("password-file");
    if (intoFile)
        if (const auto reserved = ServiceFile::reserve(path); !reserved)
            return command.refuse(reserved.error());
    const auto access = adds ? service.make(name).result() : service.rekey(name).result();
    if (!access) {
        if (intoFile)
            QFile::remove(path);
        return command.refuse(access.error());
    }
    warn(command, *access);
    return intoFile ? tellInFile(command, *access, path) : tellPrinted(command, *access);
}

int setDisabled(Command &command, SwitchLoginService &service, const QString &name, bool disabled)
{
    if (const auto done = service.setDisabled(name, disabled).result(); !done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("switch"), name}, {QStringLiteral("disabled"), disabled}},
        disabled ? QStringLiteral("The switch %1 is shut out: it refuses masked calls now.").arg(name)
                 : QStringLiteral("The switch %1 is let in again.").arg(name));
    return Done;
}

int setKeepsRoutes(Command &command, SwitchLoginService &service, const QString &name, bool keeps)
{
    if (const auto done = service.setKeepsRoutes(name, keeps).result(); !done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("switch"), name}, {QStringLiteral("cache"), keeps}},
        keeps ? QStringLiteral("The switch %1 may read all routes, with the real numbers of all live bindings, and "
                               "follow their changes.")
                    .arg(name)
              : QStringLiteral("The switch %1 may ask for one route at a time. What it has read already it keeps: "
                               "empty its cache.")
                    .arg(name));
    return Done;
}

int remove(Command &command, SwitchLoginService &service, const QString &name)
{
    if (const auto removed = service.remove(name).result(); !removed)
        return command.refuse(removed.error());
    command.tell({{QStringLiteral("switch"), name}},
        QStringLiteral("Removed the login of the switch %1: it refuses masked calls now.").arg(name));
    return Done;
}

void addOptions(Command &command)
{
    command.options().addOption({QStringLiteral("password-file"),
        QStringLiteral("add, rekey: write the password to this new file (0600) instead of printing it"),
        QStringLiteral("FILE")});
    command.describe(QStringLiteral("list | add NAME [--password-file FILE] | rekey NAME [--password-file FILE] |\n"
                                    "  disable NAME | enable NAME | remove NAME | cache NAME on|off"),
        QStringLiteral("Logins with which switches ask a PostgreSQL server where calls go, and nothing else. The "
                       "password is random, given once, and kept nowhere. rekey makes another one: the one before is "
                       "void at once. disable and remove end the sessions of the switch at once. cache on lets a "
                       "switch that keeps routes of its own read all of them and follow their changes; no switch may "
                       "at first. A name is 1 to 24 small letters, digits and hyphens, a letter first."));
}

/// What is wrong with the words of the command line; empty when they fit.
QString misuseOf(const QStringList &words, bool toFile)
{
    static const QStringList ofOne{QStringLiteral("add"), QStringLiteral("rekey"), QStringLiteral("disable"),
        QStringLiteral("enable"), QStringLiteral("remove")};
    const QString what = words.front();
    const bool fits = what == QLatin1String("list") ? words.size() == 1
        : what == QLatin1String("cache")
        ? words.size() == 3 && (words[2] == QLatin1String("on") || words[2] == QLatin1String("off"))
        : words.size() == 2 && ofOne.contains(what);
    if (!fits)
        return QStringLiteral("expected list, or one of add, rekey, disable, enable, remove with NAME, or cache with "
                              "NAME and on or off");
    if (toFile && what != QLatin1String("add") && what != QLatin1String("rekey"))
        return QStringLiteral("--password-file has no meaning with %1").arg(what);
    return {};
}

int change(Command &command, SwitchLoginService &service, const QStringList &words)
{
    const QString what = words[0], name = words[1];
    if (what == QLatin1String("add") || what == QLatin1String("rekey"))
        return give(command, service, name, what == QLatin1String("add"));
    if (what == QLatin1String("cache"))
        return setKeepsRoutes(command, service, name, words[2] == QLatin1String("on"));
    return what == QLatin1String("remove") ? remove(command, service, name)
                                           : setDisabled(command, service, name, what == QLatin1String("disable"));
}

} // namespace

int runSwitch(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(1, 3))
        return *ends;
    const QStringList words = command.arguments();
    if (const QString misuse = misuseOf(words, command.isSet("password-file")); !misuse.isEmpty())
        return command.misuse(misuse);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    SwitchLoginService service(**workspace);
    return words.size() == 1 ? list(command, service) : change(command, service, words);
}

} // namespace callveil
