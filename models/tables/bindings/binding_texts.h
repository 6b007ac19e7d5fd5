// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"
#include "tables/base/cell_texts.h"

namespace callveil {

/// How tables word bindings; handed in by the program.
struct BindingTexts {
    QString (*model)(BindingModel);
    QString (*state)(BindingState);
    QString (*cause)(EndCause);
    QString (*didState)(DidState);
    QString (*session)(const QByteArray &publicId);
    CellTexts cells;
};

} // namespace callveil
