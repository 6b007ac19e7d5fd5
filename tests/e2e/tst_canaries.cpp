// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/agents/agent_service.h"
#include "services/calls/call_log_service.h"
#include "services/demo/demo_plan.h"
#include "services/imports/import_service.h"
#include "services/masking/masking_service.h"
#include "services/session/sign_in_service.h"
#include "support/number_searcher.h"
#include "support/postgres_cluster.h"
#include "workspace/canary_files.h"
#include "workspace/ctl.h"
#include "workspace/database_audit.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

using namespace callveil;

namespace {

QString e164(const char *label)
{
    return canary(label).e164();
}

QStringList openLabels()
{
    return {QStringLiteral("open agent"), QStringLiteral("open customer")};
}

const QString password = QStringLiteral("correct horse battery");

} // namespace

/// Runs every flow with numbers that must not leak, failures included, and then looks for them in every byte that is
/// left behind.
class TestCanaries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingLeaks_data();
    void nothingLeaks();

private:
    void makeDatabases();
    void runConfiguration();
    void runImports();
    void runFailingImports();
    void runInterruptedImport();
    void runServices();
    void runReading();
    void runReveals();
    void lookEverywhere();
    void lookIntoColumns();

    /// Runs callveilctl and keeps what it says. `expected` is its exit code; -1: any.
    Ctl::Outcome run(const QStringList &arguments, int expected = 0, const QByteArray &input = {});
    void importFile(const QString &file, const char *process, int expected = 0, const QStringList &more = {});
    QString input(const QString &name, const QByteArray &content) const;
    std::unique_ptr<DatabaseAudit> look() const;

    NumberSearcher m_searcher;
    Engine m_engine = Engine::Sqlite;
    std::unique_ptr<PostgresCluster> m_cluster;
    std::unique_ptr<QTemporaryDir> m_inputs;
    std::unique_ptr<Ctl> m_ctl;
    DatabaseAddress m_address;
    std::unique_ptr<DatabaseAudit> m_watcher; ///< SQLite: an open file keeps its write-ahead log
    QByteArray m_said; ///< everything that the programs wrote to their outputs
    QByteArray m_openlySaid; ///< the call log, which shows the open process's numbers
};

void TestCanaries::initTestCase()
{
    for (const auto &list : {hiddenCanaries(), openCanaries()})
        for (const Canary &canary : list)
            m_searcher.add(QLatin1String(canary.label), e164(canary.label), QLatin1String(canary.national));
    const auto processes = demoProcesses();
    for (size_t i = 0; i < 3; ++i) // the fourth is open
        for (int customer = 0; customer < 100; ++customer) {
            const QString number = demoCustomer(processes[i], customer);
            m_searcher.add(QStringLiteral("demo customer"), number, number.mid(number.startsWith(u"+1") ? 2 : 3));
        }
}

void TestCanaries::nothingLeaks_data()
{
    QTest::addColumn<int>("engine");
    QTest::newRow("sqlite") << int(Engine::Sqlite);
    QTest::newRow("postgresql") << int(Engine::PostgreSql);
}

void TestCanaries::nothingLeaks()
{
    QFETCH(int, engine);
    m_engine = Engine(engine);
    m_said.clear();
    m_openlySaid.clear();
    m_inputs = std::make_unique<QTemporaryDir>();
    m_ctl = std::make_unique<Ctl>(QStringLiteral(CALLVEILCTL), QString());
    m_ctl->setPassword(password);
    for (void (TestCanaries::*step)() : {&TestCanaries::makeDatabases, &TestCanaries::runConfiguration,
             &TestCanaries::runImports, &TestCanaries::runFailingImports, &TestCanaries::runInterruptedImport,
             &TestCanaries::runServices, &TestCanaries::runReading, &TestCanaries::runReveals,
             &TestCanaries::lookEverywhere, &TestCanaries::lookIntoColumns}) {
        (this->*step)();
        if (QTest::currentTestFailed())
            break;
    }
    m_watcher.reset();
}

