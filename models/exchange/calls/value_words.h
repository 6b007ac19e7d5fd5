// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/calls/call_kinds.h"

#include <QByteArrayView>

#include <optional>

namespace callveil {

/// What a word such as "missed", "SMS-IN" or "ORIGINATOR_CANCEL" says about a call; one word may say several things.
struct CallWords {
    std::optional<Direction> direction;
    std::optional<Disposition> disposition;
    std::optional<Medium> medium;

    [[nodiscard]] bool isEmpty() const { return !direction && !disposition && !medium; }
};

/// Looks a cell up as a whole phrase, then word by word. Case and punctuation do not matter.
[[nodiscard]] CallWords callWords(QByteArrayView cell);

/// How a call ended by the switch's word for it. NORMAL_CLEARING and the like say only that somebody hung up:
/// `answered` (an answer time or billed seconds) decides those, and a call that was answered stays answered whatever
/// ended it.
[[nodiscard]] Disposition hangupDisposition(QByteArrayView cause, bool answered);

} // namespace callveil
