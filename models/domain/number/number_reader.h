// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/number/phone_number.h"

#include <QSet>
#include <QStringView>

namespace callveil {

/// Tells what a text in a number column is, for one default region (the process's country). Pure and thread-safe.
///
/// The characters are checked before libphonenumber sees anything: masked text is never parsed, because the library
/// reads 138****1234 as a German number and X as 9.
class NumberReader final {
public:
    /// `region`: ISO 3166 code, e.g. "IN". `extensions`: the extensions listed for agents, digits only.
    explicit NumberReader(QString region, QSet<QString> extensions = {});

    /// Never fails: what is no number is Text, what is empty is Withheld. At most 64 characters are looked at; longer
    /// texts are Text.
    [[nodiscard]] PhoneNumber read(QStringView raw) const;

    /// Strict reading for forms (a DID, an agent's number): E.164 or Invalid with NumberCharacters or
    /// NumberNotPossible and `field` as argument; the value is never part of the error.
    [[nodiscard]] Result<PhoneNumber> readStrictly(QStringView raw, const QString &field) const;

    /// What a number may stand for that is typed without saying in which country: E.164, each once, in the order of the
    /// regions. One with + is the same everywhere. None for what readStrictly() refuses in all of them.
    [[nodiscard]] static QStringList readings(QStringView typed, const QStringList &regions);

    [[nodiscard]] const QString &region() const { return m_region; }

    /// True for a region that the library knows ("IN"), false for "XX" and "".
    [[nodiscard]] static bool isRegion(const QString &region);
    /// All regions known, sorted.
    [[nodiscard]] static QStringList regions();

private:
    QString m_region;
    QSet<QString> m_extensions;
};

} // namespace callveil
