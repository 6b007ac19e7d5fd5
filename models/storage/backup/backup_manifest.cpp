// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup_manifest.h"

#include "storage/people/person_store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace callveil {

namespace {

constexpr int kind = 1;

QString textOf(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesOf(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QJsonArray rowsToJson(const std::vector<RowCount> &rows)
{
    QJsonArray array;
    for (const RowCount &count : rows)
        array.append(QJsonArray{int(count.table), count.rows});
    return array;
}

std::vector<RowCount> rowsFromJson(const QJsonArray &array)
{
    std::vector<RowCount> rows;
    for (const QJsonValue &count : array)
        rows.push_back({BackupTable(count.toArray().at(0).toInt()), count.toArray().at(1).toInteger()});
    return rows;
}

QJsonArray loginsToJson(const std::vector<BackupLogin> &logins)
{
    QJsonArray array;
    for (const BackupLogin &login : logins)
        array.append(QJsonObject{{QStringLiteral("name"), login.name}, {QStringLiteral("verifier"), login.verifier},
            {QStringLiteral("enabled"), login.enabled},
            {QStringLiteral("groups"), QJsonArray::fromStringList(login.groups)}});
    return array;
}

std::vector<BackupLogin> loginsFromJson(const QJsonArray &array)
{
    std::vector<BackupLogin> logins;
    for (const QJsonValue &value : array) {
        BackupLogin login{value[u"name"].toString(), value[u"verifier"].toString(), value[u"enabled"].toBool(), {}};
        for (const QJsonValue &group : value[u"groups"].toArray())
            login.groups.append(group.toString());
        logins.push_back(login);
    }
    return logins;
}

/// What may be given to people: never the roles that own a database, define its functions or make logins.
const QStringList &groupsOfPeople()
{
    static const QStringList groups = QStringList(QStringLiteral("person"))
        + databaseGroups(QSet<Permission>(allPermissions.begin(), allPermissions.end()));
    return groups;
}

} // namespace

Result<void> checkLogin(const BackupLogin &login)
{
    // As the function that makes logins has them (migration 0004).
    static const QRegularExpression name(QStringLiteral("\\A[a-z0-9][a-z0-9._-]{0,23}\\z"));
    static const QRegularExpression verifier(QStringLiteral(
        "\\A(SCRAM-SHA-256\\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44})?\\z"));
    if (!name.match(login.name).hasMatch())
        return fail(ErrorCode::Invalid, Fault::UserNameInvalid, {login.name});
    if (!verifier.match(login.verifier).hasMatch()) // which is told to nobody
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("password of ") + login.name,
                login.verifier.startsWith(QLatin1String("md5")) ? QStringLiteral("md5") : QStringLiteral("?"),
                QStringLiteral("SCRAM-SHA-256")});
    for (const QString &group : login.groups)
        if (!groupsOfPeople().contains(group))
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QStringLiteral("group of ") + login.name, group, groupsOfPeople().join(QLatin1String(", "))});
    return {};
}

QByteArray BackupManifest::toJson() const
{
    const QJsonObject object{{QStringLiteral("kind"), kind}, {QStringLiteral("server"), engine == Engine::PostgreSql},
        {QStringLiteral("organisation"), organisation}, {QStringLiteral("root_key"), textOf(rootKey)},
        {QStringLiteral("place"), place}, {QStringLiteral("made_at"), madeAt}, {QStringLiteral("made_by"), madeBy},
        {QStringLiteral("maker_box"), textOf(makerBox)}, {QStringLiteral("maker_sign"), textOf(makerSign)},
        {QStringLiteral("maker_certificate"), textOf(makerCertificate)}, {QStringLiteral("schema"), schema},
        {QStringLiteral("database"), database}, {QStringLiteral("server_version"), serverVersion},
        {QStringLiteral("program_version"), programVersion}, {QStringLiteral("payload_bytes"), payloadBytes},
        {QStringLiteral("payload_hash"), textOf(payloadHash)}, {QStringLiteral("rows"), rowsToJson(rows)},
        {QStringLiteral("last_entry_at"), lastEntryAt}, {QStringLiteral("logins"), loginsToJson(logins)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<BackupManifest> BackupManifest::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object[u"kind"].toInt() != kind)
        return std::nullopt;
    BackupManifest manifest;
    manifest.engine = object[u"server"].toBool() ? Engine::PostgreSql : Engine::Sqlite;
    manifest.organisation = object[u"organisation"].toString();
    manifest.rootKey = bytesOf(object[u"root_key"]);
    manifest.madeAt = object[u"made_at"].toInteger();
    manifest.madeBy = object[u"made_by"].toString();
    manifest.makerBox = bytesOf(object[u"maker_box"]);
    manifest.makerSign = bytesOf(object[u"maker_sign"]);
    manifest.makerCertificate = bytesOf(object[u"maker_certificate"]);
    manifest.schema = object[u"schema"].toInt();
    manifest.place = object[u"place"].toString();
    manifest.database = object[u"database"].toString();
    manifest.serverVersion = object[u"server_version"].toInt();
    manifest.programVersion = object[u"program_version"].toInt();
    manifest.payloadBytes = object[u"payload_bytes"].toInteger();
    manifest.payloadHash = bytesOf(object[u"payload_hash"]);
    manifest.rows = rowsFromJson(object[u"rows"].toArray());
    manifest.lastEntryAt = object[u"last_entry_at"].toInteger();
    manifest.logins = loginsFromJson(object[u"logins"].toArray());
    return manifest;
}

} // namespace callveil
