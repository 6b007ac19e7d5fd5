// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/number/free_text.h"

#include "services/masking/masking_service.h"
#include "ui/texts/value_text.h"

#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

QString kindKey(MaskingKind kind)
{
    return kind == MaskingKind::Off   ? QStringLiteral("off")
        : kind == MaskingKind::Random ? QStringLiteral("random")
                                      : QStringLiteral("replacement");
}

Result<int> digitsOption(const Command &command, const char *option, int otherwise)
{
    if (!command.isSet(option))
        return otherwise;
    bool fits = false;
    const int value = command.value(option).toInt(&fits);
    if (!fits)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QLatin1String(option), quotable(command.value(option)), QStringLiteral("0-15 digits")});
    return value;
}

/// The policy that the words and options name; the rules on n and n' are the domain's.
Result<MaskingPolicy> policyFrom(const Command &command, const QString &kind)
{
    if (kind == QLatin1String("off"))
        return MaskingPolicy::off();
    if (kind == QLatin1String("random"))
        return MaskingPolicy::random();
    if (kind != QLatin1String("replacement"))
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("policy"), quotable(kind), QStringLiteral("off, random, replacement")});
    const auto leading = digitsOption(command, "leading", MaskingPolicy{}.leading);
    const auto trailing = digitsOption(command, "trailing", MaskingPolicy{}.trailing);
    if (!leading)
        return failed(leading);
    if (!trailing)
        return failed(trailing);
    return MaskingPolicy::replacement(*leading, *trailing);
}

Result<ProcessPolicy> policyOf(Workspace &workspace, const QString &process)
{
    const auto overview = MaskingService(workspace).overview().result();
    if (!overview)
        return failed(overview);
    for (const ProcessPolicy &entry : *overview)
        if (nameKey(entry.process.name) == nameKey(process))
            return entry;
    return fail(ErrorCode::NotFound, Fault::ProcessUnknown, {quotable(process)});
}

QJsonArray scheduled(const std::vector<PolicyRevision> &waiting)
{
    QJsonArray documents;
    for (const PolicyRevision &later : waiting)
        documents.append(QJsonObject{{QStringLiteral("revision"), later.revision},
            {QStringLiteral("policy"), policyText(later.policy)},
            {QStringLiteral("effective_at"), isoTime(later.effectiveAt)}});
    return documents;
}

