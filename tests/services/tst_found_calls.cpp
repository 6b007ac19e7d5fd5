// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/reveal/reveal_service.h"

namespace callveil {

namespace {

constexpr int calls = 60;
const QString wanted = QStringLiteral("+447700900123");

/// Two processes with calls of a few customers; every third is of one number, and many start at the same moment.
struct TwoLogs : Desk {
    explicit TwoLogs(Engine engine)
        : Desk(engine), support(organisation.addProcess(*admin, QStringLiteral("Support"), QStringLiteral("GB"))),
          sales(organisation.addProcess(*admin, QStringLiteral("Sales"), QStringLiteral("GB")))
    {
        QList<GenericRow> rows;
        for (int i = 0; i < calls; ++i)
            rows.append({"s" + QByteArray::number(i),
                i % 3 ? "+4477009002" + QByteArray::number(10 + i) : wanted.toLatin1(), "+442079460100", i / 7, i,
                i % 2 ? "Completed" : "Missed", {}, {}, {}, i % 2 ? "Support" : "Sales"});
        import(*this, genericFile(rows), {});
    }

    [[nodiscard]] FoundCalls found(Workspace &workspace) const
    {
        return taken(RevealService(workspace).search(wanted)).calls();
    }

    ProcessId support, sales;
};

std::vector<CallLine> walk(Workspace &workspace, const CallFilter &filter, bool older)
{
    std::vector<CallLine> all;
    CallKey key = older ? CallLogService::newest() : CallKey{};
    for (int pages = 0; pages < calls; ++pages) {
        const CallPage page = taken(CallLogService(workspace).page(filter, key, older, 3));
        all.insert(all.end(), page.calls.begin(), page.calls.end());
        if (page.ends)
            return all;
        key = {page.calls.back().startedAt, page.calls.back().id.value};
    }
    qFatal("the log never ends");
}

} // namespace

/// The call log narrowed to the sessions that a search by number found.
class FoundCallsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void pagesBothWays();
    void noOtherConditionNarrowsThem();
    void nobodySeesOtherProcesses();
    void nothingFoundIsAnEmptyLog();
};

void FoundCallsTest::pagesBothWays()
{
    QFETCH_GLOBAL(Engine, engine);
    const TwoLogs desk(engine);
    CallFilter filter;
    filter.found = desk.found(*desk.admin);
    QCOMPARE(filter.found->size(), size_t(calls / 3));
    for (const bool older : {true, false}) {
        const auto walked = walk(*desk.admin, filter, older);
        QCOMPARE(walked.size(), filter.found->size());
        for (size_t i = 0; i < walked.size(); ++i) {
            const CallKey &expected = (*filter.found)[older ? i : walked.size() - 1 - i];
            QCOMPARE(walked[i].id.value, expected.id);
            QCOMPARE(walked[i].startedAt, expected.startedAt);
        }
    }
}

void FoundCallsTest::noOtherConditionNarrowsThem()
{
    QFETCH_GLOBAL(Engine, engine);
    const TwoLogs desk(engine);
    CallFilter filter;
    filter.found = desk.found(*desk.admin);
    filter.process = desk.sales;
    filter.session = QByteArray(16, 'x');
    filter.disposition = Disposition::Answered;
    filter.from = 0;
    filter.to = 1;
    QCOMPARE(walk(*desk.admin, filter, true).size(), filter.found->size());
}

void FoundCallsTest::nobodySeesOtherProcesses()
{
    QFETCH_GLOBAL(Engine, engine);
    TwoLogs desk(engine);
    const auto limited = desk.hire(QStringLiteral("asha"), Role::Supervisor, {desk.sales});
    CallFilter filter;
    filter.found = desk.found(*desk.admin); // more than what he would have found
    const auto seen = walk(*limited, filter, true);
    QCOMPARE(seen.size(), desk.found(*limited)->size());
    QCOMPARE(seen.size(), size_t(calls / 6));
    for (const CallLine &call : seen)
        QCOMPARE(call.process, desk.sales);
}

void FoundCallsTest::nothingFoundIsAnEmptyLog()
{
    QFETCH_GLOBAL(Engine, engine);
    const TwoLogs desk(engine);
    CallFilter filter;
    filter.found = std::make_shared<const std::vector<CallKey>>();
    const CallPage none = taken(CallLogService(*desk.admin).page(filter, CallLogService::newest(), true, 10));
    QVERIFY(none.calls.empty() && none.ends);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::FoundCallsTest)
#include "tst_found_calls.moc"
