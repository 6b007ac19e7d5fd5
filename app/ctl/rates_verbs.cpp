// SPDX-License-Identifier: GPL-3.0-or-later
#include "known_names.h"
#include "rating_verbs.h"

#include "domain/number/free_text.h"

#include <QJsonArray>

namespace callveil {

namespace {

QJsonValue orNull(const std::optional<qint64> &ms)
{
    return ms ? QJsonValue(isoTime(*ms)) : QJsonValue(QJsonValue::Null);
}

QJsonObject jsonOf(const RateLine &line)
{
    const Rate &rate = line.entry.rate;
    return {{QStringLiteral("id"), rate.id.value}, {QStringLiteral("list"), rateKindKey(rate.kind)},
        {QStringLiteral("prefix"), rate.prefix}, {QStringLiteral("price"), decimalText(rate.price)},
        {QStringLiteral("currency"), rate.currency}, {QStringLiteral("increment"), rate.increment},
        {QStringLiteral("minimum"), rate.minimum}, {QStringLiteral("valid_from"), isoTime(rate.validFrom)},
        {QStringLiteral("valid_until"), orNull(line.until)}, {QStringLiteral("state"), rateStateKey(line.state)},
        {QStringLiteral("added_by"), line.entry.addedBy}, {QStringLiteral("added_at"), isoTime(line.entry.addedAt)}};
}

int list(Command &command, RateService &service)
{
    const auto kind = rateListOption(command);
    if (!kind)
        return command.refuse(kind.error());
    const bool all = command.isSet("history");
    const auto lines = service.list(all).result();
    if (!lines)
        return command.refuse(lines.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const RateLine &line : *lines) {
        const Rate &rate = line.entry.rate;
        if ((command.isSet("list") && rate.kind != *kind) || (!all && line.state == RateState::Over))
            continue;
        documents.append(jsonOf(line));
        rows.append({QString::number(rate.id.value), rateKindKey(rate.kind), rate.prefix, decimalText(rate.price),
            rate.currency, incrementText(rate), isoTime(rate.validFrom), line.until ? isoTime(*line.until) : QString(),
            rateStateKey(line.state)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("rates"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Rate"), QStringLiteral("List"), QStringLiteral("Prefix"), QStringLiteral("Per minute"),
                QStringLiteral("Currency"), QStringLiteral("Increment"), QStringLiteral("Valid from (UTC)"),
                QStringLiteral("Valid until (UTC)"), QStringLiteral("State")},
            rows);
    return Done;
}

/// What is not given stays as it is.
Result<Rate> entered(const Command &command, Rate rate)
{
    if (command.isSet("price")) {
        const auto price = readPrice(command.value("price"));
        if (!price)
            return failed(price);
        rate.price = *price;
    }
    if (command.isSet("currency"))
        rate.currency = command.value("currency");
    if (command.isSet("increment")) {
        rate.minimum = 1;
        if (const auto read = readIncrement(command.value("increment"), rate); !read)
            return failed(read);
    }
    const auto from = validityOption(command, "from");
    if (!from)
        return failed(from);
    if (*from)
        rate.validFrom = **from;
    return rate;
}

int tellSaved(Command &command, const Result<RateId> &saved, const QString &sentence)
{
    if (!saved)
        return command.refuse(saved.error());
    command.tell({{QStringLiteral("id"), saved->value}}, sentence.arg(saved->value));
    return Done;
}

int add(Command &command, RateService &service)
{
    const auto kind = rateListOption(command);
    if (!kind)
        return command.refuse(kind.error());
    Rate rate;
    rate.kind = *kind;
    rate.prefix = command.arguments().at(1);
    rate.validFrom = QDateTime::currentMSecsSinceEpoch();
    const auto typed = entered(command, rate);
    const auto wanted = typed ? checkedRate(*typed) : typed;
    if (!wanted)
        return command.refuse(wanted.error());
    const auto lines = service.list().result();
    if (!lines)
        return command.refuse(lines.error());
    QString sentence = QStringLiteral("Added the rate %1.");
    if (const RateLine *before = rateBefore(*lines, *wanted))
        sentence += QStringLiteral(" It follows the rate %2 of the same prefix, which ends when it begins.")
                        .replace(QLatin1String("%2"), QString::number(before->entry.rate.id.value));
    return tellSaved(command, service.add(*wanted).result(), sentence);
}

Result<Rate> rateOf(RateService &service, const QString &typed)
{
    const auto lines = service.list().result();
    if (!lines)
        return failed(lines);
    for (const RateLine &line : *lines)
        if (QString::number(line.entry.rate.id.value) == typed)
            return line.entry.rate;
    return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("rate"), quotable(typed)});
}

int change(Command &command, RateService &service)
{
    const auto seen = rateOf(service, command.arguments().at(1));
    if (!seen)
        return command.refuse(seen.error());
    const auto wanted = entered(command, *seen);
    if (!wanted)
        return command.refuse(wanted.error());
    const auto saved = service.change(seen->id, *wanted).result();
    return tellSaved(command, saved,
        saved && *saved == seen->id ? QStringLiteral("Nothing was changed: the rate %1 says so already.")
                                    : QStringLiteral("Changed: the rate %1 stands in its place."));
}

int remove(Command &command, RateService &service)
{
    const auto at = validityOption(command, "at");
    if (!at)
        return command.refuse(at.error());
    const auto seen = rateOf(service, command.arguments().at(1));
    if (!seen)
        return command.refuse(seen.error());
    if (const auto removed = service.remove(seen->id, *at).result(); !removed)
        return command.refuse(removed.error());
    command.tell({{QStringLiteral("id"), seen->id.value}},
        QStringLiteral("Removed the rate %1. Calls that were rated by it keep what they cost.").arg(seen->id.value));
    return Done;
}

void addOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("list"), QStringLiteral("cost (what a carrier takes) or recharge (what is charged on)"),
            QStringLiteral("LIST")},
        {QStringLiteral("price"), QStringLiteral("of a minute, with six decimals at most"), QStringLiteral("AMOUNT")},
        {QStringLiteral("currency"), QStringLiteral("three letters: EUR"), QStringLiteral("CODE")},
        {QStringLiteral("increment"),
            QStringLiteral("60/6: a minute at least, then each six seconds begun; 1/1: seconds"),
            QStringLiteral("SECONDS")},
        {QStringLiteral("from"),
            QStringLiteral("valid from this moment, ISO 8601, in UTC without an offset; now if left out. Of rerate and "
                           "unrated: calls that began then or later (unrated: the last 30 days if left out)"),
            QStringLiteral("TIME")},
        {QStringLiteral("to"), QStringLiteral("calls that began before this moment; now if left out"),
            QStringLiteral("TIME")},
        {QStringLiteral("at"), QStringLiteral("remove: ends then; now if left out"), QStringLiteral("TIME")},
        {QStringLiteral("history"), QStringLiteral("list: with rates that are over or were withdrawn")},
        {QStringLiteral("process"), QStringLiteral("rerate: only calls of this process"), QStringLiteral("NAME")},
        {QStringLiteral("dry-run"), QStringLiteral("import, rerate: tell what would be done, and do nothing")},
    });
    command.describe(
        QStringLiteral(
            "list [--list LIST] [--history] |\n"
            "  add PREFIX --price AMOUNT --currency CODE [--list LIST] [--increment SECONDS] [--from TIME] |\n"
            "  change RATE [--price AMOUNT] [--currency CODE] [--increment SECONDS] [--from TIME] |\n"
            "  remove RATE [--at TIME] |\n"
            "  import FILE [--list LIST] [--currency CODE] [--from TIME] [--dry-run] |\n"
            "  rerate --from TIME --to TIME [--process NAME] [--dry-run] |\n"
            "  unrated [--list LIST] [--from TIME] [--to TIME]"),
        QStringLiteral(
            "What calls cost, by the longest prefix of their number. Files are CSV with the columns list, "
            "prefix, price, currency, increment, minimum, valid_from; prefix and price are needed. Rates rate "
            "what is written from then on; rerate rates earlier calls again. A rate is never lost: history "
            "shows what held before. Rows of a file that cannot be taken are told and left out; the exit code of "
            "import is 1 when no row could be taken. unrated says why: no-rate, no rate of the zone held when the call "
            "began; no-number, neither party had a number that could be rated; not-voice. Prices have a point or a "
            "comma before their decimals."));
}

