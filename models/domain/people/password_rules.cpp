// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/password_rules.h"

#include <zxcvbn.h>

#include <algorithm>
#include <vector>

namespace callveil {

namespace {

/// Below 2^30 guesses a password is one of those that are tried first. What the estimate takes for a word of its lists,
/// a date, a repetition or a neighbourhood of keys counts for little.
constexpr double fewestBits = 30;

/// The estimate's time grows with the square of the length, and no more can be missing by then.
constexpr int judgedCharacters = 60;

} // namespace

Result<void> checkPassword(const QString &password, const QString &userName)
{
    if (password.size() < shortestPassword)
        return fail(ErrorCode::Invalid, Fault::PasswordTooShort, {QString::number(shortestPassword)});
    QByteArray text = password.left(judgedCharacters).toUtf8();
    const QByteArray name = userName.toUtf8();
    std::vector<const char *> words{"callveil", "callcenter", "callcentre"};
    if (name.size() >= 3)
        words.push_back(name.constData());
    words.push_back(nullptr);
    const double bits = ZxcvbnMatch(text.constData(), words.data(), nullptr);
    text.fill(0);
    if (bits < fewestBits)
        return fail(ErrorCode::Invalid, Fault::PasswordTooCommon);
    return {};
}

Result<void> checkUserName(const QString &userName)
{
    const auto allowed = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); };
    const bool fits = !userName.isEmpty() && userName.size() <= 24 && allowed(userName.front())
        && std::all_of(userName.begin(), userName.end(),
            [&](QChar c) { return allowed(c) || c == u'.' || c == u'-' || c == u'_'; });
    if (!fits)
        return fail(ErrorCode::Invalid, Fault::UserNameInvalid, {userName});
    return {};
}

bool isServiceName(const QString &userName)
{
    return userName.startsWith(QLatin1String("callveild"));
}

} // namespace callveil
