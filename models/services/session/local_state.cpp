// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/local_state.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace callveil {

namespace {

QString hashOf(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().first(24));
}

/// Keys of a settings file know no slashes or blanks: places and users are named by a short hash of their text.
QString keyOf(const QString &group, const QString &text)
{
    return group + u'/' + hashOf(text);
}

const QLatin1String headsGroup("heads-");
const QLatin1String keysGroup("keys-");

QString groupOf(QLatin1String what, const SeenDatabase &database)
{
    return what + QString::fromLatin1(database.fingerprint.toHex()) + u'-' + database.mark;
}

QString folder(QStandardPaths::StandardLocation location)
{
    const QString path = QStandardPaths::writableLocation(location) + QStringLiteral("/callveil");
    QDir().mkpath(path);
    return path;
}

void protect(const QString &file)
{
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

QString SeenDatabase::markOf(const QString &place)
{
    return hashOf(place);
}

LocalState::LocalState() : LocalState(folder(QStandardPaths::GenericConfigLocation) + QStringLiteral("/callveil.ini"))
{ }

LocalState::LocalState(QString file) : m_file(std::move(file)) { }

QByteArray LocalState::pinned(const QString &place) const
{
    return QByteArray::fromHex(
        QSettings(m_file, QSettings::IniFormat).value(keyOf(QStringLiteral("pins"), place)).toByteArray());
}

void LocalState::pin(const QString &place, const QByteArray &fingerprint)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(keyOf(QStringLiteral("pins"), place), QString::fromLatin1(fingerprint.toHex()));
    settings.sync();
    protect(m_file);
}

void LocalState::unpin(const QString &place)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove(keyOf(QStringLiteral("pins"), place));
    settings.sync();
    protect(m_file);
}

bool LocalState::knows(const QByteArray &fingerprint) const
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(QStringLiteral("pins"));
    const QStringList places = settings.childKeys();
    return std::any_of(places.begin(), places.end(),
        [&](const QString &place) { return QByteArray::fromHex(settings.value(place).toByteArray()) == fingerprint; });
}

QString LocalState::organisation(const QString &place) const
{
    return QSettings(m_file, QSettings::IniFormat).value(keyOf(QStringLiteral("organisations"), place)).toString();
}

void LocalState::noteOrganisation(const QString &place, const QString &name)
{
    if (organisation(place) == name)
        return;
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(keyOf(QStringLiteral("organisations"), place), name);
    settings.sync();
    protect(m_file);
}

QStringList LocalState::usersWithPassword(const QString &place) const
{
    return QSettings(m_file, QSettings::IniFormat).value(keyOf(QStringLiteral("passwords"), place)).toStringList();
}

void LocalState::setHasPassword(const QString &place, const QString &user, bool has)
{
    QStringList users = usersWithPassword(place);
    if (users.contains(user) == has)
        return;
    if (has)
        users.append(user);
    else
        users.removeAll(user);
    const QString key = keyOf(QStringLiteral("passwords"), place);
    QSettings settings(m_file, QSettings::IniFormat);
    if (users.isEmpty())
        settings.remove(key);
    else
        settings.setValue(key, users);
    settings.sync();
    protect(m_file);
}

QList<SavedConnection> LocalState::connections() const
{
    QSettings settings(m_file, QSettings::IniFormat);
    QList<SavedConnection> connections;
    const int count = settings.beginReadArray(QStringLiteral("connections"));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        connections.append(
            {settings.value(QStringLiteral("name")).toString(), settings.value(QStringLiteral("address")).toString()});
    }
    return connections;
}

void LocalState::setConnections(const QList<SavedConnection> &connections)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove(QStringLiteral("connections"));
    settings.beginWriteArray(QStringLiteral("connections"), int(connections.size()));
    for (int i = 0; i < connections.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("name"), connections[i].name);
        settings.setValue(QStringLiteral("address"), connections[i].address);
    }
    settings.endArray();
    settings.sync();
    protect(m_file);
}

