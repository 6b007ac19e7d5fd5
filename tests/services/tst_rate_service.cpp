// SPDX-License-Identifier: GPL-3.0-or-later
#include "rate_scene.h"

#include "services/audit/audit_service.h"

namespace callveil {

/// The lists of rates: what holds when, what is refused, what stays in the history and in the record, and who may.
class RateServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void init();
    void cleanupTestCase() { m_scenes.drop(); }
    void keepsEveryField();
    void aLaterRateFollows();
    void aWrongRateIsWithdrawn();
    void aRemovedRateEnds();
    void whatHasNotBegunIsWithdrawn();
    void anEndThatWasSetStays();
    void tellsWhichRateANewOneFollows();
    void refusesWhatBeginsTwice();
    void refusesWhatDoesNotFit();
    void seesWhatSomebodyElseChanged();
    void recordsEachChange();
    void recordsNothingWhenNothingChanges();
    void isSeenByWhoeverViewsReports();
    void isChangedByWhoeverManagesAllProcesses();
    void aServerRefusesOthers();
    void aServerTakesNoZoneThatIsANumber();

private:
    /// "prefix price from until state" of all rates, also of those that were withdrawn.
    [[nodiscard]] QStringList all();

    RateScenes m_scenes;
    RateScene *m_scene = nullptr;
};

void RateServiceTest::init()
{
    QFETCH_GLOBAL(Engine, engine);
    m_scene = &m_scenes.take(engine);
}

QStringList RateServiceTest::all()
{
    const auto day = [](std::optional<qint64> ms) {
        return ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).date().toString(Qt::ISODate) : QStringLiteral("-");
    };
    QStringList lines;
    for (const RateLine &line : taken(m_scene->rates.list(true)))
        lines.append(QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(line.entry.rate.prefix, decimalText(line.entry.rate.price),
                             day(line.entry.rate.validFrom), day(line.until), rateStateKey(line.state)));
    return lines;
}

void RateServiceTest::keepsEveryField()
{
    Rate wanted = rateOf("44 20", "0.012345", "60/6", RateKind::Recharge);
    wanted.currency = QStringLiteral("gbp");
    wanted.id = m_scene->add(wanted);
    wanted.prefix = QStringLiteral("+4420");
    wanted.currency = QStringLiteral("GBP");
    const RateLine line = taken(m_scene->rates.list()).front();
    QVERIFY(line.entry.rate == wanted);
    QVERIFY(line.entry.addedAt > 0);
    QCOMPARE(line.entry.addedBy, m_scene->admin->identity()->displayName);
    QVERIFY(!line.entry.withdrawn && !line.entry.closedAt && !line.until);
}

void RateServiceTest::aLaterRateFollows()
{
    const RateId first = m_scene->add(rateOf("+44", "0.01", "1/1", RateKind::Cost, "2024-01-01"));
    const Rate later = rateOf("+44", "0.02", "1/1", RateKind::Cost, "2025-01-01");
    const RateId second = taken(m_scene->rates.change(first, later));
    QVERIFY(second != first);
    m_scene->add(rateOf("+44", "0.03", "1/1", RateKind::Cost, "2090-01-01"));
    m_scene->add(rateOf("+4", "9", "1/1", RateKind::Cost, "2024-06-01")); // another prefix
    QCOMPARE(all(),
        QStringList({QStringLiteral("+4 9.00 2024-06-01 - valid"),
            QStringLiteral("+44 0.01 2024-01-01 2025-01-01 over"),
            QStringLiteral("+44 0.02 2025-01-01 2090-01-01 valid"), QStringLiteral("+44 0.03 2090-01-01 - coming")}));
}

