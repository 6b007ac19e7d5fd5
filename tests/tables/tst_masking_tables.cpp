// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/campaign_table_model.h"
#include "tables/masking/history_table_model.h"
#include "tables/masking/preview_table_model.h"
#include "tables/masking/process_table_model.h"
#include "tables/masking/scheduled_table_model.h"
#include "tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace callveil {

namespace {

constexpr qint64 noonUtc = 1767268800000; // 2026-01-01 12:00 UTC
constexpr qint64 hour = 3600000;

QString policyWord(const MaskingPolicy &policy)
{
    return policyKey(policy);
}

QString marked(const QString &number)
{
    return u'[' + number + u']';
}

CellTexts texts()
{
    return {&policyWord, &marked, QTimeZone("Asia/Kolkata")};
}

PolicyRevision revision(qint64 id, int number, const MaskingPolicy &policy, qint64 effectiveAt)
{
    return {RevisionId{id}, ProcessId{1}, number, policy, QStringLiteral("note %1").arg(number), PersonId{1},
        QStringLiteral("Asha"), noonUtc, effectiveAt, {}};
}

ProcessPolicy process(qint64 id, const QString &name, const PolicyRevision &current)
{
    ProcessPolicy entry;
    entry.process.id = ProcessId{id};
    entry.process.name = name;
    entry.current = current;
    return entry;
}

} // namespace

class MaskingTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void showsThePolicyOfEachProcess();
    void anArchivedProcessShowsNoPolicy();
    void showsHowEachShapeIsMasked();
    void saysWhatIsMaskedWholeAndWhatIsWeak();
    void isolatesNumbersForDisplayOnly();
    void listsWaitingChangesSoonestFirst();
    void tellsTheStateOfEachRevision();
    void tellsArchivedCampaigns();
};

void MaskingTablesTest::showsThePolicyOfEachProcess()
{
    ProcessTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems(
        {process(1, QStringLiteral("Collections"), revision(5, 3, {MaskingKind::Replacement, 3, 4}, noonUtc)),
            process(2, QStringLiteral("Support"), revision(6, 1, MaskingPolicy::off(), noonUtc))});
    QCOMPARE(rowText(model, -1), QStringLiteral("Process | Masking | Policy | Revision | Changed by | Changed at"));
    const QString changed = texts().time(noonUtc); // 17:30 in Kolkata
    QVERIFY(changed.contains(QStringLiteral("17:30")));
    QVERIFY(!changed.contains(QStringLiteral("17:30:")));
    QCOMPARE(rowText(model, 0, PlainRole),
        QStringLiteral("Collections | On | replacement 3+4 | 3 | Asha | %1").arg(changed));
    QCOMPARE(rowText(model, 1, PlainRole), QStringLiteral("Support | Off | off | 1 | Asha | %1").arg(changed));
    const auto sign = [&](int row) {
        return CellSign(model.index(row, ProcessTableModel::Masking).data(SignRole).toInt());
    };
    QCOMPARE(sign(0), CellSign::Good);
    QCOMPARE(sign(1), CellSign::Warning);
}

void MaskingTablesTest::anArchivedProcessShowsNoPolicy()
{
    ProcessTableModel model(texts());
    ProcessPolicy archived = process(1, QStringLiteral("Old"), {});
    archived.process.archivedAt = noonUtc;
    model.setItems({archived});
    QCOMPARE(rowText(model, 0), QStringLiteral("Old | Archived |  |  |  | "));
}

void MaskingTablesTest::showsHowEachShapeIsMasked()
{
    PreviewTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const MaskingPolicy policy{MaskingKind::Replacement, 2, 2};
    model.setItems(MaskingService::preview({{{91, 12}, 995}, {{1, 11}, 5}}, policy));
    QCOMPARE(
        rowText(model, -1), QStringLiteral("Number | Shown as | Digits hidden | Candidates left | Share of calls"));
    QCOMPARE(rowText(model, 0, PlainRole), QStringLiteral("+919876543210 | +91xxxxxxxx10 | 8 | 100,000,000 | 100 %"));
    QCOMPARE(rowText(model, 1, PlainRole), QStringLiteral("+19876543210 | +19xxxxxxx10 | 7 | 10,000,000 | under 1 %"));
}

