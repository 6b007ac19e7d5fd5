// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/child_account.h"
#include "workspace/ctl.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace callveil;

namespace {

constexpr auto ownerAll = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto everybodyReads = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
constexpr auto everybodyLooks = everybodyReads | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

/// callveilctl on a database that it cannot write: no number comes out, it says why at once, and it works again when
/// the database can be written. It runs under another account when we are root, whom no permission keeps out.
class TestCtlWithoutRecord final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aFileAndAFolderThatAreReadOnly();
    void aFolderThatIsReadOnly();
    void aLockFileThatMayNotBeOpened();
    void noMoreRoom();

private:
    [[nodiscard]] QJsonObject document(const QString &line) const
    {
        return QJsonDocument::fromJson(m_ctl->run(line.split(u' ') + QStringList(text("--json"))).out).object();
    }
    [[nodiscard]] QString path(const char *name) const { return m_folder + u'/' + text(name); }
    /// With a limit on the size of every file that is written, unless it is negative.
    [[nodiscard]] Ctl::Outcome reveal(qint64 mostBytes = -1) const;
    [[nodiscard]] qint64 granted() const;
    void refuses(const char *words) const;
    void works() const;

    std::unique_ptr<Ctl> m_ctl;
    ChildAccount m_account;
    QString m_folder; ///< of the database that a test works on
    QString m_number;
};

void TestCtlWithoutRecord::initTestCase()
{
    m_ctl = std::make_unique<Ctl>(text(CALLVEILCTL), QString());
    m_ctl->setDatabase(m_ctl->path(text("whole.db")));
    m_ctl->setPassword(text("correct horse battery"));
    const QString file = m_ctl->writeFile(text("calls.csv"),
        "Call ID,Caller Number,Called Number,Start Time,Talk Time,Status\n"
        "c1,+447700900123,1234,2026-03-01 00:00:00,30,Completed\n");
    for (const QString &line :
        {text("init"), text("process add One --country GB"), QString(text("import --process One ") + file)}) {
        const auto done = m_ctl->run(line.split(u' '));
        QVERIFY2(done.exitCode == 0, done.err);
    }
    const QString session = document(text("calls"))[text("calls")][0][text("session")].toString();
    m_number = document(text("legs ") + session)[text("legs")][0][text("customer_number_id")].toVariant().toString();
    QVERIFY(!m_number.isEmpty());
}

/// A copy of the database for each test, in a folder of its own.
void TestCtlWithoutRecord::init()
{
    static int counter = 0;
    m_folder = m_ctl->path(text("place%1").arg(++counter));
    QVERIFY(QDir().mkpath(m_folder));
    QVERIFY(QFile::copy(m_ctl->path(text("whole.db")), path("callveil.db")));
    m_ctl->setDatabase(path("callveil.db"));
    QVERIFY(m_account.own(m_ctl->folder()));
    for (QDirIterator it(m_ctl->folder(), QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
         it.hasNext();)
        QVERIFY(m_account.own(it.next()));
}

Ctl::Outcome TestCtlWithoutRecord::reveal(qint64 mostBytes) const
{
    QProcess process;
    m_account.applyTo(process);
    if (mostBytes >= 0)
        process.setChildProcessModifier([before = process.childProcessModifier(), mostBytes] {
            before();
            const rlimit limit{rlim_t(mostBytes), rlim_t(mostBytes)};
            if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR || setrlimit(RLIMIT_FSIZE, &limit) != 0)
                _exit(124);
        });
    m_ctl->start(process, {text("reveal"), m_number, text("--reason"), text("asked")});
    Ctl::Outcome outcome;
    if (process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

/// How many reveals the record tells of.
qint64 TestCtlWithoutRecord::granted() const
{
    qint64 count = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(text("QSQLITE"), text("granted"));
        database.setDatabaseName(path("callveil.db"));
        QSqlQuery query(database);
        if (database.open()) {
            query = QSqlQuery(database);
            if (query.exec(text("SELECT COUNT(*) FROM deed WHERE action = 'number.reveal' AND after = 'granted'"))
                && query.next())
                count = query.value(0).toLongLong();
        }
    }
    QSqlDatabase::removeDatabase(text("granted"));
    return count;
}

void TestCtlWithoutRecord::refuses(const char *words) const
{
    QElapsedTimer clock;
    clock.start();
    const auto outcome = reveal();
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.out.isEmpty(), "a number came out");
    QVERIFY2(outcome.err.contains(words), outcome.err);
    QVERIFY(clock.elapsed() < 10000); // there is nothing to wait for
}

void TestCtlWithoutRecord::works() const
{
    const auto outcome = reveal();
    QVERIFY2(outcome.exitCode == 0, outcome.err);
    QCOMPARE(outcome.out.trimmed(), QByteArray("+447700900123"));
    QCOMPARE(granted(), 1);
}

void TestCtlWithoutRecord::aFileAndAFolderThatAreReadOnly()
{
    QVERIFY(QFile::setPermissions(path("callveil.db"), everybodyReads));
    QVERIFY(QFile::setPermissions(m_folder, everybodyLooks));
    refuses("can only be read");
    QVERIFY(QFile::setPermissions(m_folder, ownerAll));
    QVERIFY(QFile::setPermissions(path("callveil.db"), QFile::ReadOwner | QFile::WriteOwner));
    works();
}

void TestCtlWithoutRecord::aFolderThatIsReadOnly()
{
    QVERIFY(QFile::setPermissions(m_folder, everybodyLooks));
    refuses("can only be read");
    QVERIFY(QFile::setPermissions(m_folder, ownerAll));
    works();
}

void TestCtlWithoutRecord::aLockFileThatMayNotBeOpened()
{
    QFile lock(path("callveil.db-lock"));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    QVERIFY(m_account.own(lock.fileName()));
    QVERIFY(lock.setPermissions(everybodyReads));
    refuses("can only be read");
    QVERIFY(lock.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    works();
}

/// Every size at which the disk may turn out to be full: whatever comes out has its entry.
void TestCtlWithoutRecord::noMoreRoom()
{
    int refused = 0;
    qint64 entries = granted();
    for (qint64 most = 0;; most += most < 32768 ? 8192 : 2048) {
        QVERIFY(most < 1 << 20);
        const auto outcome = reveal(most);
        if (outcome.exitCode == 0) {
            QCOMPARE(outcome.out.trimmed(), QByteArray("+447700900123"));
            QCOMPARE(granted(), entries + 1);
            break;
        }
        ++refused;
        QVERIFY2(outcome.out.isEmpty(), "a number came out");
        QVERIFY2(outcome.err.contains("no room left"), outcome.err);
        QVERIFY(granted() >= 0);
        entries = granted();
    }
    QVERIFY(refused > 4);
}

QTEST_GUILESS_MAIN(TestCtlWithoutRecord)
#include "tst_ctl_without_record.moc"