int show(Command &command, Workspace &workspace)
{
    const auto overview = MaskingService(workspace).overview().result();
    if (!overview)
        return command.refuse(overview.error());
    const QString wanted = command.arguments().value(1);
    QJsonArray documents;
    QList<QStringList> rows;
    for (const ProcessPolicy &entry : *overview) {
        if (!wanted.isEmpty() && nameKey(entry.process.name) != nameKey(wanted))
            continue;
        const PolicyRevision &r = entry.current;
        QJsonObject document{{QStringLiteral("process"), entry.process.name},
            {QStringLiteral("policy"), kindKey(r.policy.kind)}, {QStringLiteral("revision"), r.revision},
            {QStringLiteral("changed_by"), r.createdByName}, {QStringLiteral("changed_at"), isoTime(r.createdAt)},
            {QStringLiteral("note"), r.note}, {QStringLiteral("waiting"), qint64(entry.waiting.size())},
            {QStringLiteral("scheduled"), scheduled(entry.waiting)}};
        if (r.policy.kind == MaskingKind::Replacement) {
            document.insert(QStringLiteral("leading"), r.policy.leading);
            document.insert(QStringLiteral("trailing"), r.policy.trailing);
        }
        documents.append(document);
        rows.append({entry.process.name, policyText(r.policy), QString::number(r.revision), QStringLiteral("in force"),
            r.createdByName, isoTime(r.createdAt), r.note});
        for (const PolicyRevision &later : entry.waiting)
            rows.append({entry.process.name, policyText(later.policy), QString::number(later.revision),
                isoTime(later.effectiveAt), later.createdByName, isoTime(later.createdAt), later.note});
    }
    if (!wanted.isEmpty() && rows.isEmpty())
        return command.refuse({ErrorCode::NotFound, Fault::ProcessUnknown, {quotable(wanted)}, {}});
    if (command.wantsJson())
        command.printJson({{QStringLiteral("policies"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Process"), QStringLiteral("Policy"), QStringLiteral("Revision"),
                QStringLiteral("Effective"), QStringLiteral("Changed by"), QStringLiteral("Changed at"),
                QStringLiteral("Note")},
            rows);
    return Done;
}

/// Whether no shape of number of the process leaves anything to see but x.
bool masksWhole(Workspace &workspace, const ProcessPolicy &of, const MaskingPolicy &policy)
{
    const auto shapes = MaskingService(workspace).shapes(of.process.id).result();
    if (!shapes || policy.kind != MaskingKind::Replacement)
        return false;
    const std::vector<PreviewLine> lines = MaskingService::preview(*shapes, policy);
    return !lines.empty()
        && std::all_of(lines.begin(), lines.end(), [](const PreviewLine &line) { return line.strength.whole; });
}

int set(Command &command, Workspace &workspace)
{
    const auto policy = policyFrom(command, command.arguments().at(2));
    if (!policy)
        return command.refuse(policy.error());
    if (policy->kind != MaskingKind::Replacement && (command.isSet("leading") || command.isSet("trailing")))
        return command.misuse(QStringLiteral("--leading and --trailing belong to replacement"));
    const auto current = policyOf(workspace, command.arguments().at(1));
    if (!current)
        return command.refuse(current.error());
    if (*policy == current->current.policy && current->waiting.empty()) {
        command.tell(
            {{QStringLiteral("process"), current->process.name}, {QStringLiteral("policy"), kindKey(policy->kind)},
                {QStringLiteral("revision"), current->current.revision}},
            QStringLiteral("%1: %2 is in force already; nothing was changed.")
                .arg(current->process.name, policyText(*policy)));
        return Done;
    }
    PolicyOrder order{{{current->process.id, current->lastRevision}}, *policy, command.value("note"), {}};
    if (command.isSet("at")) {
        order.effectiveAt = timeFrom(command.value("at"));
        if (!order.effectiveAt)
            return command.refuse({ErrorCode::Invalid, Fault::TimeNotUnderstood, {QStringLiteral("at")}, {}});
    }
    const auto applied = MaskingService(workspace).apply(order).result();
    if (!applied)
        return command.refuse(applied.error());
    const PolicyRevision &r = applied->front();
    if (command.wantsJson())
        command.printJson(
            {{QStringLiteral("process"), current->process.name}, {QStringLiteral("policy"), kindKey(r.policy.kind)},
                {QStringLiteral("revision"), r.revision}, {QStringLiteral("effective_at"), isoTime(r.effectiveAt)}});
    else
        command.out() << current->process.name << ": " << policyText(r.policy) << ", revision " << r.revision
                      << ", effective " << isoTime(r.effectiveAt)
                      << ". New records follow it; old ones stay as they are.\n";
    if (!command.wantsJson() && masksWhole(workspace, *current, *policy))
        command.err() << "callveilctl: numbers of this process are as long as n and n' together, or shorter: all are "
                         "masked whole\n";
    command.err().flush();
    command.out().flush();
    return Done;
}

/// Cancels a change that is scheduled.
int cancel(Command &command, Workspace &workspace)
{
    const auto current = policyOf(workspace, command.arguments().at(1));
    if (!current)
        return command.refuse(current.error());
    const int number = command.arguments().at(2).toInt();
    const auto &waiting = current->waiting;
    const auto found = std::find_if(
        waiting.begin(), waiting.end(), [&](const PolicyRevision &later) { return later.revision == number; });
    if (found == waiting.end())
        return command.refuse({ErrorCode::Conflict, Fault::RevisionNotWaiting, {}, {}});
    if (const auto done = MaskingService(workspace).cancel(found->id).result(); !done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("process"), current->process.name}, {QStringLiteral("cancelled"), number}},
        QStringLiteral("%1: revision %2 will not take effect.").arg(current->process.name).arg(number));
    return Done;
}