int LocalState::failures(const QString &place, const QString &user) const
{
    const QString key = keyOf(QStringLiteral("failures"), place + u'\n' + user);
    return QSettings(m_file, QSettings::IniFormat).value(key).toInt();
}

qint64 LocalState::blockedUntil(const QString &place, const QString &user) const
{
    const QString key = keyOf(QStringLiteral("blocked"), place + u'\n' + user);
    return QSettings(m_file, QSettings::IniFormat).value(key).toLongLong();
}

void LocalState::noteFailure(const QString &place, const QString &user, qint64 now)
{
    const int count = failures(place, user) + 1;
    const qint64 wait = count < 3 ? 0 : std::min(300LL, 1LL << std::min(count - 2, 10)) * 1000;
    QSettings settings(m_file, QSettings::IniFormat);
    settings.setValue(keyOf(QStringLiteral("failures"), place + u'\n' + user), count);
    settings.setValue(keyOf(QStringLiteral("blocked"), place + u'\n' + user), now + wait);
    settings.sync();
    protect(m_file);
}

void LocalState::clearFailures(const QString &place, const QString &user)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.remove(keyOf(QStringLiteral("failures"), place + u'\n' + user));
    settings.remove(keyOf(QStringLiteral("blocked"), place + u'\n' + user));
}

QList<DeedHead> LocalState::seenHeads(const SeenDatabase &database) const
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(groupOf(headsGroup, database));
    QList<DeedHead> heads;
    for (const QString &actor : settings.childKeys()) {
        const QByteArrayList parts = settings.value(actor).toByteArray().split(':');
        if (parts.size() == 2)
            heads.append({{actor.toLongLong()}, parts[0].toLongLong(), QByteArray::fromHex(parts[1])});
    }
    return heads;
}

void LocalState::noteHeads(const SeenDatabase &database, const QList<DeedHead> &heads)
{
    QHash<PersonId, qint64> known;
    for (const DeedHead &head : seenHeads(database))
        known.insert(head.actor, head.seq);
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(groupOf(headsGroup, database));
    for (const DeedHead &head : heads)
        if (head.seq > known.value(head.actor))
            settings.setValue(QString::number(head.actor.value),
                QStringLiteral("%1:%2").arg(head.seq).arg(QString::fromLatin1(head.hash.toHex())));
    settings.sync();
    protect(m_file);
}

void LocalState::replaceHeads(const SeenDatabase &database, const QList<DeedHead> &heads)
{
    QSettings(m_file, QSettings::IniFormat).remove(groupOf(headsGroup, database));
    noteHeads(database, heads);
}

QHash<QString, qint64> LocalState::knownKeys(const SeenDatabase &database) const
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(groupOf(keysGroup, database));
    QHash<QString, qint64> known;
    for (const QString &holder : settings.childKeys())
        known.insert(holder, settings.value(holder).toLongLong());
    return known;
}

void LocalState::noteKeys(const SeenDatabase &database, const QHash<QString, qint64> &newer)
{
    QSettings settings(m_file, QSettings::IniFormat);
    settings.beginGroup(groupOf(keysGroup, database));
    for (auto key = newer.cbegin(); key != newer.cend(); ++key)
        if (settings.value(key.key()).toLongLong() < key.value())
            settings.setValue(key.key(), key.value());
    settings.sync();
    protect(m_file);
}

void LocalState::forgetKeys(const SeenDatabase &database)
{
    QSettings(m_file, QSettings::IniFormat).remove(groupOf(keysGroup, database));
}

QString LocalState::defaultDatabase()
{
    return folder(QStandardPaths::GenericDataLocation) + QStringLiteral("/callveil.db");
}

QString LocalState::demoDatabase()
{
    return folder(QStandardPaths::GenericDataLocation) + QStringLiteral("/demo.db");
}

} // namespace callveil
