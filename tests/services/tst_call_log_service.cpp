// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/agents/agent_service.h"
#include "services/masking/masking_service.h"
#include "services/security/security_service.h"

#include <algorithm>
#include <limits>
#include <map>

namespace callveil {

namespace {

constexpr int sessions = 3000;
constexpr qint64 noon = 1772323200000; // 2026-03-01 00:00 UTC

/// Two processes with some thousand sessions, of which many start at the same moment.
struct FullLog : Desk {
    explicit FullLog(Engine engine)
        : Desk(engine), support(organisation.addProcess(*admin, QStringLiteral("Support"), QStringLiteral("GB"),
                            {QStringLiteral("+442079460100"), QStringLiteral("+442079460101")})),
          sales(organisation.addProcess(
              *admin, QStringLiteral("Sales"), QStringLiteral("GB"), {QStringLiteral("+442079460200")}))
    {
        agent = taken(AgentService(*admin).save({{}, QStringLiteral("A7"), QStringLiteral("Amara"),
            QStringLiteral("2001"), {}, QStringList(QStringLiteral("Support"))}));
        QList<GenericRow> rows;
        for (int i = 0; i < sessions; ++i) {
            GenericRow row{"s" + QByteArray::number(i), "+4477009" + QByteArray::number(10000 + i),
                i % 2 ? "+442079460100" : "+442079460101", (i / 7) * 60, i % 100, i % 3 ? "Completed" : "Missed", "",
                i % 5 ? "" : "A7", "", i % 4 ? "Support" : "Sales"};
            if (i % 4 == 0)
                row.callee = "+442079460200";
            rows.append(row);
        }
        import(*this, genericFile(rows), {});
    }

    ProcessId support, sales;
    AgentId agent;
};

CallKey keyOf(const CallLine &call)
{
    return {call.startedAt, call.id.value};
}

/// All pages from one end to the other.
std::vector<CallLine> walk(CallLogService &log, const CallFilter &filter, bool older, int rows)
{
    std::vector<CallLine> all;
    CallKey key = older ? CallLogService::newest() : CallKey{};
    for (int pages = 0; pages < sessions; ++pages) {
        const CallPage page = taken(log.page(filter, key, older, rows));
        all.insert(all.end(), page.calls.begin(), page.calls.end());
        if (page.ends)
            return all;
        key = keyOf(page.calls.back());
    }
    qFatal("the log never ends");
}

} // namespace

/// Pages, filters and views of the call log, and what the organisation switch does to it.
class CallLogServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void pagesBothWaysWithoutGapsOrRepeats();
    void narrowsByEachFilter();
    void findsADispositionInSlices();
    void stopsASearch();
    void tellsLegsAndNames();
    void knowsItsExtentWithoutCounting();
    void namesSessions();
    void keepsViewsPerPerson();
    void refusesWhoMayNotSeeTheLog();
    void starsClearNumbersWhileTheSwitchHides();
    void theSignInGovernsTheSwitch();
    void cleanupTestCase() { m_logs.clear(); }

private:
    /// One for all tests that only read: to import it takes seconds.
    const FullLog &fullLog(Engine engine)
    {
        auto &log = m_logs[engine];
        if (!log)
            log = std::make_unique<FullLog>(engine);
        return *log;
    }

    std::map<Engine, std::unique_ptr<FullLog>> m_logs;
};

void CallLogServiceTest::pagesBothWaysWithoutGapsOrRepeats()
{
    QFETCH_GLOBAL(Engine, engine);
    const FullLog &desk = fullLog(engine);
    CallLogService log(*desk.admin);
    const auto down = walk(log, {}, true, 97);
    QCOMPARE(down.size(), size_t(sessions));
    QVERIFY(std::is_sorted(
        down.begin(), down.end(), [](const CallLine &a, const CallLine &b) { return keyOf(a) > keyOf(b); }));
    QSet<CallId> ids;
    for (const CallLine &call : down)
        ids.insert(call.id);
    QCOMPARE(ids.size(), sessions);
    auto up = walk(log, {}, false, 61);
    std::reverse(up.begin(), up.end());
    QCOMPARE(up.size(), down.size());
    for (size_t i = 0; i < up.size(); ++i)
        QCOMPARE(up[i].id, down[i].id);
    // From a place in the middle both ways meet without the place itself.
    const CallKey middle = keyOf(down[1500]);
    QCOMPARE(taken(log.page({}, middle, true, 1)).calls[0].id, down[1501].id);
    QCOMPARE(taken(log.page({}, middle, false, 1)).calls[0].id, down[1499].id);
}

