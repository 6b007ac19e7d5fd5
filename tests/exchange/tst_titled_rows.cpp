// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/text/titled_rows.h"

#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

class tst_TitledRows final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsColumnsInAnyOrderAndCase();
    void goesByTheCommonerSeparator();
    void answersNothingForWhatIsMissing();
    void namesFilesWithoutRows();
    void tellsLinesAndFaults();
    void noticesCellsWithoutATitle();

private:
    [[nodiscard]] QString file(const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QStringLiteral("rows.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }

    QTemporaryDir m_folder;
    const QStringList m_titles{QStringLiteral("agent"), QStringLiteral("name")};
};

void tst_TitledRows::findsColumnsInAnyOrderAndCase()
{
    TitledRows rows(file("Name,other,AGENT\nAnn,x,a1\n\nBob,,a2\n"), m_titles);
    QVERIFY(rows.open().has_value());
    QVERIFY(rows.has(0) && rows.has(1));
    QVERIFY(*rows.next());
    QCOMPARE(QString(rows.cell(0) + u' ' + rows.cell(1)), QStringLiteral("a1 Ann"));
    QVERIFY(*rows.next());
    QCOMPARE(QString(rows.cell(0) + u' ' + rows.cell(1)), QStringLiteral("a2 Bob"));
    QVERIFY(!*rows.next());
}

void tst_TitledRows::goesByTheCommonerSeparator()
{
    TitledRows rows(file("agent;name;note, or remark\na1;Ann, Beth;\n"), m_titles);
    QVERIFY(rows.open().has_value());
    QVERIFY(*rows.next());
    QCOMPARE(rows.cell(1), QStringLiteral("Ann, Beth"));
}

void tst_TitledRows::answersNothingForWhatIsMissing()
{
    TitledRows rows(file("number,agent\n7,a1\n8\n"), m_titles);
    QVERIFY(rows.open().has_value());
    QVERIFY(rows.has(0) && !rows.has(1));
    QVERIFY(*rows.next());
    QCOMPARE(rows.cell(1), QString());
    QVERIFY(*rows.next());
    QCOMPARE(rows.cell(0), QString()); // a short row
}

void tst_TitledRows::namesFilesWithoutRows()
{
    const auto missing = TitledRows(m_folder.filePath(QStringLiteral("none.csv")), m_titles).open();
    QCOMPARE(missing.error().fault, Fault::FileUnreadable);
    QCOMPARE(missing.error().args, QStringList{QStringLiteral("none.csv")});
    const auto empty = TitledRows(file("\n \n"), m_titles).open();
    QCOMPARE(empty.error().fault, Fault::FileEmpty);
    QCOMPARE(empty.error().args, QStringList{QStringLiteral("rows.csv")});
}

void tst_TitledRows::tellsLinesAndFaults()
{
    TitledRows rows(file("agent,name\na1,Ann\n\na2,\"Bob\n"), m_titles);
    QVERIFY(rows.open().has_value());
    QVERIFY(*rows.next());
    QCOMPARE(rows.row().line, qint64(2));
    QVERIFY(!rows.row().fault);
    QVERIFY(*rows.next());
    QCOMPARE(rows.row().line, qint64(4));
    QVERIFY(rows.row().fault == RowFault::QuoteUnclosed);
}

void tst_TitledRows::noticesCellsWithoutATitle()
{
    TitledRows rows(file("agent,name\na1,Ann,,\na2,Bob,x\n"), m_titles);
    QVERIFY(rows.open().has_value());
    QVERIFY(*rows.next());
    QVERIFY(!rows.isOverlong()); // empty ones do no harm
    QVERIFY(*rows.next());
    QVERIFY(rows.isOverlong());
}

QTEST_GUILESS_MAIN(tst_TitledRows)
#include "tst_titled_rows.moc"
