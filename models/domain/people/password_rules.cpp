// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/password_rules.h"

#include <QSet>

#include <algorithm>

namespace callveil {

namespace {

/// Passwords of twelve characters and more lead the published lists of leaked ones mainly by repeating or continuing
/// these words; what remains after taking them out must still have some length.
constexpr const char *commonWords[] = {"password", "passwort", "qwertyuiop", "qwerty", "1234567890", "123456789",
    "12345678", "asdfghjkl", "zxcvbnm", "letmein", "welcome", "administrator", "admin", "iloveyou", "changeme",
    "callveil", "callcenter", "callcentre", "football", "baseball", "sunshine", "princess", "superman", "trustno1"};

bool isMonotonous(const QString &text)
{
    QSet<QChar> different;
    for (const QChar c : text)
        different.insert(c);
    if (different.size() < 5)
        return true;
    int steps = 0;
    for (qsizetype i = 1; i < text.size(); ++i)
        if (std::abs(text[i].unicode() - text[i - 1].unicode()) <= 1)
            ++steps;
    return steps >= text.size() * 3 / 4;
}

} // namespace

Result<void> checkPassword(const QString &password, const QString &userName)
{
    if (password.size() < shortestPassword)
        return fail(ErrorCode::Invalid, Fault::PasswordTooShort, {QString::number(shortestPassword)});
    QString rest = password.toLower();
    for (const char *word : commonWords)
        rest.remove(QLatin1String(word));
    if (userName.size() >= 3)
        rest.remove(userName.toLower());
    if (rest.size() < 6 || isMonotonous(password.toLower()))
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

} // namespace callveil
