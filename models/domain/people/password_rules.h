// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

namespace callveil {

/// NIST SP 800-63B: length counts, composition rules do not. At least this many characters.
inline constexpr int shortestPassword = 12;

/// Fails with PasswordTooShort or PasswordTooCommon: what guesses find early (zxcvbn: its lists of words and of leaked
/// passwords, repetitions, sequences, dates, the user's or the product's name).
[[nodiscard]] Result<void> checkPassword(const QString &password, const QString &userName);

/// Lower-case letters, digits, dot, dash, underscore; starts with a letter or digit; 1 to 24 characters, because a
/// database login is made from it. Fails with UserNameInvalid.
[[nodiscard]] Result<void> checkUserName(const QString &userName);

/// Names that begin with "callveild" are services' alone, and theirs begin so: a certificate holds the name, so that
/// nobody who owns a database can make a person's certified key a service's.
[[nodiscard]] bool isServiceName(const QString &userName);

} // namespace callveil
