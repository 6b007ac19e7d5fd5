// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/policy_change.h"

#include "ui/texts/value_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace callveil {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PolicyChange)
};

MaskingPolicy inForceAt(const ProcessPolicy &process, std::optional<qint64> moment)
{
    MaskingPolicy policy = process.current.policy;
    if (!moment)
        return policy;
    for (const PolicyRevision &waiting : process.waiting) // by effective time
        if (waiting.effectiveAt <= *moment)
            policy = waiting.policy;
    return policy;
}

/// What would replace a change again that takes effect at the moment.
std::vector<PolicyRevision> waitingAfter(const ProcessPolicy &process, std::optional<qint64> moment)
{
    std::vector<PolicyRevision> later;
    for (const PolicyRevision &waiting : process.waiting)
        if (!moment || waiting.effectiveAt > *moment)
            later.push_back(waiting);
    return later;
}

/// Random hides all digits; then the fewer are shown, the stronger.
int weaknessOf(const MaskingPolicy &policy)
{
    if (policy.kind == MaskingKind::Off)
        return MaskingPolicy::mostShown + 1;
    return policy.kind == MaskingKind::Random ? -1 : policy.leading + policy.trailing;
}

QString bullet(const QString &text)
{
    return QStringLiteral("\n• ") + text;
}

} // namespace

std::vector<PolicyChange> policyChanges(
    const std::vector<ProcessPolicy> &processes, const MaskingPolicy &policy, std::optional<qint64> effectiveAt)
{
    std::vector<PolicyChange> changes;
    for (const ProcessPolicy &process : processes) {
        const MaskingPolicy before = inForceAt(process, effectiveAt);
        if (!process.process.archivedAt && before != policy)
            changes.push_back(
                {process.process, process.lastRevision, before, policy, waitingAfter(process, effectiveAt)});
    }
    return changes;
}

QString applyQuestion(const std::vector<PolicyChange> &changes, const ApplyFacts &facts)
{
    QString question = facts.moment.isEmpty() ? Words::tr("Apply this to new records from now on?")
                                              : Words::tr("Apply this to new records from %1 on?").arg(facts.moment);
    for (const PolicyChange &change : changes)
        question += bullet(
            Words::tr("%1: %2 → %3").arg(change.process.name, policyText(change.before), policyText(change.after)));
    for (const PolicyChange &change : changes)
        for (const PolicyRevision &later : change.later)
            question +=
                bullet(Words::tr("%1: the scheduled change to %2 replaces this again at %3, unless you cancel it "
                                 "under Scheduled")
                           .arg(change.process.name, policyText(later.policy), facts.timeText(later.effectiveAt)));
    if (!facts.note.isEmpty())
        question += bullet(Words::tr("Note: %1").arg(facts.note));
    question += u'\n';
    if (!facts.weakness.isEmpty())
        question += bullet(facts.weakness);
    question += bullet(Words::tr("Cannot be undone for records written meanwhile"));
    question += bullet(Words::tr("Old records stay as they are"));
    question += bullet(Words::tr("People see it at their next sign-in"));
    question += bullet(Words::tr("%n people are signed in", nullptr, facts.signedIn));
    if (facts.moment.isEmpty())
        question += bullet(Words::tr("Best done outside working hours"));
    return question;
}

MaskingPolicy strongestOf(const std::vector<ProcessPolicy> &processes)
{
    MaskingPolicy strongest = MaskingPolicy::off();
    for (const ProcessPolicy &process : processes)
        if (weaknessOf(process.current.policy) < weaknessOf(strongest))
            strongest = process.current.policy;
    return strongest;
}

void addRevisions(std::vector<ProcessPolicy> &processes, const std::vector<PolicyRevision> &revisions)
{
    for (ProcessPolicy &process : processes) {
        for (const PolicyRevision &revision : revisions) {
            if (revision.process != process.process.id)
                continue;
            process.lastRevision = std::max(process.lastRevision, revision.revision);
            if (!revision.isWaiting(revision.createdAt)) {
                process.current = revision;
                continue;
            }
            process.waiting.push_back(revision);
            std::stable_sort(process.waiting.begin(), process.waiting.end(),
                [](const PolicyRevision &left, const PolicyRevision &right) {
                    return left.effectiveAt < right.effectiveAt;
                });
        }
    }
}

QString offText(const std::vector<ProcessPolicy> &processes)
{
    QStringList names;
    for (const ProcessPolicy &process : processes)
        if (process.current.policy.kind == MaskingKind::Off)
            names.append(process.process.name);
    if (names.isEmpty())
        return {};
    return Words::tr("Masking is off for: %1; their numbers are stored in clear.").arg(names.join(Words::tr(", ")));
}

QString appliedText(
    const std::vector<PolicyChange> &changes, const std::vector<PolicyRevision> &revisions, const QString &moment)
{
    QStringList names;
    for (size_t i = 0; i < changes.size() && i < revisions.size(); ++i)
        names.append(Words::tr("%1 (revision %2)").arg(changes[i].process.name).arg(revisions[i].revision));
    const QString policy = policyText(changes.front().after);
    const QString processes = names.join(Words::tr(", "));
    return moment.isEmpty()
        ? Words::tr("%1 was applied to %2. People see it at their next sign-in.").arg(policy, processes)
        : Words::tr("%1 is scheduled for %2 at %3.").arg(policy, processes, moment);
}

} // namespace callveil