void RateServiceTest::aWrongRateIsWithdrawn()
{
    const RateId wrong = m_scene->add(rateOf("+44", "0.1"));
    const RateId right = taken(m_scene->rates.change(wrong, rateOf("+44", "0.01")));
    QCOMPARE(all(),
        QStringList(
            {QStringLiteral("+44 0.10 2026-01-01 - withdrawn"), QStringLiteral("+44 0.01 2026-01-01 - valid")}));
    QCOMPARE(taken(m_scene->rates.list()).size(), size_t(1));
    // Also by one that begins earlier.
    taken(m_scene->rates.change(right, rateOf("+44", "0.02", "1/1", RateKind::Cost, "2025-01-01")));
    QCOMPARE(taken(m_scene->rates.list()).front().entry.rate.price, 20000);
    QCOMPARE(taken(m_scene->rates.list()).size(), size_t(1));
    const RateLine gone = taken(m_scene->rates.list(true))[1];
    QCOMPARE(gone.entry.closedBy, m_scene->admin->identity()->displayName);
    QVERIFY(gone.entry.closedAt.has_value());
}

void RateServiceTest::aRemovedRateEnds()
{
    const RateId id = m_scene->add(rateOf("+44", "0.01"));
    taken(m_scene->rates.remove(id, momentOf("2026-02-01")));
    QCOMPARE(taken(m_scene->rates.list()).front().entry.rate.validUntil, std::optional(momentOf("2026-02-01")));
    QCOMPARE(faultOf(m_scene->rates.remove(id)), Fault::EntryChanged); // it has its end
    const RateId other = m_scene->add(rateOf("+33", "0.01", "1/1", RateKind::Cost, "2025-01-01"));
    taken(m_scene->rates.remove(other)); // now
    const RateLine line = taken(m_scene->rates.list()).front();
    QCOMPARE(line.entry.rate.prefix, QStringLiteral("+33"));
    QCOMPARE(line.state, RateState::Over);
    // Another price does not bring it back.
    taken(m_scene->rates.change(other, rateOf("+33", "0.03", "1/1", RateKind::Cost, "2025-01-01")));
    QCOMPARE(taken(m_scene->rates.list()).front().entry.rate.price, 30000);
    QCOMPARE(taken(m_scene->rates.list()).front().state, RateState::Over);
    // And it may begin again.
    m_scene->add(rateOf("+33", "0.02", "1/1", RateKind::Cost, "2090-01-01"));
    QCOMPARE(taken(m_scene->rates.list())[1].state, RateState::Coming);
}

void RateServiceTest::whatHasNotBegunIsWithdrawn()
{
    const RateId id = m_scene->add(rateOf("+44", "0.01", "1/1", RateKind::Cost, "2090-01-01"));
    taken(m_scene->rates.remove(id));
    QVERIFY(taken(m_scene->rates.list()).empty());
    QCOMPARE(all(), QStringList(QStringLiteral("+44 0.01 2090-01-01 - withdrawn")));
    m_scene->add(rateOf("+44", "0.02", "1/1", RateKind::Cost, "2090-01-01")); // its place is free
}

void RateServiceTest::anEndThatWasSetStays()
{
    const auto at = [](const char *day) { return std::optional(validityFrom(QLatin1String(day)).value()); };
    const RateId first = m_scene->add(rateOf("+44", "0.01"));
    taken(m_scene->rates.remove(first, at("2090-07-01")));
    const RateId added = m_scene->add(rateOf("+44", "0.02", "1/1", RateKind::Cost, "2090-01-01"));
    const RateId changed =
        taken(m_scene->rates.change(added, rateOf("+44", "0.03", "1/1", RateKind::Cost, "2090-04-01")));
    const std::vector<RateLine> lines = taken(m_scene->rates.list());
    QCOMPARE(lines.size(), size_t(3));
    for (const RateLine &line : lines)
        QCOMPARE(line.entry.rate.validUntil, at("2090-07-01"));
    QCOMPARE(lines.back().entry.rate.id, changed);
    const RateId open = m_scene->add(rateOf("+44", "0.04", "1/1", RateKind::Cost, "2090-07-01")); // and so it goes on
    QVERIFY(!taken(m_scene->rates.list()).back().until);
    // Corrected to begin before that end, it gets it, too.
    taken(m_scene->rates.change(open, rateOf("+44", "0.04", "1/1", RateKind::Cost, "2090-05-01")));
    QCOMPARE(taken(m_scene->rates.list()).back().entry.rate.validUntil, at("2090-07-01"));
}

