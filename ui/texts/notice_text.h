// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notices/notice.h"

namespace callveil {

/// "Critical"
[[nodiscard]] QString noticeWeightText(NoticeWeight weight);
/// One sentence, without when.
[[nodiscard]] QString noticeText(const Notice &notice);
/// What stands beside the bell: "Notices: 3, new: 1".
[[nodiscard]] QString noticeCountText(qsizetype notices, qsizetype fresh);

} // namespace callveil
