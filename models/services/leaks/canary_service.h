// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/leaks/canary.h"
#include "services/base/service.h"
#include "services/bindings/did_book.h"

namespace callveil {

/// A number to plant.
struct CanaryOrder {
    QString name; ///< where it is planted
    QString number; ///< as typed; wiped when the work is done
};

/// What came of planting a number.
struct PlantedCanary {
    CanaryId id;
    bool isNew = true; ///< false: it was planted before, under `name`
    QString name;
};

/// Numbers that are planted, so that the leak audit tells where they turn up. They are kept as keyed hashes and sealed,
/// never in clear. Whoever views the record sees which there are; who plants and removes them manages security too and
/// belongs to all processes, because the answer tells where a number is, as a search does: it is recorded, and limited
/// likewise.
class CanaryService final : public Service {
public:
    using Service::Service;

    /// The newest first.
    [[nodiscard]] QFuture<Result<std::vector<Canary>>> list();
    /// Fails with NameEmpty, TextHoldsNumber, TextTooLong (name), NumberCharacters, NumberNotPossible, PartyIsProxy
    /// (number), SearchLimit, WriterKeyMissing, NotPermitted.
    [[nodiscard]] QFuture<Result<PlantedCanary>> plant(CanaryOrder order);
    /// What it found stays. Fails with EntryChanged when it is gone, NotPermitted.
    [[nodiscard]] QFuture<Result<void>> remove(Canary canary);
    [[nodiscard]] bool mayPlant() const { return mayPlant(*me()); }

private:
    [[nodiscard]] static bool mayPlant(const Identity &me);
    /// As change(), for whoever may plant.
    template <typename Body>
    [[nodiscard]] auto changeCanaries(Body body);

    std::shared_ptr<DidShelf> m_dids = std::make_shared<DidShelf>();
};

} // namespace callveil
