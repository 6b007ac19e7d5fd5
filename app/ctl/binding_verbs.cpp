// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_files.h"
#include "binding_output.h"

#include <array>

namespace callveil {

namespace {

constexpr int mostHours = 100 * 366 * 24;

int misuseOfLimit(Command &command)
{
    return command.misuse(QStringLiteral("--limit is from 1 to %1 bindings").arg(BindingFilter::mostRows));
}

int list(Command &command)
{
    const auto limit = wholeNumber(command, "limit", 1, BindingFilter::mostRows);
    if (!limit)
        return misuseOfLimit(command);
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    auto query = bindingQueryFrom(command, run->names);
    if (!query)
        return command.refuse(query.error());
    query->filter.most = *limit;
    const auto page = BindingService(*run->workspace).list(std::move(*query)).result();
    return page ? printBindings(command, run->names, *page) : command.refuse(page.error());
}

using Change = std::function<Result<Binding>(BindingService &, const KnownNames &, const Binding &)>;

/// Hands the binding ID over as it stands, and prints what came of it.
int withBinding(Command &command, const Change &change)
{
    const auto id = bindingIdFrom(command.arguments().at(1));
    if (!id)
        return command.misuse(QStringLiteral("ID is the whole number of a binding"));
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    BindingService service(*run->workspace);
    const auto seen = bindingWithId(service, *id);
    if (!seen)
        return command.refuse(seen.error());
    const auto done = change(service, run->names, seen->bindings.front());
    if (!done)
        return command.refuse(done.error());
    if (command.wantsJson())
        command.printJson(documentOf(*done, run->names, seen->now));
    else
        printFields(command.out(), fieldsOf(*done, run->names, seen->now));
    return Done;
}

int show(Command &command)
{
    return withBinding(
        command, [](BindingService &, const KnownNames &, const Binding &seen) -> Result<Binding> { return seen; });
}

int extend(Command &command)
{
    const auto expiry = expiryFrom(command.value("expiry"), command.value("reason"));
    if (!expiry)
        return command.refuse(expiry.error());
    return withBinding(command, [&](BindingService &service, const KnownNames &, const Binding &seen) {
        const auto done = service.extend(seen, *expiry).result();
        if (done && done->endsBy && seen.endsBy && *done->endsBy < *seen.endsBy) {
            command.err() << "the binding ends earlier than before: " << isoTime(*done->endsBy) << " instead of "
                          << isoTime(*seen.endsBy) << '\n';
            command.err().flush();
        }
        return done;
    });
}

int reassign(Command &command)
{
    AgentOrder order;
    if (!command.isSet("agent")) {
        order.number = QTextStream(stdin).readLine().trimmed();
        if (order.number.isEmpty())
            return command.misuse(
                QStringLiteral("standard input gives no agent's number, and no --agent CODE is given"));
    }
    return withBinding(
        command, [&](BindingService &service, const KnownNames &names, const Binding &seen) -> Result<Binding> {
            if (command.isSet("agent")) {
                const auto agent = names.agent(command.value("agent"));
                if (!agent)
                    return failed(agent);
                order.agent = *agent;
            }
            return service.reassign(seen, std::move(order)).result();
        });
}

int record(Command &command)
{
    if (command.arguments().at(2).isEmpty()) // a script's empty variable
        return command.misuse(QStringLiteral("record needs yes, no or as-pool"));
    const auto recording = recordingFrom(command.arguments().at(2));
    if (!recording)
        return command.refuse(recording.error());
    return withBinding(command, [&](BindingService &service, const KnownNames &, const Binding &seen) {
        return service.record(seen, *recording).result();
    });
}

/// The database gives as many at once as a page holds; `all`: page after page.
Result<qint64> releaseStale(BindingService &service, const StaleRule &rule, bool all)
{
    qint64 released = 0;
    while (true) {
        auto page = service.stale(rule).result();
        if (!page)
            return failed(page);
        const bool more = page->more;
        const auto some = service.releaseAll(std::move(page->bindings), std::make_shared<ReleaseProgress>()).result();
        if (!some)
            return some;
        released += *some;
        if (!all || !more || *some == 0) // those that others keep changing are left alone
            return released;
    }
}

int stale(Command &command)
{
    StaleRule rule;
    const auto hours = wholeNumber(command, "hours", 1, mostHours); // a script's 0 would name all of them
    if (!hours)
        return command.misuse(QStringLiteral("--hours is from 1 to %1").arg(mostHours));
    rule.hours = *hours;
    const bool isLimited = command.isSet("limit");
    if (isLimited) {
        const auto limit = wholeNumber(command, "limit", 1, BindingFilter::mostRows);
        if (!limit)
            return misuseOfLimit(command);
        rule.most = *limit;
    }
    rule.endlessOnly = command.isSet("endless");
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    const auto narrowed = bindingQueryFrom(command, run->names);
    if (!narrowed)
        return command.refuse(narrowed.error());
    rule.pool = narrowed->filter.pool;
    rule.process = narrowed->filter.process;
    BindingService service(*run->workspace);
    if (command.isSet("release")) {
        const auto released = releaseStale(service, rule, !isLimited);
        if (!released)
            return command.refuse(released.error());
        command.tell(
            {{QStringLiteral("released"), *released}}, QStringLiteral("Bindings released: %1.").arg(*released));
        return Done;
    }
    const auto page = service.stale(rule).result();
    return page ? printBindings(command, run->names, *page) : command.refuse(page.error());
}

int closeCase(Command &command)
{
    const QString caseRef = command.arguments().at(1).simplified();
    if (caseRef.isEmpty()) // a script's empty variable
        return command.misuse(QStringLiteral("close-case needs the CASE"));
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    const auto process = run->names.process(command.value("process"));
    if (!process)
        return command.refuse(process.error());
    const auto ended = BindingService(*run->workspace).closeCase(*process, caseRef).result();
    if (!ended)
        return command.refuse(ended.error());
    command.tell({{QStringLiteral("ended"), *ended}},
        *ended == 0 ? QStringLiteral("The case has no live binding in this process; nothing was ended.")
                    : QStringLiteral("Bindings ended: %1.").arg(*ended));
    return Done;
}

int find(Command &command)
{
    QString number = QTextStream(stdin).readLine().trimmed();
    if (number.isEmpty())
        return command.misuse(QStringLiteral("standard input gives no number"));
    const auto run = beginBindings(command);
    if (!run)
        return run.error();
    const auto page = BindingService(*run->workspace).search(std::move(number)).result();
    return page ? printBindings(command, run->names, *page) : command.refuse(page.error());
}

int tidy(Command &command)
{
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    const auto count = BindingService(**workspace).tidy().result();
    if (!count)
        return command.refuse(count.error());
    command.tell({{QStringLiteral("tidied"), *count}}, QStringLiteral("Bindings tidied: %1.").arg(*count));
    return Done;
}

struct What {
    const char *name;
    const char *arguments; ///< as help shows them
    int (*run)(Command &);
};
constexpr std::array whats{What{"list", "", list}, What{"show", "ID", show}, What{"extend", "ID", extend},
    What{"reassign", "ID", reassign}, What{"record", "ID yes|no|as-pool", record}, What{"stale", "", stale},
    What{"close-case", "CASE", closeCase}, What{"find", "", find}, What{"tidy", "", tidy},
    What{"import", "FILE", importBindings}, What{"export", "FILE", exportBindings}};

QString usageOf(const What &what)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(what.name), QLatin1String(what.arguments)).trimmed();
}

} // namespace

