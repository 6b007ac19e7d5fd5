// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_output.h"

#include "services/routes/route_service.h"
#include "ui/texts/service_text.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

#ifdef Q_OS_UNIX
#include <poll.h>
#include <unistd.h>
#endif

namespace callveil {

namespace {

/// The usage that is wrong, or nothing.
QString misuseOf(const Command &command)
{
    static const QRegularExpression token(QStringLiteral("^[0-9A-Fa-f]{32}$"));
    if (!command.isSet("process"))
        return QStringLiteral("--process NAME is needed");
    if (command.value("pool").isEmpty() && command.value("number").isEmpty())
        return QStringLiteral("--pool NAME or --number NUMBER is needed");
    if (command.isSet("pool") && command.isSet("number"))
        return QStringLiteral("--pool lets the pool choose and --number names one: give one of them");
    if (command.value("model") == QLatin1String("case") && command.value("case").trimmed().isEmpty())
        return QStringLiteral("--model case needs --case TEXT");
    if (command.isSet("token") && !token.match(command.value("token")).hasMatch())
        return QStringLiteral("--token takes 32 hexadecimal digits");
    return misusedReason(command);
}

/// What the options say without the names, which are read of the database.
Result<BindingOrder> enteredOrder(const Command &command)
{
    const auto model = modelFrom(command.value("model"));
    if (!model)
        return failed(model);
    const auto expiry = expiryFrom(command.value("expiry"), command.value("reason"));
    if (!expiry)
        return failed(expiry);
    const auto recording = recordingFrom(command.value("recording"));
    if (!recording)
        return failed(recording);
    BindingOrder order;
    order.token = QByteArray::fromHex(command.value("token").toLatin1());
    order.number = command.value("number");
    order.model = *model;
    order.caseRef = command.value("case");
    order.expiry = *expiry;
    order.recording = *recording;
    return order;
}

/// Whether something stands behind the line that was read: a whole line, or what the end follows. A terminal is not
/// asked, and a program that keeps its pipe open is waited for a moment only.
bool holdsMore(QFile &input)
{
    if (!input.isSequential())
        return !input.readAll().trimmed().isEmpty();
    QByteArray rest = input.read(input.bytesAvailable());
#ifdef Q_OS_UNIX
    if (isatty(STDIN_FILENO) == 1)
        return false;
    constexpr int briefMs = 200;
    constexpr qsizetype mostBytes = 4096;
    const QDeadlineTimer end(briefMs);
    pollfd look{STDIN_FILENO, POLLIN, 0};
    while (rest.size() < mostBytes && poll(&look, 1, int(end.remainingTime())) > 0) {
        char bytes[256];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes); // readLine() would wait for the whole line
        if (count <= 0) // the end
            return !rest.trimmed().isEmpty();
        rest.append(bytes, qsizetype(count));
    }
#endif
    return !rest.left(rest.lastIndexOf('\n') + 1).trimmed().isEmpty();
}

/// Real numbers come in lines of standard input: a command line is seen by everybody on the machine. Answers what is
/// missing or too much.
QString readNumbers(const Command &command, BindingOrder &order)
{
    QFile input;
    if (!input.open(fileno(stdin), QIODevice::ReadOnly)) // not stdin itself, whose buffer nobody can look into
        return QStringLiteral("standard input cannot be read");
    order.customer = QString::fromUtf8(input.readLine()).trimmed();
    if (order.customer.isEmpty())
        return QStringLiteral("standard input gives no customer's number");
    if (command.isSet("agent"))
        return holdsMore(input)
            ? QStringLiteral("standard input gives a second line, but --agent names the agent: give one of them")
            : QString();
    order.agent.number = QString::fromUtf8(input.readLine()).trimmed();
    return order.agent.number.isEmpty()
        ? QStringLiteral("standard input gives no agent's number in its second line, and no --agent CODE is given")
        : QString();
}

Result<void> resolve(const Command &command, const KnownNames &names, BindingOrder &order)
{
    const auto process = names.process(command.value("process"));
    if (!process)
        return failed(process);
    order.process = *process;
    if (command.isSet("pool")) {
        const auto pool = names.pool(command.value("pool"));
        if (!pool)
            return failed(pool);
        order.pool = *pool;
    }
    if (command.isSet("agent")) {
        const auto agent = names.agent(command.value("agent"));
        if (!agent)
            return failed(agent);
        order.agent.agent = *agent;
    }
    return {};
}

/// `hint`: what keeps calls from going over it yet; empty for nothing.
void tellPair(Command &command, const BoundPair &pair, const QString &hint)
{
    QJsonObject document = documentOf(pair.binding);
    document.insert(QStringLiteral("new"), pair.isNew);
    if (!hint.isEmpty())
        document.insert(QStringLiteral("hint"), hint);
    if (command.wantsJson())
        return command.printJson(document);
    const QString news = pair.isNew ? QStringLiteral("new") : QStringLiteral("there already; nothing was changed");
    QList<QStringList> fields{
        {QStringLiteral("Binding"), QStringLiteral("%1, %2").arg(pair.binding.id.value).arg(news)},
        {QStringLiteral("Number"), pair.binding.number},
        {QStringLiteral("Session"), document.value(QLatin1String("session")).toString()},
        {QStringLiteral("Pool"), pair.binding.poolName}};
    fields += endFieldsOf(pair.binding);
    fields.append(QStringList{QStringLiteral("Why this number"), whyOf(pair.binding)});
    printFields(command.out(), fields);
    if (!hint.isEmpty())
        command.err() << hint << '\n' << Qt::flush;
}

/// What came of one that was to be released.
struct ReleaseOutcome {
    QJsonObject document;
    QString text;
    bool released = false;
};

ReleaseOutcome refusedRelease(BindingId id, const QString &why)
{
    return {
        {{QStringLiteral("binding"), id.value}, {QStringLiteral("released"), false}, {QStringLiteral("reason"), why}},
        why, false};
}

ReleaseOutcome releaseOne(BindingService &service, BindingId id)
{
    const auto seen = bindingWithId(service, id);
    if (!seen)
        return refusedRelease(id, terminalText(seen.error()));
    const Binding &binding = seen->bindings.front();
    if (const auto ended = endOf(binding, seen->now)) {
        const QString at = isoTime(*ended), cause = endCauseKey(causeOf(binding));
        ReleaseOutcome outcome =
            refusedRelease(id, QStringLiteral("it has ended already, at %1 (%2); nothing was changed").arg(at, cause));
        outcome.document.insert(QStringLiteral("ended_at"), at);
        outcome.document.insert(QStringLiteral("end_cause"), cause);
        return outcome;
    }
    const auto released = service.release(binding).result();
    if (!released)
        return refusedRelease(id, terminalText(released.error()));
    return {{{QStringLiteral("binding"), id.value}, {QStringLiteral("released"), true},
                {QStringLiteral("number"), released->number}},
        QStringLiteral("released; %1 is free again at %2").arg(released->number, isoTime(released->freeAt)), true};
}

} // namespace

