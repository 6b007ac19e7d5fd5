// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/xlsx_sheet.h"

#include "exchange/sheet_texts.h"
#include "support/xlsx_book.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <clocale>

using namespace callveil;

class tst_XlsxSheet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_file = m_folder.filePath(QStringLiteral("book%1.xlsx").arg(++m_files)); }
    void writesEveryCellAsText();
    void keepsTheTitlesInSight();
    void anyTextComesBack();
    void goesOnInTheNextSheet();
    void aFullSheetIsFollowedByNoEmptyOne();
    void anEmptyTableIsABookToo();
    void writesTheSameWherePeopleWriteCommas();
    void noticesAFullDisk_data();
    void noticesAFullDisk();
    void leavesNothingOpenWhenItIsGivenUp();

private:
    [[nodiscard]] bool write(const QList<QStringList> &rows, int mostRows = XlsxSheet::s_mostRows) const;
    [[nodiscard]] static QList<QStringList> someRows(int count);
    /// Files of the folder that this program has open, with or without a name.
    [[nodiscard]] QStringList openFiles() const;

    QTemporaryDir m_folder;
    QString m_file;
    int m_files = 0;
};

bool tst_XlsxSheet::write(const QList<QStringList> &rows, int mostRows) const
{
    XlsxSheet sheet(m_file, mostRows);
    if (!sheet.begin(someHead()))
        return false;
    for (const QStringList &row : rows)
        if (!sheet.add(row))
            return false;
    return sheet.finish();
}

QList<QStringList> tst_XlsxSheet::someRows(int count)
{
    QList<QStringList> rows;
    for (int i = 0; i < count; ++i)
        rows.append(someRow(i));
    return rows;
}

QStringList tst_XlsxSheet::openFiles() const
{
    QStringList files;
    for (const QFileInfo &entry :
        QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System))
        if (const QString target = entry.symLinkTarget(); target.startsWith(m_folder.path()))
            files.append(target);
    return files;
}

void tst_XlsxSheet::writesEveryCellAsText()
{
    const QStringList row{QStringLiteral("=1+1"), QStringLiteral("+441632960001"), QStringLiteral("007"), {}};
    QVERIFY(write({row, someRow(3)}));
    const QList<BookSheet> book = readBook(m_file);
    QCOMPARE(book.size(), 1);
    QCOMPARE(book[0].faults.join(u'\n'), QString());
    QCOMPARE(book[0].name, QStringLiteral("Calls"));
    QCOMPARE(book[0].rows.value(0), someHead().titles());
    QCOMPARE(book[0].rows.value(1), row.mid(0, 3));
    QCOMPARE(book[0].rows.value(2), someRow(3));
    QVERIFY(!book[0].xml.contains("<f>"));
}

void tst_XlsxSheet::keepsTheTitlesInSight()
{
    QVERIFY(write({someRow(1)}));
    const QByteArray xml = readBook(m_file).value(0).xml;
    QVERIFY(xml.contains("state=\"frozen\"") && xml.contains("ySplit=\"1\""));
    QVERIFY(xml.contains("<autoFilter ref=\"A1:D2\"/>"));
}

void tst_XlsxSheet::anyTextComesBack()
{
    QVERIFY(rc::check([this] {
        QList<QStringList> rows;
        for (int left = *rc::gen::inRange(1, 30); left > 0; --left)
            rows.append({anyText(), anyText(), anyText(), QStringLiteral("end")});
        RC_ASSERT(write(rows));
        const QList<BookSheet> book = readBook(m_file);
        RC_ASSERT(book.size() == 1);
        RC_ASSERT(book[0].faults.isEmpty());
        RC_ASSERT(book[0].rows.mid(1) == rows);
    }));
}

void tst_XlsxSheet::goesOnInTheNextSheet()
{
    QVERIFY(write(someRows(25), 10));
    const QList<BookSheet> book = readBook(m_file);
    QCOMPARE(book.size(), 3);
    QStringList remarks;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(book[i].name, i == 0 ? QStringLiteral("Calls") : QStringLiteral("Calls (%1)").arg(i + 1));
        QCOMPARE(book[i].rows.size(), i == 2 ? 6 : 11);
        QCOMPARE(book[i].rows[0], someHead().titles());
        QVERIFY(book[i].xml.contains("state=\"frozen\""));
        remarks += book[i].column(2).mid(1);
    }
    for (int i = 0; i < 25; ++i)
        QCOMPARE(remarks[i], someRow(i)[2]);
}

void tst_XlsxSheet::aFullSheetIsFollowedByNoEmptyOne()
{
    QVERIFY(write(someRows(10), 10));
    QCOMPARE(readBook(m_file).size(), 1);
}

void tst_XlsxSheet::anEmptyTableIsABookToo()
{
    QVERIFY(write({}));
    QCOMPARE(readBook(m_file).value(0).rows, QList<QStringList>{someHead().titles()});
}

/// The library prints fractions as the C library of the program would: Qt has told it to do as people do here.
void tst_XlsxSheet::writesTheSameWherePeopleWriteCommas()
{
    if (QProcess::execute(QStringLiteral("localedef"),
            {QStringLiteral("-f"), QStringLiteral("UTF-8"), QStringLiteral("-i"), QStringLiteral("de_DE"),
                m_folder.filePath(QStringLiteral("de_DE.UTF-8"))})
        != 0)
        QSKIP("no locale with a comma can be made here");
    qputenv("LOCPATH", m_folder.path().toLocal8Bit());
    const QByteArray usual = std::setlocale(LC_NUMERIC, nullptr);
    const char *commas = std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
    const bool written = write({someRow(1)});
    QVERIFY(commas);
    QCOMPARE(QByteArray(std::localeconv()->decimal_point), QByteArray(",")); // this thread's is as it was
    std::setlocale(LC_NUMERIC, usual.constData());
    QVERIFY(written);
    const QByteArray xml = readBook(m_file).value(0).xml;
    QVERIFY(xml.contains("left=\"0.7\""));
    QVERIFY(!xml.contains("0,7") && xml.contains("width="));
}

void tst_XlsxSheet::noticesAFullDisk_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("while the rows are written") << 100000;
    QTest::newRow("while they are put together") << 1;
}

/// The rows of the second case fit, but not the sheet, which is a little longer.
void tst_XlsxSheet::noticesAFullDisk()
{
    QFETCH(int, bytes);
    const QList<QStringList> rows = someRows(5000);
    QVERIFY(write(rows));
    if (bytes == 1)
        bytes = int(readBook(m_file).value(0).xml.size()) - 10;
    const FullDisk full{rlim_t(bytes)};
    QVERIFY(!write(rows));
}

void tst_XlsxSheet::leavesNothingOpenWhenItIsGivenUp()
{
#ifndef Q_OS_LINUX
    QSKIP("open files are listed on Linux");
#endif
    const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
    {
        XlsxSheet sheet(m_file, 10);
        QVERIFY(sheet.begin(someHead()));
        for (int i = 0; i < 25; ++i)
            QVERIFY(sheet.add(someRow(i)));
        QCOMPARE(openFiles().size(), 3); // one for each sheet, and nowhere else
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), before); // none with a name
    }
    QCOMPARE(openFiles().join(u'\n'), QString());
    QVERIFY(write(someRows(25), 10));
    QCOMPARE(openFiles().join(u'\n'), QString());
}

QTEST_GUILESS_MAIN(tst_XlsxSheet)
#include "tst_xlsx_sheet.moc"
