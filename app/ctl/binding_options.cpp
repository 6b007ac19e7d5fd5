// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_options.h"

#include "domain/number/free_text.h"
#include "domain/number/number_reader.h"
#include "domain/number/number_text.h"
#include "services/calls/call_log_service.h"
#include "sheet_options.h"

namespace callveil {

namespace {

const QString never = QStringLiteral("never");
const QString asPool = QStringLiteral("pool");

/// Which verbs an option belongs to.
struct Meaning {
    const char *option;
    QStringList verbs;
};

const std::vector<Meaning> &meanings()
{
    const QString list = QStringLiteral("list"), file = QStringLiteral("export"), extend = QStringLiteral("extend"),
                  reassign = QStringLiteral("reassign"), stale = QStringLiteral("stale"),
                  close = QStringLiteral("close-case");
    static const std::vector<Meaning> all{{"state", {list, file}}, {"pool", {list, file, stale}},
        {"process", {list, file, stale, close}}, {"agent", {list, file, reassign}}, {"number", {list, file}},
        {"case", {list, file}}, {"session", {list, file}}, {"limit", {list, stale}}, {"expiry", {extend}},
        {"reason", {extend}}, {"hours", {stale}}, {"endless", {stale}}, {"release", {stale}}, {"force", {file}},
        {"format", {file}}};
    return all;
}

QString expiryChoices()
{
    QStringList keys;
    for (const ExpiryTemplate &each : expiryTemplates)
        keys.append(QLatin1String(each.key));
    return QStringLiteral("minutes from %1 to %2, %3, pool, never")
        .arg(QString::number(Pool::leastMinutes), QString::number(Pool::mostMinutes), keys.join(QStringLiteral(", ")));
}

tl::unexpected<Error> notAChoice(const char *field, const QString &typed, const QString &allowed)
{
    return fail(ErrorCode::Invalid, Fault::ChoiceUnknown, {QLatin1String(field), quotable(typed), allowed});
}

/// Of a state; all for every binding.
Result<std::optional<BindingState>> stateFrom(const QString &text)
{
    if (text == QLatin1String("all"))
        return std::optional<BindingState>();
    const auto state = bindingStateFromKey(text);
    if (!state)
        return notAChoice("state", text, QStringLiteral("active, cooling, ended, all"));
    return state;
}

} // namespace

void addBindOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("agent"), QStringLiteral("a listed agent, instead of his number"), QStringLiteral("CODE")},
        {QStringLiteral("expiry"), QStringLiteral("when it ends: ") + expiryChoices(), QStringLiteral("WHEN")},
        {QStringLiteral("reason"), QStringLiteral("why it never expires; it is recorded"), QStringLiteral("TEXT")},
    });
}

void addBindingOptions(Command &command)
{
    addBindOptions(command);
    command.options().addOptions({
        {QStringLiteral("state"), QStringLiteral("active, cooling, ended (cooling ones too) or all"),
            QStringLiteral("STATE"), QStringLiteral("active")},
        {QStringLiteral("pool"), QStringLiteral("of this pool"), QStringLiteral("NAME")},
        {QStringLiteral("process"), QStringLiteral("of this process"), QStringLiteral("NAME")},
        {QStringLiteral("number"), QStringLiteral("over this proxy number, with + and country code"),
            QStringLiteral("NUMBER")},
        {QStringLiteral("case"), QStringLiteral("of exactly this case"), QStringLiteral("TEXT")},
        {QStringLiteral("session"), QStringLiteral("of this session"), QStringLiteral("SESSION")},
        {QStringLiteral("limit"),
            QStringLiteral("list, stale: at most so many, the newest; 1 to %1; if left out, list shows 100")
                .arg(BindingFilter::mostRows),
            QStringLiteral("N"), QStringLiteral("100")},
        {QStringLiteral("hours"), QStringLiteral("stale: active ones that were made at least so long ago"),
            QStringLiteral("N")},
        {QStringLiteral("endless"), QStringLiteral("stale: only those that never expire")},
        {QStringLiteral("release"), QStringLiteral("stale: release them")},
    });
    addSheetOptions(command, QStringLiteral("export: "));
}

QString misusedBindingOption(const Command &command, const QString &what)
{
    for (const Meaning &meaning : meanings())
        if (command.isSet(meaning.option) && !meaning.verbs.contains(what))
            return QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(meaning.option), what);
    if (what == QLatin1String("extend") && command.value("expiry").isEmpty())
        return QStringLiteral("extend needs --expiry WHEN");
    if (what == QLatin1String("close-case") && !command.isSet("process"))
        return QStringLiteral("close-case needs --process NAME");
    if (what == QLatin1String("stale") && !command.isSet("hours"))
        return QStringLiteral("stale needs --hours N");
    return misusedReason(command);
}