struct Part {
    const char *name;
    bool takesArgument;
    QStringList options;
};

const QList<Part> &parts()
{
    static const auto words = [](const char *text) { return QString(QLatin1String(text)).split(u' '); };
    static const QList<Part> all{{"list", false, words("list history")},
        {"add", true, words("list price currency increment from")},
        {"change", true, words("price currency increment from")}, {"remove", true, words("at")},
        {"import", true, words("list currency from dry-run")}, {"rerate", false, words("from to process dry-run")},
        {"unrated", false, words("list from to")}};
    return all;
}

/// What is wrong with the arguments and options of this part; empty when nothing is.
QString misused(const Command &command, const QString &what)
{
    for (const Part &part : parts()) {
        if (what != QLatin1String(part.name))
            continue;
        if (part.takesArgument != (command.arguments().size() == 2))
            return part.takesArgument ? QStringLiteral("%1 needs one argument").arg(what)
                                      : QStringLiteral("%1 takes no argument").arg(what);
        for (const char *option :
            {"list", "price", "currency", "increment", "from", "to", "at", "history", "process", "dry-run"})
            if (command.isSet(option) && !part.options.contains(QLatin1String(option)))
                return QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what);
        for (const char *option : {"price", "currency"})
            if (what == QLatin1String("add") && !command.isSet(option))
                return QStringLiteral("add needs --%1").arg(QLatin1String(option));
        for (const char *option : {"from", "to"})
            if (what == QLatin1String("rerate") && !command.isSet(option))
                return QStringLiteral("rerate needs --%1").arg(QLatin1String(option));
        return {};
    }
    return QStringLiteral("expected list, add, change, remove, import, rerate or unrated");
}

} // namespace

Result<RateKind> rateListOption(const Command &command, RateKind usual)
{
    if (!command.isSet("list"))
        return usual;
    const auto kind = rateKindFromKey(command.value("list"));
    if (!kind)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("list"), quotable(command.value("list")), QStringLiteral("cost, recharge")});
    return *kind;
}

Result<std::optional<qint64>> validityOption(const Command &command, const char *option)
{
    if (!command.isSet(option))
        return std::optional<qint64>();
    const auto moment = validityFrom(command.value(option));
    if (!moment)
        return fail(ErrorCode::Invalid, Fault::TimeNotUnderstood, {QLatin1String(option)});
    return moment;
}

int runRates(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    if (const QString wrong = misused(command, what); !wrong.isEmpty())
        return command.misuse(wrong);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    RateService service(**workspace);
    if (what == QLatin1String("list"))
        return list(command, service);
    if (what == QLatin1String("add"))
        return add(command, service);
    if (what == QLatin1String("change"))
        return change(command, service);
    if (what == QLatin1String("remove"))
        return remove(command, service);
    if (what == QLatin1String("import"))
        return importRateFile(command, service);
    if (what == QLatin1String("rerate"))
        return rerateCalls(command, service, **workspace);
    return listUnrated(command, service);
}

} // namespace callveil
