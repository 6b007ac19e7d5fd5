// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/policy_change.h"

#include "ui/texts/value_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("PolicyChange", text, nullptr, count);
}

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
            changes.push_back({process.process, process.lastRevision, before, policy});
    }
    return changes;
}

QString applyQuestion(const std::vector<PolicyChange> &changes, const QString &moment, int signedIn)
{
    QString question = moment.isEmpty() ? tr("Apply this to new records from now on?")
                                        : tr("Apply this to new records from %1 on?").arg(moment);
    for (const PolicyChange &change : changes)
        question +=
            bullet(tr("%1: %2 → %3").arg(change.process.name, policyText(change.before), policyText(change.after)));
    question += u'\n';
    if (changes.front().after.kind == MaskingKind::Off)
        question += bullet(tr("The numbers of new calls are stored in clear"));
    question += bullet(tr("Cannot be undone for records written meanwhile"));
    question += bullet(tr("Old records stay as they are"));
    question += bullet(tr("People see it at their next sign-in"));
    question += bullet(tr("%n people are signed in", signedIn));
    question += bullet(tr("Best done outside working hours"));
    return question;
}

QString appliedText(
    const std::vector<PolicyChange> &changes, const std::vector<PolicyRevision> &revisions, const QString &moment)
{
    QStringList names;
    for (size_t i = 0; i < changes.size() && i < revisions.size(); ++i)
        names.append(tr("%1 (revision %2)").arg(changes[i].process.name).arg(revisions[i].revision));
    const QString policy = policyText(changes.front().after);
    const QString processes = names.join(tr(", "));
    return moment.isEmpty() ? tr("%1 was applied to %2. People see it at their next sign-in.").arg(policy, processes)
                            : tr("%1 is scheduled for %2 at %3.").arg(policy, processes, moment);
}

} // namespace callveil
