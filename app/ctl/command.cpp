// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/base/awaited.h"
#include "domain/number/free_text.h"
#include "services/audit/audit_service.h"
#include "services/processes/process_service.h"
#include "services/session/saved_connections.h"
#include "services/session/sign_in_service.h"
#include "storage/crypto/proquint.h"
#include "ui/texts/deed_text.h"
#include "ui/texts/fault_text.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace callveil {

namespace {

/// Without the number, which is in the shell's history already.
const QString numberMisplaced = QStringLiteral(
    "a telephone number is not taken from the command line, which others on this computer can read: give it on "
    "standard input");

bool mayBeNumber(const QString &text)
{
    return digitCount(text) >= leastFreeDigits;
}

} // namespace

Command::Command(QString verb, QStringList arguments)
    : m_verb(std::move(verb)), m_given(std::move(arguments)), m_out(stdout), m_err(stderr)
{
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    m_parser.addOptions({
        {QStringLiteral("database"),
            QStringLiteral("SQLite file, or postgresql://user@host:port/database?sslmode=…; if left out, %1")
                .arg(LocalState::defaultDatabase()),
            QStringLiteral("FILE|URL")},
        {QStringLiteral("connection"), QStringLiteral("a connection saved on this computer"), QStringLiteral("NAME")},
        {QStringLiteral("user"), QStringLiteral("user name; on a server the address's user"), QStringLiteral("NAME")},
        {QStringLiteral("password-fd"), QStringLiteral("read the password from this file descriptor"),
            QStringLiteral("N")},
        {QStringLiteral("fingerprint"),
            QStringLiteral("the six words of a server's organisation, when this computer connects for the first time"),
            QStringLiteral("WORDS")},
        {QStringLiteral("json"), QStringLiteral("print one JSON document")},
        {QStringLiteral("help"), QStringLiteral("show this help")},
    });
}

Command::~Command()
{
    if (m_workspace) // where it cannot be told, the sign-in ends by itself after some minutes
        (void)SignInService::signOut(*m_workspace).result();
}

void Command::describe(const QString &arguments, const QString &text)
{
    m_readsInput = arguments.contains(u'<');
    m_parser.setApplicationDescription(
        QStringLiteral("callveilctl %1 %2\n\n%3\nThe password is read from --password-fd, CALLVEIL_PASSWORD or the key "
                       "chain, in this order; see callveilctl password --help.")
            .arg(m_verb, arguments, text));
}

std::optional<int> Command::parse(qsizetype leastArguments, qsizetype mostArguments)
{
    if (!m_parser.parse(QStringList(QStringLiteral("callveilctl ") + m_verb) + m_given))
        return misuseOfOptions(leastArguments);
    if (isSet("help")) {
        // The first line of the generated text names an option syntax that is not ours.
        const QString help = m_parser.helpText();
        m_out << m_parser.applicationDescription() << "\n\n"
              << help.mid(std::max<qsizetype>(0, help.indexOf(QLatin1String("Options:"))));
        m_out.flush();
        return Done;
    }
    const qsizetype given = arguments().size();
    if (given < leastArguments || given > mostArguments)
        return misuseOfArguments(given < leastArguments ? QStringLiteral("an argument is missing")
                : mostArguments == 0                    ? QStringLiteral("it takes no argument")
                                     : QStringLiteral("there are too many arguments; quote those with blanks"),
            mostArguments);
    return std::nullopt;
}

/// Of an option that there is none of, whose value or name may be somebody's number. What stands behind its name is its
/// value only when enough arguments are left without it.
int Command::misuseOfOptions(qsizetype leastArguments)
{
    QString text = m_parser.errorText();
    while (text.endsWith(u'.'))
        text.chop(1);
    if (mayBeNumber(text))
        text = QStringLiteral("an option is unknown, or takes no value");
    const bool hasSurplus = arguments().size() > leastArguments;
    for (const QString &unknown : m_parser.unknownOptionNames()) {
        const QString option = QStringLiteral("--") + unknown;
        for (qsizetype i = 0; m_readsInput && i < m_given.size(); ++i)
            if ((hasSurplus && m_given[i] == option && mayBeNumber(m_given.value(i + 1)))
                || (m_given[i].startsWith(option + u'=') && mayBeNumber(m_given[i])))
                return misuse(text + QStringLiteral("; ") + numberMisplaced);
    }
    return misuse(text);
}