QString misusedReason(const Command &command)
{
    const bool isEndless = command.value("expiry") == never;
    if (isEndless && command.value("reason").trimmed().isEmpty())
        return QStringLiteral("--expiry never needs --reason TEXT; it is recorded");
    return command.isSet("reason") && !isEndless ? QStringLiteral("--reason belongs to --expiry never") : QString();
}

std::optional<int> wholeNumber(const Command &command, const char *option, int least, int most)
{
    bool fits = false;
    const int number = command.value(option).toInt(&fits);
    return fits && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<BindingId> bindingIdFrom(const QString &text)
{
    constexpr qsizetype mostDigits = 9; // what is longer may be a telephone number, and is asked of no server
    if (!isDigitsOnly(text) || text.size() > mostDigits)
        return std::nullopt;
    const BindingId id{text.toLongLong()};
    return id.isSet() ? std::optional(id) : std::nullopt;
}

Result<ExpiryOrder> expiryFrom(const QString &text, const QString &reason)
{
    ExpiryOrder order;
    if (text.isEmpty() || text == asPool)
        return order;
    if (text == never) {
        order.kind = ExpiryOrder::Kind::Never;
        order.reason = reason;
        return order;
    }
    bool fits = false;
    const int typed = text.toInt(&fits);
    order.kind = ExpiryOrder::Kind::Minutes;
    order.minutes = minutesOfTemplate(text).value_or(typed);
    if (!checkExpiry(order.minutes)) // what is no number is 0 minutes
        return notAChoice("expiry", text, expiryChoices());
    return order;
}

Result<BindingModel> modelFrom(const QString &text)
{
    if (text.isEmpty())
        return BindingModel::Session;
    const auto model = bindingModelFromKey(text);
    if (!model)
        return notAChoice("model", text, QStringLiteral("session, case, agent, customer"));
    return *model;
}

Result<RecordingChoice> recordingFrom(const QString &text)
{
    if (text.isEmpty())
        return RecordingChoice::AsPool;
    const auto recording = recordingFromKey(text);
    if (!recording)
        return notAChoice("recording", text, QStringLiteral("yes, no, as-pool"));
    return *recording;
}

Result<BindingQuery> bindingQueryFrom(const Command &command, const KnownNames &names)
{
    BindingQuery query;
    BindingFilter &filter = query.filter;
    const auto state = stateFrom(command.value("state"));
    if (!state)
        return failed(state);
    filter.state = *state;
    filter.caseRef = command.value("case").simplified();
    if (command.isSet("case") && filter.caseRef.isEmpty()) // which would not narrow
        return fail(ErrorCode::Invalid, Fault::NameEmpty, {QStringLiteral("case")});
    if (command.isSet("process")) {
        const auto process = names.process(command.value("process"));
        if (!process)
            return failed(process);
        filter.process = *process;
    }
    if (command.isSet("pool")) {
        const auto pool = names.pool(command.value("pool"));
        if (!pool)
            return failed(pool);
        filter.pool = *pool;
    }
    if (command.isSet("agent")) {
        const auto agent = names.agent(command.value("agent"));
        if (!agent)
            return failed(agent);
        filter.agent = *agent;
    }
    if (command.isSet("number")) {
        const auto number = NumberReader(QString()).readStrictly(command.value("number"), QStringLiteral("proxy"));
        if (!number)
            return failed(number);
        query.proxyNumbers = {number->text};
    }
    if (command.isSet("session")) {
        filter.session = CallLogService::sessionId(command.value("session"));
        if (filter.session.isEmpty())
            return notAChoice("session", command.value("session"), QStringLiteral("sess_…"));
    }
    return query;
}

tl::expected<BindingRun, int> beginBindings(Command &command)
{
    const auto workspace = command.signIn();
    if (!workspace)
        return tl::unexpected(workspace.error().code);
    auto names = KnownNames::read(**workspace);
    if (!names)
        return tl::unexpected(command.refuse(names.error()));
    return BindingRun{*workspace, std::move(*names)};
}

Result<BindingPage> bindingWithId(BindingService &service, BindingId id)
{
    BindingFilter filter;
    filter.id = id;
    const auto page = service.list({filter, {}}).result();
    if (page && page->bindings.empty())
        return fail(ErrorCode::NotFound, Fault::BindingUnknown, {QString::number(id.value)});
    return page;
}

} // namespace callveil
