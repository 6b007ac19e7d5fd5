// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "storage/platform/emergency_store.h"

namespace callveil {

/// An emergency number with what its removal would take away.
struct EmergencyLine {
    EmergencyRow row;
    EmergencyLoss loss = EmergencyLoss::Nothing;
};

/// All emergency numbers, and what is missing.
struct EmergencyOverview {
    std::vector<EmergencyLine> lines; ///< by country, shorter numbers first
    QStringList missing; ///< countries of the person's processes and pools that have none
};

/// The numbers that a country was given.
struct EmergencyPrefill {
    QString country;
    QStringList digits; ///< empty: none is known of it
};

/// The emergency numbers of countries, which are never masked; for whoever manages security.
class EmergencyService final : public Service {
public:
    using Service::Service;

    [[nodiscard]] QFuture<Result<EmergencyOverview>> overview();
    /// A country that has no number yet gets those that are known of it too: one number alone must not keep the others
    /// away. These are the answer. Fails with what checkedEmergencyNumber() fails with, and NameTaken.
    [[nodiscard]] QFuture<Result<QStringList>> add(EmergencyNumber number);
    /// Whoever asks for it was told the loss. Fails with what checkedEmergencyNumber() fails with, and EntryUnknown.
    [[nodiscard]] QFuture<Result<void>> remove(EmergencyNumber number);
    /// Gives each missing country the numbers that are known of it.
    [[nodiscard]] QFuture<Result<std::vector<EmergencyPrefill>>> prefill();
};

} // namespace callveil