int preview(Command &command, Workspace &workspace)
{
    const auto current = policyOf(workspace, command.arguments().at(1));
    if (!current)
        return command.refuse(current.error());
    const auto policy = command.isSet("kind") ? policyFrom(command, command.value("kind")) : current->current.policy;
    if (!policy)
        return command.refuse(policy.error());
    QStringList numbers = command.arguments().mid(2);
    if (numbers == QStringList{QStringLiteral("-")}) {
        numbers.clear();
        QTextStream in(stdin);
        for (QString line = in.readLine(); !line.isNull(); line = in.readLine())
            if (!line.trimmed().isEmpty())
                numbers.append(line.trimmed());
    }
    QJsonArray previews;
    QList<QStringList> rows;
    for (const PreviewLine &line : MaskingService::previewNumbers(numbers, current->process.country, *policy)) {
        previews.append(QJsonObject{{QStringLiteral("masked"), line.shownAs},
            {QStringLiteral("digits_hidden"), line.strength.hidden},
            {QStringLiteral("candidates_left"), line.strength.candidates}});
        rows.append(
            {line.shownAs, QString::number(line.strength.hidden), QString::number(line.strength.candidates, 'g', 15)});
    }
    if (command.wantsJson())
        command.printJson(
            {{QStringLiteral("previews"), previews}, {QStringLiteral("example"), policy->kind == MaskingKind::Random}});
    else
        printTable(command.out(),
            {QStringLiteral("Shown as"), QStringLiteral("Digits hidden"), QStringLiteral("Candidates left")}, rows);
    return Done;
}

} // namespace

int runPolicy(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("leading"), QStringLiteral("first digits shown (n)"), QStringLiteral("N")},
        {QStringLiteral("trailing"), QStringLiteral("last digits shown (n'); n + n' is at most 15"),
            QStringLiteral("N")},
        {QStringLiteral("note"), QStringLiteral("why; needed when few candidates are left"), QStringLiteral("TEXT")},
        {QStringLiteral("at"), QStringLiteral("when it takes effect, ISO 8601; now if left out"),
            QStringLiteral("TIME")},
        {QStringLiteral("kind"), QStringLiteral("preview this policy instead of the one in force"),
            QStringLiteral("KIND")},
    });
    command.describe(QStringLiteral("show [PROCESS] | set PROCESS off|random|replacement [--leading N --trailing N] "
                                    "[--note TEXT] [--at TIME] | cancel PROCESS REVISION | preview PROCESS NUMBER…|-"),
        QStringLiteral("Shows, sets and previews masking. Preview takes example numbers only; - reads them from "
                       "standard input."));
    if (const auto ends = command.parse(1, 1000))
        return *ends;
    const QStringList arguments = command.arguments();
    const bool shows = arguments.front() == QLatin1String("show") && arguments.size() <= 2;
    const bool sets = arguments.front() == QLatin1String("set") && arguments.size() == 3;
    const bool cancels = arguments.front() == QLatin1String("cancel") && arguments.size() == 3;
    const bool previews = arguments.front() == QLatin1String("preview") && arguments.size() >= 3;
    if (!shows && !sets && !cancels && !previews)
        return command.misuse(
            QStringLiteral("expected show, set PROCESS KIND, cancel PROCESS REVISION, or preview PROCESS NUMBER"));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    return shows  ? show(command, **workspace)
        : sets    ? set(command, **workspace)
        : cancels ? cancel(command, **workspace)
                  : preview(command, **workspace);
}

} // namespace callveil
