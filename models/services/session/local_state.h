// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "storage/audit/deed_store.h"

#include <QHash>
#include <QList>

namespace callveil {

/// A server or file that this computer knows by a name.
struct SavedConnection {
    QString name;
    QString address; ///< as DatabaseAddress::parse takes it
};

/// An organisation at a place (DatabaseAddress::place()). A restored copy at another place goes on from where its
/// backup ended: what was seen of the original says nothing against it.
struct SeenDatabase {
    QString mark; ///< of the place: markOf()
    QByteArray fingerprint;

    /// A short hash of a place; paths and hosts are written down nowhere.
    [[nodiscard]] static QString markOf(const QString &place);
};

/// What this computer remembers outside any database: pinned fingerprints, saved connections, failed sign-ins, for whom
/// the key chain holds a password. One small file in the person's configuration folder (0600); no secret and no number.
class LocalState final {
public:
    /// The usual file of this person.
    LocalState();
    explicit LocalState(QString file);

    /// The fingerprint pinned for a place (DatabaseAddress::place()); empty when none is.
    [[nodiscard]] QByteArray pinned(const QString &place) const;
    void pin(const QString &place, const QByteArray &fingerprint);
    void unpin(const QString &place);
    /// Whether it is pinned for any place.
    [[nodiscard]] bool knows(const QByteArray &fingerprint) const;

    /// The name of the organisation whose database is at a place, as of the last sign-in.
    [[nodiscard]] QString organisation(const QString &place) const;
    void noteOrganisation(const QString &place, const QString &name);

    /// Whose password for a place is in the key chain.
    [[nodiscard]] QStringList usersWithPassword(const QString &place) const;
    void setHasPassword(const QString &place, const QString &user, bool has);

    [[nodiscard]] QList<SavedConnection> connections() const;
    void setConnections(const QList<SavedConnection> &connections);

    /// Failed sign-ins in a row, and when the next may be tried (ms since 1970).
    [[nodiscard]] int failures(const QString &place, const QString &user) const;
    [[nodiscard]] qint64 blockedUntil(const QString &place, const QString &user) const;
    /// The wait doubles from 2 s after the third failure, to 5 minutes.
    void noteFailure(const QString &place, const QString &user, qint64 now);
    void clearFailures(const QString &place, const QString &user);

    /// The newest entries of the record of deeds that this computer saw.
    [[nodiscard]] QList<DeedHead> seenHeads(const SeenDatabase &database) const;
    /// Remembers those that are newer than what is remembered.
    void noteHeads(const SeenDatabase &database, const QList<DeedHead> &heads);
    void replaceHeads(const SeenDatabase &database, const QList<DeedHead> &heads);

    /// How new the newest certified key of each holder is that this computer saw (KnownKeys).
    [[nodiscard]] QHash<QString, qint64> knownKeys(const SeenDatabase &database) const;
    void noteKeys(const SeenDatabase &database, const QHash<QString, qint64> &newer);
    void forgetKeys(const SeenDatabase &database);

    /// The SQLite file that a console opens by default.
    [[nodiscard]] static QString defaultDatabase();
    [[nodiscard]] static QString demoDatabase();

private:
    QString m_file;
};

} // namespace callveil
