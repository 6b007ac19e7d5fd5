// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_file.h"

#include "fresh_database.h"

#include <sys/stat.h>

using namespace callveil;

/// Making and removing the file of an embedded database.
class TestDatabaseFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_oldMask = ::umask(0); }
    void cleanup() { ::umask(m_oldMask); }
    void isForItsOwnerAloneFromTheFirstMoment();
    void soAreTheFilesBesideIt();
    void leavesWhatIsThere();
    void explainsAFolderThatIsMissing();
    void isRemovedWithWhatLiesBeside();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
    mode_t m_oldMask = 0;
};

namespace {
const auto others =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
}

void TestDatabaseFile::isForItsOwnerAloneFromTheFirstMoment()
{
    const QString file = path("new.db");
    QVERIFY(createDatabaseFile(file));
    QCOMPARE(QFileInfo(file).size(), 0);
    QVERIFY(!(QFile::permissions(file) & others));
}

void TestDatabaseFile::soAreTheFilesBesideIt()
{
    const FreshDatabase database(Engine::Sqlite);
    const auto connection = database.open();
    const QStringList files = QDir(database.folder()).entryList({QStringLiteral("callveil.db*")});
    QVERIFY(files.size() > 2);
    for (const QString &name : files)
        QVERIFY2(!(QFile::permissions(database.folder() + u'/' + name) & others), qPrintable(name));
}

void TestDatabaseFile::leavesWhatIsThere()
{
    QFile letters(path("letters.txt"));
    QVERIFY(letters.open(QIODevice::ReadWrite) && letters.write("my letters") == 10 && letters.flush());
    QVERIFY(QFile::link(path("nowhere"), path("link.db")));
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("folder.db")));
    for (const char *name : {"letters.txt", "link.db", "folder.db"}) {
        const auto refused = createDatabaseFile(path(name));
        QVERIFY2(!refused, name);
        QCOMPARE(refused.error().fault, Fault::DatabaseExists);
    }
    letters.seek(0);
    QCOMPARE(letters.readAll(), QByteArray("my letters"));
    QVERIFY(!QFile::exists(path("nowhere")));
}

void TestDatabaseFile::explainsAFolderThatIsMissing()
{
    const auto refused = createDatabaseFile(path("missing/new.db"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::FilePermission);
    QCOMPARE(refused.error().args, QStringList(QStringLiteral("new.db")));
}

void TestDatabaseFile::isRemovedWithWhatLiesBeside()
{
    for (const char *name : {"gone.db", "gone.db-wal", "gone.db-shm", "gone.db-lock", "gone.db.txt"})
        QVERIFY(createDatabaseFile(path(name)));
    removeDatabaseFile(path("gone.db"));
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("gone*")}), QStringList(QStringLiteral("gone.db.txt")));
}

QTEST_GUILESS_MAIN(TestDatabaseFile)
#include "tst_database_file.moc"
