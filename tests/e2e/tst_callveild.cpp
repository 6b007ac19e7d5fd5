// SPDX-License-Identifier: GPL-3.0-or-later
#include "service_office.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <sys/stat.h>

namespace callveil {

namespace {

const QByteArray customer = "+447700900101", line = "+447700900201";
constexpr int attempts = 3; ///< at what has a time: a computer may stand still for a moment

} // namespace

/// callveild as it is run: enrolled by callveilctl, stopped by a signal, killed, without its database.
class CallveildTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanup() { m_office.reset(); }
    void isEnrolledOnce();
    void leadsAndTidies();
    void endsOnASignalAndFreesTheLease();
    void anotherTakesOverWhenItIsKilled();
    void doesEverythingOnce();
    void waitsForTheDatabase();
    void survivesARestartOfTheDatabase();
    void stopsWhenItIsDisabled();
    void saysWhatIsWrongWithItsIdentity();

private:
    [[nodiscard]] Ctl::Outcome run(const QString &arguments) const { return m_office->run(arguments); }
    [[nodiscard]] bool done(const QString &arguments, const QByteArray &input = {}) const
    {
        return m_office->done(arguments, input);
    }
    [[nodiscard]] QString identity() const { return m_office->identity(); }
    [[nodiscard]] bool enrol() const { return done(QStringLiteral("service enrol ") + identity()); }
    [[nodiscard]] std::unique_ptr<RunningService> start(const QStringList &more = {}) const
    {
        return m_office->launch(more);
    }
    [[nodiscard]] bool isRunning() const { return run(QStringLiteral("service status")).exitCode == 0; }
    [[nodiscard]] qint64 number(const QString &sql) const { return m_office->look()->integer(sql); }
    /// Bindings were made, and end, so much earlier.
    void letTimePass(int hours) const
    {
        const auto audit = m_office->look();
        if (m_office->engine == Engine::PostgreSql)
            audit->run(QStringLiteral("SET session_replication_role = replica")); // this is nobody's deed
        audit->run(QStringLiteral("UPDATE binding SET created_at = created_at - %1, expires_at = expires_at - %1")
                       .arg(hours * 3600000LL));
    }

    std::unique_ptr<ServiceOffice> m_office;
};

void CallveildTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_office = std::make_unique<ServiceOffice>(engine);
}

void CallveildTest::isEnrolledOnce()
{
    QVERIFY(!isRunning());
    const auto enrolled = run(QStringLiteral("--json service enrol ") + identity());
    QVERIFY2(enrolled.exitCode == 0, enrolled.err.constData());
    const QJsonObject document = QJsonDocument::fromJson(enrolled.out).object();
    QCOMPARE(document.value(QLatin1String("user")).toString(), QStringLiteral("callveild"));
    QCOMPARE(document.value(QLatin1String("missing_copies")).toInt(-1), 0);
    struct stat found = {};
    QCOMPARE(stat(qPrintable(identity()), &found), 0);
    QCOMPARE(int(found.st_mode & 07777), 0600);
    QFile file(identity());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const QString secret = QJsonDocument::fromJson(before).object().value(QLatin1String("secret")).toString();
    QCOMPARE(secret.size(), 52);
    QVERIFY(!enrolled.out.contains(secret.toLatin1()));
    // Neither the file nor the name is taken twice, and what was refused leaves nothing.
    QCOMPARE(run(QStringLiteral("service enrol %1 --name second").arg(identity())).exitCode, 1);
    const QString other = m_office->ctl.path(QStringLiteral("other.json"));
    QCOMPARE(run(QStringLiteral("service enrol ") + other).exitCode, 1);
    QVERIFY(!QFile::exists(other));
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    QVERIFY(run(QStringLiteral("users list")).out.contains("Service"));
    QCOMPARE(run(QStringLiteral("users reset callveild")).exitCode, 1);
    QCOMPARE(run(QStringLiteral("service")).exitCode, 2);
    QCOMPARE(run(QStringLiteral("service burn")).exitCode, 2);
    QCOMPARE(run(QStringLiteral("service status --name x")).exitCode, 2);
}

