// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/audit/deed_reference.h"
#include "domain/base/result.h"
#include "storage/audit/deed_log.h"
#include "storage/database/connection.h"
#include "storage/people/identity.h"

#include <QHash>

namespace callveil {

/// The names of what deeds were done on, as far as the reader may see it: "person 3" is Asha Rao. Reads the list of a
/// kind when its first name is asked for.
class ObjectNames final {
public:
    ObjectNames(Connection &connection, const Identity &reader) : m_connection(connection), m_reader(reader) { }

    /// Of an object as deeds hold it; empty when it has no name, or none that the reader may see.
    [[nodiscard]] Result<QString> of(const QString &object);
    [[nodiscard]] Result<QString> of(const QString &noun, qint64 id);
    /// Of all whom the texts before and after a deed name by id, as far as the reader may see them.
    [[nodiscard]] Result<DeedNames> in(const Deed &deed);

private:
    using Names = QHash<qint64, QString>;

    [[nodiscard]] Result<void> add(const QString &action, const QString &part, DeedNames &names);
    [[nodiscard]] Result<Names> read(const QString &noun);
    [[nodiscard]] Result<Names> people();
    [[nodiscard]] Result<Names> processes();
    [[nodiscard]] Result<Names> campaigns();
    [[nodiscard]] Result<Names> agents();
    [[nodiscard]] Result<Names> revisions();
    [[nodiscard]] Result<Names> pools();
    [[nodiscard]] Result<Names> gateways();
    [[nodiscard]] Result<Names> apiKeys();
    [[nodiscard]] Result<Names> switchLogins();
    [[nodiscard]] Result<Names> rates();

    Connection &m_connection;
    const Identity &m_reader;
    QHash<QString, Names> m_known; ///< by noun
};

} // namespace callveil
