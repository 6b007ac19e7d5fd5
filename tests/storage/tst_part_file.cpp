// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/part_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

/// A file that is there when it is complete, and not before.
class TestPartFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QVERIFY(QDir(m_folder.path()).entryList(QDir::Files).isEmpty()); }

    void appearsWhenItIsComplete()
    {
        {
            PartFile part(path(), PartFile::Place::New);
            QVERIFY(part.begin());
            QVERIFY(!QFile::exists(path()));
            QCOMPARE(QFile::permissions(part.path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
            write(part.path(), "whole");
            QVERIFY(part.finish());
        }
        QCOMPARE(content(), QByteArray("whole"));
        QVERIFY(QFile::remove(path()));
    }

    void isGoneWhenItIsGivenUp()
    {
        PartFile part(path(), PartFile::Place::New);
        QVERIFY(part.begin());
        write(part.path(), "half");
    }

    void replacesWhatItMay()
    {
        write(path(), "old");
        QCOMPARE(PartFile(path(), PartFile::Place::New).begin().error().fault, Fault::FileExists);
        {
            PartFile part(path(), PartFile::Place::MayExist);
            QVERIFY(part.begin());
            QCOMPARE(content(), QByteArray("old"));
            write(part.path(), "new");
            QVERIFY(part.finish());
        }
        QCOMPARE(content(), QByteArray("new"));
        QVERIFY(QFile::remove(path()));
    }

    void leavesWhatCameMeanwhile()
    {
        {
            PartFile part(path(), PartFile::Place::New);
            QVERIFY(part.begin());
            write(path(), "somebody else's");
            QCOMPARE(part.finish().error().fault, Fault::FileExists);
        }
        QCOMPARE(content(), QByteArray("somebody else's"));
        QVERIFY(QFile::remove(path()));
    }

    void oneWritesAtATime()
    {
        PartFile part(path(), PartFile::Place::New);
        QVERIFY(part.begin());
        QCOMPARE(PartFile(path(), PartFile::Place::New).begin().error().fault, Fault::FileBusy);
        QVERIFY(QFile::exists(part.path())); // the other one did not take it away
    }

    void takesOverFromWhoeverWasKilled()
    {
        write(path() + QStringLiteral(".part"), "what a killed one left");
        write(path() + QStringLiteral(".part.owner"), "2147483646\ncallveil\n\n");
        PartFile part(path(), PartFile::Place::New);
        QVERIFY(part.begin());
        QCOMPARE(QFile(part.path()).size(), 0);
    }

    void leavesWhatIsNotItsOwn()
    {
        for (const char *suffix : {".part", ".part-wal"}) {
            const QString foreign = path() + QLatin1String(suffix);
            write(foreign, "somebody else's");
            {
                PartFile part(path(), PartFile::Place::New);
                const auto begun = part.begin();
                QVERIFY(!begun);
                QCOMPARE(begun.error().fault, Fault::FileExists);
                QCOMPARE(begun.error().args, QStringList(QStringLiteral("file.part")));
            }
            QCOMPARE(QFile(foreign).size(), 15);
            QVERIFY(QFile::remove(foreign));
        }
    }

    void goesBesideItsPlace()
    {
        write(path(), "old");
        const QString beside = path() + QStringLiteral(".other");
        {
            PartFile part(path(), PartFile::Place::MayExist);
            QVERIFY(part.begin());
            write(part.path(), "new");
            QVERIFY(part.finish(QStringLiteral(".other")));
        }
        QCOMPARE(content(), QByteArray("old"));
        QCOMPARE(QFile(beside).size(), 3);
        QVERIFY(QFile::remove(beside));
        QVERIFY(QFile::remove(path()));
    }

    void givesThePlaceBack()
    {
        for (const bool replaces : {false, true}) {
            if (replaces)
                write(path(), "old");
            {
                PartFile part(path(), replaces ? PartFile::Place::MayExist : PartFile::Place::New);
                QVERIFY(part.begin());
                write(part.path(), "new");
                QVERIFY(part.finish());
                QCOMPARE(content(), QByteArray("new"));
                part.takeBack();
            }
            QCOMPARE(content(), replaces ? QByteArray("old") : QByteArray());
            QCOMPARE(QFile::exists(path()), replaces);
        }
        QVERIFY(QFile::remove(path()));
    }

    void saysWhereItCannotWrite()
    {
        PartFile part(m_folder.filePath(QStringLiteral("none/file")), PartFile::Place::New);
        const auto begun = part.begin();
        QVERIFY(!begun);
        QCOMPARE(begun.error().fault, Fault::FileUnwritable);
        QCOMPARE(begun.error().args, QStringList(QStringLiteral("file")));
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("file")); }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPartFile)
#include "tst_part_file.moc"