void RateServiceTest::tellsWhichRateANewOneFollows()
{
    const auto follows = [this](const Rate &rate) {
        const std::vector<RateLine> lines = taken(m_scene->rates.list(true));
        const RateLine *before = rateBefore(lines, rate);
        return before ? before->entry.rate.id : RateId();
    };
    const Rate later = rateOf("+44", "0.02", "1/1", RateKind::Cost, "2027-01-01");
    QVERIFY(!follows(later).isSet());
    const RateId first = m_scene->add(rateOf("+44", "0.01"));
    QCOMPARE(follows(later), first);
    QVERIFY(!follows(rateOf("+44", "0.01")).isSet()); // which begins when it does
    QVERIFY(!follows(rateOf("+4", "0.02", "1/1", RateKind::Cost, "2027-01-01")).isSet());
    QVERIFY(!follows(rateOf("+44", "0.02", "1/1", RateKind::Recharge, "2027-01-01")).isSet());
    const RateId between = m_scene->add(rateOf("+44", "0.03", "1/1", RateKind::Cost, "2026-07-01"));
    QCOMPARE(follows(later), between);
    taken(m_scene->rates.remove(between, validityFrom(QStringLiteral("2026-12-01")).value()));
    QVERIFY(!follows(later).isSet()); // it has ended by then
}

void RateServiceTest::refusesWhatBeginsTwice()
{
    const RateId first = m_scene->add(rateOf("+44", "0.01"));
    const Error error = errorOf(m_scene->rates.add(rateOf("+44", "0.02")));
    QCOMPARE(error.fault, Fault::NameTaken);
    QCOMPARE(error.args.front(), QStringLiteral("prefix"));
    m_scene->add(rateOf("+44", "0.02", "1/1", RateKind::Recharge)); // the other list
    m_scene->add(rateOf("+44", "0.02", "1/1", RateKind::Cost, "2026-02-01"));
    QCOMPARE(faultOf(m_scene->rates.change(first, rateOf("+44", "0.03", "1/1", RateKind::Cost, "2026-02-01"))),
        Fault::NameTaken);
    QCOMPARE(taken(m_scene->rates.list(true)).size(), size_t(3));
}

void RateServiceTest::refusesWhatDoesNotFit()
{
    for (const char *prefix : {"+447700900123", "0044", "x", ""}) {
        const Error error = errorOf(m_scene->rates.add(rateOf(prefix, "1")));
        QCOMPARE(error.fault, Fault::ChoiceUnknown);
        QVERIFY(!error.args.join(u' ').contains(QStringLiteral("7700")));
    }
    Rate rate = rateOf("+44", "1");
    rate.price = -1;
    QCOMPARE(errorOf(m_scene->rates.add(rate)).args.front(), QStringLiteral("price"));
    QVERIFY(taken(m_scene->rates.list(true)).empty());
}

void RateServiceTest::seesWhatSomebodyElseChanged()
{
    const RateId id = m_scene->add(rateOf("+44", "0.01"));
    taken(m_scene->rates.change(id, rateOf("+44", "0.02")));
    QCOMPARE(faultOf(m_scene->rates.change(id, rateOf("+44", "0.03"))), Fault::EntryChanged);
    QCOMPARE(faultOf(m_scene->rates.remove(id)), Fault::EntryChanged);
    QCOMPARE(faultOf(m_scene->rates.remove(RateId{4711})), Fault::EntryChanged);
    QCOMPARE(taken(m_scene->rates.list()).front().entry.rate.price, 20000);
}

