// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/pools/pool.h"

#include <QString>

#include <optional>

namespace callveil {

/// Where an opt-out comes from.
enum class OptOutSource : qint8 { Person = 0, Sms = 1, Api = 2 }; // stored

/// A party that wants no calls over the numbers of a brand. Who it is, only a keyed hash tells.
struct OptOut {
    OptOutId id;
    QString brand; ///< of pools, or the name of a pool without one
    bool holds = true; ///< false: no pool has this brand any more
    OptOutSource source = OptOutSource::Person;
    PersonId addedBy; ///< unset: a switch
    QString addedByName;
    qint64 createdAt = 0; ///< ms since 1970
};

/// Opt-outs of a brand that were taken back by text messages, which are in no record: how many, and when the last was.
struct LiftedOptOuts {
    QString brand; ///< as of an OptOut
    qint64 count = 0;
    qint64 lastAt = 0; ///< ms since 1970
};

/// Opt-outs that hold for a pool's numbers no more once it has another brand: keyed hashes cannot be taken along.
struct LeftOptOuts {
    qint64 count = 0;
    QString from, to; ///< the brands, or the pool's name for none
};

/// What a text message asks for: true to opt out (STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT), false
/// to come back (START, UNSTOP), nullopt for anything else. The word stands alone; blanks, punctuation and the case of
/// ASCII do not count, so that "Stop!" and "opt-out" are heeded. A server does the same (cv_api.opt_out_word).
[[nodiscard]] std::optional<bool> optOutWord(const QString &text);

/// What opt-outs of a pool's numbers are keyed on, besides the party: its brand, or the pool alone when it has none. A
/// server does the same (cv_api.brand_of).
[[nodiscard]] QString optOutBrand(const Pool &pool);

/// What tells brands apart: without the case of ASCII letters alone, which all engines fold alike.
[[nodiscard]] QString foldedBrand(const QString &brand);

/// The stable name for scripts and the record: "person", "sms", "api".
[[nodiscard]] QString optOutSourceKey(OptOutSource source);

} // namespace callveil
