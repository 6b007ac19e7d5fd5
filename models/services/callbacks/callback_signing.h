// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/callbacks/callback_sender.h"
#include "services/base/service.h"
#include "storage/callbacks/webhook_secret.h"

namespace callveil {

struct CallbackTarget;

/// The secrets that requests to an endpoint are signed with now (ms since 1970), the newest first; none: it has none
/// yet. Fails when they cannot be opened with the writer key.
[[nodiscard]] Result<std::vector<WebhookSecret>> validSecrets(
    const Identity &me, const CallbackTarget &target, qint64 now);
/// As Standard Webhooks has it: an id that stays the same ("evt_…" of 16 bytes), when it is sent (second since 1970),
/// and a signature by each secret; without secrets it has no signature.
[[nodiscard]] CallbackRequest callbackRequest(const CallbackUrl &url, const QByteArray &publicId,
    const QByteArray &body, const std::vector<WebhookSecret> &secrets, qint64 second);

} // namespace callveil