int runBind(Command &command)
{
    addBindOptions(command);
    command.options().addOptions({
        {QStringLiteral("process"), QStringLiteral("the process that the binding belongs to"), QStringLiteral("NAME")},
        {QStringLiteral("pool"), QStringLiteral("that chooses the number"), QStringLiteral("NAME")},
        {QStringLiteral("number"), QStringLiteral("this proxy number and no other"), QStringLiteral("NUMBER")},
        {QStringLiteral("model"),
            QStringLiteral("session (the usual one), case, agent or customer: the last two give that party a number of "
                           "its own"),
            QStringLiteral("MODEL")},
        {QStringLiteral("case"), QStringLiteral("the case or order that it is for"), QStringLiteral("TEXT")},
        {QStringLiteral("recording"), QStringLiteral("yes, no or as-pool"), QStringLiteral("CHOICE")},
        {QStringLiteral("token"),
            QStringLiteral("32 hexadecimal digits of your own: a second try with them finds what the first made"),
            QStringLiteral("HEX")},
    });
    command.describe(
        QStringLiteral("--process NAME (--pool NAME | --number NUMBER) [--agent CODE] [options] < NUMBERS"),
        QStringLiteral(
            "Gives a customer and an agent a proxy number, or finds the binding that they have. The first "
            "line of standard input is the customer's number, the second the agent's unless --agent names "
            "him; neither is ever taken from the command line, nor printed. With --agent, a second line that "
            "comes along with the first is refused."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    if (const QString misuse = misuseOf(command); !misuse.isEmpty())
        return command.misuse(misuse);
    auto order = enteredOrder(command);
    if (!order)
        return command.refuse(order.error());
    if (const QString misuse = readNumbers(command, *order); !misuse.isEmpty())
        return command.misuse(misuse);
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    if (const auto resolved = resolve(command, run->names, *order); !resolved)
        return command.refuse(resolved.error());
    const auto pair = BindingService(*run->workspace).make(std::move(*order)).result();
    if (!pair)
        return command.refuse(pair.error());
    const bool lacks = pair->isNew && RouteService(*run->workspace).lacksLine(pair->binding).result().value_or(false);
    const bool onServer = run->workspace->address().engine == Engine::PostgreSql;
    tellPair(command, *pair, lacks ? missingLineText(onServer) : QString());
    return Done;
}

int runRelease(Command &command)
{
    command.describe(QStringLiteral("ID…"),
        QStringLiteral("Ends bindings now. Their numbers cool before other pairs get them; a call that is running is "
                       "not cut. Exit code 1 when one could not be released, or has ended already."));
    constexpr qsizetype mostIds = 10000;
    if (const auto ends = command.parse(1, mostIds))
        return *ends;
    QStringList given = command.arguments();
    given.removeDuplicates();
    std::vector<BindingId> ids;
    for (const QString &text : given) {
        const auto id = bindingIdFrom(text);
        if (!id)
            return command.misuse(QStringLiteral("ID is the whole number of a binding"));
        ids.push_back(*id);
    }
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    BindingService service(**workspace);
    QJsonArray documents;
    int exitCode = Done;
    for (const BindingId id : ids) {
        const ReleaseOutcome outcome = releaseOne(service, id);
        documents.append(outcome.document);
        if (!outcome.released)
            exitCode = Refused;
        if (outcome.released && command.wantsJson())
            continue;
        QTextStream &stream = outcome.released ? command.out() : command.err();
        stream << "binding " << id.value << ": " << harmless(outcome.text) << '\n' << Qt::flush;
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("bindings"), documents}});
    return exitCode;
}

} // namespace callveil
