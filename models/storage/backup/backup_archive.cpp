// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup_archive.h"

#include "storage/people/certificates.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace callveil::backup_archive {

namespace {

const QByteArray magic = QByteArrayLiteral("callveil-backup1");
constexpr qint64 partBytes = 1 << 20;
constexpr qint64 signatureBytes = 64;
constexpr qint64 mostManifest = 64 << 20;

/// Signature, length of the manifest, magic.
qint64 footerBytes()
{
    return signatureBytes + 8 + magic.size();
}

QByteArray claimOf(const QByteArray &manifest)
{
    return joinFields({"callveil backup 1", manifest});
}

tl::unexpected<Error> damaged(const QString &file)
{
    return fail(ErrorCode::Invalid, Fault::BackupDamaged, {QFileInfo(file).fileName()});
}

tl::unexpected<Error> unreadable(const QString &file)
{
    return fail(ErrorCode::NotFound, Fault::FileUnreadable, {QFileInfo(file).fileName()});
}

/// Whether this process has a file open that is no backup. Closing another handle of it would undo every lock that
/// SQLite holds there; so it is looked at through the handle that is open.
bool isInUse(const QString &path)
{
#ifdef Q_OS_UNIX
    struct stat wanted;
    if (::stat(QFile::encodeName(path).constData(), &wanted) != 0)
        return false;
    const QDir handles(QStringLiteral("/dev/fd"));
    for (const QString &name : handles.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)) {
        struct stat opened;
        const int handle = name.toInt();
        if (::fstat(handle, &opened) != 0 || opened.st_dev != wanted.st_dev || opened.st_ino != wanted.st_ino)
            continue;
        QByteArray end(magic.size(), Qt::Uninitialized);
        if (::pread(handle, end.data(), size_t(end.size()), opened.st_size - off_t(end.size())) != end.size()
            || end != magic)
            return true;
    }
#else
    Q_UNUSED(path) // locks of these systems belong to the handle
#endif
    return false;
}

Result<QByteArray> hashOf(QFile &file, qint64 bytes, BackupProgress &progress, const QString &name,
    const std::function<bool(const QByteArray &)> &use)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    progress.all = bytes;
    for (qint64 done = 0; done < bytes; progress.done = done) {
        if (const auto going = progress.goOn(); !going)
            return failed(going);
        const QByteArray part = file.read(std::min(partBytes, bytes - done));
        if (part.isEmpty())
            return damaged(file.fileName());
        if (use && !use(part))
            return fail(ErrorCode::Internal, Fault::FileUnwritable, {name});
        hash.addData(part);
        done += part.size();
    }
    return hash.result();
}

} // namespace

Result<void> seal(const QString &path, BackupManifest &manifest, const SignKeys &maker, BackupProgress &progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return unreadable(path);
    manifest.payloadBytes = file.size();
    const auto hash = hashOf(file, manifest.payloadBytes, progress, {}, {});
    if (!hash)
        return failed(hash);
    manifest.payloadHash = *hash;
    const QByteArray json = manifest.toJson();
    QByteArray length(8, Qt::Uninitialized);
    qToBigEndian(qint64(json.size()), length.data());
    const QByteArray footer = json + maker.sign(claimOf(json)) + length + magic;
    if (!file.seek(manifest.payloadBytes) || file.write(footer) != footer.size() || !file.flush())
        return fail(ErrorCode::Internal, Fault::FileUnwritable, {QFileInfo(path).completeBaseName()});
    return {};
}

Result<BackupManifest> manifestOf(const QString &path)
{
    if (isInUse(path))
        return damaged(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path);
    const qint64 size = file.size();
    if (size < footerBytes() || !file.seek(size - footerBytes()))
        return damaged(path);
    const QByteArray footer = file.read(footerBytes());
    const auto length = qFromBigEndian<qint64>(footer.constData() + signatureBytes);
    const qint64 data = size - footerBytes() - length;
    if (footer.size() != footerBytes() || !footer.endsWith(magic) || length <= 0 || length > mostManifest || data < 0
        || !file.seek(data))
        return damaged(path);
    const QByteArray json = file.read(length);
    const auto manifest = BackupManifest::fromJson(json);
    if (!manifest || manifest->payloadBytes != data)
        return damaged(path);
    const QByteArray person = personClaim(manifest->madeBy, manifest->makerBox, manifest->makerSign);
    if (!issuedAt(person, manifest->makerCertificate, manifest->rootKey)
        || !verifySignature(claimOf(json), footer.first(signatureBytes), manifest->makerSign))
        return damaged(path);
    return *manifest;
}

Result<void> readData(const QString &path, const BackupManifest &manifest, BackupProgress &progress,
    const QString &name, const std::function<bool(const QByteArray &)> &use)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path);
    const auto hash = hashOf(file, manifest.payloadBytes, progress, name, use);
    if (!hash)
        return failed(hash);
    return *hash == manifest.payloadHash ? Result<void>{} : damaged(path);
}

} // namespace callveil::backup_archive
