// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/connection_file.h"

#include "services/session/saved_connections.h"
#include "storage/crypto/proquint.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <algorithm>

namespace callveil {

namespace {

constexpr int version = 1;
constexpr qint64 mostBytes = 16384;
constexpr qsizetype mostLetters = 200;

const QString versionKey = QStringLiteral("callveil_connection");
const QString nameKey = QStringLiteral("name");
const QString addressKey = QStringLiteral("address");
const QString organisationKey = QStringLiteral("organisation");
const QString fingerprintKey = QStringLiteral("fingerprint");

/// One line that says what it seems to say: no control character, nothing that turns the direction of writing.
bool isPlain(const QString &text)
{
    return text.size() <= mostLetters && std::none_of(text.begin(), text.end(), [](QChar letter) {
        const auto category = letter.category();
        return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Separator_Line
            || category == QChar::Separator_Paragraph;
    });
}

/// Nothing in a host or database that another program could read as the beginning of something else.
bool isUsable(const QString &part)
{
    return isPlain(part) && std::none_of(part.begin(), part.end(), [](QChar letter) {
        return letter.isSpace() || letter == u'\'' || letter == u'"' || letter == u'\\' || letter == u'=';
    });
}

Result<DatabaseAddress> serverAddress(const QString &text)
{
    auto address = DatabaseAddress::parse(text);
    if (!address)
        return address;
    if (address->engine == Engine::Sqlite || !isUsable(address->host) || !isUsable(address->database))
        return fail(ErrorCode::Invalid, Fault::DatabaseAddress, {addressKey});
    address->user.clear();
    return address;
}

} // namespace

Result<ConnectionFile> ConnectionFile::parse(const QByteArray &bytes, const QString &fileName)
{
    const QJsonObject document = QJsonDocument::fromJson(bytes).object();
    const QJsonValue written = document.value(versionKey);
    if (bytes.size() > mostBytes || !written.isDouble() || written.toDouble() != written.toInt() || written.toInt() < 1)
        return fail(ErrorCode::Invalid, Fault::ConnectionFileUnknown, {fileName});
    if (written.toInt() > version)
        return fail(ErrorCode::Invalid, Fault::ConnectionFileNewer, {fileName});
    const auto damaged = [&](const QString &key) {
        return fail(ErrorCode::Invalid, Fault::ConnectionFileDamaged, {key, fileName});
    };
    for (const QString &key : {nameKey, addressKey, organisationKey, fingerprintKey})
        if (!document.value(key).isString())
            return damaged(key);
    ConnectionFile file;
    file.name = document.value(nameKey).toString().trimmed();
    if (file.name.isEmpty() || !isPlain(file.name))
        return damaged(nameKey);
    const auto address = serverAddress(document.value(addressKey).toString());
    if (!address)
        return damaged(addressKey);
    file.address = *address;
    file.organisation = document.value(organisationKey).toString().trimmed();
    if (!isPlain(file.organisation))
        return damaged(organisationKey);
    file.fingerprint = fromWords(document.value(fingerprintKey).toString()).value_or(QByteArray());
    if (file.fingerprint.size() != 12)
        return damaged(fingerprintKey);
    return file;
}

QByteArray ConnectionFile::text() const
{
    return QJsonDocument(QJsonObject{{versionKey, version}, {nameKey, name}, {addressKey, addressText(address)},
                             {organisationKey, organisation}, {fingerprintKey, words().join(u' ')}})
        .toJson();
}

QStringList ConnectionFile::words() const
{
    return toWords(fingerprint);
}

Result<ConnectionFile> ConnectionFile::of(const LocalState &local, const QString &name, const DatabaseAddress &address)
{
    if (address.engine == Engine::Sqlite)
        return fail(ErrorCode::Invalid, Fault::ConnectionNotServer, {address.title()});
    const QString place = address.place();
    const QByteArray pinned = local.pinned(place);
    if (pinned.isEmpty())
        return fail(ErrorCode::NotFound, Fault::FingerprintUnknown);
    return ConnectionFile{name.isEmpty() ? address.title() : name, address, local.organisation(place), pinned};
}

QFuture<Result<ConnectionFile>> ConnectionFile::read(const QString &path)
{
    return QtConcurrent::run([path]() -> Result<ConnectionFile> {
        const QString fileName = QFileInfo(path).fileName();
        QFile file(path);
        if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) // a pipe could keep us waiting for ever
            return fail(ErrorCode::NotFound, Fault::FileUnreadable, {fileName}, file.errorString());
        return parse(file.read(mostBytes + 1), fileName);
    });
}

QFuture<Result<void>> ConnectionFile::write(const QString &path) const
{
    return QtConcurrent::run([path, bytes = text()]() -> Result<void> {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            return fail(ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(path).fileName()}, file.errorString());
        return {};
    });
}

Result<QString> importConnection(LocalState &local, const ConnectionFile &file)
{
    if (const auto pinned = pinOnce(local, file.address, file.fingerprint); !pinned)
        return failed(pinned);
    if (!file.organisation.isEmpty())
        local.noteOrganisation(file.address.place(), file.organisation);
    return saveConnection(local, file.address, file.name);
}

} // namespace callveil
