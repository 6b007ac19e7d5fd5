// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/masking/masking_policy.h"

namespace callveil {

namespace {

/// A longer one may be somebody's number that was typed into the wrong field.
QString repeated(int digits)
{
    return digits > 999999 ? QStringLiteral("…") : QString::number(digits);
}

} // namespace

Result<MaskingPolicy> MaskingPolicy::replacement(int leading, int trailing)
{
    if (leading < 0 || trailing < 0)
        return fail(ErrorCode::Invalid, Fault::MaskNegative);
    // Written as a difference, because the sum of two large values overflows.
    if (leading > mostShown || trailing > mostShown - leading)
        return fail(ErrorCode::Invalid, Fault::MaskTooLong, {repeated(leading), repeated(trailing)});
    return MaskingPolicy{MaskingKind::Replacement, leading, trailing};
}

} // namespace callveil
