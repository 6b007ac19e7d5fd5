// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/saved_passwords.h"

namespace callveil {

QFuture<Result<std::optional<QString>>> SavedPasswords::read(const QString &place, const QString &user) const
{
    using Answer = Result<std::optional<QString>>;
    if (!has(place, user))
        return QtFuture::makeReadyFuture(Answer(std::nullopt));
    return m_store.read(place, user).then([self = *this, place, user](const Answer &answer) {
        if (answer && !*answer) // it was taken out by other means
            self.m_local.setHasPassword(place, user, false);
        return answer;
    });
}

QFuture<Result<void>> SavedPasswords::save(const QString &place, const QString &user, const QString &password) const
{
    return m_store.write(place, user, password).then([self = *this, place, user](const Result<void> &answer) {
        if (answer)
            self.m_local.setHasPassword(place, user, true);
        return answer;
    });
}

QFuture<Result<void>> SavedPasswords::forget(const QString &place, const QString &user) const
{
    if (!has(place, user))
        return QtFuture::makeReadyFuture(Result<void>());
    return m_store.remove(place, user).then([self = *this, place, user](const Result<void> &answer) {
        if (answer)
            self.m_local.setHasPassword(place, user, false);
        return answer;
    });
}

QFuture<Result<void>> SavedPasswords::forgetAll(const QStringList &places) const
{
    QFuture<Result<void>> all = QtFuture::makeReadyFuture(Result<void>());
    const auto thenForget = [self = *this, &all](const QString &place, const QString &user) {
        all = all.then([self, place, user](const Result<void> &before) {
                     return self.forget(place, user).then([before](const Result<void> &now) {
                         return before ? now : before;
                     });
                 })
                  .unwrap();
    };
    for (const QString &place : places)
        for (const QString &user : users(place))
            thenForget(place, user);
    return all;
}

QFuture<Result<void>> SavedPasswords::replace(const QString &place, const QString &user, const QString &password) const
{
    if (!has(place, user))
        return QtFuture::makeReadyFuture(Result<void>());
    return save(place, user, password)
        .then([self = *this, place, user](const Result<void> &saved) {
            if (saved)
                return QtFuture::makeReadyFuture(saved);
            return self.forget(place, user).then([saved](const Result<void> &) { return saved; });
        })
        .unwrap();
}

} // namespace callveil
