// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/callbacks/webhook_secret.h"

#include <memory>

namespace callveil {

/// Seals the secrets that requests are signed with, under the organisation's writer key: the service, which holds it,
/// signs with them, and whoever manages callbacks and holds it shows them.
class CallbackKeys final {
public:
    explicit CallbackKeys(const SecretBytes &writerKey);

    [[nodiscard]] QByteArray seal(const WebhookSecret &secret) const;
    /// Fails with CiphertextDamaged.
    [[nodiscard]] Result<WebhookSecret> open(const QByteArray &sealed) const;

private:
    std::shared_ptr<const SecretBytes> m_key;
};

} // namespace callveil
