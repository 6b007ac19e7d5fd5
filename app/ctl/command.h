// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"
#include "services/session/keychain_store.h"
#include "services/session/saved_passwords.h"
#include "verbs.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <QTextStream>
#include <tl/expected.hpp>

namespace callveil {

/// Exit codes, a contract for scripts.
enum ExitCode {
    Done = 0,
    Refused = 1,
    Usage = 2,
    OpenLeaks = 3, ///< of the verb leaks alone: findings are open
};

/// The exit code of a run that has ended before its verb was done.
struct Ended {
    int code = Refused;
    bool wrongPassword = false;
};

/// One run of callveilctl: its arguments, the database that it is signed in to, and its two outputs.
class Command final {
public:
    Command(QString verb, QStringList arguments);
    /// Ends the sign-in: whoever looks at who is signed in shall not take a script that is over for somebody.
    ~Command();

    /// Options of the verb are added to this parser before parse().
    [[nodiscard]] QCommandLineParser &options() { return m_parser; }
    void describe(const QString &arguments, const QString &text);
    /// Parses; nullopt to go on, or the exit code (help shown, wrong usage).
    [[nodiscard]] std::optional<int> parse(qsizetype leastArguments, qsizetype mostArguments);

    [[nodiscard]] QStringList arguments() const { return m_parser.positionalArguments(); }
    [[nodiscard]] QString value(const char *option) const { return m_parser.value(QLatin1String(option)); }
    [[nodiscard]] QStringList values(const char *option) const { return m_parser.values(QLatin1String(option)); }
    [[nodiscard]] bool isSet(const char *option) const { return m_parser.isSet(QLatin1String(option)); }
    [[nodiscard]] bool wantsJson() const { return isSet("json"); }
    [[nodiscard]] LocalState &local() { return m_local; }

    /// The key chain is looked for when it is first needed.
    [[nodiscard]] SavedPasswords &passwords();

    /// --database, --connection, or this computer's default database.
    [[nodiscard]] Result<DatabaseAddress> address() const;
    /// --user, the address's user, or admin.
    [[nodiscard]] QString userOf(const DatabaseAddress &address) const;
    /// From --password-fd, or CALLVEIL_PASSWORD; never from the command line. Without one it says so and ends.
    [[nodiscard]] tl::expected<QString, Ended> password();
    /// A server's superuser, for one run: from --maintenance-password-fd, CALLVEIL_MAINTENANCE_PASSWORD or PGPASSWORD;
    /// empty without one.
    [[nodiscard]] tl::expected<QString, Ended> maintenancePassword();
    /// Signs in with what password() or else the key chain gives; says why and ends when that fails.
    [[nodiscard]] tl::expected<std::shared_ptr<Workspace>, Ended> signIn();
    [[nodiscard]] tl::expected<std::shared_ptr<Workspace>, Ended> signIn(const QString &password);

    QTextStream &out() { return m_out; }
    QTextStream &err() { return m_err; }
    void printJson(const QJsonObject &document);
    /// What was done: the document with --json, else the sentence.
    void tell(const QJsonObject &document, const QString &sentence);
    /// Prints the error's sentence; answers Refused.
    [[nodiscard]] int refuse(const Error &error);
    [[nodiscard]] int misuse(const QString &text);
    /// The same for arguments that do not fit. Where numbers are read from standard input, it says so to whoever gave
    /// one behind the `meant` arguments that there may be.
    [[nodiscard]] int misuseOfArguments(const QString &text, qsizetype meant);

private:
    [[nodiscard]] int misuseOfOptions(qsizetype leastArguments);
    [[nodiscard]] tl::expected<QString, Ended> passwordFrom(const char *option);
    /// The saved password of whom the options name; nullopt after saying why the key chain does not give it.
    [[nodiscard]] std::optional<QString> savedPassword();
    /// It was refused: trying it again would only make the person wait.
    void dropSavedPassword();

    QString m_verb;
    QStringList m_given;
    bool m_readsInput = false;
    QCommandLineParser m_parser;
    LocalState m_local;
    std::optional<KeychainStore> m_keychain;
    std::optional<SavedPasswords> m_passwords;
    std::shared_ptr<Workspace> m_workspace;
    QTextStream m_out;
    QTextStream m_err;
};

/// What went wrong, as it is said in a terminal.
[[nodiscard]] QString terminalText(const Error &error);
/// The process of that name, as listed for this person.
[[nodiscard]] Result<ProcessId> processNamed(Workspace &workspace, const QString &name);
/// Those of --process; none when the option is not given.
[[nodiscard]] Result<QList<ProcessId>> chosenProcesses(Command &command, Workspace &workspace);
/// What others have typed as a terminal may show it: without control characters and marks that turn its direction.
[[nodiscard]] QString harmless(QString text);
/// UTC as ISO 8601 with Z; milliseconds only when there are some.
[[nodiscard]] QString isoTime(qint64 ms);
/// A time as typed: ISO 8601 (with or without offset; without means this computer's zone), or a date.
[[nodiscard]] std::optional<qint64> timeFrom(const QString &text);
/// A table of texts, columns padded, for people.
void printTable(QTextStream &out, const QStringList &titles, const QList<QStringList> &rows);

} // namespace callveil