Result<DatabaseAddress> Command::address() const
{
    if (isSet("connection")) {
        for (const SavedConnection &saved : m_local.connections())
            if (saved.name == value("connection"))
                return DatabaseAddress::parse(saved.address);
        return fail(ErrorCode::NotFound, Fault::DatabaseAddress, {value("connection")});
    }
    return DatabaseAddress::parse(isSet("database") ? value("database") : LocalState::defaultDatabase());
}

tl::expected<QString, Ended> Command::password()
{
    if (!isSet("password-fd")) {
        const QString given = qEnvironmentVariable("CALLVEIL_PASSWORD");
        if (!given.isEmpty())
            return given;
        m_err << "callveilctl: no password is given; put it into CALLVEIL_PASSWORD, name a file descriptor to read it "
                 "from with --password-fd, or save it in the key chain with callveilctl password save\n";
        m_err.flush();
        return tl::unexpected(Ended{Refused});
    }
    return passwordFrom("password-fd");
}

tl::expected<QString, Ended> Command::maintenancePassword()
{
    if (isSet("maintenance-password-fd"))
        return passwordFrom("maintenance-password-fd");
    const QString given = qEnvironmentVariable("CALLVEIL_MAINTENANCE_PASSWORD");
    return given.isEmpty() ? qEnvironmentVariable("PGPASSWORD") : given; // as every PostgreSQL tool takes it
}

tl::expected<QString, Ended> Command::passwordFrom(const char *option)
{
    const QString shown = QStringLiteral("--") + QLatin1String(option);
    bool isNumber = false;
    const int descriptor = value(option).toInt(&isNumber);
    QFile file;
    if (!isNumber || descriptor < 0 || !file.open(descriptor, QIODevice::ReadOnly))
        return tl::unexpected(Ended{misuse(shown + QStringLiteral(" names no open file descriptor"))});
    QString line = QString::fromUtf8(file.readLine());
    while (line.endsWith(u'\n') || line.endsWith(u'\r'))
        line.chop(1);
    if (line.isEmpty())
        return tl::unexpected(Ended{misuse(shown + QStringLiteral(" gives no password"))});
    return line;
}

SavedPasswords &Command::passwords()
{
    if (!m_passwords) {
        m_keychain.emplace();
        m_passwords.emplace(m_local, *m_keychain);
    }
    return *m_passwords;
}

QString Command::userOf(const DatabaseAddress &address) const
{
    const QString user = isSet("user") ? value("user") : address.user;
    return user.isEmpty() ? QStringLiteral("admin") : user;
}

std::optional<QString> Command::savedPassword()
{
    const auto address = this->address();
    if (!address || m_local.usersWithPassword(address->place()).isEmpty())
        return std::nullopt;
    const auto saved = awaited(passwords().read(address->place(), userOf(*address)));
    if (saved)
        return *saved;
    m_err << "callveilctl: " << faultText(saved.error()) << '\n';
    return std::nullopt;
}

tl::expected<std::shared_ptr<Workspace>, Ended> Command::signIn()
{
    const bool isGiven = isSet("password-fd") || !qEnvironmentVariableIsEmpty("CALLVEIL_PASSWORD");
    const auto saved = isGiven ? std::nullopt : savedPassword();
    if (!saved) {
        const auto given = password();
        return given ? signIn(*given) : tl::unexpected(given.error());
    }
    auto workspace = signIn(*saved);
    if (!workspace && workspace.error().wrongPassword)
        dropSavedPassword();
    return workspace;
}

void Command::dropSavedPassword()
{
    const auto address = this->address();
    const auto gone = awaited(passwords().forget(address->place(), userOf(*address)));
    m_err << "callveilctl: "
          << (gone ? QStringLiteral("the saved password was taken out of the key chain") : faultText(gone.error()))
          << '\n';
    m_err.flush();
}