void MaskingTablesTest::saysWhatIsMaskedWholeAndWhatIsWeak()
{
    PreviewTableModel model(texts());
    const MaskingPolicy policy{MaskingKind::Replacement, 5, 6};
    model.setItems(MaskingService::preview({{{91, 12}, 0}, {{1, 11}, 0}}, policy));
    QCOMPARE(rowText(model, 0, PlainRole), QStringLiteral("+919876543210 | +91987x543210 | 1 | 10 (few) | none yet"));
    QCOMPARE(rowText(model, 1, PlainRole),
        QStringLiteral("+19876543210 | +xxxxxxxxxxx | 10, masked whole | 10,000,000,000 | none yet"));
}

void MaskingTablesTest::isolatesNumbersForDisplayOnly()
{
    PreviewTableModel model(texts());
    model.setItems(MaskingService::preview({{{91, 12}, 1}}, MaskingPolicy{}));
    const QModelIndex shown = model.index(0, PreviewTableModel::ShownAs);
    QCOMPARE(shown.data().toString(), QStringLiteral("[+91xxxxxxxx10]"));
    QCOMPARE(shown.data(Qt::AccessibleTextRole).toString(), QStringLiteral("+91xxxxxxxx10"));
    const QModelIndex share = model.index(0, PreviewTableModel::Share);
    QCOMPARE(share.data().toString(), QStringLiteral("[100 %]"));
    QCOMPARE(share.data(PlainRole).toString(), QStringLiteral("100 %"));
    ProcessTableModel processes(texts());
    processes.setItems({process(1, QStringLiteral("Collections"), revision(5, 3, {}, noonUtc))});
    const QString changed = texts().time(noonUtc);
    const QModelIndex at = processes.index(0, ProcessTableModel::ChangedAt);
    QCOMPARE(at.data().toString(), QString(u'[' + changed + u']'));
    QCOMPARE(at.data(PlainRole).toString(), changed);
}

void MaskingTablesTest::listsWaitingChangesSoonestFirst()
{
    ProcessPolicy first = process(1, QStringLiteral("Collections"), revision(1, 1, {}, noonUtc));
    first.waiting = {revision(2, 2, MaskingPolicy::random(), noonUtc + 2 * hour)};
    ProcessPolicy second = process(2, QStringLiteral("Support"), revision(3, 1, {}, noonUtc));
    second.waiting = {revision(4, 2, MaskingPolicy::off(), noonUtc + hour)};
    ScheduledTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems(waitingRows({first, second}));
    QCOMPARE(rowText(model, -1), QStringLiteral("Effective | Process | Policy | Note | Revision | By"));
    QCOMPARE(tableText(model, PlainRole),
        QStringList({texts().time(noonUtc + hour) + QStringLiteral(" | Support | off | note 2 | 2 | Asha"),
            texts().time(noonUtc + 2 * hour) + QStringLiteral(" | Collections | random | note 2 | 2 | Asha")}));
}

void MaskingTablesTest::tellsTheStateOfEachRevision()
{
    const PolicyRevision past = revision(1, 1, {}, noonUtc - hour), current = revision(2, 2, {}, noonUtc);
    const PolicyRevision waiting = revision(3, 3, MaskingPolicy::random(), noonUtc + hour);
    PolicyRevision cancelled = revision(4, 4, MaskingPolicy::off(), noonUtc + hour);
    cancelled.cancelledAt = noonUtc;
    ProcessPolicy entry = process(1, QStringLiteral("Collections"), current);
    entry.waiting = {waiting};
    HistoryTableModel model(texts());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems(historyRows(entry, {cancelled, waiting, current, past}));
    QCOMPARE(rowText(model, -1), QStringLiteral("Revision | State | Policy | Note | Effective | By | At"));
    QStringList states;
    for (int row = 0; row < model.rowCount(); ++row)
        states.append(model.index(row, HistoryTableModel::State).data().toString());
    QCOMPARE(states,
        QStringList({QStringLiteral("Cancelled"), QStringLiteral("Scheduled"), QStringLiteral("In force"),
            QStringLiteral("Past")}));
    const QString at = texts().time(noonUtc);
    QCOMPARE(rowText(model, 2, PlainRole),
        QStringLiteral("2 | In force | replacement 2+2 | note 2 | %1 | Asha | %1").arg(at));
}

void MaskingTablesTest::tellsArchivedCampaigns()
{
    CampaignTableModel model;
    model.setItems({{CampaignId{1}, ProcessId{1}, QStringLiteral("Spring"), {}},
        {CampaignId{2}, ProcessId{1}, QStringLiteral("Autumn"), noonUtc}});
    QCOMPARE(tableText(model), QStringList({QStringLiteral("Spring | Active"), QStringLiteral("Autumn | Archived")}));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::MaskingTablesTest)
#include "tst_masking_tables.moc"
