// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include <QFile>
#include <QTemporaryDir>

namespace callveil {

/// What is told of rejected rows, in the summary and in a file: where and why, never what.
class ImportRejectsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savesRejectsWithoutCells();
    void savesRejectsOfSeveralFilesWithTheirNames();
    void neverRepeatsAHeaderThatIsNoName_data() { TestOrganisation::addEngines(); }
    void neverRepeatsAHeaderThatIsNoName();
};

void ImportRejectsTest::savesRejectsWithoutCells()
{
    ImportSummary summary;
    summary.rejects = {{3, QStringLiteral("Caller \"A\""), RowFault::NumberDamaged}, {9, {}, RowFault::TooFewFields}};
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rejects.csv"));
    QVERIFY(ImportService::saveRejects(
        summary, path, [](RowFault fault) { return QStringLiteral("fault %1").arg(int(fault)); }));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(),
        QByteArray("line,column,fault\r\n3,\"Caller \"\"A\"\"\",fault "
            + QByteArray::number(int(RowFault::NumberDamaged)) + "\r\n9,,fault "
            + QByteArray::number(int(RowFault::TooFewFields)) + "\r\n"));
    QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    const auto refused = ImportService::saveRejects(
        summary, folder.filePath(QStringLiteral("no/such/folder.csv")), [](RowFault) { return QString(); });
    QCOMPARE(refused.error().fault, Fault::FileUnwritable);
}

void ImportRejectsTest::savesRejectsOfSeveralFilesWithTheirNames()
{
    const std::vector<FileRejects> files{{QStringLiteral("/in/monday.csv"), {{3, QStringLiteral("Caller"), {}}}},
        {QStringLiteral("/in/calls of 07700900123.csv"), {{3, QStringLiteral("=start"), {}}, {9, {}, {}}}},
        {QStringLiteral("/in/2026-03-01 120000.csv"), {{4, QStringLiteral("+x"), {}}}}};
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rejects.csv"));
    QVERIFY(ImportService::saveRejects(files, path, [](RowFault) { return QStringLiteral("bad"); }));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(),
        QByteArray("file,line,column,fault\r\nmonday.csv,3,Caller,bad\r\n"
                   "calls of xxxxxxxxxxx.csv,3,\"'=start\",bad\r\n"
                   "calls of xxxxxxxxxxx.csv,9,,bad\r\n"
                   "2026-03-01 120000.csv,4,+x,bad\r\n"));
}

void ImportRejectsTest::neverRepeatsAHeaderThatIsNoName()
{
    QFETCH(Engine, engine);
    Desk desk(engine);
    const ProcessId process =
        desk.organisation.addProcess(*desk.admin, QStringLiteral("Support"), QStringLiteral("GB"));
    const ImportSummary summary = import(desk,
        "caller +447700900123,callee,start\x1b[31mRED,duration\n+447700900123,+442079460100,2026-03-01 12:00:00,5\n"
        "9.19877E+11,+442079460100,2026-03-01 12:00:00,5\n+447700900123,+442079460100,2026-03-01 99:00:00,5\n",
        process);
    QVERIFY(summary.rejected >= 1);
    for (const RowReject &reject : summary.rejects)
        QVERIFY(reject.column.isEmpty() || reject.column.startsWith(QLatin1String("column ")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ImportRejectsTest)
#include "tst_import_rejects.moc"
