// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/gateway.h"
#include "services/base/service.h"

namespace callveil {

/// The carriers of the voice platform, for whoever manages security.
class GatewayService final : public Service {
public:
    using Service::Service;

    /// In the order in which they are tried.
    [[nodiscard]] QFuture<Result<std::vector<Gateway>>> list();
    /// Adds a gateway (without an id) or changes it as it was seen. Fails with what checkedGateway() fails with,
    /// NameEmpty, NameTaken, TextTooLong, TextHoldsNumber (name, target), EntryChanged.
    [[nodiscard]] QFuture<Result<GatewayId>> save(Gateway gateway);
    /// As it was seen. Fails with EntryChanged.
    [[nodiscard]] QFuture<Result<void>> remove(Gateway gateway);
};

} // namespace callveil
