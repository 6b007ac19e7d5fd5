// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/platform/route.h"

#include <QTest>

namespace callveil {

namespace {

const QString ann = QStringLiteral("+447700900001"), ben = QStringLiteral("+447700900002"),
              eve = QStringLiteral("+447700900003"), agent = QStringLiteral("+447700900100");

OpenBinding bound(qint64 id, BindingModel model, const QString &customer, const QString &line,
    std::optional<qint64> expiresAt = std::nullopt)
{
    return {{id}, model, customer, line, QStringLiteral("sess_%1").arg(id), RecordingChoice::AsPool, id, expiresAt};
}

/// "caller>callee by binding", in order.
QStringList told(const std::vector<OpenBinding> &bindings)
{
    QStringList lines;
    for (const Route &route : routesOf(bindings))
        lines.append(
            QStringLiteral("%1>%2 %3 %4")
                .arg(route.caller.isEmpty() ? QStringLiteral("any") : route.caller.last(1), route.callee.last(1),
                    route.side == PartySide::Customer ? QStringLiteral("customer") : QStringLiteral("agent"),
                    QString::number(route.binding.value)));
    return lines;
}

} // namespace

class RouteTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachOfAPairReachesTheOther();
    void twoPairsShareANumber();
    void anybodyReachesAnAgentOverHisOwnNumber();
    void anybodyReachesACustomerOverHisOwnNumber();
    void aNumberOfOnesOwnLastsAsLongAsItsLongestBinding();
    void theNewerOfTwoDecides();
    void nobodyIsReachedWithoutBindings() { QVERIFY(routesOf({}).empty()); }
};

void RouteTest::eachOfAPairReachesTheOther()
{
    const auto routes = routesOf({bound(7, BindingModel::Session, ann, agent, 5000)});
    QCOMPARE(routes.size(), size_t(2));
    QCOMPARE(routes[0].caller, ann);
    QCOMPARE(routes[0].callee, agent);
    QCOMPARE(routes[1].caller, agent);
    QCOMPARE(routes[1].callee, ann);
    for (const Route &route : routes) {
        QCOMPARE(route.session, QStringLiteral("sess_7"));
        QCOMPARE(route.expiresAt, std::optional<qint64>(5000));
        QCOMPARE(route.binding, BindingId{7});
    }
}

void RouteTest::twoPairsShareANumber()
{
    QCOMPARE(told({bound(1, BindingModel::Session, ann, agent), bound(2, BindingModel::Case, ben, eve)}),
        QStringList({QStringLiteral("1>0 customer 1"), QStringLiteral("2>3 customer 2"), QStringLiteral("3>2 agent 2"),
            QStringLiteral("0>1 agent 1")}));
}

void RouteTest::anybodyReachesAnAgentOverHisOwnNumber()
{
    // The agent reaches the customer of the newest; each customer is in his own session, a stranger in none.
    QCOMPARE(told({bound(1, BindingModel::Agent, ann, agent), bound(2, BindingModel::Agent, ben, agent)}),
        QStringList({QStringLiteral("any>0 customer 0"), QStringLiteral("1>0 customer 1"),
            QStringLiteral("2>0 customer 2"), QStringLiteral("0>2 agent 2")}));
    QCOMPARE(routesOf({bound(1, BindingModel::Agent, ann, agent)}).front().session, QString());
}

void RouteTest::anybodyReachesACustomerOverHisOwnNumber()
{
    QCOMPARE(told({bound(1, BindingModel::Customer, ann, ben), bound(2, BindingModel::Customer, ann, eve)}),
        QStringList({QStringLiteral("any>1 agent 0"), QStringLiteral("1>3 customer 2"), QStringLiteral("2>1 agent 1"),
            QStringLiteral("3>1 agent 2")}));
}

void RouteTest::aNumberOfOnesOwnLastsAsLongAsItsLongestBinding()
{
    const OpenBinding first = bound(1, BindingModel::Agent, ann, agent, 9000),
                      second = bound(2, BindingModel::Agent, ben, agent, 3000),
                      endless = bound(3, BindingModel::Agent, eve, agent);
    QCOMPARE(routesOf({first, second}).front().expiresAt, std::optional<qint64>(9000));
    QCOMPARE(routesOf({second, first}).front().expiresAt, std::optional<qint64>(9000));
    QCOMPARE(routesOf({first, endless, second}).front().expiresAt, std::optional<qint64>());
}

void RouteTest::theNewerOfTwoDecides()
{
    for (const auto &both :
        {std::vector{bound(1, BindingModel::Case, ann, agent), bound(2, BindingModel::Case, ann, eve)},
            std::vector{bound(2, BindingModel::Case, ann, eve), bound(1, BindingModel::Case, ann, agent)}})
        QCOMPARE(told(both).first(), QStringLiteral("1>3 customer 2"));
}

} // namespace callveil

QTEST_APPLESS_MAIN(callveil::RouteTest)
#include "tst_route.moc"
