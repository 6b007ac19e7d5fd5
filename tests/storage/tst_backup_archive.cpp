// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup_archive.h"

#include "storage/people/certificates.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

/// The file that a backup is: what was sealed comes back, and nothing else is taken.
class TestBackupArchive final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_manifest.engine = Engine::PostgreSql;
        m_manifest.organisation = QStringLiteral("Büro");
        m_manifest.rootKey = m_root.publicKey;
        m_manifest.madeAt = 1'790'000'000'123;
        m_manifest.madeBy = QStringLiteral("asha");
        m_manifest.makerBox = QByteArray(32, 'b');
        m_manifest.makerSign = m_maker.publicKey;
        m_manifest.makerCertificate =
            issue(m_root, personClaim(m_manifest.madeBy, m_manifest.makerBox, m_manifest.makerSign));
        m_manifest.schema = 5;
        m_manifest.database = QStringLiteral("office");
        m_manifest.serverVersion = 150004;
        m_manifest.programVersion = 17;
        m_manifest.rows = {{BackupTable::Legs, 1LL << 40}, {BackupTable::Entries, 0}};
        m_manifest.lastEntryAt = 1'780'000'000'000;
        m_manifest.logins = {{QStringLiteral("asha"), QStringLiteral("SCRAM"), true, {QStringLiteral("person")}},
            {QStringLiteral("ben"), {}, false, {}}};
    }

    void init()
    {
        write(m_data);
        QVERIFY(backup_archive::seal(path(), m_manifest, m_maker, m_progress));
    }

    void whatWasSealedComesBack()
    {
        const auto read = backup_archive::manifestOf(path());
        QVERIFY(read);
        QCOMPARE(read->toJson(), m_manifest.toJson());
        QCOMPARE(read->payloadBytes, m_data.size());
        QCOMPARE(read->organisation, QStringLiteral("Büro"));
        QCOMPARE(read->rows[0].rows, 1LL << 40);
        QCOMPARE(read->logins[0].groups, QStringList(QStringLiteral("person")));
        QVERIFY(!read->logins[1].enabled);
        QByteArray data;
        QVERIFY(backup_archive::readData(path(), *read, m_progress, {}, [&](const QByteArray &part) {
            data += part;
            return true;
        }));
        QCOMPARE(data, m_data);
        QVERIFY(content().startsWith(m_data)); // as the tools of the engine read it
    }

    void everyByteBehindTheDataCounts()
    {
        const QByteArray whole = content();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        const auto put = [&](qsizetype at, char byte) { return file.seek(at) && file.putChar(byte); };
        for (qsizetype at = m_data.size(); at < whole.size(); ++at) {
            QVERIFY(put(at, char(whole[at] ^ 1)));
            const auto read = backup_archive::manifestOf(path());
            QVERIFY2(!read, qPrintable(QString::number(at)));
            QCOMPARE(read.error().fault, Fault::BackupDamaged);
            QVERIFY(put(at, whole[at]));
        }
        QVERIFY(backup_archive::manifestOf(path()));
    }

    void everyLengthCounts()
    {
        const QByteArray whole = content();
        for (qsizetype size = whole.size() - 1; size >= 0; size -= size > m_data.size() ? 7 : 1000) {
            QVERIFY(QFile::resize(path(), size));
            QVERIFY(!backup_archive::manifestOf(path()));
        }
        write(whole + 'x');
        QVERIFY(!backup_archive::manifestOf(path()));
        write("x" + whole);
        QVERIFY(!backup_archive::manifestOf(path()));
    }

    void changedDataAreNotTaken()
    {
        const QByteArray whole = content();
        for (const qsizetype at : {qsizetype(0), m_data.size() / 2, m_data.size() - 1}) {
            QByteArray changed = whole;
            changed[at] = char(changed[at] ^ 1);
            write(changed);
            const auto manifest = backup_archive::manifestOf(path()); // which does not read the data
            QVERIFY(manifest);
            const auto read = backup_archive::readData(path(), *manifest, m_progress);
            QVERIFY(!read);
            QCOMPARE(read.error().fault, Fault::BackupDamaged);
        }
    }

    void onlyTheCertifiedMakerSigns()
    {
        const SignKeys other = SignKeys::generate();
        write(m_data);
        QVERIFY(backup_archive::seal(path(), m_manifest, other, m_progress));
        QVERIFY(!backup_archive::manifestOf(path()));
        BackupManifest own = m_manifest;
        own.makerSign = other.publicKey; // for which there is no certificate
        write(m_data);
        QVERIFY(backup_archive::seal(path(), own, other, m_progress));
        QVERIFY(!backup_archive::manifestOf(path()));
    }

    void endsWhenItIsTold()
    {
        BackupProgress cancelled;
        cancelled.cancelled = true;
        const auto read = backup_archive::readData(path(), m_manifest, cancelled);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::Cancelled);
        const auto unused = backup_archive::readData(
            path(), m_manifest, m_progress, QStringLiteral("new.db"), [](const QByteArray &) { return false; });
        QVERIFY(!unused);
        QCOMPARE(unused.error().fault, Fault::FileUnwritable);
        QCOMPARE(unused.error().args, QStringList(QStringLiteral("new.db")));
        QCOMPARE(backup_archive::manifestOf(path() + u'x').error().fault, Fault::FileUnreadable);
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("backup")); }
    void write(const QByteArray &bytes) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    const SignKeys m_root = SignKeys::generate();
    const SignKeys m_maker = SignKeys::generate();
    const QByteArray m_data = randomBytes(2'500'000); // more than is read at once
    BackupManifest m_manifest;
    BackupProgress m_progress;
};

QTEST_GUILESS_MAIN(TestBackupArchive)
#include "tst_backup_archive.moc"