void CallLogServiceTest::narrowsByEachFilter()
{
    QFETCH_GLOBAL(Engine, engine);
    const FullLog &desk = fullLog(engine);
    CallLogService log(*desk.admin);
    const auto all = logOf(*desk.admin);
    const auto check = [&](const CallFilter &filter, const std::function<bool(const CallLine &)> &wanted) {
        const auto expected = size_t(std::count_if(all.begin(), all.end(), wanted));
        const auto found = walk(log, filter, true, 113);
        return expected > 0 && expected < all.size() && found.size() == expected
            && std::all_of(found.begin(), found.end(), wanted) && walk(log, filter, false, 500).size() == expected;
    };
    CallFilter filter;
    filter.process = desk.sales;
    QVERIFY(check(filter, [&](const CallLine &c) { return c.process == desk.sales; }));
    filter = {};
    filter.agent = desk.agent;
    QVERIFY(check(filter, [](const CallLine &c) { return c.agentCode == QLatin1String("A7"); }));
    filter = {};
    filter.proxy = QStringLiteral("+442079460100");
    QVERIFY(check(filter, [&](const CallLine &c) { return c.proxy == QLatin1String("+442079460100"); }));
    filter = {};
    filter.from = noon + 3600000;
    filter.to = noon + 7200000; // half open
    QVERIFY(check(filter, [&](const CallLine &c) { return c.startedAt >= *filter.from && c.startedAt < *filter.to; }));
    filter.process = desk.support;
    filter.agent = desk.agent;
    filter.proxy = QStringLiteral("+442079460101");
    QVERIFY(check(filter, [&](const CallLine &c) {
        return c.startedAt >= *filter.from && c.startedAt < *filter.to && c.process == desk.support
            && c.agentCode == QLatin1String("A7") && c.proxy == filter.proxy;
    }));
    filter = {};
    filter.session = all[1234].publicId;
    QVERIFY(check(filter, [&](const CallLine &c) { return c.id == all[1234].id; }));
    filter.session = QByteArray(16, '\0');
    QVERIFY(logOf(*desk.admin, filter).empty());
    filter = {};
    filter.proxy = QStringLiteral("+442079469999");
    QVERIFY(logOf(*desk.admin, filter).empty());
}

void CallLogServiceTest::findsADispositionInSlices()
{
    QFETCH_GLOBAL(Engine, engine);
    const FullLog &desk = fullLog(engine);
    CallLogService log(*desk.admin);
    const auto all = logOf(*desk.admin);
    const auto missed = [](const CallLine &c) { return c.disposition == Disposition::NoAnswer; };
    const auto expected = size_t(std::count_if(all.begin(), all.end(), missed));
    QCOMPARE(expected, size_t(sessions) / 3);
    CallFilter filter;
    filter.disposition = Disposition::NoAnswer;
    filter.from = noon - 400LL * 86400000; // more than a year of nothing on either side
    filter.to = noon + 400LL * 86400000;
    for (const bool older : {true, false}) {
        const auto found = walk(log, filter, older, 77);
        QCOMPARE(found.size(), expected);
        QVERIFY(std::all_of(found.begin(), found.end(), missed));
        QVERIFY(std::is_sorted(found.begin(), found.end(), [older](const CallLine &a, const CallLine &b) {
            return older ? keyOf(a) > keyOf(b) : keyOf(a) < keyOf(b);
        }));
    }
    filter.from.reset(); // without a period the index is walked
    filter.to.reset();
    QCOMPARE(walk(log, filter, true, 77).size(), expected);
    filter.disposition = Disposition::Voicemail;
    filter.from = noon;
    filter.to = noon + 86400000;
    QVERIFY(taken(log.page(filter, CallLogService::newest(), true, 10)).ends);
}

void CallLogServiceTest::stopsASearch()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    CallFilter filter;
    filter.disposition = Disposition::Voicemail;
    filter.from = noon;
    filter.to = noon + 86400000;
    const auto stop = std::make_shared<std::atomic<bool>>(true);
    const Error error = errorOf(CallLogService(*desk.admin).page(filter, CallLogService::newest(), true, 10, stop));
    QCOMPARE(error.code, ErrorCode::Cancelled);
    QCOMPARE(error.fault, Fault::Cancelled);
}

