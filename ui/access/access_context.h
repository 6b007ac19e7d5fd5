// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <optional>

namespace callveil {

class LocalState;
class Prompt;
class SavedPasswords;
class SetupService;
class SignInService;

/// How fingerprints are written as words and read back; the program hands it in.
struct FingerprintWords {
    std::function<QStringList(const QByteArray &)> write;
    std::function<std::optional<QByteArray>(const QString &)> read;
};

/// What the dialogs before a sign-in work with; alive longer than they are.
struct AccessContext {
    LocalState &local;
    SignInService &signIn;
    SetupService &setup;
    Prompt &prompt;
    FingerprintWords words;
    SavedPasswords &passwords;
};

} // namespace callveil
