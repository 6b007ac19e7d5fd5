// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include "services/calls/tag_service.h"

#include <map>

namespace callveil {

namespace {

QStringList wordsOf(const std::vector<SessionTag> &tags)
{
    QStringList words;
    for (const SessionTag &tag : tags)
        words.append(tag.tag);
    return words;
}

/// Two processes with sessions, and people of the first who see its calls.
struct TaggedLog : Desk {
    explicit TaggedLog(Engine engine)
        : Desk(engine), support(addLine(QStringLiteral("Support"), QStringLiteral("+442079460100"))),
          sales(addLine(QStringLiteral("Sales"), QStringLiteral("+442079460200"))),
          asha(hire(QStringLiteral("asha"), Role::Supervisor, {support})),
          ben(hire(QStringLiteral("ben"), Role::Analyst, {support}))
    {
        QList<GenericRow> rows;
        for (int i = 0; i < 6; ++i) {
            GenericRow row;
            row.id = "t" + QByteArray::number(i);
            row.caller = "+44770090010" + QByteArray::number(i);
            row.callee = i < 4 ? "+442079460100" : "+442079460200";
            row.second = i * 60;
            row.process = i < 4 ? "Support" : "Sales";
            rows.append(row);
        }
        import(*this, genericFile(rows), {});
        for (const CallLine &call : logOf(*admin))
            sessions[call.process].append({call.publicId, call.process});
    }

    ProcessId addLine(const QString &name, const QString &did)
    {
        return organisation.addProcess(*admin, name, QStringLiteral("GB"), QStringList(did));
    }
    [[nodiscard]] TaggedSession session(ProcessId process, int at) const { return sessions[process].at(at); }
    [[nodiscard]] QStringList tagsOf(const TaggedSession &session) const
    {
        return wordsOf(taken(TagService(*admin).of(session)));
    }

    ProcessId support, sales;
    std::shared_ptr<Workspace> asha, ben;
    QHash<ProcessId, QList<TaggedSession>> sessions; ///< newest first
};

} // namespace

/// Words that people give to sessions.
class TagServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_logs.clear(); }
    void whatOneGivesAllSee();
    void everybodyTakesBackHisOwn();
    void keepsToThePersonsProcesses();
    void refusesWhatIsNoTag();
    void findsCallsByATag();
    void asksForNoNumber();
    void recordsWhatWasGivenAndTaken();
    void needsThePermission();
    void rawSqlGetsNoFurther();

private:
    TaggedLog &log()
    {
        QFETCH_GLOBAL(Engine, engine);
        auto &made = m_logs[engine];
        if (!made)
            made = std::make_unique<TaggedLog>(engine);
        return *made;
    }

    std::map<Engine, std::unique_ptr<TaggedLog>> m_logs;
};

void TagServiceTest::whatOneGivesAllSee()
{
    const TaggedLog &desk = log();
    const TaggedSession session = desk.session(desk.support, 0);
    taken(TagService(*desk.asha).add(session, QStringLiteral("  Price   question ")));
    taken(TagService(*desk.ben).add(session, QStringLiteral("price QUESTION"))); // it is there: nothing to do
    taken(TagService(*desk.ben).add(session, QStringLiteral("angry")));
    const auto tags = taken(TagService(*desk.ben).of(session));
    QCOMPARE(wordsOf(tags), QStringList({QStringLiteral("angry"), QStringLiteral("Price question")}));
    QCOMPARE(tags[1].by, desk.asha->identity()->id);
    QCOMPARE(tags[1].byName, QStringLiteral("asha"));
    QVERIFY(tags[1].at > 1700000000000);
    QVERIFY(desk.tagsOf(desk.session(desk.support, 1)).isEmpty());
    const QStringList known = taken(TagService(*desk.ben).known());
    QVERIFY(known.contains(QStringLiteral("Price question")) && known.contains(QStringLiteral("angry")));
}

void TagServiceTest::everybodyTakesBackHisOwn()
{
    const TaggedLog &desk = log();
    const TaggedSession session = desk.session(desk.support, 1);
    TagService hers(*desk.asha), his(*desk.ben), all(*desk.admin);
    taken(hers.add(session, QStringLiteral("vip")));
    taken(hers.add(session, QStringLiteral("refund")));
    QCOMPARE(faultOf(his.remove(session, QStringLiteral("vip"))), Fault::NotPermitted);
    QCOMPARE(faultOf(his.remove(session, QStringLiteral("gone"))), Fault::EntryChanged);
    QCOMPARE(desk.tagsOf(session), QStringList({QStringLiteral("refund"), QStringLiteral("vip")}));
    taken(hers.remove(session, QStringLiteral("Vip")));
    taken(all.remove(session, QStringLiteral("refund"))); // he manages processes
    QVERIFY(desk.tagsOf(session).isEmpty());
    QVERIFY(!taken(his.known()).contains(QStringLiteral("vip")));
}

