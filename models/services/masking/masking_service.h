// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking.h"
#include "domain/masking/strength.h"
#include "services/base/service.h"
#include "storage/masking/policy_store.h"
#include "storage/processes/process_store.h"

namespace callveil {

/// A process with the revision in force and those that wait.
struct ProcessPolicy {
    Process process;
    PolicyRevision current;
    int lastRevision = 0; ///< the highest number given, in force or not
    std::vector<PolicyRevision> waiting;
};

/// How one shape of numbers would be shown.
struct PreviewLine {
    NumberShape shape;
    double share = 0; ///< of the process's real traffic, 0 to 1; 0 when there is none yet
    QString example;
    QString shownAs;
    Strength strength;
};

/// What an administrator applies.
struct PolicyOrder {
    struct Target {
        ProcessId process;
        int lastRevision = 0; ///< as it was shown: somebody else's change in between is refused
    };
    QList<Target> targets;
    MaskingPolicy policy;
    QString note;
    std::optional<qint64> effectiveAt; ///< ms since 1970; nullopt: now
};

/// Masking policies: who sees what of new records (domain.md, Masking policy).
class MaskingService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<std::vector<ProcessPolicy>>> overview();
    [[nodiscard]] QFuture<Result<std::vector<PolicyRevision>>> history(ProcessId process);
    /// The shapes of the process's traffic, most frequent first; the country's usual ones while there is none.
    [[nodiscard]] QFuture<Result<std::vector<ShapeCount>>> shapes(ProcessId process);
    /// The change that the note, weakness and time rules allow, as new revisions of all targets, in
    /// their order, or of none. Fails with
    /// MaskTooLong, MaskNegative, NoteNeeded, EffectiveInPast, RevisionChanged, TextHoldsNumber, ProcessArchived.
    [[nodiscard]] QFuture<Result<std::vector<PolicyRevision>>> apply(PolicyOrder order);
    /// Cancels a change that waits.
    [[nodiscard]] QFuture<Result<void>> cancel(RevisionId revision);
    /// Revisions added since one was seen, by anybody; for the banner.
    [[nodiscard]] QFuture<Result<std::vector<PolicyRevision>>> since(RevisionId revision);
    [[nodiscard]] QFuture<Result<RevisionId>> newest();

    /// Pure: how the policy shows each shape. Random is previewed with a throwaway key.
    [[nodiscard]] static std::vector<PreviewLine> preview(
        const std::vector<ShapeCount> &shapes, const MaskingPolicy &policy);
    /// Pure: how the policy shows numbers typed as examples; `region` is the process's country.
    [[nodiscard]] static std::vector<PreviewLine> previewNumbers(
        const QStringList &numbers, const QString &region, const MaskingPolicy &policy);
    /// True when a shape of noticeable traffic (1 % and more, or any while there is none) would be weak.
    [[nodiscard]] static bool isWeak(const std::vector<PreviewLine> &preview, const MaskingPolicy &policy);
};

/// The policy in words that are stored in the record of deeds: "replacement 2+2".
[[nodiscard]] QString policyKey(const MaskingPolicy &policy);

} // namespace callveil
