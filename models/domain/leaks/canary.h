// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"

#include <QString>

namespace callveil {

/// A number that was planted, for example in one copy of a customer list, so that the leak audit tells where it turns
/// up. Which number it is, a keyed hash and a sealed copy tell whoever holds the writer key.
struct Canary {
    CanaryId id;
    QString name; ///< where it was planted
    QString country; ///< ISO region in which it is read without its country code
    QString plantedByName;
    qint64 plantedAt = 0; ///< ms since 1970
    qint64 seen = 0; ///< findings of it that are open
    bool isLookedFor = false; ///< every process of who asks was scanned since it was planted; else unseen says little
};

} // namespace callveil
