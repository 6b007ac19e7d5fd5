// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"
#include "storage/vault/held_store.h"

namespace callveil {

/// Whose number, and why it is asked for or erased.
struct HeldOrder {
    QString number; ///< as typed, with + and its country code; wiped when the work is done
    QString reason; ///< must say something; kept in the record
    QString ticket; ///< may be empty
};

/// What is stored of one number, a line for each process that holds anything; the number itself does not stand in it.
struct HeldReport {
    struct Line {
        HeldLine held;
        QString name; ///< of the process
    };

    std::vector<Line> lines;
    QStringList searched; ///< the processes that were looked in
    qint64 at = 0; ///< ms since 1970
};

/// What an erasure did.
struct ErasureReport {
    qint64 numbers = 0, legs = 0, bindings = 0;
    int processes = 0;
};

/// Answers to a person whose number is stored: what there is, and its erasure. Both are requests like a reveal: they
/// are recorded before anything is read, and limited like searches.
class HeldService final : public Service {
public:
    using Service::Service;

    /// Fails with ReasonNeeded, NumberNotPossible, SearchLimit, WriterKeyMissing, NotPermitted.
    [[nodiscard]] QFuture<Result<HeldReport>> report(HeldOrder order);
    /// Takes the number out of the vault, and its digits out of every call (masked ones too) and of every binding that
    /// keeps it, for good; these end. Lines of listed agents stay, and the masked text of bindings that ended and let
    /// it go. Fails as report() does, and with NumberHeld where a legal hold stands: then nothing was erased.
    [[nodiscard]] QFuture<Result<ErasureReport>> erase(HeldOrder order);
};

} // namespace callveil
