// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/audit/deed_break.h"

#include <QStringList>

#include <vector>

namespace callveil {

/// What is wrong with a chain, and where: "Entry 7 of ben: …".
[[nodiscard]] QString breakText(const DeedBreak &found);
/// One line for each.
[[nodiscard]] QStringList breakTexts(const std::vector<DeedBreak> &breaks);

} // namespace callveil
