// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/calls/shown_call_sheet.h"

#include "tables/call_desk.h"
#include "tables/calls/call_cells.h"

#include <QTest>

using namespace callveil;

class tst_ShownCallSheet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void hasTheColumnsOfTheLog();
    void holdsPlainTexts();
};

void tst_ShownCallSheet::hasTheColumnsOfTheLog()
{
    const CallTexts texts = CallDesk::texts();
    const CallSheet sheet = shownCallSheet(texts);
    QCOMPARE(sheet.head.columns.size(), allCallColumns.size());
    QVERIFY(sheet.head.columns.front().title.contains(QString::fromLatin1(texts.zone.id())));
    QVERIFY(sheet.head.note.contains(QString::fromLatin1(texts.zone.id())));
    for (size_t i = 1; i < allCallColumns.size(); ++i) {
        QCOMPARE(sheet.head.columns[i].title, CallCells::title(allCallColumns[i]));
        QCOMPARE(sheet.head.columns[i].figures, CallCells::isFigure(allCallColumns[i]));
    }
}

void tst_ShownCallSheet::holdsPlainTexts()
{
    CallLine call;
    call.customer = {NumberKind::E164, QStringLiteral("+91xxxxxxxx10")};
    call.talkSeconds = 61;
    call.costMicros = 12500;
    call.currency = QStringLiteral("EUR");
    const QStringList row = shownCallSheet(CallDesk::texts()).cells(call);
    QCOMPARE(row.size(), qsizetype(allCallColumns.size()));
    QCOMPARE(row[int(CallColumn::Customer)], call.customer.text);
    QVERIFY(row[int(CallColumn::Cost)].startsWith(QLatin1String("0.0125")));
    QVERIFY(!row.join(QString()).contains(u'<')); // the marks of a number are for the screen
}

QTEST_GUILESS_MAIN(tst_ShownCallSheet)
#include "tst_shown_call_sheet.moc"