void TagServiceTest::keepsToThePersonsProcesses()
{
    const TaggedLog &desk = log();
    const TaggedSession other = desk.session(desk.sales, 0);
    taken(TagService(*desk.admin).add(other, QStringLiteral("sales only")));
    TagService hers(*desk.asha);
    QCOMPARE(faultOf(hers.of(other)), Fault::SessionUnknown);
    QCOMPARE(faultOf(hers.add(other, QStringLiteral("x"))), Fault::SessionUnknown);
    QCOMPARE(faultOf(hers.remove(other, QStringLiteral("sales only"))), Fault::SessionUnknown);
    QVERIFY(!taken(hers.known()).contains(QStringLiteral("sales only")));
    // A session of another process under her own is none.
    QCOMPARE(faultOf(hers.add({other.session, desk.support}, QStringLiteral("x"))), Fault::SessionUnknown);
    QCOMPARE(faultOf(TagService(*desk.admin).add({QByteArray(16, '\7'), desk.support}, QStringLiteral("x"))),
        Fault::SessionUnknown);
    QCOMPARE(desk.tagsOf(other), QStringList(QStringLiteral("sales only")));
    CallFilter filter;
    filter.tag = QStringLiteral("sales only");
    QVERIFY(logOf(*desk.asha, filter).empty());
}

void TagServiceTest::refusesWhatIsNoTag()
{
    const TaggedLog &desk = log();
    const TaggedSession session = desk.session(desk.support, 2);
    TagService tags(*desk.asha);
    QCOMPARE(faultOf(tags.add(session, QStringLiteral("   "))), Fault::NameEmpty);
    QCOMPARE(faultOf(tags.add(session, QString(TagService::longest + 1, u'x'))), Fault::TextTooLong);
    taken(tags.add(session, QString(TagService::longest, u'x')));
    for (const char *number : {"+447700900555", "call 07700 900555", "0044 7700900555", "7700900555"}) {
        const Error error = errorOf(tags.add(session, QLatin1String(number)));
        QCOMPARE(error.fault, Fault::TextHoldsNumber);
        QVERIFY(!error.args.join(u' ').contains(QLatin1String("900555")) && !error.detail.contains(u'5'));
    }
    QCOMPARE(desk.tagsOf(session), QStringList(QString(TagService::longest, u'x')));
    QVERIFY(!DatabaseLook(desk.organisation).dump().contains("900555"));
}

void TagServiceTest::findsCallsByATag()
{
    const TaggedLog &desk = log();
    TagService tags(*desk.admin);
    for (const TaggedSession &session :
        {desk.session(desk.support, 0), desk.session(desk.support, 3), desk.session(desk.sales, 1)})
        taken(tags.add(session, QStringLiteral("Follow up")));
    CallFilter filter;
    filter.tag = QStringLiteral("follow UP");
    const auto found = logOf(*desk.admin, filter);
    QCOMPARE(found.size(), 3U);
    QVERIFY(std::is_sorted(
        found.begin(), found.end(), [](const CallLine &a, const CallLine &b) { return a.startedAt > b.startedAt; }));
    QCOMPARE(logOf(*desk.asha, filter).size(), 2U);
    CallLogService service(*desk.admin);
    const CallKey key{found[0].startedAt, found[0].id.value};
    QCOMPARE(taken(service.page(filter, key, true, 1)).calls[0].id, found[1].id);
    QCOMPARE(taken(service.page(filter, {found[1].startedAt, found[1].id.value}, false, 5)).calls[0].id, found[0].id);
    CallFilter narrower = filter;
    narrower.process = desk.sales;
    QCOMPARE(logOf(*desk.admin, narrower).size(), 1U);
    narrower.process = desk.support;
    narrower.from = found[2].startedAt;
    narrower.to = found[2].startedAt + 1;
    QCOMPARE(logOf(*desk.admin, narrower).size(), 1U);
    narrower.disposition = Disposition::Busy;
    QVERIFY(logOf(*desk.admin, narrower).empty());
    for (const QString &nothing : {QStringLiteral("follow"), QStringLiteral("+447700900101")}) {
        filter.tag = nothing;
        QVERIFY(logOf(*desk.admin, filter).empty());
    }
}

