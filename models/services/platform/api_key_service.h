// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/api_key.h"
#include "services/base/service.h"

namespace callveil {

/// A key that was just made. Its secret exists nowhere else: whoever shows it does so once.
struct NewApiKey {
    ApiKeyId id;
    QString secret;
};

/// The keys of the HTTP API, for whoever manages security; whose they are, for the service.
class ApiKeyService final : public Service {
public:
    using Service::Service;

    /// Those that were not revoked, by name.
    [[nodiscard]] QFuture<Result<std::vector<ApiKey>>> list();
    /// Makes a key of this name, scopes and rate. Recorded without its secret. It asks for all processes, so that it is
    /// made by nobody who does not see them himself (NotPermitted), nor one of scope route by whoever may not view the
    /// actual numbers of all (NotPermitted, actual-numbers). Fails with what checkedApiKey() fails with,
    /// NameEmpty, NameTaken, TextTooLong, TextHoldsNumber (name).
    [[nodiscard]] QFuture<Result<NewApiKey>> create(ApiKey wanted);
    /// It is refused within 5 s: the service believes for so long what it asked. Fails with EntryChanged when it is
    /// gone already.
    [[nodiscard]] QFuture<Result<void>> revoke(ApiKeyId key);

    /// For a service alone (NotPermitted): whose secret it is; nullopt: nobody's any more. Notes its use, at most once
    /// a minute.
    [[nodiscard]] QFuture<Result<std::optional<ApiClient>>> clientOf(QString secret);
};

} // namespace callveil
