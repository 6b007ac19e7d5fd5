// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/write_lock.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <thread>

using namespace callveil;

/// The lock file that writers of a SQLite database hold.
class TestWriteLock final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isHeldByOneObjectAtATime();
    void isFreeAfterTheHolderIsGone();
    void isFreeOfItsOwnDatabaseOnly();
    void waitsForTheHolder();
    void givesUpWhenItsTimeIsOver();
    void standsAgainstAnotherProcess();
    void isFreeAfterTheOtherProcessIsKilled();
    void isReadableByItsOwnerOnly();
    void refusesAFolderThatDoesNotExist();

private:
    [[nodiscard]] QString lockFile() const { return m_database + QStringLiteral("-lock"); }
    void startHolder(QProcess &holder) const;

    std::optional<QTemporaryDir> m_folder;
    QString m_database;
};

void TestWriteLock::init()
{
    m_folder.emplace();
    m_database = m_folder->filePath(QStringLiteral("callveil.db"));
}

/// Another process that holds the lock until it ends.
void TestWriteLock::startHolder(QProcess &holder) const
{
    holder.start(QStringLiteral("flock"),
        {QStringLiteral("--no-fork"), lockFile(), QStringLiteral("sh"), QStringLiteral("-c"),
            QStringLiteral("echo held; exec sleep 60")});
    QVERIFY2(holder.waitForReadyRead(), qPrintable(holder.errorString()));
}

void TestWriteLock::isHeldByOneObjectAtATime()
{
    WriteLock first(m_database);
    WriteLock second(m_database);
    QVERIFY(first.acquire(0));
    const auto refused = second.acquire(0);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Busy);
    QCOMPARE(refused.error().fault, Fault::DatabaseBusy);
    first.release();
    QVERIFY(second.acquire(0));
    QVERIFY(!first.acquire(0));
}

void TestWriteLock::isFreeAfterTheHolderIsGone()
{
    WriteLock second(m_database);
    {
        WriteLock first(m_database);
        QVERIFY(first.acquire(0));
        QVERIFY(!second.acquire(0));
    }
    QVERIFY(second.acquire(0));
}

void TestWriteLock::isFreeOfItsOwnDatabaseOnly()
{
    WriteLock one(m_database);
    WriteLock other(m_folder->filePath(QStringLiteral("other.db")));
    QVERIFY(one.acquire(0));
    QVERIFY(other.acquire(0));
}

void TestWriteLock::waitsForTheHolder()
{
    WriteLock first(m_database);
    QVERIFY(first.acquire(0));
    bool got = false;
    std::thread waiter([&] { got = WriteLock(m_database).acquire(20000).has_value(); });
    QTest::qSleep(100);
    first.release();
    waiter.join();
    QVERIFY(got);
}

void TestWriteLock::givesUpWhenItsTimeIsOver()
{
    WriteLock first(m_database);
    WriteLock second(m_database);
    QVERIFY(first.acquire(0));
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!second.acquire(200));
    QVERIFY(clock.elapsed() >= 200);
    QVERIFY(clock.elapsed() < 10000);
}

void TestWriteLock::standsAgainstAnotherProcess()
{
    QProcess holder;
    startHolder(holder);
    WriteLock lock(m_database);
    QVERIFY(!lock.acquire(50));
}

void TestWriteLock::isFreeAfterTheOtherProcessIsKilled()
{
    QProcess holder;
    startHolder(holder);
    WriteLock lock(m_database);
    QVERIFY(!lock.acquire(0));
    holder.kill();
    QVERIFY(holder.waitForFinished());
    QVERIFY(lock.acquire(20000));
}

void TestWriteLock::isReadableByItsOwnerOnly()
{
    WriteLock lock(m_database);
    QVERIFY(lock.acquire(0));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(lockFile()).permissions() & others));
}

void TestWriteLock::refusesAFolderThatDoesNotExist()
{
    WriteLock lock(m_folder->filePath(QStringLiteral("missing/callveil.db")));
    QVERIFY(!lock.acquire(0));
}

QTEST_GUILESS_MAIN(TestWriteLock)
#include "tst_write_lock.moc"
