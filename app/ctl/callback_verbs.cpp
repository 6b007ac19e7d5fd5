// SPDX-License-Identifier: GPL-3.0-or-later
#include "callback_output.h"
#include "command.h"

#include "domain/number/free_text.h"
#include "exchange/callbacks/callback_probe.h"
#include "services/callbacks/callback_service.h"
#include "storage/crypto/sodium.h"
#include "ui/texts/callback_text.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace callveil {

namespace {

struct Part {
    const char *name;
    qsizetype arguments; ///< with its own name
    QList<const char *> options;
};

const std::array<Part, 11> s_parts{Part{"list", 1, {}}, Part{"set", 3, {"with-imports"}}, Part{"clear", 2, {}},
    Part{"test", 2, {"url"}}, Part{"secret", 2, {}}, Part{"rotate", 2, {"overlap"}}, Part{"pause", 2, {}},
    Part{"resume", 2, {}}, Part{"deliveries", 1, {"kind", "state", "before", "limit"}},
    Part{"replay", 2, {"event", "state", "from", "to"}}, Part{"schema", 2, {}}};

int set(Command &command, CallbackService &service, const CallbackWish &wish)
{
    if (const auto done = service.set(wish).result(); !done)
        return command.refuse(done.error());
    const QString key = callbackKindKey(wish.kind);
    const bool isPlain = wish.url.trimmed().startsWith(QLatin1String("http:"), Qt::CaseInsensitive);
    if (isPlain)
        command.err() << "callveilctl: http is not encrypted: whoever is on the way can read what is sent; prefer "
                         "https\n";
    const QString sentence = wish.url.isEmpty()
        ? QStringLiteral("Nothing is sent for %1 any more. What was waiting is given up.")
        : QStringLiteral("Events of %1 are sent there by callveild from now on.");
    command.tell({{QStringLiteral("kind"), key}, {QStringLiteral("active"), !wish.url.isEmpty()}}, sentence.arg(key));
    return Done;
}

int test(Command &command, CallbackService &service, CallbackKind kind)
{
    const auto trial = service.trial(kind, command.value("url")).result();
    if (!trial)
        return command.refuse(trial.error());
    const CallbackAnswer answer = probeCallback(trial->request, CallbackTargets(trial->targets)).result();
    QJsonObject headers;
    for (const auto &[name, value] : trial->request.headers)
        headers.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    const QString sentence = callbackAnswerText(answer.failure, answer.status, answer.took.count());
    const QString body = callbackBodyText(answer.body);
    command.tell({{QStringLiteral("kind"), callbackKindKey(kind)},
                     {QStringLiteral("url"), trial->request.url.url.toString(QUrl::FullyEncoded)},
                     {QStringLiteral("signed"), trial->isSigned}, {QStringLiteral("headers"), headers},
                     {QStringLiteral("body"), QString::fromUtf8(trial->request.body)},
                     {QStringLiteral("taken"), answer.isTaken()}, {QStringLiteral("status"), answer.status},
                     {QStringLiteral("took_ms"), qint64(answer.took.count())}, {QStringLiteral("answer"), body},
                     {QStringLiteral("meaning"), sentence}},
        body.trimmed().isEmpty() ? sentence : QString(sentence + u'\n' + body));
    return answer.isTaken() ? Done : Refused;
}

int secret(Command &command, CallbackService &service, CallbackKind kind)
{
    auto text = service.showSecret(kind).result();
    if (!text)
        return command.refuse(text.error());
    command.tell({{QStringLiteral("kind"), callbackKindKey(kind)}, {QStringLiteral("secret"), *text}}, *text);
    wipe(*text);
    return Done;
}

int rotate(Command &command, CallbackService &service, CallbackKind kind)
{
    bool fits = true;
    const int hours = command.isSet("overlap") ? command.value("overlap").toInt(&fits) : CallbackService::usualOverlap;
    if (!fits)
        return command.refuse({ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("overlap"), quotable(command.value("overlap")), QStringLiteral("hours, a whole number")},
            {}});
    if (const auto done = service.rotate(kind, hours).result(); !done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("kind"), callbackKindKey(kind)}, {QStringLiteral("overlap_hours"), hours}},
        QStringLiteral("%1 has a new secret; callveilctl callback secret %1 shows it. Requests are signed with the old "
                       "one too for %2 hours.")
            .arg(callbackKindKey(kind))
            .arg(hours));
    return Done;
}

int pause(Command &command, CallbackService &service, CallbackKind kind, bool pauses)
{
    if (const auto done = service.pause(kind, pauses).result(); !done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("kind"), callbackKindKey(kind)}, {QStringLiteral("paused"), pauses}},
        (pauses ? QStringLiteral("Events of %1 wait until you resume them.")
                : QStringLiteral("Events of %1 are sent again."))
            .arg(callbackKindKey(kind)));
    return Done;
}