void CallLogServiceTest::tellsLegsAndNames()
{
    QFETCH_GLOBAL(Engine, engine);
    const FullLog &desk = fullLog(engine);
    CallFilter filter;
    filter.agent = desk.agent;
    filter.process = desk.support;
    const CallLine call = logOf(*desk.admin, filter).front();
    QCOMPARE(call.processName, QStringLiteral("Support"));
    QCOMPARE(call.agentName, QStringLiteral("Amara"));
    QCOMPARE(call.direction, Direction::Inbound);
    QVERIFY(call.customer.text.startsWith(QLatin1String("+44xxxxxxxx")));
    const auto legs = taken(CallLogService(*desk.admin).legs(call.id));
    QCOMPARE(legs.size(), 1U);
    QCOMPARE(legs[0].startedAt, call.startedAt);
    QCOMPARE(legs[0].customer.text, call.customer.text);
    QCOMPARE(legs[0].proxy, call.proxy);
    QCOMPARE(legs[0].country, QStringLiteral("GB"));
    QCOMPARE(legs[0].revision, 1);
    QCOMPARE(legs[0].agentCode, QStringLiteral("A7"));
    QVERIFY(taken(CallLogService(*desk.admin).legs(CallId{999999})).empty());
}

void CallLogServiceTest::knowsItsExtentWithoutCounting()
{
    QFETCH_GLOBAL(Engine, engine);
    FullLog desk(engine);
    CallLogService log(*desk.admin);
    import(desk, genericFile({{
        "x",
        "+447700900001",
        "+442079460100",
        5,
        30,
        "Completed",
        "",
        "",
        "",
        ""
    }}).replace("2026-03-01", "2026-04-11"),
        desk.support);
    for (const ProcessId process : {ProcessId{}, desk.support, desk.sales}) {
        const CallExtent extent = taken(log.extent(process));
        const QString where = process.isSet() ? QStringLiteral(" WHERE process_id = %1").arg(process.value) : QString();
        QCOMPARE(extent.total, scalar(desk.organisation, QStringLiteral("SELECT COUNT(*) FROM call_session") + where));
        QVERIFY(std::is_sorted(extent.days.begin(), extent.days.end()));
        qint64 sum = 0;
        for (const auto &[day, count] : extent.days)
            sum += count;
        QCOMPARE(sum, extent.total);
    }
    const CallExtent all = taken(log.extent({}));
    QCOMPARE(all.days.size(), 2U);
    QCOMPARE(all.days[0].first, int(noon / 86400000));
    QCOMPARE(all.days[1], std::pair(int(noon / 86400000) + 41, qint64(1)));
}

void CallLogServiceTest::namesSessions()
{
    const QByteArray id = QByteArray::fromHex("000102030405060708090a0b0c0d0eff");
    const QString name = CallLogService::sessionName(id);
    QVERIFY(name.startsWith(QLatin1String("sess_")));
    QCOMPARE(name, name.toLower());
    QCOMPARE(CallLogService::sessionId(name), id);
    QCOMPARE(CallLogService::sessionId(QString(u' ' + name.toUpper() + u'\n')), id);
    for (int i = 0; i < 200; ++i) {
        const QByteArray any = randomBytes(16);
        QCOMPARE(CallLogService::sessionId(CallLogService::sessionName(any)), any);
    }
    for (const QString &wrong : {QString(), QStringLiteral("sess_"), QString(name + u'a'), name.chopped(2), name.mid(5),
             QStringLiteral("sess_!!!!!!!!!!!!!!!!!!!!!!!!!!")})
        QVERIFY2(CallLogService::sessionId(wrong).isEmpty(), qPrintable(wrong));
}

void CallLogServiceTest::keepsViewsPerPerson()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst);
    CallLogService mine(*desk.admin);
    CallLogService hers(*asha);
    const QString page = QStringLiteral("calls");
    taken(mine.saveView(page, QStringLiteral(" Missed  today "), QStringLiteral("{\"a\":1}")));
    taken(mine.saveView(page, QStringLiteral("All"), QStringLiteral("{}")));
    taken(mine.saveView(QStringLiteral("reports"), QStringLiteral("All"), QStringLiteral("{}")));
    taken(hers.saveView(page, QStringLiteral("All"), QStringLiteral("{\"b\":2}")));
    const auto views = taken(mine.views(page));
    QCOMPARE(views.size(), 2U);
    QCOMPARE(views[0].name, QStringLiteral("All"));
    QCOMPARE(views[1].name, QStringLiteral("Missed today"));
    QCOMPARE(views[1].body, QStringLiteral("{\"a\":1}"));
    QCOMPARE(taken(hers.views(page)).size(), 1U);
    QCOMPARE(taken(hers.views(page))[0].body, QStringLiteral("{\"b\":2}"));
    taken(mine.saveView(page, QStringLiteral("All"), QStringLiteral("{\"c\":3}"))); // the same name again replaces
    QCOMPARE(taken(mine.views(page))[0].body, QStringLiteral("{\"c\":3}"));
    taken(hers.removeView(views[0].id)); // not hers
    QCOMPARE(taken(mine.views(page)).size(), 2U);
    taken(mine.removeView(views[0].id));
    QCOMPARE(taken(mine.views(page)).size(), 1U);
    QCOMPARE(faultOf(mine.saveView(page, QStringLiteral("of +44 7700 900123"), {})), Fault::TextHoldsNumber);
    QCOMPARE(faultOf(mine.saveView(page, {}, {})), Fault::NameEmpty);
}

