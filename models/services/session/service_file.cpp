// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/service_file.h"

#include "domain/people/password_rules.h"
#include "services/session/saved_connections.h"
#include "storage/crypto/proquint.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace callveil {

namespace {

constexpr int version = 1;
constexpr qint64 mostBytes = 16384;

const QString versionKey = QStringLiteral("callveil_service");
const QString addressKey = QStringLiteral("address");
const QString organisationKey = QStringLiteral("organisation");
const QString fingerprintKey = QStringLiteral("fingerprint");
const QString userKey = QStringLiteral("user");
const QString secretKey = QStringLiteral("secret");

const QString credentialName = QStringLiteral("callveild.json");

/// Stands for the secret where JSON is read and written, whose memory nobody wipes.
QByteArray placeholder()
{
    return QByteArray(ServiceFile::secretLetters, '-');
}

bool isSecretLetter(char letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= '2' && letter <= '7');
}

/// Takes the secret out of the text and leaves the placeholder; empty when there is none. Within a JSON string no quote
/// stands without a backslash before it, so that the quoted key is found nowhere else.
SecretBytes takeSecret(QByteArray &bytes)
{
    constexpr qsizetype letters = ServiceFile::secretLetters;
    const QByteArray key = "\"secret\"";
    qsizetype at = bytes.indexOf(key);
    if (at < 0)
        return {};
    at += key.size();
    while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == ':'))
        ++at;
    if (bytes.size() - at < letters + 2 || bytes[at] != '"' || bytes[at + letters + 1] != '"')
        return {};
    char *const begin = bytes.data() + at + 1;
    if (!std::all_of(begin, begin + letters, &isSecretLetter))
        return {};
    SecretBytes secret(letters);
    std::copy(begin, begin + letters, reinterpret_cast<char *>(secret.data()));
    std::fill(begin, begin + letters, '-');
    return secret;
}

#ifdef Q_OS_UNIX

bool isCredential(const QString &path)
{
    const QString folder = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    return !folder.isEmpty()
        && QFileInfo(path).absolutePath() == QFileInfo(folder).absoluteFilePath(); // a link elsewhere is not ours
}

/// Judged on the open file: nobody puts another in its place meanwhile.
bool isPrivate(const QFile &file)
{
    struct stat found = {};
    if (fstat(file.handle(), &found) != 0 || !S_ISREG(found.st_mode))
        return false;
    const mode_t foreign = isCredential(file.fileName()) ? S_IWGRP | S_IXGRP | S_IRWXO : S_IRWXG | S_IRWXO;
    return (found.st_mode & foreign) == 0 && (found.st_uid == geteuid() || found.st_uid == 0);
}

#else

/// The folder of a person's settings is closed to others by its access list.
bool isPrivate(const QFile &)
{
    return true;
}

#endif

tl::unexpected<Error> unwritable(const QFile &file)
{
    return fail(
        ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(file.fileName()).fileName()}, file.errorString());
}

} // namespace

QString ServiceFile::password() const
{
    return QString::fromLatin1(reinterpret_cast<const char *>(secret->data()), secret->size());
}

Result<ServiceFile> ServiceFile::parse(QByteArray &bytes, const QString &fileName)
{
    ServiceFile file;
    file.secret = std::make_shared<const SecretBytes>(takeSecret(bytes));
    const QJsonObject document = QJsonDocument::fromJson(bytes).object();
    const bool isTooBig = bytes.size() > mostBytes;
    wipe(bytes);
    const auto address = DatabaseAddress::parse(document.value(addressKey).toString());
    file.organisation = document.value(organisationKey).toString();
    file.fingerprint = fromWords(document.value(fingerprintKey).toString()).value_or(QByteArray());
    file.user = document.value(userKey).toString();
    const bool holdsSecret =
        !file.secret->isEmpty() && document.value(secretKey).toString() == QString::fromLatin1(placeholder());
    if (isTooBig || document.value(versionKey) != QJsonValue(version) || !address || file.fingerprint.size() != 12
        || !checkUserName(file.user) || !holdsSecret)
        return fail(ErrorCode::Invalid, Fault::ServiceFileDamaged, {fileName});
    file.address = *address;
    file.address.user.clear();
    return file;
}

QByteArray ServiceFile::text() const
{
    QByteArray bytes =
        QJsonDocument(QJsonObject{{versionKey, version}, {addressKey, addressText(address)},
                          {organisationKey, organisation}, {fingerprintKey, toWords(fingerprint).join(u' ')},
                          {userKey, user}, {secretKey, QString::fromLatin1(placeholder())}})
            .toJson();
    const QByteArray before = "\"secret\": \"";
    const qsizetype at = bytes.indexOf(before);
    Q_ASSERT(at >= 0 && secret->size() == secretLetters);
    std::copy(secret->data(), secret->data() + secret->size(),
        reinterpret_cast<unsigned char *>(bytes.data()) + at + before.size());
    return bytes;
}

Result<void> ServiceFile::reserve(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink()) // a link that leads nowhere is something too
        return fail(ErrorCode::Conflict, Fault::FileExists, {info.fileName()});
    return unwritable(file);
}

Result<void> ServiceFile::write(const QString &path) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered) || !isPrivate(file))
        return unwritable(file);
    if (file.size() > 0)
        return fail(ErrorCode::Conflict, Fault::FileExists, {QFileInfo(path).fileName()});
    QByteArray bytes = text();
    const bool written = file.write(bytes) == bytes.size();
    wipe(bytes);
    if (!written)
        return unwritable(file);
    return {};
}

Result<ServiceFile> ServiceFile::read(const QString &path)
{
    const QString fileName = QFileInfo(path).fileName();
    QFile file(path);
    if (!QFileInfo(path).isFile() // a pipe could keep us waiting for ever
        || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) // a buffer would keep the secret
        return fail(ErrorCode::NotFound, Fault::FileUnreadable, {fileName}, file.errorString());
    if (!isPrivate(file))
        return fail(ErrorCode::Denied, Fault::FilePermission, {fileName});
    QByteArray bytes = file.read(mostBytes + 1);
    return parse(bytes, fileName);
}

QString ServiceFile::usualPlace()
{
    const QString credentials = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    if (const QString handed = credentials + u'/' + credentialName; !credentials.isEmpty() && QFile::exists(handed))
        return handed;
#ifdef Q_OS_UNIX
    constexpr uid_t firstPerson = 1000; // below are root and the users of services
    if (geteuid() < firstPerson)
        return QStringLiteral("/etc/callveil/") + credentialName;
#endif
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/callveil/")
        + credentialName;
}

} // namespace callveil
