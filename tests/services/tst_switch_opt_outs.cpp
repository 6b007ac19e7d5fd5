// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_scene.h"

#include "services/platform/opt_out_service.h"

namespace callveil {

namespace {

const QString acme = QStringLiteral("Acme");
const QString refusedCall = QStringLiteral("reject 480");

auto ofBrand(const QString &brand)
{
    return [brand](Pool &pool) { pool.brand = brand; };
}

bool isBridged(const QString &answer)
{
    return answer.startsWith(QLatin1String("bridge"));
}

/// Text messages, as a switch passes them on.
class TextMessages final {
public:
    explicit TextMessages(const RouteScene &scene) : m_look(scene.desk.organisation)
    {
        m_look.run(QStringLiteral("SET ROLE \"cv_%1_switch\"").arg(scene.desk.organisation.address().database));
    }

    /// Nullopt: it asks for nothing.
    [[nodiscard]] std::optional<bool> send(
        const QString &did, const QString &from, const QString &message = QStringLiteral("STOP")) const
    {
        const QVariant answer =
            m_look.one(QStringLiteral("SELECT switch_v1.sms_optout('%1', '%2', '%3')").arg(did, from, message));
        return answer.isNull() ? std::nullopt : std::optional(answer.toBool());
    }
    /// Without the text.
    [[nodiscard]] bool stop(const QString &did, const QString &from) const
    {
        return m_look.one(QStringLiteral("SELECT switch_v1.sms_optout('%1', '%2')").arg(did, from)).toBool();
    }

private:
    DatabaseLook m_look;
};

} // namespace

/// What opt-outs do to calls, and how text messages become some.
class SwitchOptOutsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdOverAllNumbersOfABrand();
    void holdForAPoolWithoutABrand();
    void aTextMessageOptsOutAndComesBack();
    void whatATextMessageTakesBackLeavesATrace();
    void agentsOptOutToo();
    void aKeyUnderAnotherBrandRefusesNobody();
    void otherMessagesAskForNothing();
    void whoIsNotRoutedIsNotKnown();
    void aSwitchTellsAsDomainDoes();
};

void SwitchOptOutsTest::holdOverAllNumbersOfABrand()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding one = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), 1, 1);
    const Binding two = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(QStringLiteral("ACME"))), 1, 2);
    const Binding other = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(QStringLiteral("Other"))), 1, 3);
    const SwitchLook told(scene);
    OptOutService service(*scene.desk.admin);
    QVERIFY(taken(service.add(acme, scene.customer(1))));
    QCOMPARE(told.route(one.number, scene.line(1)), refusedCall);
    QCOMPARE(told.route(two.number, scene.line(2)), refusedCall);
    QVERIFY(isBridged(told.route(other.number, scene.line(3))));
    QVERIFY(isBridged(told.route(one.number, scene.customer(1)))); // he may call himself
    taken(service.remove(acme, scene.customer(1)));
    QVERIFY(isBridged(told.route(one.number, scene.line(1))));
    QVERIFY(isBridged(told.route(two.number, scene.line(2))));
    // One who opted out before he was bound is not called either.
    QVERIFY(taken(service.add(acme, scene.customer(9))));
    const Pool later = scene.pool(Sharing::PairUnique, 1, ofBrand(acme));
    const Binding third = scene.bound(later, 9, 4);
    QCOMPARE(told.route(third.number, scene.line(4)), refusedCall);
}

void SwitchOptOutsTest::holdForAPoolWithoutABrand()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 1), other = scene.pool(Sharing::PairUnique, 1);
    const Binding here = scene.bound(pool, 1, 1), there = scene.bound(other, 1, 2);
    QVERIFY(taken(OptOutService(*scene.desk.admin).add(pool.name, scene.customer(1))));
    const SwitchLook told(scene);
    QCOMPARE(told.route(here.number, scene.line(1)), refusedCall);
    QVERIFY(isBridged(told.route(there.number, scene.line(2))));
}