void CallveildTest::leadsAndTidies()
{
    QVERIFY(enrol());
    QVERIFY(done(QStringLiteral("process add Support --country GB")));
    QVERIFY(done(QStringLiteral("pool add London --country GB --sharing exclusive --expiry 120")));
    QVERIFY(done(QStringLiteral("pool add-numbers London"), "+442079460100\n"));
    const auto bound =
        m_office->run(QStringLiteral("--json bind --process Support --pool London"), customer + '\n' + line + '\n');
    QVERIFY2(bound.exitCode == 0, bound.err.constData());
    letTimePass(10);
    const QString kept = QStringLiteral("SELECT COUNT(*) FROM binding WHERE keeps_numbers = 1");
    QCOMPARE(number(kept), 1);
    const auto service = start();
    QTRY_VERIFY_WITH_TIMEOUT(service->says("leading"), patienceMs);
    const auto status = run(QStringLiteral("--json service status"));
    QVERIFY2(status.exitCode == 0, status.err.constData());
    const QJsonObject document = QJsonDocument::fromJson(status.out).object();
    QVERIFY(document.value(QLatin1String("running")).toBool());
    QVERIFY(!document.value(QLatin1String("host")).toString().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(number(kept), 0, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(number(QStringLiteral("SELECT COUNT(*) FROM pool_sample")), 1, patienceMs);
    service->signal(SIGTERM);
    QCOMPARE(service->end(), 0);
    QVERIFY2(!service->said().contains("7700900"), service->said().constData());
    QVERIFY(done(QStringLiteral("audit verify")));
}

void CallveildTest::endsOnASignalAndFreesTheLease()
{
    QVERIFY(enrol());
    for (const int number : {SIGTERM, SIGINT}) {
        const auto service = start();
        QTRY_VERIFY_WITH_TIMEOUT(service->says("leading"), patienceMs);
        service->signal(SIGHUP); // the end of a terminal is none of its own
        QVERIFY(isRunning());
        QVERIFY(service->runs());
        service->signal(number);
        QCOMPARE(service->end(), 0);
        QVERIFY2(!isRunning(), service->said().constData());
    }
    QCOMPARE(number(QStringLiteral("SELECT COUNT(*) FROM sign_in s JOIN person p ON p.id = s.person_id "
                                   "WHERE p.role = 6 AND s.ended_at IS NULL")),
        0);
}

void CallveildTest::anotherTakesOverWhenItIsKilled()
{
    QVERIFY(enrol());
    auto leader = start();
    QTRY_VERIFY_WITH_TIMEOUT(leader->says("leading"), patienceMs);
    // Who ends by himself hands over at once: the next look is enough.
    for (const auto &[number, longest] : {std::pair(SIGKILL, 10000), std::pair(SIGTERM, 5000)}) {
        qint64 lasted = longest;
        for (int i = 0; i < attempts && lasted >= longest; ++i) {
            auto next = start();
            QTRY_VERIFY_WITH_TIMEOUT(next->says("waiting"), patienceMs);
            QVERIFY(!next->says("leading"));
            QElapsedTimer timer;
            timer.start();
            leader->signal(number);
            if (number == SIGTERM) {
                QCOMPARE(leader->end(), 0);
                timer.restart();
            }
            QTRY_VERIFY_WITH_TIMEOUT(next->says("leading"), patienceMs);
            lasted = timer.elapsed();
            leader = std::move(next);
        }
        QVERIFY2(lasted < longest, qPrintable(QString::number(lasted)));
    }
}

void CallveildTest::doesEverythingOnce()
{
    QVERIFY(enrol());
    const auto once = start({QStringLiteral("--once")});
    QCOMPARE(once->end(), 0);
    QVERIFY(!isRunning());
    const auto service = start();
    QTRY_VERIFY_WITH_TIMEOUT(service->says("leading"), patienceMs);
    const auto beside = start({QStringLiteral("--once")});
    QCOMPARE(beside->end(), 0);
    QVERIFY(beside->says("another instance leads"));
}

void CallveildTest::waitsForTheDatabase()
{
    if (m_office->engine == Engine::Sqlite)
        return;
    QVERIFY(enrol());
    PostgresCluster::shared().stop();
    const auto once = start({QStringLiteral("--once")});
    QCOMPARE(once->end(), 1);
    const auto service = start();
    QTRY_VERIFY_WITH_TIMEOUT(!service->said().trimmed().isEmpty() && service->said().count('\n') >= 2, patienceMs);
    const auto stopped = start();
    QTRY_VERIFY_WITH_TIMEOUT(stopped->said().count('\n') >= 2, patienceMs);
    stopped->signal(SIGTERM); // while it waits
    QCOMPARE(stopped->end(), 0);
    QVERIFY(service->runs());
    QVERIFY(PostgresCluster::shared().start());
    QTRY_VERIFY_WITH_TIMEOUT(service->says("leading"), patienceMs);
    QVERIFY2(service->said().count('\n') < 6, service->said().constData()); // told once, not at every attempt
}

void CallveildTest::survivesARestartOfTheDatabase()
{
    if (m_office->engine == Engine::Sqlite)
        return;
    QVERIFY(enrol());
    const auto service = start();
    QTRY_VERIFY_WITH_TIMEOUT(service->says("leading"), patienceMs);
    PostgresCluster::shared().stop();
    QTRY_VERIFY_WITH_TIMEOUT(service->says("lead: "), patienceMs);
    QVERIFY(PostgresCluster::shared().start());
    QTRY_VERIFY_WITH_TIMEOUT(service->says("lead: works again"), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isRunning(), patienceMs);
    service->signal(SIGTERM);
    QCOMPARE(service->end(), 0);
}

void CallveildTest::stopsWhenItIsDisabled()
{
    QVERIFY(enrol());
    const auto service = start();
    QTRY_VERIFY_WITH_TIMEOUT(service->says("leading"), patienceMs);
    QVERIFY(done(QStringLiteral("users disable callveild")));
    QCOMPARE(service->end(), 4);
    QVERIFY2(service->says("disabled"), service->said().constData());
    QVERIFY(!isRunning());
    const auto again = start();
    QCOMPARE(again->end(), 4);
    QVERIFY(done(QStringLiteral("users enable callveild")));
    const auto back = start();
    QTRY_VERIFY_WITH_TIMEOUT(back->says("leading"), patienceMs);
}

void CallveildTest::saysWhatIsWrongWithItsIdentity()
{
    QCOMPARE(start()->end(), 3); // there is none
    QVERIFY(enrol());
    QCOMPARE(start({QStringLiteral("something")})->end(), 2);
    QCOMPARE(start({QStringLiteral("--burn")})->end(), 2);
    QCOMPARE(start({QStringLiteral("--help")})->end(), 0);
    QCOMPARE(start({QStringLiteral("--version")})->end(), 0);
    QCOMPARE(chmod(qPrintable(identity()), 0644), 0);
    const auto open = start();
    QCOMPARE(open->end(), 3);
    QVERIFY2(open->says("chmod 600 " + identity().toUtf8()), open->said().constData());
    QCOMPARE(chmod(qPrintable(identity()), 0600), 0);
    QFile file(identity());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    const qsizetype at = content.indexOf("\"secret\": \"") + 11;
    content[at] = content[at] == 'A' ? 'B' : 'A';
    file.seek(0);
    file.write(content);
    file.close();
    const auto wrong = start();
    QCOMPARE(wrong->end(), 4);
    QVERIFY(!wrong->said().contains(content.mid(at, 52)));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallveildTest)
#include "tst_callveild.moc"
