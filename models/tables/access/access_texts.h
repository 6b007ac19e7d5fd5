// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/role.h"
#include "tables/base/cell_texts.h"

namespace callveil {

/// How the tables of people and their rights word stored values. The program hands these in, because sentences are made
/// above the models.
struct AccessTexts {
    QString (*role)(Role);
    QString (*permission)(Permission);
    QString (*explanation)(Permission); ///< one sentence: what the permission allows
    CellTexts cells;
};

} // namespace callveil