void SwitchOptOutsTest::aTextMessageOptsOutAndComesBack()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), 1, 1);
    const Binding elsewhere = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), 1, 2);
    const SwitchLook told(scene);
    const TextMessages messages(scene);
    QVERIFY(messages.stop(binding.number, scene.customer(1)));
    QCOMPARE(told.route(binding.number, scene.line(1)), refusedCall);
    QCOMPARE(told.route(elsewhere.number, scene.line(2)), refusedCall);
    QCOMPARE(messages.send(binding.number, scene.customer(1)), std::optional(true)); // once more
    OptOutService service(*scene.desk.admin);
    const auto listed = taken(service.list());
    QCOMPARE(listed.size(), 1U);
    QCOMPARE(listed.front().brand, acme);
    QCOMPARE(listed.front().source, OptOutSource::Sms);
    QVERIFY(!listed.front().addedBy.isSet());
    QVERIFY(taken(service.check(acme, scene.customer(1))));
    QVERIFY(!DatabaseLook(scene.desk.organisation)
                 .one(QStringLiteral("SELECT CAST(o.* AS text) FROM opt_out o"))
                 .toString()
                 .contains(QLatin1String("7700")));
    // Over another number of the brand, and without the +.
    QCOMPARE(messages.send(elsewhere.number.mid(1), scene.customer(1).mid(1), QStringLiteral("Start!")),
        std::optional(true));
    QVERIFY(isBridged(told.route(binding.number, scene.line(1))));
    QVERIFY(taken(service.list()).empty());
    QCOMPARE(messages.send(binding.number, scene.customer(1), QStringLiteral("UNSTOP")), std::optional(true));
}

/// No entry in the record tells of it: a switch signs nothing.
void SwitchOptOutsTest::whatATextMessageTakesBackLeavesATrace()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), 1, 1);
    const TextMessages messages(scene);
    OptOutService service(*scene.desk.admin);
    const DatabaseLook look(scene.desk.organisation);
    const auto take = [&](const QString &from) {
        QVERIFY(messages.stop(binding.number, from));
        QCOMPARE(messages.send(binding.number, from, QStringLiteral("START")), std::optional(true));
    };
    QVERIFY(taken(service.lifted()).empty());
    QVERIFY(taken(service.add(acme, scene.customer(1))));
    taken(service.remove(acme, scene.customer(1))); // stands in the record
    QVERIFY(taken(service.lifted()).empty());
    take(scene.customer(1));
    take(scene.line(1));
    QCOMPARE(messages.send(binding.number, scene.customer(1), QStringLiteral("START")), std::optional(true)); // no more
    const auto lifted = taken(service.lifted());
    QCOMPARE(lifted.size(), 1U);
    QCOMPARE(lifted.front().brand, acme);
    QCOMPARE(lifted.front().count, 2);
    QVERIFY(qAbs(lifted.front().lastAt - QDateTime::currentMSecsSinceEpoch()) < 600000);
    const auto analyst = scene.desk.hire(QStringLiteral("ana"), Role::Analyst);
    QCOMPARE(faultOf(OptOutService(*analyst).lifted()), Fault::NotPermitted);
    QVERIFY(holdsFor(*analyst, QStringLiteral("(SELECT count(*) = 0 FROM cv_api.opt_out_lifts())::int")));
    // Shown for 30 days, kept for 90.
    look.run(QStringLiteral("UPDATE opt_out_lifted SET lifted_at = lifted_at - 31 * 86400000::bigint"));
    QVERIFY(taken(service.lifted()).empty());
    look.run(QStringLiteral("UPDATE opt_out_lifted SET lifted_at = lifted_at - 60 * 86400000::bigint"));
    take(scene.customer(1));
    QCOMPARE(look.number(QStringLiteral("SELECT count(*) FROM opt_out_lifted")), 1);
}

void SwitchOptOutsTest::agentsOptOutToo()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), 1, 1);
    const SwitchLook told(scene);
    QVERIFY(TextMessages(scene).stop(binding.number, scene.line(1)));
    QCOMPARE(told.route(binding.number, scene.customer(1)), refusedCall);
    QVERIFY(isBridged(told.route(binding.number, scene.line(1))));
}

