// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/platform/service_table_model.h"

#include "tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace callveil {

namespace {

constexpr qint64 noonUtc = 1767268800000; // 2026-01-01 12:00 UTC
constexpr qint64 hour = 3600000;

QString marked(const QString &text)
{
    return u'[' + text + u']';
}

CellTexts texts()
{
    return {nullptr, &marked, QTimeZone("Asia/Kolkata")};
}

EnrolledService service(qint64 id, const QString &name, EnrolledService::State state, std::optional<qint64> seenAt)
{
    return {{id}, name, state, seenAt, {}, QStringLiteral("Asha Rao"), noonUtc};
}

} // namespace

class ServiceTableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void tellsWhatEachServiceDoes();
    void sortsByWhenTheyWereSeen();
};

void ServiceTableModelTest::tellsWhatEachServiceDoes()
{
    ServiceTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    using State = EnrolledService::State;
    EnrolledService leader = service(1, QStringLiteral("callveild"), State::Leads, noonUtc);
    leader.host = QStringLiteral("db1");
    model.setItems({leader, service(2, QStringLiteral("callveild-2"), State::Waits, noonUtc),
        service(3, QStringLiteral("callveild-3"), State::Stopped, {}),
        service(4, QStringLiteral("callveild-4"), State::Disabled, {})});
    QCOMPARE(rowText(model, -1), QStringLiteral("Name | State | Last seen | Last led on | Enrolled by | Enrolled at"));
    const QString noon = texts().time(noonUtc); // 17:30 in Kolkata
    QVERIFY(noon.contains(QStringLiteral("17:30")));
    QCOMPARE(
        rowText(model, 0, PlainRole), QStringLiteral("callveild | Leads now | %1 | db1 | Asha Rao | %1").arg(noon));
    QCOMPARE(rowText(model, 0).section(QStringLiteral(" | "), 0, 0), QStringLiteral("[callveild]"));
    QCOMPARE(rowText(model, 1, PlainRole),
        QStringLiteral("callveild-2 | Waits to follow | %1 |  | Asha Rao | %1").arg(noon));
    QCOMPARE(rowText(model, 2, PlainRole),
        QStringLiteral("callveild-3 | Enabled, not seen running | Not seen |  | Asha Rao | %1").arg(noon));
    QVERIFY(rowText(model, 3, PlainRole).startsWith(QStringLiteral("callveild-4 | Disabled | Not seen")));
    QList<CellSign> signs;
    for (int row = 0; row < 4; ++row)
        signs.append(CellSign(model.index(row, ServiceTableModel::State).data(SignRole).toInt()));
    QCOMPARE(signs, QList<CellSign>({CellSign::Good, CellSign::Good, CellSign::Warning, CellSign::Neutral}));
}

void ServiceTableModelTest::sortsByWhenTheyWereSeen()
{
    ServiceTableModel model(texts());
    using State = EnrolledService::State;
    model.setItems(
        {service(1, QStringLiteral("a"), State::Stopped, noonUtc), service(2, QStringLiteral("b"), State::Stopped, {}),
            service(3, QStringLiteral("c"), State::Stopped, noonUtc - hour)});
    model.sort(ServiceTableModel::LastSeen, Qt::AscendingOrder);
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, ServiceTableModel::ServiceName).data(PlainRole).toString());
    QCOMPARE(names, QStringList({QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("a")}));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ServiceTableModelTest)
#include "tst_service_table_model.moc"
