// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/call_log_service.h"
#include "services/imports/import_service.h"
#include "services/masking/masking_service.h"
#include "services/people/people_service.h"
#include "services/security/security_service.h"
#include "support/cutting_proxy.h"
#include "support/postgres_cluster.h"
#include "workspace/database_audit.h"
#include "workspace/test_organisation.h"

#include <QElapsedTimer>

#include <functional>

using namespace callveil;

namespace {

constexpr int patienceMs = 20000;
constexpr int boundariesInAnOrdinaryRun = 60; // of each kind of cut and work

/// Work that is done whole or not at all, on data that is fresh after each prepare().
class Work {
public:
    virtual ~Work() = default;
    virtual void prepare() = 0;
    [[nodiscard]] virtual Result<void> run() = 0;
    /// Does it again after it was done: nothing may come twice.
    [[nodiscard]] virtual bool isRefusedOrEmpty() = 0;
    /// What doing it again adds by right.
    [[nodiscard]] virtual DatabaseAudit::Counts tracesOfRepeating() const = 0;
};

/// Two sessions with three legs between six people who were never seen before.
class ImportWork final : public Work {
public:
    ImportWork(TestOrganisation &organisation, Workspace &workspace, ProcessId process)
        : m_organisation(organisation), m_service(workspace)
    {
        m_order.process = process;
    }

    void prepare() override
    {
        const int first = 6 * m_files++;
        QByteArray content = "caller,receiver,timestamp,duration,call_id\n";
        for (int i = 0; i < 3; ++i)
            content += QStringLiteral("+9198%1,+9197%2,2026-03-0%3 10:00:00,6%3,call-%4-%5\n")
                           .arg(10000000 + first + 2 * i)
                           .arg(10000000 + first + 2 * i + 1)
                           .arg(i + 1)
                           .arg(m_files)
                           .arg(i / 2)
                           .toLatin1();
        m_order.file = m_organisation.writeFile(QStringLiteral("calls-%1.csv").arg(m_files), content);
    }

    Result<void> run() override
    {
        const auto summary = import();
        if (!summary)
            return failed(summary);
        if (summary->sessions != 2 || summary->legs != 3 || summary->duplicates != 0)
            return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("the summary is wrong"));
        return {};
    }

    bool isRefusedOrEmpty() override
    {
        const auto summary = import();
        return summary && summary->sessions == 0 && summary->legs == 0 && summary->duplicates == 3;
    }

    DatabaseAudit::Counts tracesOfRepeating() const override
    {
        return {{QStringLiteral("batches"), 1}, {QStringLiteral("deeds"), 1}};
    }

private:
    Result<ImportSummary> import() { return m_service.run(m_order, std::make_shared<ImportProgress>()).result(); }

    TestOrganisation &m_organisation;
    ImportService m_service;
    ImportOrder m_order;
    int m_files = 0;
};

/// One more policy revision of a process.
class PolicyWork final : public Work {
public:
    PolicyWork(Workspace &workspace, const DatabaseAudit &audit, ProcessId process)
        : m_service(workspace), m_audit(audit), m_process(process)
    { }

    void prepare() override
    {
        m_last = int(m_audit.integer(
            QStringLiteral("SELECT MAX(revision) FROM policy_revision WHERE process_id = %1").arg(m_process.value)));
    }

    Result<void> run() override
    {
        const auto applied = m_service.apply(order()).result();
        if (!applied)
            return failed(applied);
        if (applied->size() != 1 || applied->front().revision != m_last + 1)
            return fail(ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("another revision"));
        return {};
    }

    bool isRefusedOrEmpty() override
    {
        const auto applied = m_service.apply(order()).result();
        return !applied && applied.error().fault == Fault::RevisionChanged;
    }

    DatabaseAudit::Counts tracesOfRepeating() const override { return {}; }

private:
    PolicyOrder order() const
    {
        return {{{m_process, m_last}}, {MaskingKind::Replacement, 1 + m_last % 3, 2},
            QStringLiteral("Because the line is bad"), {}};
    }

    MaskingService m_service;
    const DatabaseAudit &m_audit;
    const ProcessId m_process;
    int m_last = 0;
};

DatabaseAudit::Counts operator+(DatabaseAudit::Counts counts, const DatabaseAudit::Counts &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        counts[it.key()] += it.value();
    return counts;
}

DatabaseAudit::Counts operator-(DatabaseAudit::Counts counts, const DatabaseAudit::Counts &less)
{
    for (auto it = less.begin(); it != less.end(); ++it)
        counts[it.key()] -= it.value();
    return counts;
}

} // namespace