void SwitchOptOutsTest::aKeyUnderAnotherBrandRefusesNobody()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), 1, 1);
    const SwitchLook told(scene);
    const TextMessages messages(scene);
    QVERIFY(messages.stop(binding.number, scene.customer(1)));
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("UPDATE opt_out SET brand = 'Other'"));
    QVERIFY(isBridged(told.route(binding.number, scene.line(1))));
    QVERIFY(messages.stop(binding.number, scene.customer(1)));
    QCOMPARE(told.route(binding.number, scene.line(1)), refusedCall);
    QCOMPARE(messages.send(binding.number, scene.customer(1), QStringLiteral("START")), std::optional(true));
    QVERIFY(isBridged(told.route(binding.number, scene.line(1))));
    QCOMPARE(look.one(QStringLiteral("SELECT min(brand) FROM opt_out")).toString(), QStringLiteral("Other"));
}

void SwitchOptOutsTest::otherMessagesAskForNothing()
{
    RouteScene scene(Engine::PostgreSql);
    const Binding binding = scene.bound(scene.pool(Sharing::PairUnique, 1, ofBrand(acme)), 1, 1);
    const TextMessages messages(scene);
    for (const char *message : {"", "I am at the door", "Please stop by", "STOP 2", "STOPPED"})
        QVERIFY2(!messages.send(binding.number, scene.customer(1), QLatin1String(message)), message);
    const DatabaseLook look(scene.desk.organisation);
    QVERIFY(
        look.one(QStringLiteral("SELECT switch_v1.sms_optout('%1', '%2', NULL)").arg(binding.number, scene.customer(1)))
            .isNull());
    QVERIFY(taken(OptOutService(*scene.desk.admin).list()).empty());
}

void SwitchOptOutsTest::whoIsNotRoutedIsNotKnown()
{
    RouteScene scene(Engine::PostgreSql);
    const Pool pool = scene.pool(Sharing::PairUnique, 2, ofBrand(acme));
    const Binding binding = scene.bound(pool, 1, 1);
    const TextMessages messages(scene);
    QVERIFY(!messages.stop(binding.number, scene.customer(2)));
    QVERIFY(!messages.stop(QStringLiteral("+442079469999"), scene.customer(1)));
    for (const char *odd : {"", "+", "anonymous", "0"}) {
        QVERIFY(!messages.stop(binding.number, QLatin1String(odd)));
        QVERIFY(!messages.stop(QLatin1String(odd), scene.customer(1)));
    }
    QCOMPARE(messages.send(binding.number, scene.customer(2), QStringLiteral("START")), std::optional(false));
    const DatabaseLook look(scene.desk.organisation);
    look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = 1"));
    QVERIFY(!messages.stop(binding.number, scene.customer(1)));
    look.run(QStringLiteral("UPDATE cv_route.route SET expires_at = NULL"));
    QVERIFY(messages.stop(binding.number, scene.customer(1)));
    taken(scene.bindings.release(binding));
    QCOMPARE(messages.send(binding.number, scene.customer(1), QStringLiteral("START")), std::optional(false));
    QCOMPARE(taken(OptOutService(*scene.desk.admin).list()).size(), 1U); // it holds on
}

void SwitchOptOutsTest::aSwitchTellsAsDomainDoes()
{
    RouteScene scene(Engine::PostgreSql);
    const DatabaseLook look(scene.desk.organisation);
    for (const QString &message : {QStringLiteral("stop"), QStringLiteral("Opt-out."), QStringLiteral("STOP ALL"),
             QStringLiteral("un\tstop"), QStringLiteral("start"), QStringLiteral("STOP 2"), QStringLiteral("quıt"),
             QStringLiteral("ſtop"), QStringLiteral("STOP…"), QStringLiteral("[{end}]~"), QString(160, u'.'),
             QString(QStringLiteral("STOP") + QString(157, u' ')),
             QString(QStringLiteral("STOP") + QString(156, u' '))}) {
        const QVariant told = look.one(QStringLiteral("SELECT cv_api.opt_out_word('%1')").arg(message));
        const auto answer = told.isNull() ? std::nullopt : std::optional(told.toBool());
        QVERIFY2(answer == optOutWord(message), qPrintable(message));
    }
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::SwitchOptOutsTest)
#include "tst_switch_opt_outs.moc"
