// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/masking/masking_service.h"

#include "domain/masking/usual_shapes.h"
#include "domain/number/number_reader.h"
#include "services/base/text_check.h"
#include "services/processes/process_service.h"

#include <algorithm>

namespace callveil {

namespace {

constexpr double noticeableShare = 0.01;
constexpr qint64 clockToleranceMs = 60000;

TokenHash throwawayHash()
{
    const auto key = std::make_shared<const SecretBytes>(SecretBytes::random(32));
    return [key](const QString &text, int attempt) {
        return keyedHash(QByteArray::number(attempt) + text.toUtf8(), *key, 16);
    };
}

Result<std::vector<ShapeCount>> shapesOf(Connection &connection, const Process &process)
{
    auto shapes = PolicyStore(connection).shapes(process.id);
    if (!shapes || !shapes->empty())
        return shapes;
    for (const NumberShape &shape : usualShapes(process.country))
        shapes->push_back({shape, 0});
    return shapes;
}

Result<void> checkOrder(const PolicyOrder &order, qint64 now)
{
    if (order.policy.kind == MaskingKind::Replacement)
        if (const auto fits = MaskingPolicy::replacement(order.policy.leading, order.policy.trailing); !fits)
            return failed(fits);
    if (order.effectiveAt && *order.effectiveAt < now - clockToleranceMs)
        return fail(ErrorCode::Invalid, Fault::EffectiveInPast);
    return {};
}

/// A new revision, and the deed that goes with it.
struct Applied {
    PolicyRevision revision;
    Deed deed;
};

Result<Applied> applyTo(
    Connection &connection, const Identity &me, const PolicyOrder &order, const PolicyOrder::Target &target, qint64 now)
{
    const auto process = requireProcess(connection, me, target.process);
    if (!process)
        return failed(process);
    if (process->archivedAt)
        return fail(ErrorCode::Invalid, Fault::ProcessArchived, {process->name});
    if (const auto fits = checkFreeText(order.note, QStringLiteral("note"), {process->country}); !fits)
        return failed(fits);
    const auto shapes = shapesOf(connection, *process);
    if (!shapes)
        return failed(shapes);
    if (order.note.trimmed().isEmpty()
        && MaskingService::isWeak(MaskingService::preview(*shapes, order.policy), order.policy))
        return fail(ErrorCode::Invalid, Fault::NoteNeeded, {process->name});
    PolicyStore store(connection);
    const auto last = store.lastRevision(target.process);
    if (!last)
        return failed(last);
    if (*last != target.lastRevision)
        return fail(ErrorCode::Conflict, Fault::RevisionChanged, {process->name});
    const auto before = store.inForce(target.process);
    if (!before)
        return failed(before);
    const qint64 effectiveAt = std::max(order.effectiveAt.value_or(now), now);
    const auto id = store.insert(target.process, *last, order.policy, order.note.trimmed(), me.id, effectiveAt);
    if (!id)
        return failed(id);
    Deed deed{QStringLiteral("policy.apply"), QStringLiteral("process %1").arg(target.process.value),
        policyKey(before->policy),
        QStringLiteral("%1; revision %2; effective %3")
            .arg(policyKey(order.policy))
            .arg(*last + 1)
            .arg(QDateTime::fromMSecsSinceEpoch(effectiveAt, Qt::UTC).toString(Qt::ISODate)),
        order.note.trimmed()};
    return Applied{{*id, target.process, *last + 1, order.policy, order.note.trimmed(), me.id, me.displayName, now,
                       effectiveAt, {}},
        std::move(deed)};
}

/// Processes first, in the order of their ids, then the deeds: everybody who needs several locks takes them so.
Result<std::vector<PolicyRevision>> applyAll(
    Connection &connection, const Identity &me, const PolicyOrder &order, qint64 now)
{
    QList<PolicyOrder::Target> targets = order.targets;
    std::sort(targets.begin(), targets.end(), [](const auto &a, const auto &b) { return a.process < b.process; });
    std::vector<PolicyRevision> applied;
    QList<Deed> deeds;
    for (const PolicyOrder::Target &target : targets) {
        auto one = applyTo(connection, me, order, target, now);
        if (!one)
            return failed(one);
        applied.push_back(std::move(one->revision));
        deeds.append(std::move(one->deed));
    }
    for (const Deed &deed : deeds)
        if (const auto recorded = DeedLog(connection).append(me, deed); !recorded)
            return failed(recorded);
    std::vector<PolicyRevision> asOrdered;
    for (const PolicyOrder::Target &target : order.targets)
        asOrdered.push_back(*std::find_if(applied.begin(), applied.end(),
            [&](const PolicyRevision &revision) { return revision.process == target.process; }));
    return asOrdered;
}

} // namespace

QString policyKey(const MaskingPolicy &policy)
{
    switch (policy.kind) {
    case MaskingKind::Off:
        return QStringLiteral("off");
    case MaskingKind::Random:
        return QStringLiteral("random");
    case MaskingKind::Replacement:
        break;
    }
    return QStringLiteral("replacement %1+%2").arg(policy.leading).arg(policy.trailing);
}

QFuture<Result<std::vector<ProcessPolicy>>> MaskingService::overview()
{
    return read([](Connection &connection, const Identity &me) -> Result<std::vector<ProcessPolicy>> {
        const auto processes = ProcessStore(connection).list();
        if (!processes)
            return failed(processes);
        const auto revisions = PolicyStore(connection).all();
        if (!revisions)
            return failed(revisions);
        const auto now = connection.integer("operation.now");
        if (!now)
            return failed(now);
        std::vector<ProcessPolicy> overview;
        for (const Process &process : *processes) {
            if (!me.sees(process.id) || process.archivedAt)
                continue;
            ProcessPolicy entry{process, {}, 0, {}};
            for (const PolicyRevision &revision : *revisions) {
                if (revision.process != process.id)
                    continue;
                entry.lastRevision = std::max(entry.lastRevision, revision.revision);
                if (revision.isWaiting(*now))
                    entry.waiting.push_back(revision);
                else if (revision.inForce)
                    entry.current = revision;
            }
            overview.push_back(std::move(entry));
        }
        return overview;
    });
}

QFuture<Result<std::vector<PolicyRevision>>> MaskingService::history(ProcessId process)
{
    return read([process](Connection &connection, const Identity &me) -> Result<std::vector<PolicyRevision>> {
        if (const auto seen = requireProcess(connection, me, process); !seen)
            return failed(seen);
        return PolicyStore(connection).history(process);
    });
}

QFuture<Result<std::vector<ShapeCount>>> MaskingService::shapes(ProcessId process)
{
    return read([process](Connection &connection, const Identity &me) -> Result<std::vector<ShapeCount>> {
        const auto seen = requireProcess(connection, me, process);
        if (!seen)
            return failed(seen);
        return shapesOf(connection, *seen);
    });
}

QFuture<Result<std::vector<PolicyRevision>>> MaskingService::apply(PolicyOrder order)
{
    return change(Permission::ConfigureMasking,
        [order = std::move(order)](Connection &connection, const Identity &me) -> Result<std::vector<PolicyRevision>> {
            const auto now = connection.integer("operation.now");
            if (!now)
                return failed(now);
            if (const auto fits = checkOrder(order, *now); !fits)
                return failed(fits);
            return applyAll(connection, me, order, *now);
        });
}

QFuture<Result<void>> MaskingService::cancel(RevisionId revision)
{
    return change(Permission::ConfigureMasking, [revision](Connection &connection, const Identity &me) -> Result<void> {
        PolicyStore store(connection);
        const auto all = store.all();
        if (!all)
            return failed(all);
        for (const PolicyRevision &candidate : *all)
            if (candidate.id == revision)
                if (const auto seen = requireProcess(connection, me, candidate.process); !seen)
                    return failed(seen);
        if (const auto done = store.cancel(revision, me.id); !done)
            return done;
        return DeedLog(connection)
            .append(
                me, {QStringLiteral("policy.cancel"), QStringLiteral("revision %1").arg(revision.value), {}, {}, {}});
    });
}

QFuture<Result<std::vector<PolicyRevision>>> MaskingService::since(RevisionId revision)
{
    return read([revision](Connection &connection, const Identity &me) {
        auto news = PolicyStore(connection).since(revision);
        if (news)
            std::erase_if(*news, [&](const PolicyRevision &entry) { return !me.sees(entry.process); });
        return news;
    });
}

QFuture<Result<RevisionId>> MaskingService::newest()
{
    return readAlways([](Connection &connection, const Identity &) { return PolicyStore(connection).newest(); });
}

std::vector<PreviewLine> MaskingService::preview(const std::vector<ShapeCount> &shapes, const MaskingPolicy &policy)
{
    double total = 0;
    for (const ShapeCount &count : shapes)
        total += double(count.numbers);
    const TokenHash hash = throwawayHash();
    std::vector<PreviewLine> lines;
    for (const ShapeCount &count : shapes) {
        PreviewLine line{count.shape, total > 0 ? double(count.numbers) / total : 0, exampleNumber(count.shape), {},
            strength(count.shape, policy)};
        PhoneNumber number;
        number.kind = NumberKind::E164;
        number.text = line.example;
        number.countryCode = count.shape.countryCode;
        line.shownAs = mask(number, policy, hash).text;
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<PreviewLine> MaskingService::previewNumbers(
    const QStringList &numbers, const QString &region, const MaskingPolicy &policy)
{
    const NumberReader reader(region);
    const TokenHash hash = throwawayHash();
    std::vector<PreviewLine> lines;
    for (const QString &text : numbers) {
        const PhoneNumber number = reader.read(text);
        PreviewLine line;
        line.shape = {number.countryCode, number.digits()};
        line.example = text;
        line.shownAs = mask(number, policy, hash).text;
        if (number.kind == NumberKind::E164)
            line.strength = strength(line.shape, policy);
        else if (number.kind == NumberKind::Text)
            line.strength = strengthOfText(number.digits(), policy);
        lines.push_back(std::move(line));
    }
    return lines;
}

bool MaskingService::isWeak(const std::vector<PreviewLine> &preview, const MaskingPolicy &policy)
{
    if (policy.kind == MaskingKind::Off)
        return true;
    return std::any_of(preview.begin(), preview.end(), [](const PreviewLine &line) {
        return line.strength.isWeak() && (line.share == 0 || line.share >= noticeableShare);
    });
}

} // namespace callveil
