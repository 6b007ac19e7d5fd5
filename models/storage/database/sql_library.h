// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/database_address.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QStringList>

namespace callveil {

/// Every SQL statement that the programs send, read once from resources/sql/queries.
///
/// One file per noun; a statement starts with "-- name: find_page" and may be marked "-- engine: sqlite" or
/// "-- engine: postgresql" where the engines differ. It is asked for as "noun.find_page". Named parameters only.
class SqlLibrary final {
public:
    [[nodiscard]] static const SqlLibrary &instance();

    /// The statement's text; an unknown name is a bug and ends the program.
    [[nodiscard]] const QString &text(Engine engine, QLatin1String name) const;
    /// All names that have a text for the engine, sorted.
    [[nodiscard]] QStringList names(Engine engine) const;

    /// The named parameters of a statement, with their colon.
    [[nodiscard]] static QSet<QString> parameters(const QString &text);
    /// Splits a script at each semicolon that ends a line. Of our SQLite statements only triggers hold such lines;
    /// theirs ends with END.
    [[nodiscard]] static QStringList split(const QString &script);
    /// The text without comment lines.
    [[nodiscard]] static QString withoutComments(const QString &script);

private:
    SqlLibrary();
    void readFile(const QString &path);

    QHash<QString, QString> m_texts[2];
};

} // namespace callveil
