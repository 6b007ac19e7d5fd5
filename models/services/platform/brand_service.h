// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/service.h"
#include "services/bindings/did_book.h"

namespace callveil {

/// Which brand a proxy number stands for: what a program knows of a text message is the number that it came to.
class BrandService final : public Service {
public:
    using Service::Service;

    /// The name of the brand, as OptOutService takes it, of a number as typed; without + as the countries of the pools
    /// write it. Needs to manage pools. Fails with DidUnknown, also for a number that no pool has.
    [[nodiscard]] QFuture<Result<QString>> brandOf(QString did);

private:
    std::shared_ptr<DidShelf> m_dids = std::make_shared<DidShelf>();
};

} // namespace callveil
