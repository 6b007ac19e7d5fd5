// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/password_store.h"

#include <QHash>
#include <QPromise>

namespace callveil {

/// A key chain in memory that is there, missing or locked as a test says. Holds its answers back on request.
class FakePasswordStore final : public PasswordStore {
public:
    enum State { There, Missing, Locked };
    State state = There;
    bool refusesToWrite = false;
    QHash<QString, QString> saved; ///< by placeOf()
    QStringList asked; ///< what was read, in order

    [[nodiscard]] static QString placeOf(const QString &place, const QString &user) { return user + u' ' + place; }
    void holdBack() { m_gate.emplace().start(); }
    void letGo()
    {
        m_gate->finish();
        m_gate.reset();
    }

    QFuture<Result<void>> check() override
    {
        return QtFuture::makeReadyFuture<Result<void>>(
            state == Missing ? Result<void>(fail(ErrorCode::NotFound, Fault::KeyChainMissing)) : Result<void>());
    }
    QFuture<Result<std::optional<QString>>> read(const QString &place, const QString &user) override
    {
        asked.append(placeOf(place, user));
        if (const auto refused = refusal())
            return ready<std::optional<QString>>(tl::unexpected(*refused));
        const auto found = saved.constFind(placeOf(place, user));
        return ready<std::optional<QString>>(found == saved.constEnd() ? std::nullopt : std::optional(*found));
    }
    QFuture<Result<void>> write(const QString &place, const QString &user, const QString &password) override
    {
        if (refusesToWrite)
            return ready<void>(fail(ErrorCode::Denied, Fault::KeyChainLocked));
        if (const auto refused = refusal())
            return ready<void>(tl::unexpected(*refused));
        saved.insert(placeOf(place, user), password);
        return ready<void>({});
    }
    QFuture<Result<void>> remove(const QString &place, const QString &user) override
    {
        if (const auto refused = refusal())
            return ready<void>(tl::unexpected(*refused));
        saved.remove(placeOf(place, user));
        return ready<void>({});
    }

private:
    [[nodiscard]] std::optional<Error> refusal() const
    {
        if (state == There)
            return std::nullopt;
        return state == Missing ? Error{ErrorCode::NotFound, Fault::KeyChainMissing, {}, {}}
                                : Error{ErrorCode::Denied, Fault::KeyChainLocked, {}, {}};
    }

    template <typename T>
    [[nodiscard]] QFuture<Result<T>> ready(const Result<T> &answer)
    {
        if (!m_gate)
            return QtFuture::makeReadyFuture(answer);
        return m_gate->future().then([answer] { return answer; });
    }

    std::optional<QPromise<void>> m_gate;
};

} // namespace callveil
