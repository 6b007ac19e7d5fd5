// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <span>

namespace callveil {

/// A number that occurs nowhere but in what a test plants.
struct Canary {
    const char *label, *country, *national;

    [[nodiscard]] QString e164() const { return u'+' + QLatin1String(country) + QLatin1String(national); }
};

/// Those that must be found nowhere afterwards, and those of a process whose masking is Off.
[[nodiscard]] std::span<const Canary> hiddenCanaries();
[[nodiscard]] std::span<const Canary> openCanaries();
[[nodiscard]] const Canary &canary(const char *label);

/// The proxy number of all files.
[[nodiscard]] QByteArray canaryDid();

// Files of call records full of canaries, in number cells and in texts.
[[nodiscard]] QByteArray asteriskCanaries();
[[nodiscard]] QByteArray freeswitchCanaries();
[[nodiscard]] QByteArray genericCanaries();
/// Rows that a reader rejects, beside one that it takes.
[[nodiscard]] QByteArray rejectedCanaries();
/// Calls between one canary and the proxy number.
[[nodiscard]] QByteArray callsOf(const char *label, int rows);
[[nodiscard]] QByteArray callsBetween(const char *caller, const char *callee, int rows);
[[nodiscard]] QByteArray agentCanaries(const QByteArray &process);

} // namespace callveil
