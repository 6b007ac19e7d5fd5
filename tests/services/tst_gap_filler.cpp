// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_scene.h"

#include "services/access/access_service.h"
#include "services/routes/gap_filler.h"

namespace callveil {

/// Sealing what was bound before a service was enrolled: what can be, and what cannot.
class GapFillerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void whoCancelsSealsNoMore();
    void aDamagedNumberKeepsNothingElseWaiting();
    void aPageOfWhatCannotBeFilledHidesNoOther();
    void gapsAreReadPageByPage();
    void aServiceThatProvesNothingGetsNone();
    void whoMayNotExportIsRefused();

private:
    /// Two pairs, and a service that was enrolled later: four copies are missing.
    [[nodiscard]] static Binding bindBefore(BindingScene &scene)
    {
        const Pool pool = scene.pool(Sharing::PairUnique, 2);
        const Binding first = scene.bind(pool, 1, 1).binding;
        static_cast<void>(scene.bind(pool, 2, 2));
        static_cast<void>(taken(ServiceEnrolment(*scene.desk.admin).enrol(ServiceEnrolment::usualName())));
        return first;
    }
    /// The first pair's customer opens no more.
    static void damage(const DatabaseLook &look, const Binding &first, Engine engine)
    {
        if (engine == Engine::PostgreSql)
            look.run(QStringLiteral("SET session_replication_role = replica"));
        look.run(QStringLiteral("UPDATE number SET cipher = %1 "
                                "WHERE id = (SELECT customer_number FROM binding WHERE id = %2)")
                     .arg(look.literal(QByteArray(60, '\0')))
                     .arg(first.id.value));
    }
    [[nodiscard]] static qint64 copies(const DatabaseLook &look)
    {
        return look.number(QStringLiteral("SELECT COUNT(*) FROM route_copy"));
    }
};

void GapFillerTest::whoCancelsSealsNoMore()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(bindBefore(scene));
    const DatabaseLook look(scene.desk.organisation);
    const auto progress = std::make_shared<SealProgress>();
    progress->cancelled = true;
    const SealReport report = taken(RouteService(*scene.desk.admin).fillGaps(progress));
    QVERIFY(report.cancelled);
    QCOMPARE(report.sealed, 0);
    QCOMPARE(report.missing, 4);
    QCOMPARE(report.failed, 0);
    QCOMPARE(copies(look), 0);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM request")), 0); // no number was opened
    const SealReport next = taken(RouteService(*scene.desk.admin).fillGaps());
    QVERIFY(!next.cancelled);
    QCOMPARE(next.sealed, 4);
    QCOMPARE(copies(look), 4);
}

void GapFillerTest::aDamagedNumberKeepsNothingElseWaiting()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Binding first = bindBefore(scene);
    const DatabaseLook look(scene.desk.organisation);
    damage(look, first, engine);
    const SealReport report = taken(RouteService(*scene.desk.admin).fillGaps());
    QCOMPARE(report.sealed, 3);
    QCOMPARE(report.missing, 1);
    QCOMPARE(report.failed, 1);
    QCOMPARE(report.foreign, 0);
    QVERIFY(!report.cancelled);
    QCOMPARE(copies(look), 3);
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM request")), 1); // it was tried once
}

void GapFillerTest::aPageOfWhatCannotBeFilledHidesNoOther()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Binding first = bindBefore(scene);
    const DatabaseLook look(scene.desk.organisation);
    damage(look, first, engine);
    const auto sealed = scene.desk.admin->background().run([me = scene.desk.admin->identity()](Connection &connection) {
        SealProgress progress;
        return GapFiller(connection, *me, progress, 1).fill();
    });
    const SealReport report = taken(sealed);
    QCOMPARE(report.sealed, 3);
    QCOMPARE(report.missing, 1);
    QCOMPARE(report.failed, 1);
    QCOMPARE(copies(look), 3);
}

void GapFillerTest::gapsAreReadPageByPage()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    AgentOrder listed;
    listed.agent = scene.ann(9).id;
    static_cast<void>(bindBefore(scene));
    static_cast<void>(
        scene.bind(scene.pool(Sharing::PairUnique, 1), 3, 3, [&](BindingOrder &order) { order.agent = listed; }));
    const auto copied = [&] { return DatabaseLook(scene.desk.organisation); };
    copied().run(QStringLiteral("DELETE FROM route_copy"));
    copied().run(QStringLiteral("DELETE FROM agent_copy"));
    using Gaps = std::vector<RouteGap>;
    const auto read = [&](const std::optional<QSet<ProcessId>> &processes, const RouteGap &after, int most) {
        return taken(scene.desk.admin->background().run([=](Connection &connection) -> Result<Gaps> {
            return RouteStore(connection).gaps(processes, after, most);
        }));
    };
    const Gaps all = read(std::nullopt, {}, 100);
    QCOMPARE(all.size(), size_t(6)); // two of each pair, one of the third, one of its agent
    RouteGap last;
    for (const RouteGap &gap : all) {
        const Gaps next = read(QSet<ProcessId>{scene.sales}, last, 1);
        QCOMPARE(next.size(), size_t(1));
        last = next.front();
        QVERIFY(last.binding == gap.binding && last.side == gap.side && last.agent == gap.agent
            && last.number == gap.number);
    }
    QVERIFY(read(std::nullopt, last, 1).empty());
    QVERIFY(read(QSet<ProcessId>{scene.support}, {}, 100).empty());
    QVERIFY(read(QSet<ProcessId>(), {}, 100).empty());
}

void GapFillerTest::aServiceThatProvesNothingGetsNone()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(bindBefore(scene));
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("UPDATE person SET box_key = %1 WHERE role = 6")
                 .arg(look.literal(BoxKeys::generate().publicKey)));
    const SealReport report = taken(RouteService(*scene.desk.admin).fillGaps());
    QCOMPARE(report.sealed, 0);
    QCOMPARE(report.missing, 4);
    QCOMPARE(report.failed, 4);
    QCOMPARE(copies(look), 0);
}

void GapFillerTest::whoMayNotExportIsRefused()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    static_cast<void>(bindBefore(scene));
    AccessService access(*scene.desk.admin);
    taken(access.grant(Role::Supervisor, {}));
    taken(access.setPermissions({{Role::Supervisor, Permission::Export, false}}));
    const auto sue = scene.desk.hire(QStringLiteral("sue"), Role::Supervisor);
    QCOMPARE(faultOf(RouteService(*sue).fillGaps()), Fault::RevealRefused);
    QCOMPARE(copies(DatabaseLook(scene.desk.organisation)), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::GapFillerTest)
#include "tst_gap_filler.moc"