void CallLogServiceTest::refusesWhoMayNotSeeTheLog()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto eve = desk.hire(QStringLiteral("eve"), Role::Executive);
    CallLogService log(*eve);
    QCOMPARE(faultOf(log.page({}, CallLogService::newest(), true, 10)), Fault::NotPermitted);
    QCOMPARE(faultOf(log.legs(CallId{1})), Fault::NotPermitted);
    QCOMPARE(faultOf(log.extent({})), Fault::NotPermitted);
    QCOMPARE(faultOf(log.saveView(QStringLiteral("calls"), QStringLiteral("x"), {})), Fault::NotPermitted);
    if (engine == Engine::PostgreSql)
        for (const char *view : {"cv.call_row", "cv.shown_leg", "cv.shown_session"})
            QVERIFY2(!runAs(*eve, QStringLiteral("SELECT * FROM %1").arg(QLatin1String(view))), view);
}

void CallLogServiceTest::starsClearNumbersWhileTheSwitchHides()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId off = desk.organisation.addProcess(
        *desk.admin, QStringLiteral("Pilot"), QStringLiteral("GB"), {QStringLiteral("+442079460100")});
    taken(MaskingService(*desk.admin).apply({{{off, 1}}, MaskingPolicy::off(), QStringLiteral("pilot"), {}}));
    import(desk,
        genericFile({{"o1", "+447700900123", "+442079460100", 5, 30, "Completed", "", "", "", ""},
            {"o2", "anonymous", "+442079460100", 10, 30, "Completed", "", "", "", ""},
            { "o3",
                "+442079460100",
                "+447700900999",
                15,
                30,
                "Completed",
                "",
                "",
                "",
                "" }}),
        off);
    taken(SecurityService(*desk.admin).save({}, {.hidesClearNumbers = true}));
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst);
    const auto admin = desk.organisation.signIn();
    const QStringList stars{
        QStringLiteral("+44 770***0123"), QStringLiteral("Withheld"), QStringLiteral("+44 770***0999")};
    const QStringList clear{
        QStringLiteral("+447700900123"), QStringLiteral("Withheld"), QStringLiteral("+447700900999")};
    QCOMPARE(customersOf(*asha), stars);
    QCOMPARE(customersOf(*admin), clear);
    for (const auto &[workspace, text] : {std::pair(asha, stars[0]), std::pair(admin, clear[0])}) {
        const CallId oldest = logOf(*workspace).back().id;
        QCOMPARE(taken(CallLogService(*workspace).legs(oldest))[0].customer.text, text);
    }
    if (engine == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    // On a server the view itself stars: division by zero would tell that a clear number is there.
    QVERIFY(runAs(*asha,
        QStringLiteral("SELECT 1 / (length(customer_text) - length(customer_text)) FROM cv.shown_leg "
                       "WHERE customer_text LIKE '%7700900%'")));
    QVERIFY(!runAs(*admin,
        QStringLiteral("SELECT 1 / (length(customer_text) - length(customer_text)) FROM cv.shown_leg "
                       "WHERE customer_text LIKE '%7700900%'")));
}

void CallLogServiceTest::theSignInGovernsTheSwitch()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const ProcessId off = desk.organisation.addProcess(*desk.admin, QStringLiteral("Pilot"), QStringLiteral("GB"));
    taken(MaskingService(*desk.admin).apply({{{off, 1}}, MaskingPolicy::off(), QStringLiteral("pilot"), {}}));
    import(desk, genericFile({{ "o1", "+447700900123", "", 5, 30, "Completed", "Inbound", "", "", "" }}), off);
    const QStringList clear(QStringLiteral("+447700900123"));
    const QStringList stars(QStringLiteral("+44 770***0123"));
    const auto before = desk.hire(QStringLiteral("asha"), Role::Analyst);
    QCOMPARE(customersOf(*before), clear);
    taken(SecurityService(*desk.admin).save({}, {.hidesClearNumbers = true}));
    QCOMPARE(customersOf(*before), clear);
    const auto hidden = desk.organisation.signIn(QStringLiteral("asha"));
    QCOMPARE(customersOf(*hidden), stars);
    taken(SecurityService(*desk.admin).save({.hidesClearNumbers = true}, {}));
    QCOMPARE(customersOf(*hidden), stars);
    QCOMPARE(customersOf(*desk.organisation.signIn(QStringLiteral("asha"))), clear);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::CallLogServiceTest)
#include "tst_call_log_service.moc"