tl::expected<std::shared_ptr<Workspace>, Ended> Command::signIn(const QString &password)
{
    const auto place = address();
    if (!place)
        return tl::unexpected(Ended{refuse(place.error())});
    if (isSet("fingerprint")) {
        const auto words = fromWords(value("fingerprint"));
        if (!words || words->size() != 12)
            return tl::unexpected(Ended{misuse(QStringLiteral("--fingerprint takes six words, quoted"))});
        if (const auto pinned = pinOnce(m_local, *place, *words); !pinned)
            return tl::unexpected(Ended{refuse(pinned.error())});
    }
    SignInService service(m_local);
    auto answer = service.signIn(*place, userOf(*place), password).result();
    if (!answer)
        return tl::unexpected(Ended{refuse(answer.error()), answer.error().fault == Fault::SignInRefused});
    m_local.noteOrganisation(place->place(), (*answer)->organisation());
    if (const auto breaks = AuditService(**answer, m_local).watch().result(); breaks && !breaks->empty()) {
        for (const QString &fault : breakTexts(*breaks))
            m_err << "callveilctl: the record of deeds is not what it was. " << fault << '\n';
        m_err.flush();
    }
    m_workspace = *answer;
    return m_workspace;
}

void Command::printJson(const QJsonObject &document)
{
    m_out << QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Indented));
    m_out.flush();
}

void Command::tell(const QJsonObject &document, const QString &sentence)
{
    if (wantsJson())
        return printJson(document);
    m_out << harmless(sentence) << '\n';
    m_out.flush();
}

int Command::refuse(const Error &error)
{
    m_out.flush();
    m_err << "callveilctl: " << harmless(terminalText(error)) << '\n';
    if (!error.detail.isEmpty() && qEnvironmentVariableIsSet("CALLVEIL_VERBOSE"))
        m_err << "  (" << error.detail << ")\n";
    m_err.flush();
    const bool isUsage = error.fault == Fault::ChoiceUnknown || error.fault == Fault::TimeNotUnderstood;
    return isUsage ? Usage : Refused;
}

int Command::misuse(const QString &text)
{
    m_err << "callveilctl " << m_verb << ": " << text << "; see callveilctl " << m_verb << " --help\n";
    m_err.flush();
    return Usage;
}

int Command::misuseOfArguments(const QString &text, qsizetype meant)
{
    const QStringList surplus = arguments().mid(meant);
    return misuse(m_readsInput && std::any_of(surplus.begin(), surplus.end(), mayBeNumber) ? numberMisplaced : text);
}

QString terminalText(const Error &error)
{
    const QString named = error.args.value(0);
    if (error.fault == Fault::AgentWithoutNumber)
        return QStringLiteral("The agent “%1” has no telephone number in this process. Give the agent one with "
                              "callveilctl agent import FILE (a CSV file with the columns agent and number), or leave "
                              "the agent's code out and give the number on standard input.")
            .arg(named);
    if (error.fault == Fault::AgentUnknown && named == QStringLiteral("…"))
        return QStringLiteral("There is no agent with that code. If it is a telephone number, give it on standard "
                              "input: others on this computer can read the command line.");
    return faultText(error);
}

Result<ProcessId> processNamed(Workspace &workspace, const QString &name)
{
    const auto all = ProcessService(workspace).list().result();
    if (!all)
        return failed(all);
    for (const ProcessDetails &details : *all)
        if (nameKey(details.process.name) == nameKey(name))
            return details.process.id;
    return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {quotable(name)});
}

Result<QList<ProcessId>> chosenProcesses(Command &command, Workspace &workspace)
{
    QList<ProcessId> processes;
    for (const QString &name : command.options().values(QStringLiteral("process"))) {
        const auto process = processNamed(workspace, name);
        if (!process)
            return failed(process);
        processes.append(*process);
    }
    return processes;
}

QString isoTime(qint64 ms)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    return time.toString(ms % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

std::optional<qint64> timeFrom(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

QString harmless(QString text)
{
    for (QChar &c : text) {
        const bool turns = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (turns || (c.category() == QChar::Other_Control && c != u'\n'))
            c = QChar::ReplacementCharacter;
    }
    return text;
}

void printTable(QTextStream &out, const QStringList &titles, const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < titles.size(); ++column) {
        qsizetype width = titles[column].size();
        for (const QStringList &row : rows)
            width = std::max(width, row.value(column).size());
        widths.append(width);
    }
    const auto print = [&](const QStringList &row) {
        QString line;
        for (qsizetype column = 0; column < titles.size(); ++column)
            line += harmless(row.value(column)).leftJustified(widths[column]) + QStringLiteral("  ");
        while (line.endsWith(u' '))
            line.chop(1);
        out << line << '\n';
    };
    if (rows.isEmpty()) { // a header alone reads like an answer that was cut off
        out << "nothing to list\n";
        return out.flush();
    }
    print(titles);
    for (const QStringList &row : rows)
        print(row);
    out.flush();
}

} // namespace callveil