Ctl::Outcome TestCanaries::run(const QStringList &arguments, int expected, const QByteArray &input)
{
    const auto outcome = m_ctl->run(arguments, input);
    m_said += outcome.out + outcome.err;
    if (expected >= 0 && outcome.exitCode != expected)
        QTest::qFail(qPrintable(arguments.join(u' ') + u' ' + QString::fromUtf8(outcome.err)), __FILE__, __LINE__);
    return outcome;
}

QString TestCanaries::input(const QString &name, const QByteArray &content) const
{
    QFile file(m_inputs->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

std::unique_ptr<DatabaseAudit> TestCanaries::look() const
{
    return std::make_unique<DatabaseAudit>(m_address, m_cluster ? m_cluster->superuserPassword() : QString());
}

void TestCanaries::importFile(const QString &file, const char *process, int expected, const QStringList &more)
{
    run(QStringList{QStringLiteral("import"), file, QStringLiteral("--process"), QLatin1String(process)} + more,
        expected);
}

void TestCanaries::makeDatabases()
{
    const auto init = [this](const QString &setUp, const QString &demo, const QString &daily) {
        m_ctl->setDatabase(demo);
        run({QStringLiteral("demo"), QStringLiteral("--legs"), QStringLiteral("2000")});
        m_ctl->setDatabase(setUp);
        run({QStringLiteral("init"), QStringLiteral("--recovery-kit"), m_ctl->path(QStringLiteral("kit.txt"))});
        m_ctl->setDatabase(daily);
        m_address = DatabaseAddress::parse(daily).value();
    };
    if (m_engine == Engine::Sqlite) {
        const QString file = m_ctl->path(QStringLiteral("data/callveil.db"));
        init(file, m_ctl->path(QStringLiteral("data/demo.db")), file);
        return;
    }
    PostgresCluster::Options options;
    for (const char *setting : {"log_statement=all", "log_min_error_statement=debug5", "log_min_duration_statement=0",
             "log_parameter_max_length=-1", "log_parameter_max_length_on_error=-1", "log_connections=on",
             "log_disconnections=on", "log_error_verbosity=verbose", "log_min_messages=debug1", "log_duration=on",
             "log_lock_waits=on", "log_temp_files=0", "full_page_writes=on"})
        options.settings.append(QLatin1String(setting));
    m_cluster = std::make_unique<PostgresCluster>(options);
    QVERIFY2(m_cluster->start(), qPrintable(m_cluster->error()));
    QVERIFY(m_cluster->createDatabase(QStringLiteral("birds")) && m_cluster->createDatabase(QStringLiteral("demo")));
    m_ctl->setVariable(QStringLiteral("PGPASSWORD"), m_cluster->superuserPassword());
    const auto place = [this](const char *user, const char *database) {
        return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3")
            .arg(QLatin1String(user), QString::number(m_cluster->port()), QLatin1String(database));
    };
    init(place("postgres", "birds"), place("postgres", "demo"), place("admin", "birds"));
}

void TestCanaries::runConfiguration()
{
    for (const char *name : {"Hidden", "Random", "Open"})
        run({QStringLiteral("process"), QStringLiteral("add"), QLatin1String(name), QStringLiteral("--country"),
            QStringLiteral("IN"), QStringLiteral("--did"), QLatin1String(canaryDid())});
    const auto set = [this](const char *process, const QStringList &policy, int expected = 0) {
        run(QStringList{QStringLiteral("policy"), QStringLiteral("set"), QLatin1String(process)} + policy, expected);
    };
    const QString note = QStringLiteral("--note"), why = QStringLiteral("A pilot");
    set("Open", {QStringLiteral("off"), note, why});
    set("Random", {QStringLiteral("random"), note, why});
    set("Hidden", {QStringLiteral("replacement"), QStringLiteral("--leading"), QStringLiteral("4"), note, why});
    set("Hidden",
        {QStringLiteral("random"), QStringLiteral("--at"), QStringLiteral("2099-01-01T00:00:00Z"), note, why});
    set("Hidden", {QStringLiteral("random"), note, QStringLiteral("Asked by ") + e164("noted")}, 1);
    run({QStringLiteral("policy"), QStringLiteral("preview"), QStringLiteral("Hidden"), QStringLiteral("-")}, 0,
        e164("previewed").toLatin1() + '\n');
    run({QStringLiteral("campaign"), QStringLiteral("add"), QStringLiteral("Hidden"), QStringLiteral("Spring")});
    run({QStringLiteral("campaign"), QStringLiteral("add"), QStringLiteral("Hidden"), e164("noted")}, 1);

    const auto addAgent = [this](const char *code, const char *process, const char *label) {
        run({QStringLiteral("agent"), QStringLiteral("add"), QLatin1String(code), QStringLiteral("--process"),
                QLatin1String(process), QStringLiteral("--number-on-stdin")},
            0, e164(label).toLatin1() + '\n');
    };
    addAgent("A1", "Hidden", "agent");
    addAgent("A9", "Open", "agent of the open process");
    run({QStringLiteral("agent"), QStringLiteral("import"),
        input(QStringLiteral("agents.csv"), agentCanaries("Random"))});
    run({QStringLiteral("users"), QStringLiteral("add"), QStringLiteral("ann"), QStringLiteral("--name"),
            QStringLiteral("Ann ") + e164("noted")},
        1);
    run({QStringLiteral("users"), QStringLiteral("add"), QStringLiteral("ann"), QStringLiteral("--name"),
        QStringLiteral("Ann Analyst")});
    run({QStringLiteral("users"), QStringLiteral("disable"), QStringLiteral("ann")});
    m_ctl->setPassword(QStringLiteral("my number ") + e164("password"));
    run({QStringLiteral("calls")}, 1);
    m_ctl->setPassword(password);
}

void TestCanaries::runImports()
{
    if (m_engine == Engine::Sqlite) {
        m_watcher = look();
        QCOMPARE(m_watcher->integer(QStringLiteral("SELECT COUNT(*) FROM process")), 3);
    }
    const QString rejects = m_ctl->path(QStringLiteral("rejects.csv"));
    for (const char *process : {"Hidden", "Random"}) {
        importFile(input(QStringLiteral("Master.csv"), asteriskCanaries()), process);
        importFile(input(QStringLiteral("switch.csv"), freeswitchCanaries()), process);
        importFile(input(QStringLiteral("calls.csv"), genericCanaries()), process);
        importFile(input(QStringLiteral("calls.csv"), genericCanaries()), process); // all of it known
        importFile(input(QStringLiteral("damaged.csv"), rejectedCanaries()), process, 0,
            {QStringLiteral("--rejects"), rejects, QStringLiteral("--json")});
        importFile(input(QStringLiteral("dry.csv"), callsOf("dried", 3)), process, 0, {QStringLiteral("--dry-run")});
    }
    importFile(input(QStringLiteral("open.csv"), callsBetween("open customer", "open agent", 5)), "Open");

    const QString contested = input(QStringLiteral("contested.csv"), callsOf("contested", 2000));
    const QStringList arguments{
        QStringLiteral("import"), contested, QStringLiteral("--process"), QStringLiteral("Hidden")};
    QProcess first, second;
    m_ctl->start(first, arguments);
    m_ctl->start(second, arguments);
    for (QProcess *process : {&first, &second}) {
        QVERIFY(process->waitForFinished(120000));
        QCOMPARE(process->exitCode(), 0);
        m_said += process->readAllStandardOutput() + process->readAllStandardError();
    }
}

void TestCanaries::runFailingImports()
{
    const QString file = input(QStringLiteral("refused.csv"), callsOf("refused", 300));
    if (m_engine == Engine::Sqlite) {
        look()->run(
            QStringLiteral("CREATE TRIGGER refuse BEFORE INSERT ON call_leg BEGIN SELECT RAISE(ABORT, 'no'); END"));
        importFile(file, "Hidden", 1);
        look()->run(QStringLiteral("DROP TRIGGER refuse"));
        return;
    }
    // Refused when rows come in, in the vault's part and at the end; the server then logs the rows that failed.
    for (const auto &[table, rule] : {std::pair("cv_stage.leg", "seq < 0"), std::pair("cv_stage.number", "seq < 0"),
             std::pair("cv.call_leg", "leg < 0"), std::pair("cv_vault.number", "id < 0")}) {
        const QString alter = QStringLiteral("ALTER TABLE ") + QLatin1String(table);
        look()->run(alter + QStringLiteral(" ADD CONSTRAINT refuse CHECK (") + QLatin1String(rule)
            + QStringLiteral(") NOT VALID"));
        importFile(file, "Hidden", 1);
        look()->run(alter + QStringLiteral(" DROP CONSTRAINT refuse"));
    }
}

void TestCanaries::runInterruptedImport()
{
    const QString file = input(QStringLiteral("interrupted.csv"), callsOf("interrupted", 60000));
    // A server shows what is staged, a file who is signed in.
    const QString begun = m_cluster ? QStringLiteral("SELECT COUNT(*) FROM cv_stage.leg")
                                    : QStringLiteral("SELECT COUNT(*) FROM sign_in WHERE ended_at IS NULL");
    const qint64 before = look()->integer(begun);
    QProcess process;
    m_ctl->start(process, {QStringLiteral("import"), file, QStringLiteral("--process"), QStringLiteral("Hidden")});
    QTRY_VERIFY_WITH_TIMEOUT(look()->integer(begun) > before, 120000);
    QThread::msleep(500); // and some way into the work
    m_cluster ? m_cluster->kill() : process.kill();
    QVERIFY(process.waitForFinished(120000));
    QVERIFY(process.exitStatus() == QProcess::CrashExit || process.exitCode() == 1);
    m_said += process.readAllStandardOutput() + process.readAllStandardError();
    if (m_cluster)
        QVERIFY2(m_cluster->start(), qPrintable(m_cluster->error()));
}

void TestCanaries::runServices()
{
    LocalState local(m_ctl->settingsFile());
    SignInService signIn(local);
    const auto workspace = signIn.signIn(m_address, QStringLiteral("admin"), password).result();
    QVERIFY(workspace);
    QVERIFY(!signIn.signIn(m_address, QStringLiteral("admin"), e164("password")).result());
    QVERIFY(
        !SignInService::changePassword(**workspace, e164("password"), QStringLiteral("another good horse")).result());

    ImportService imports(**workspace);
    ImportOrder order;
    order.file = input(QStringLiteral("routed.csv"), callsOf("routed", 4));
    QVERIFY(imports.preview(order).result());
    const auto routed = imports.run(order, std::make_shared<ImportProgress>()).result();
    QVERIFY(routed);
    QVERIFY(!imports.saveProfile({QStringLiteral("For ") + e164("noted"), {}}).result());
    CallFilter filter;
    filter.proxy = e164("searched");
    QVERIFY(CallLogService(**workspace).page(filter, CallLogService::newest(), true, 10).result());
    QVERIFY(!CallLogService(**workspace).saveView(QStringLiteral("calls"), e164("noted"), {}).result());

    MaskingService masking(**workspace);
    const auto overview = masking.overview().result();
    QVERIFY(overview);
    for (const ProcessPolicy &entry : *overview)
        for (const PolicyRevision &waiting : entry.waiting)
            QVERIFY(masking.cancel(waiting.id).result());
    QVERIFY(SignInService::signOut(**workspace).result());
}

void TestCanaries::runReading()
{
    for (const char *process : {"Hidden", "Random"}) {
        const auto calls = run(
            {QStringLiteral("calls"), QStringLiteral("--process"), QLatin1String(process), QStringLiteral("--json")});
        const auto match = QRegularExpression(QStringLiteral("sess_[a-z2-7]+")).match(QString::fromUtf8(calls.out));
        QVERIFY(match.hasMatch());
        run({QStringLiteral("legs"), match.captured()});
    }
    for (const char *verb : {"agent", "process", "campaign", "users"})
        run({QLatin1String(verb), QStringLiteral("list"), QStringLiteral("--json")});
    m_openlySaid = m_ctl->run({QStringLiteral("calls"), QStringLiteral("--process"), QStringLiteral("Open")}).out;
}

/// A number is typed and one is shown: the one must be nowhere afterwards, the other only in the answer.
void TestCanaries::runReveals()
{
    const QString json = QStringLiteral("--json");
    const auto found = run({QStringLiteral("find"), json}, 0, e164("customer").toLatin1() + '\n');
    const auto match = QRegularExpression(QStringLiteral("sess_[a-z2-7]+")).match(QString::fromUtf8(found.out));
    QVERIFY(match.hasMatch());
    run({QStringLiteral("find")}, 0, e164("searched").toLatin1() + '\n');
    run({QStringLiteral("find")}, 1, e164("noted").toLatin1() + "0000000000\n");
    const auto legs = run({QStringLiteral("legs"), match.captured(), json});
    const auto id =
        QRegularExpression(QStringLiteral("\"customer_number_id\": \"(\\d+)\"")).match(QString::fromUtf8(legs.out));
    QVERIFY(id.hasMatch());
    const QStringList reveal{QStringLiteral("reveal"), id.captured(1), QStringLiteral("--reason")};
    run(reveal + QStringList(QStringLiteral("To call back ") + e164("noted")), 1);
    const auto revealed = m_ctl->run(reveal + QStringList(QStringLiteral("A complaint")));
    m_said += revealed.err;
    QCOMPARE(NumberSearcher::labelsOf(m_searcher.inBytes(revealed.out, {})), QStringList(QStringLiteral("customer")));
}

void TestCanaries::lookEverywhere()
{
    const auto found = [](const QList<NumberSearcher::Finding> &findings) {
        return NumberSearcher::labelsOf(findings);
    };
    const auto said = m_searcher.inBytes(m_said, QStringLiteral("outputs"));
    QVERIFY2(said.isEmpty(), qPrintable(NumberSearcher::describe(said)));
    QCOMPARE(found(m_searcher.inBytes(m_openlySaid, {})), openLabels());
    QVERIFY(QDir(m_ctl->temporaryFolder()).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden));
    QVERIFY(QFile::exists(m_ctl->settingsFile()) && QFile::exists(m_ctl->path(QStringLiteral("rejects.csv"))));

    const QFile log(m_address.file + QStringLiteral("-wal"));
    QVERIFY(m_cluster || log.size() > 0);
    // The folder holds settings, exports and, on SQLite, the databases with their write-ahead logs.
    const auto left = m_searcher.inFolder(m_ctl->folder());
    const QStringList allowed = m_engine == Engine::Sqlite ? openLabels() : QStringList();
    QVERIFY2(found(left) == allowed, qPrintable(NumberSearcher::describe(left)));
    for (const NumberSearcher::Finding &finding : left)
        QVERIFY2(finding.where.startsWith(m_ctl->path(QStringLiteral("data/callveil.db"))), qPrintable(finding.where));
    if (!m_cluster)
        return;
    look()->run(QStringLiteral("CHECKPOINT"));
    const auto logged = m_searcher.inFile(m_cluster->logFile());
    QVERIFY2(logged.isEmpty(), qPrintable(NumberSearcher::describe(logged)));
    QVERIFY(QFile(m_cluster->logFile()).size() > 1000000); // it did log
    const auto stored = m_searcher.inFolder(m_cluster->dataDir());
    QVERIFY2(found(stored) == openLabels(), qPrintable(NumberSearcher::describe(stored)));
}

void TestCanaries::lookIntoColumns()
{
    const QRegularExpression parties(QStringLiteral("^(call_)?leg\\.(customer|agent)_text$"));
    const auto columns = look()->columns();
    QVERIFY(columns.contains(QStringLiteral("call_leg.customer_text")));
    QSet<QString> places;
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        const auto findings = m_searcher.inBytes(it.value(), it.key());
        QVERIFY2(
            findings.isEmpty() || parties.match(it.key()).hasMatch(), qPrintable(NumberSearcher::describe(findings)));
        if (!findings.isEmpty())
            places.insert(it.key());
    }
    QVERIFY(places.contains(QStringLiteral("call_leg.customer_text")));
}

QTEST_GUILESS_MAIN(TestCanaries)

#include "tst_canaries.moc"
