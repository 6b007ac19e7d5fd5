// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/saved_passwords.h"

#include "domain/base/when_answered.h"

#include <QCoreApplication>
#include <QPromise>

namespace callveil {

namespace {

/// What `make(Value) -> QFuture<Value>` makes of the answer, on the main thread, by its event loop.
template <typename Value, typename Make>
QFuture<Value> afterwards(const QFuture<Value> &first, Make make)
{
    const auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    QObject *receiver = QCoreApplication::instance();
    whenAnswered(first, receiver, [promise, receiver, make = std::move(make)](const Value &answer) {
        whenAnswered(make(answer), receiver, [promise](const Value &made) {
            promise->addResult(made);
            promise->finish();
        });
    });
    return promise->future();
}

template <typename Value>
QFuture<Value> ready(const Value &answer)
{
    return QtFuture::makeReadyFuture(answer);
}

} // namespace

QFuture<Result<std::optional<QString>>> SavedPasswords::read(const QString &place, const QString &user) const
{
    using Answer = Result<std::optional<QString>>;
    if (!has(place, user))
        return ready(Answer(std::nullopt));
    return afterwards(m_store.read(place, user), [self = *this, place, user](const Answer &answer) {
        if (answer && !*answer) // it was taken out by other means
            self.m_local.setHasPassword(place, user, false);
        return ready(answer);
    });
}

QFuture<Result<void>> SavedPasswords::save(const QString &place, const QString &user, const QString &password) const
{
    return afterwards(m_store.write(place, user, password), [self = *this, place, user](const Result<void> &answer) {
        if (answer)
            self.m_local.setHasPassword(place, user, true);
        return ready(answer);
    });
}

QFuture<Result<void>> SavedPasswords::forget(const QString &place, const QString &user) const
{
    if (!has(place, user))
        return ready(Result<void>());
    return afterwards(m_store.remove(place, user), [self = *this, place, user](const Result<void> &answer) {
        if (answer)
            self.m_local.setHasPassword(place, user, false);
        return ready(answer);
    });
}

QFuture<Result<void>> SavedPasswords::forgetAll(const QStringList &places) const
{
    QFuture<Result<void>> all = ready(Result<void>());
    for (const QString &place : places)
        for (const QString &user : users(place))
            all = afterwards(all, [self = *this, place, user](const Result<void> &before) {
                return afterwards(self.forget(place, user),
                    [before](const Result<void> &now) { return ready(before ? now : before); });
            });
    return all;
}

QFuture<Result<void>> SavedPasswords::replace(const QString &place, const QString &user, const QString &password) const
{
    if (!has(place, user))
        return ready(Result<void>());
    return afterwards(save(place, user, password), [self = *this, place, user](const Result<void> &saved) {
        if (saved)
            return ready(saved);
        return afterwards(self.forget(place, user), [saved](const Result<void> &) { return ready(saved); });
    });
}

} // namespace callveil
