// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QFuture>

#include <optional>

namespace callveil {

/// A place outside our files where passwords may be kept: the key chain of this computer. Never waits on the calling
/// thread. All fail with KeyChainMissing and KeyChainLocked.
class PasswordStore {
public:
    virtual ~PasswordStore() = default;

    /// Whether there is one; asks nobody for anything.
    [[nodiscard]] virtual QFuture<Result<void>> check() = 0;
    /// By DatabaseAddress::place() and user name; nullopt when nothing is saved.
    [[nodiscard]] virtual QFuture<Result<std::optional<QString>>> read(const QString &place, const QString &user) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> write(
        const QString &place, const QString &user, const QString &password) = 0;
    /// Removing what is not there succeeds.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString &place, const QString &user) = 0;
};

} // namespace callveil
