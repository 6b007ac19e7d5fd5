// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// How a process stores the numbers of its calls. The values are stored: never renumber.
enum class MaskingKind : qint8 { Off = 0, Random = 1, Replacement = 2 };

/// One masking policy. `leading` (n) and `trailing` (n') count digits only and mean nothing unless Replacement.
struct MaskingPolicy {
    /// n + n' is at most 15, the most digits that an E.164 number has (ITU-T E.164).
    static constexpr int mostShown = 15;

    MaskingKind kind = MaskingKind::Replacement;
    int leading = 2;
    int trailing = 2;

    [[nodiscard]] static MaskingPolicy off() { return {MaskingKind::Off, 0, 0}; }
    [[nodiscard]] static MaskingPolicy random() { return {MaskingKind::Random, 0, 0}; }
    /// Fails with MaskNegative, or with MaskTooLong (args n, n') when n + n' > 15.
    [[nodiscard]] static Result<MaskingPolicy> replacement(int leading, int trailing);

    bool operator==(const MaskingPolicy &) const = default;
};

} // namespace callveil
