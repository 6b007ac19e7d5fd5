// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/masking_policy.h"

namespace callveil {

Result<MaskingPolicy> MaskingPolicy::replacement(int leading, int trailing)
{
    if (leading < 0 || trailing < 0)
        return fail(ErrorCode::Invalid, Fault::MaskNegative);
    // Written as a difference, because the sum of two large values overflows.
    if (leading > mostShown || trailing > mostShown - leading)
        return fail(ErrorCode::Invalid, Fault::MaskTooLong, {QString::number(leading), QString::number(trailing)});
    return MaskingPolicy{MaskingKind::Replacement, leading, trailing};
}

} // namespace callveil
