// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/callbacks/callback_signing.h"

#include "storage/callbacks/callback_keys.h"
#include "storage/callbacks/callback_store.h"

namespace callveil {

Result<std::vector<WebhookSecret>> validSecrets(const Identity &me, const CallbackTarget &target, qint64 now)
{
    std::vector<WebhookSecret> secrets;
    if (target.now.isEmpty())
        return secrets;
    const CallbackKeys keys(me.writerKey);
    QByteArrayList valid{target.now};
    if (target.beforeUntil && *target.beforeUntil > now && !target.before.isEmpty())
        valid.append(target.before);
    for (const QByteArray &each : valid) {
        auto secret = keys.open(each);
        if (!secret)
            return failed(secret);
        secrets.push_back(std::move(*secret));
    }
    return secrets;
}

CallbackRequest callbackRequest(const CallbackUrl &url, const QByteArray &publicId, const QByteArray &body,
    const std::vector<WebhookSecret> &secrets, qint64 second)
{
    const QByteArray id = "evt_" + publicId.toHex();
    CallbackRequest request{url, body, {{"webhook-id", id}, {"webhook-timestamp", QByteArray::number(second)}}};
    QByteArrayList signatures;
    for (const WebhookSecret &secret : secrets)
        signatures.append(secret.sign(id, second, body));
    if (!signatures.isEmpty())
        request.headers.append({"webhook-signature", signatures.join(' ')});
    return request;
}

} // namespace callveil
