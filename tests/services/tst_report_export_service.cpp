// SPDX-License-Identifier: GPL-3.0-or-later
#include "database_look.h"
#include "desk.h"

#include "services/access/access_service.h"
#include "services/reports/report_export_service.h"

#include <QFile>

namespace callveil {

/// Reports that leave the program: what is written and recorded, and for whom.
class ReportExportServiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void nothingLeavesWithoutAnEntry();
    void isForWhoeverViewsReportsAndExports();
};

namespace {

ReportExportOrder orderOf(const QString &file)
{
    SheetHead head{QStringLiteral("Cost"), {}, {{QStringLiteral("Country")}, {QStringLiteral("Cost"), true}}};
    return {ReportKind::Cost, head,
        {{QStringLiteral("Japan"), QStringLiteral("1.50")}, {QStringLiteral("Total"), QStringLiteral("1.50")}}, file,
        SheetFormat::Csv};
}

/// What was recorded, newest first.
QStringList recorded(Desk &desk)
{
    return DatabaseLook(desk.organisation)
        .one(QStringLiteral("SELECT COALESCE(MAX(object || ': ' || after), '') || ' of ' || COUNT(*) FROM deed "
                            "WHERE action = 'report.export'"))
        .toString()
        .split(QStringLiteral(" of "));
}

} // namespace

void ReportExportServiceTest::nothingLeavesWithoutAnEntry()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    ReportExportService exports(*desk.admin);
    const QString path = desk.organisation.folder() + QStringLiteral("/report.csv");
    const auto progress = std::make_shared<ReportExportProgress>();
    QCOMPARE(taken(exports.write(orderOf(path), progress)), 2);
    QCOMPARE(progress->done.load(), 2);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("Country,Cost\r\nJapan,1.50\r\nTotal,1.50\r\n"));
    QCOMPARE(recorded(desk), QStringList({QStringLiteral("cost: format csv; rows 2"), QStringLiteral("1")}));
    const QString nowhere = desk.organisation.folder() + QStringLiteral("/missing/report.csv");
    QCOMPARE(faultOf(exports.write(orderOf(nowhere), progress)), Fault::FileUnwritable);
    progress->cancelled = true;
    const QString cancelled = path + QStringLiteral(".csv");
    QCOMPARE(faultOf(exports.write(orderOf(cancelled), progress)), Fault::Cancelled);
    QVERIFY(!QFile::exists(cancelled));
    QCOMPARE(recorded(desk).last(), QStringLiteral("1"));
    QVERIFY(exports.notePrint(ReportKind::Reveals, 7).result());
    QCOMPARE(recorded(desk), QStringList({QStringLiteral("reveals: format print; rows 7"), QStringLiteral("2")}));
}

void ReportExportServiceTest::isForWhoeverViewsReportsAndExports()
{
    QFETCH_GLOBAL(Engine, engine);
    Desk desk(engine);
    const auto sue = desk.hire(QStringLiteral("sue"), Role::Supervisor);
    const QString path = desk.organisation.folder() + QStringLiteral("/none.csv");
    for (const Permission lacking : {Permission::ViewReports, Permission::Export}) {
        const bool views = lacking != Permission::ViewReports;
        QVERIFY(AccessService(*desk.admin)
                    .setPermissions({{Role::Supervisor, Permission::ViewReports, views},
                        {Role::Supervisor, Permission::Export, !views}})
                    .result());
        const auto now = desk.organisation.signIn(QStringLiteral("sue"));
        ReportExportService exports(*now);
        QCOMPARE(faultOf(exports.write(orderOf(path), std::make_shared<ReportExportProgress>())), Fault::NotPermitted);
        QCOMPARE(faultOf(exports.notePrint(ReportKind::Cost, 1)), Fault::NotPermitted);
    }
    QVERIFY(!QFile::exists(path));
    QCOMPARE(recorded(desk).last(), QStringLiteral("0"));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ReportExportServiceTest)
#include "tst_report_export_service.moc"