int replay(Command &command, CallbackService &service, CallbackKind kind)
{
    const auto wanted = callbackReplay(command, kind);
    if (!wanted)
        return command.refuse(wanted.error());
    const auto again = service.replay(*wanted).result();
    if (!again)
        return command.refuse(again.error());
    command.tell({{QStringLiteral("kind"), callbackKindKey(kind)}, {QStringLiteral("events"), *again}},
        *again == 0 ? QStringLiteral("No delivered or failed event fits.")
                    : QStringLiteral("Will be sent again, under the same ids: %1.").arg(*again));
    return Done;
}

int schema(Command &command)
{
    const QString name = command.arguments().at(1);
    QFile file(QStringLiteral(":/schemas/%1.schema.json").arg(name));
    if (name.contains(u'/') || !file.open(QIODevice::ReadOnly))
        return command.refuse({ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("type"), quotable(name)}, {}});
    command.out() << QString::fromUtf8(file.readAll());
    return Done;
}

void addOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("with-imports"), QStringLiteral("set cdr: of calls that are imported from files, too")},
        {QStringLiteral("overlap"),
            QStringLiteral("rotate: for so many hours, 0 to %1, the old secret signs too; if left out, %2")
                .arg(CallbackService::mostOverlap)
                .arg(CallbackService::usualOverlap),
            QStringLiteral("HOURS")},
        {QStringLiteral("url"), QStringLiteral("test: this one instead of the one that is set"), QStringLiteral("URL")},
        {QStringLiteral("kind"), QStringLiteral("deliveries: of cdr, call-status or task-status"),
            QStringLiteral("KIND")},
        {QStringLiteral("state"), QStringLiteral("deliveries, replay: waiting, delivered or failed"),
            QStringLiteral("STATE")},
        {QStringLiteral("before"), QStringLiteral("deliveries: older than this one"), QStringLiteral("NUMBER")},
        {QStringLiteral("limit"), QStringLiteral("deliveries: 1 to 1000; if left out, 50"), QStringLiteral("N")},
        {QStringLiteral("event"), QStringLiteral("replay: this one, by its number"), QStringLiteral("NUMBER")},
        {QStringLiteral("from"), QStringLiteral("replay: noted at this time or later, ISO 8601"),
            QStringLiteral("TIME")},
        {QStringLiteral("to"), QStringLiteral("replay: noted before this time; if left out, now"),
            QStringLiteral("TIME")},
    });
    command.describe(
        QStringLiteral("list | set KIND URL [--with-imports] | clear KIND | test KIND | secret KIND | rotate KIND | "
                       "pause KIND | resume KIND | deliveries | replay KIND --event N|--from TIME | "
                       "schema TYPE"),
        QStringLiteral(
            "Where callveild sends events, as JSON by POST, signed by the scheme of Standard Webhooks. KIND: "
            "cdr (finished calls, and recordings), call-status or task-status. TYPE: cdr, "
            "recording.available, call.status, task.status or callback.test. Numbers are always masked in what is "
            "sent."));
}

} // namespace

int runCallback(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(1, 3))
        return *ends;
    const QStringList arguments = command.arguments();
    const QString what = arguments.front();
    const auto part = std::find_if(
        s_parts.begin(), s_parts.end(), [&](const Part &each) { return what == QLatin1String(each.name); });
    if (part == s_parts.end() || part->arguments != arguments.size())
        return command.misuse(
            QStringLiteral("expected list, set KIND URL, clear, test, secret, rotate, pause, resume or "
                           "replay KIND, deliveries, or schema TYPE"));
    for (const char *option :
        {"with-imports", "url", "overlap", "kind", "state", "before", "limit", "event", "from", "to"})
        if (command.isSet(option) && !part->options.contains(option))
            return command.misuse(QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what));
    if (what == QLatin1String("schema"))
        return schema(command);
    const auto kind = arguments.size() > 1 ? callbackKindFromKey(arguments.at(1)) : std::nullopt;
    if (arguments.size() > 1 && !kind)
        return command.misuse(QStringLiteral("the kind is cdr, call-status or task-status"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    CallbackService service(**workspace);
    if (!kind)
        return what == QLatin1String("list") ? listCallbacks(command, service) : listDeliveries(command, service);
    if (what == QLatin1String("set"))
        return set(command, service, {*kind, arguments.at(2), command.isSet("with-imports")});
    if (what == QLatin1String("clear"))
        return set(command, service, {*kind, {}, false});
    if (what == QLatin1String("test"))
        return test(command, service, *kind);
    if (what == QLatin1String("secret"))
        return secret(command, service, *kind);
    if (what == QLatin1String("rotate"))
        return rotate(command, service, *kind);
    if (what == QLatin1String("replay"))
        return replay(command, service, *kind);
    return pause(command, service, *kind, what == QLatin1String("pause"));
}

} // namespace callveil