/// Not even for one that stands there, as no program of ours puts it.
void TagServiceTest::asksForNoNumber()
{
    const TaggedLog &desk = log();
    const TaggedSession session = desk.session(desk.sales, 0);
    const QString ticket = QStringLiteral("AB442079460199"), harmless = QStringLiteral("AB44207");
    QCOMPARE(faultOf(TagService(*desk.admin).add(session, ticket)), Fault::TextHoldsNumber);
    const DatabaseLook look(desk.organisation);
    if (desk.organisation.engine() == Engine::PostgreSql)
        look.run(QStringLiteral("SET session_replication_role = replica")); // it is nobody's deed
    for (const QString &tag : {ticket, harmless})
        look.run(QStringLiteral("INSERT INTO session_tag VALUES (%1, %2, '%3', '%4', 1, 0)")
                     .arg(look.literal(session.session))
                     .arg(session.process.value)
                     .arg(tag, tag.toLower()));
    CallFilter filter;
    filter.tag = harmless;
    QCOMPARE(logOf(*desk.admin, filter).size(), 1U);
    filter.tag = ticket;
    QVERIFY(logOf(*desk.admin, filter).empty());
    look.run(QStringLiteral("DELETE FROM session_tag WHERE tag LIKE 'AB44207%'"));
}

void TagServiceTest::recordsWhatWasGivenAndTaken()
{
    const TaggedLog &desk = log();
    const TaggedSession session = desk.session(desk.sales, 1);
    const DatabaseLook look(desk.organisation);
    const qint64 before = look.number(QStringLiteral("SELECT MAX(seq) FROM deed"));
    TagService tags(*desk.admin);
    taken(tags.add(session, QStringLiteral("Recorded")));
    taken(tags.add(session, QStringLiteral("recorded"))); // nothing happened
    taken(tags.remove(session, QStringLiteral("recorded")));
    const auto deeds = look.run(
        QStringLiteral("SELECT action, object, before, after FROM deed WHERE seq > %1 ORDER BY seq").arg(before));
    QCOMPARE(deeds.size(), 2);
    const QString text = QStringLiteral("tag Recorded; process %1").arg(desk.sales.value);
    const QString object = QStringLiteral("session ") + CallLogService::sessionName(session.session);
    const auto said = [&](int at) {
        QStringList texts;
        for (const QVariant &cell : deeds[at])
            texts.append(cell.toString());
        return texts;
    };
    QCOMPARE(said(0), QStringList({QStringLiteral("call.tag"), object, QString(), text}));
    QCOMPARE(said(1), QStringList({QStringLiteral("call.untag"), object, text, QString()}));
}

void TagServiceTest::needsThePermission()
{
    TaggedLog &desk = log();
    const auto eve = desk.hire(QStringLiteral("eve"), Role::Executive, {desk.support});
    const TaggedSession session = desk.session(desk.support, 0);
    TagService tags(*eve);
    QCOMPARE(faultOf(tags.of(session)), Fault::NotPermitted);
    QCOMPARE(faultOf(tags.known()), Fault::NotPermitted);
    QCOMPARE(faultOf(tags.add(session, QStringLiteral("x"))), Fault::NotPermitted);
    QCOMPARE(faultOf(tags.remove(session, QStringLiteral("x"))), Fault::NotPermitted);
}

void TagServiceTest::rawSqlGetsNoFurther()
{
    const TaggedLog &desk = log();
    if (desk.organisation.engine() == Engine::Sqlite)
        return; // whoever owns the file has all rights in it
    const TaggedSession session = desk.session(desk.support, 3);
    taken(TagService(*desk.asha).add(session, QStringLiteral("hers")));
    const DatabaseLook look(desk.organisation);
    const auto rows = [&] { return look.run(QStringLiteral("SELECT * FROM session_tag ORDER BY 1, 2, 4")); };
    const auto before = rows();
    const auto insert = [&](const TaggedSession &to, const QString &by) {
        return QStringLiteral("INSERT INTO cv.session_tag VALUES (%1, %2, 'raw', 'raw', %3, 0)")
            .arg(look.literal(to.session))
            .arg(to.process.value)
            .arg(by);
    };
    const QString me = QStringLiteral("cv_api.me()");
    for (const QString &attack : {insert(session, me + QStringLiteral(" - 1")), insert(desk.session(desk.sales, 0), me),
             insert({desk.session(desk.sales, 0).session, desk.support}, me),
             QStringLiteral("UPDATE cv.session_tag SET tag = 'x'")}) {
        const auto done = runWithDeed(*desk.ben, attack);
        QVERIFY2(!done && done.error().code == ErrorCode::Denied, qPrintable(attack));
    }
    static_cast<void>(runWithDeed(*desk.ben, QStringLiteral("DELETE FROM cv.session_tag WHERE tag = 'hers'")));
    QCOMPARE(rows(), before);
    // What he may do still needs its entry.
    QVERIFY(!runAs(*desk.ben, insert(session, me)));
    QVERIFY(runWithDeed(*desk.ben, insert(session, me)));
    QVERIFY(!runAs(*desk.ben, QStringLiteral("DELETE FROM cv.session_tag WHERE tag = 'raw'")));
    QVERIFY(runWithDeed(*desk.ben, QStringLiteral("DELETE FROM cv.session_tag WHERE tag = 'raw'")));
    QCOMPARE(rows(), before);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::TagServiceTest)
#include "tst_tag_service.moc"