int runBinding(Command &command)
{
    addBindingOptions(command);
    command.describe(
        QStringLiteral(
            "list [filters] | show ID | extend ID --expiry WHEN [--reason TEXT] | reassign ID --agent CODE |\n"
            "  reassign ID < NUMBER | record ID yes|no|as-pool | stale --hours N [--endless] [--limit N] [--release] "
            "|\n"
            "  close-case --process NAME CASE | find < NUMBER | tidy | import FILE |\n"
            "  export FILE [filters] [--format xlsx|csv] [--force]"),
        QStringLiteral(
            "Bindings of customers and agents, newest first and masked; \"bind\" makes one and \"release\" ends it. "
            "Real numbers are read from standard input, never from the command line, and not printed; a search by "
            "number is recorded and limited. stale lists, or releases, what looks forgotten; close-case ends all "
            "live bindings of a case in one process; tidy takes the numbers of "
            "ended bindings out of the vault.\nimport reads a CSV file with a header: process, pool or number, "
            "customer, agent or agent_number, model, case, expiry, recording, reason (for expiry never), in any order. "
            "Each row stands for itself, and the exit code is 1 when one was rejected."));
    if (const auto ends = command.parse(1, 3))
        return *ends;
    const QStringList arguments = command.arguments();
    QStringList usages;
    for (const What &what : whats) {
        usages.append(usageOf(what));
        if (arguments.front() != QLatin1String(what.name))
            continue;
        const qsizetype meant = usages.back().count(u' ') + 1;
        if (arguments.size() != meant)
            return command.misuseOfArguments(QStringLiteral("expected %1").arg(usages.back()), meant);
        const QString misused = misusedBindingOption(command, arguments.front());
        return misused.isEmpty() ? what.run(command) : command.misuse(misused);
    }
    return command.misuse(QStringLiteral("expected one of %1").arg(usages.join(QStringLiteral(", "))));
}

} // namespace callveil
