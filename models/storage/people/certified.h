// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/people/person_store.h"

namespace callveil {

// What may be sealed to: certified by the root of whoever asks, and no older than what his console saw.

[[nodiscard]] bool isCertified(const Person &person, const SignedInPerson &me);
[[nodiscard]] bool isCertified(const Organisation &organisation, const SignedInPerson &me); ///< its recovery key
/// `boxKey` with its certificate, as the newest vault of a process.
[[nodiscard]] bool isCertifiedVault(ProcessId process, int generation, const QByteArray &boxKey,
    const QByteArray &certificate, const SignedInPerson &me);

/// When the key's certificate was issued (ms since 1970); nullopt when `rootKey` did not issue it.
[[nodiscard]] std::optional<qint64> ageOf(const Person &person, const QByteArray &rootKey);
[[nodiscard]] std::optional<qint64> ageOf(const Organisation &organisation, const QByteArray &rootKey);

} // namespace callveil