/// Loses the connection at every statement of an import and of a policy change. The answer must be true, nothing may
/// be half done or done twice, and the workspace must heal by itself.
class TestConnectionCuts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void importIsWholeOrNothingAtEveryCut();
    void policyIsWholeOrNothingAtEveryCut();
    void aCommitThatCannotBeAskedAboutIsNotCalledSaved_data();
    void aCommitThatCannotBeAskedAboutIsNotCalledSaved();

private:
    using Cut = void (CuttingProxy::*)(int);

    void cutEverywhere(Work &work);
    bool cutAt(Work &work, Cut cut, int statement);
    /// Leaves the thread of this work without a connection, so that the next piece of work opens one first.
    bool loseConnection(Work &work);
    QString shownCustomer();

    std::unique_ptr<TestOrganisation> m_organisation;
    std::unique_ptr<CuttingProxy> m_proxy;
    std::unique_ptr<DatabaseAudit> m_audit;
    std::shared_ptr<Workspace> m_workspace;
    std::unique_ptr<ImportWork> m_import;
    std::unique_ptr<PolicyWork> m_policy;
    DatabaseAudit::Counts m_adds; ///< by the work that is looked at
    QString m_shown;
    QByteArray m_complaint; ///< why cutAt() failed
};

void TestConnectionCuts::initTestCase()
{
    m_organisation = std::make_unique<TestOrganisation>(Engine::PostgreSql);
    m_proxy = std::make_unique<CuttingProxy>(PostgresCluster::shared().port());
    DatabaseAddress place = m_organisation->address();
    m_audit = std::make_unique<DatabaseAudit>(place, PostgresCluster::shared().superuserPassword());
    LocalState &local = m_organisation->local();
    const QByteArray fingerprint = local.pinned(place.place());
    place.port = m_proxy->port();
    local.pin(place.place(), fingerprint);
    const auto answer = m_organisation->trySignIn(place, TestOrganisation::password());
    QVERIFY(answer);
    m_workspace = *answer;

    const ProcessId masked = m_organisation->addProcess(*m_workspace, QStringLiteral("Masked"), QStringLiteral("IN"));
    const ProcessId open = m_organisation->addProcess(*m_workspace, QStringLiteral("Open"), QStringLiteral("IN"));
    QVERIFY(MaskingService(*m_workspace)
                .apply({{{open, 1}}, MaskingPolicy::off(), QStringLiteral("A pilot"), {}})
                .result());
    ImportWork clear(*m_organisation, *m_workspace, open);
    clear.prepare();
    QVERIFY(clear.run());
    // From now on whoever signs in sees clear numbers starred; this sign-in keeps what it began with.
    QVERIFY(SecurityService(*m_workspace).save({}, {.hidesClearNumbers = true}).result());
    m_shown = shownCustomer();
    QVERIFY(!m_shown.isEmpty());
    QVERIFY(!m_shown.contains(u'*'));

    m_import = std::make_unique<ImportWork>(*m_organisation, *m_workspace, masked);
    m_policy = std::make_unique<PolicyWork>(*m_workspace, *m_audit, masked);
}

void TestConnectionCuts::cleanupTestCase()
{
    if (m_audit)
        QCOMPARE(m_audit->faults().join(u'\n'), QString());
    m_import.reset();
    m_policy.reset();
    m_workspace.reset();
    m_audit.reset();
}

QString TestConnectionCuts::shownCustomer()
{
    CallFilter filter;
    filter.process = {m_audit->integer(QStringLiteral("SELECT id FROM process WHERE name = 'Open'"))};
    const auto page = CallLogService(*m_workspace).page(filter, CallLogService::newest(), true, 1).result();
    return page && !page->calls.empty() ? page->calls.front().customer.text : QString();
}

bool TestConnectionCuts::loseConnection(Work &work)
{
    m_proxy->reset();
    m_proxy->cutBefore(1);
    const auto answer = work.run();
    m_proxy->reset();
    return !answer && answer.error().code == ErrorCode::Offline;
}

