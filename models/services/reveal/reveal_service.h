// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/calls/call_store.h"
#include "storage/vault/reveal_store.h"

namespace callveil {

/// A real number for as long as somebody looks at it; wiped with the object.
class RevealedNumber final {
public:
    explicit RevealedNumber(QString text) : m_text(std::move(text)) { }
    ~RevealedNumber() { wipe(m_text); }
    RevealedNumber(const RevealedNumber &) = delete;
    RevealedNumber &operator=(const RevealedNumber &) = delete;

    [[nodiscard]] const QString &text() const { return m_text; } ///< E.164

private:
    QString m_text;
};

/// Why a number is needed.
struct RevealOrder {
    NumberId number;
    QString reason; ///< must say something; kept in the record
    QString ticket; ///< may be empty
};

/// The sessions that a search by exact number found, newest first; none of them shows the number.
struct SearchOutcome {
    std::vector<FoundSession> sessions;
    bool more = false; ///< there are older ones beyond these

    /// As the call log narrows itself to them.
    [[nodiscard]] FoundCalls calls() const;
};

/// Reads real numbers out of the vault, and finds sessions by them. What is asked and how it is answered is in the
/// record of deeds before anything is read: when it cannot be written, nothing is revealed.
class RevealService final : public Service {
public:
    using Service::Service;
    using Answer = Result<std::shared_ptr<const RevealedNumber>>;

    static constexpr int mostSessions = 1000;

    /// Fails with ReasonNeeded, TextHoldsNumber, RevealRefused, RevealLimit (args: how many, "hour" or "day"),
    /// NumberGone, and VaultNotReadable for whoever is entitled and waits for the key.
    [[nodiscard]] QFuture<Answer> reveal(RevealOrder order);
    /// `number` as typed: understood with the country of each process, and wiped after the search. Fails with
    /// NumberNotPossible when it is no number anywhere, SearchLimit, WriterKeyMissing.
    [[nodiscard]] QFuture<Result<SearchOutcome>> search(QString number);
    /// People who met a limit since then (ms since 1970).
    [[nodiscard]] QFuture<Result<std::vector<LimitAlarm>>> alarms(qint64 since);
};

} // namespace callveil