void RateServiceTest::recordsEachChange()
{
    const RateId first = m_scene->add(rateOf("+44", "0.01", "60/6"));
    const RateId second = taken(m_scene->rates.change(first, rateOf("+44", "0.02", "60/6")));
    taken(m_scene->rates.remove(second, momentOf("2026-03-01")));
    const QString before = QStringLiteral(
        "list cost; prefix +44; price 0.01; currency EUR; increment 60/6; valid from 2026-01-01T00:00:00Z");
    const QString after = QString(before).replace(QStringLiteral("0.01"), QStringLiteral("0.02"));
    const auto object = [](RateId id) { return QStringLiteral("rate %1").arg(id.value); };
    QCOMPARE(m_scene->deeds(3),
        (QList<QStringList>{{QStringLiteral("rate.add"), object(first), QString(), before},
            {QStringLiteral("rate.change"), object(second), before, after},
            {QStringLiteral("rate.remove"), object(second), after,
                after + QStringLiteral("; valid until 2026-03-01T00:00:00Z")}}));
    AuditService audit(*m_scene->admin, m_scene->organisation.local());
    QCOMPARE(taken(audit.page({}, {}, 1)).lines.front().object, QStringLiteral("+44 (cost)"));
}

void RateServiceTest::recordsNothingWhenNothingChanges()
{
    const RateId id = m_scene->add(rateOf("+44", "0.01"));
    const qint64 deeds = scalar(m_scene->organisation, QStringLiteral("SELECT COUNT(*) FROM deed"));
    QCOMPARE(taken(m_scene->rates.change(id, rateOf("44", "0.0100"))), id);
    QCOMPARE(scalar(m_scene->organisation, QStringLiteral("SELECT COUNT(*) FROM deed")), deeds);
    QCOMPARE(taken(m_scene->rates.list(true)).size(), size_t(1));
}

void RateServiceTest::isSeenByWhoeverViewsReports()
{
    m_scene->add(rateOf("+44", "0.01"));
    const auto ann = m_scene->hire(QStringLiteral("ann"), Role::Executive);
    QCOMPARE(taken(RateService(*ann).list()).size(), size_t(1));
    const auto eve = m_scene->hire(QStringLiteral("eve"), Role::ProfessionalAgent);
    QCOMPARE(faultOf(RateService(*eve).list()), Fault::NotPermitted);
    QCOMPARE(faultOf(RateService(*eve).unrated({RateKind::Cost, 0, 1})), Fault::NotPermitted);
}

void RateServiceTest::isChangedByWhoeverManagesAllProcesses()
{
    const RateId id = m_scene->add(rateOf("+44", "0.01"));
    const auto sue = m_scene->hire(QStringLiteral("sue"), Role::Supervisor);
    const auto part = m_scene->hire(QStringLiteral("part"), Role::Administrator, {m_scene->process});
    const QString file =
        m_scene->organisation.writeFile(QStringLiteral("rates.csv"), "prefix,price,currency\n+33,1,EUR\n");
    for (Workspace *other : {sue.get(), part.get()}) {
        RateService rates(*other);
        QCOMPARE(faultOf(rates.add(rateOf("+33", "0.01"))), Fault::NotPermitted);
        QCOMPARE(faultOf(rates.change(id, rateOf("+44", "0.02"))), Fault::NotPermitted);
        QCOMPARE(faultOf(rates.remove(id)), Fault::NotPermitted);
        QCOMPARE(faultOf(rates.importFile({file, {}, false}, std::make_shared<RateProgress>())), Fault::NotPermitted);
    }
    QCOMPARE(all(), QStringList(QStringLiteral("+44 0.01 2026-01-01 - valid")));
}