bool TestConnectionCuts::cutAt(Work &work, Cut cut, int statement)
{
    const auto complain = [this, statement](const QString &text) {
        m_complaint = QStringLiteral("statement %1: %2").arg(statement).arg(text).toUtf8();
        return false;
    };
    if (!loseConnection(work))
        return complain(QStringLiteral("a lost connection is not noticed"));
    work.prepare();
    const auto before = m_audit->counts();
    ((*m_proxy).*cut)(statement);
    QElapsedTimer timer;
    timer.start();
    const auto answer = work.run();
    if (timer.elapsed() > patienceMs)
        return complain(QStringLiteral("the answer took %1 ms").arg(timer.elapsed()));
    if (!m_proxy->hasCut())
        return complain(QStringLiteral("nothing was cut"));
    if (!answer && answer.error().code != ErrorCode::Offline)
        return complain(
            QStringLiteral("the error is of code %1, %2").arg(int(answer.error().code)).arg(answer.error().detail));
    const auto expected = answer ? before + m_adds : before;
    if (const auto found = m_audit->counts(); found != expected)
        return complain(QStringLiteral("answered %1, but: ").arg(answer ? u"done" : u"failed")
            + DatabaseAudit::differences(expected, found));

    m_proxy->reset();
    timer.restart();
    if (shownCustomer() != m_shown)
        return complain(QStringLiteral("the new session does not show what the sign-in showed"));
    if (!(answer ? work.isRefusedOrEmpty() : bool(work.run())))
        return complain(QStringLiteral("it does not heal; the answer had been ") + (answer ? u"done" : u"failed"));
    if (timer.elapsed() > patienceMs)
        return complain(QStringLiteral("healing took %1 ms").arg(timer.elapsed()));
    const auto whole = before + m_adds + (answer ? work.tracesOfRepeating() : DatabaseAudit::Counts{});
    if (const auto found = m_audit->counts(); found != whole)
        return complain(QStringLiteral("after repeating: ") + DatabaseAudit::differences(whole, found));
    return true;
}

void TestConnectionCuts::cutEverywhere(Work &work)
{
    QVERIFY(loseConnection(work));
    work.prepare();
    const auto untouched = m_audit->counts();
    m_proxy->reset();
    QVERIFY(work.run());
    const int statements = m_proxy->statements();
    m_adds = m_audit->counts() - untouched;
    QVERIFY(work.isRefusedOrEmpty());

    const bool all = qEnvironmentVariableIsSet("CALLVEIL_LONG");
    const int step = all ? 1 : 1 + statements / boundariesInAnOrdinaryRun;
    qInfo("%d statements, every %d. is cut before and after", statements, step);
    for (int k = 1; k <= statements; ++k) {
        // The last ones are the commit and what belongs to it: they are never left out.
        if ((k - 1) % step != 0 && k < statements - 3)
            continue;
        const bool before = cutAt(work, &CuttingProxy::cutBefore, k);
        QVERIFY2(before, QByteArray("cut before " + m_complaint).constData());
        const bool after = cutAt(work, &CuttingProxy::cutAfter, k);
        QVERIFY2(after, QByteArray("cut after " + m_complaint).constData());
    }
}

void TestConnectionCuts::importIsWholeOrNothingAtEveryCut()
{
    m_import->prepare();
    QVERIFY(m_import->run());
    cutEverywhere(*m_import);
}

void TestConnectionCuts::policyIsWholeOrNothingAtEveryCut()
{
    m_policy->prepare();
    QVERIFY(m_policy->run());
    cutEverywhere(*m_policy);
}

void TestConnectionCuts::aCommitThatCannotBeAskedAboutIsNotCalledSaved_data()
{
    QTest::addColumn<bool>("imports");
    QTest::addColumn<bool>("committed");
    QTest::newRow("import, committed") << true << true;
    QTest::newRow("policy, not committed") << false << false;
}

void TestConnectionCuts::aCommitThatCannotBeAskedAboutIsNotCalledSaved()
{
    QFETCH(bool, imports);
    QFETCH(bool, committed);
    Work &work = imports ? static_cast<Work &>(*m_import) : *m_policy;
    m_proxy->reset();
    work.prepare();
    QVERIFY(work.run());
    work.prepare();
    m_proxy->reset();
    QVERIFY(work.run());
    const int commit = m_proxy->statements(); // of a session in use: COMMIT is the last

    work.prepare();
    const auto before = m_audit->counts();
    m_proxy->reset();
    m_proxy->refuse(true);
    committed ? m_proxy->cutAfter(commit) : m_proxy->cutBefore(commit);
    QElapsedTimer timer;
    timer.start();
    const auto answer = work.run();
    QVERIFY(timer.elapsed() < patienceMs);
    QVERIFY(m_proxy->hasCut());
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Offline);
    QCOMPARE(answer.error().fault, Fault::CommitUnknown);
    QCOMPARE(m_audit->counts() != before, committed);
    m_proxy->reset();
    QVERIFY(committed ? work.isRefusedOrEmpty() : bool(work.run()));
}

QTEST_GUILESS_MAIN(TestConnectionCuts)

#include "tst_connection_cuts.moc"