void RateServiceTest::aServerRefusesOthers()
{
    if (m_scene->organisation.engine() == Engine::Sqlite)
        return; // whoever owns the file has all SQL rights
    const RateId id = m_scene->add(rateOf("+44", "0.01"));
    const auto gus = m_scene->hire(QStringLiteral("gus"), Role::GroupManager);
    const QString added =
        QStringLiteral("SELECT cv_api.rates_add('{0}', '{+33}', '{1}', '{EUR}', '{1}', '{0}', '{946684800000}')");
    for (const QString &sql : {added, QStringLiteral("SELECT cv_api.rates_withdraw('{%1}')").arg(id.value),
             QStringLiteral("SELECT cv_api.rate_end(%1, 9000000000000)").arg(id.value),
             QStringLiteral("SELECT cv_api.rerate_begin('{%1}', 0, 1)").arg(m_scene->process.value)})
        QVERIFY2(!runWithDeed(*gus, sql), qPrintable(sql));
    QVERIFY(holdsFor(*gus, QStringLiteral("(SELECT count(*) = 1 FROM cv_api.rate_list(0))::int")));
    QVERIFY(!runAs(*m_scene->admin, added)); // without an entry in the record
    for (const char *table : {"cv.rate", "cv.rerating"})
        QVERIFY(!runWithDeed(*m_scene->admin, QStringLiteral("DELETE FROM ") + QLatin1String(table)));
    QVERIFY(runWithDeed(*m_scene->admin, added));
    // Whoever rates a period again changes nothing outside it, nor after its end.
    m_scene->call("a", "+447700900101", 60);
    const QString step =
        QStringLiteral("SELECT cv_api.rerate_put(r, %1, ARRAY(SELECT id FROM cv.shown_session), '{1}', "
                       "'{77}', '{EUR}', '{NULL}', '{NULL}') FROM cv_api.rerate_begin('{%1}', 0, %2) r")
            .arg(m_scene->process.value);
    QVERIFY(runWithDeed(*m_scene->admin, step.arg(momentOf("2026-03-01"))));
    QCOMPARE(m_scene->legs(), QStringList(QStringLiteral("+44 0.01EUR -")));
    QVERIFY(runWithDeed(*m_scene->admin, step.arg(momentOf("2026-03-02"))));
    QCOMPARE(m_scene->legs(), QStringList(QStringLiteral("+44 0.000077EUR -")));
    QVERIFY(!runAs(*m_scene->admin, step.arg(momentOf("2026-03-02"))));
}

void RateServiceTest::aServerTakesNoZoneThatIsANumber()
{
    if (m_scene->organisation.engine() == Engine::Sqlite)
        return;
    const auto staged = [&](const QString &zone, const QString &money) {
        return QStringLiteral(
            "INSERT INTO cv_stage.batch (batch) VALUES ('b'); INSERT INTO cv_stage.leg (batch, seq, row_key, "
            "campaign_id, "
            "local_day, shape, kind, medium, direction, agent_id, proxy_did, started_at, billable_seconds, "
            "disposition, "
            "customer_kind, customer_text, customer_seq, agent_kind, agent_text, agent_seq, rate_zone, cost_micros, "
            "currency) VALUES ('b', 1, 'r', 0, 0, 0, 0, 0, 0, 0, 0, 5, 60, 1, 0, '', 0, 0, '', 0, %1, %2); "
            "SELECT 1 / (SELECT 1 - outcome FROM cv_api.import_publish('b', %3, (SELECT id FROM cv.revision_in_force "
            "WHERE process_id = %3), 'x', 1, 0))")
            .arg(zone, money)
            .arg(m_scene->process.value);
    };
    const QString none = QStringLiteral("NULL, NULL");
    for (const QString &zone : {QStringLiteral("'+447700900123'"), QStringLiteral("'4477'"), QStringLiteral("'+044'"),
             QStringLiteral("E'+44\\n'"), QStringLiteral("''")})
        QVERIFY2(!runWithDeed(*m_scene->admin, staged(zone, none)), qPrintable(zone));
    for (const QString &money : {QStringLiteral("5, NULL"), QStringLiteral("NULL, 'EUR'"), QStringLiteral("-5, 'EUR'"),
             QStringLiteral("5, '+447700900123'")})
        QVERIFY2(!runWithDeed(*m_scene->admin, staged(QStringLiteral("'+44'"), money)), qPrintable(money));
    QVERIFY(runWithDeed(*m_scene->admin, staged(QStringLiteral("'+44'"), QStringLiteral("5, 'EUR'"))));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RateServiceTest)
#include "tst_rate_service.moc"
