// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/sheets/pdf_sheet.h"

#include "exchange/sheet_texts.h"
#include "exchange/sheets/sheet_file.h"
#include "exchange/sheets/sheet_pages.h"

#include <QDir>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace callveil;

namespace {
const QSizeF a4 = QPageSize(QPageSize::A4).size(QPageSize::Point);
}

class tst_PdfSheet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesAsManyPagesAsThereAre_data();
    void writesAsManyPagesAsThereAre();
    void printsTheSamePages();
    void wideTablesLie();
    void worksOnAnotherThread();
    void noticesAFullDisk();
    void leavesNothingWithoutACommit();

private:
    [[nodiscard]] static bool write(const QString &path, const SheetHead &head, int rows)
    {
        PdfSheet sheet(path, a4);
        bool written = sheet.begin(head);
        for (int i = 0; i < rows; ++i)
            written = written && sheet.add(someRow(i));
        return written && sheet.finish();
    }
    [[nodiscard]] static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] static qsizetype pagesOf(const QByteArray &pdf)
    {
        return pdf.startsWith("%PDF-") && pdf.trimmed().endsWith("%%EOF") ? pdf.count("/Type /Page\n") : -1;
    }
    [[nodiscard]] static bool isOn(const QByteArray &pdf, const QString &width, const QString &height)
    {
        const QRegularExpression box(QStringLiteral("/MediaBox \\[0 0 %1(\\.0+)? %2(\\.0+)?\\]").arg(width, height));
        return QString::fromLatin1(pdf).contains(box);
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("calls.pdf")); }

    QTemporaryDir m_folder;
};

void tst_PdfSheet::writesAsManyPagesAsThereAre_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("pages");
    const int each = PageLayout(someHead(), {}, a4).rowsOnPage();
    QTest::newRow("none") << 0 << 1;
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("a full page") << each << 1;
    QTest::newRow("one more") << each + 1 << 2;
    QTest::newRow("the sample") << PageLayout::s_sampleRows << (PageLayout::s_sampleRows + each - 1) / each;
    QTest::newRow("many") << each * 7 + 3 << 8;
}

void tst_PdfSheet::writesAsManyPagesAsThereAre()
{
    QFETCH(int, rows);
    QFETCH(int, pages);
    QVERIFY(write(path(), someHead(), rows));
    const QByteArray pdf = bytesOf(path());
    QCOMPARE(pagesOf(pdf), pages);
    QVERIFY(isOn(pdf, QStringLiteral("595"), QStringLiteral("842")));
}

void tst_PdfSheet::printsTheSamePages()
{
    std::vector<QStringList> rows;
    for (int i = 0; i < 130; ++i)
        rows.push_back(someRow(i));
    const SheetPages pages(someHead(), rows, a4);
    QVERIFY(write(path(), someHead(), 130));
    const QString printed = m_folder.filePath(QStringLiteral("printed.pdf"));
    {
        QPdfWriter printer(printed);
        printer.setPageSize(QPageSize(QPageSize::A4));
        QVERIFY(pages.printOn(printer));
    }
    QCOMPARE(pagesOf(bytesOf(printed)), pages.count());
    QCOMPARE(pagesOf(bytesOf(path())), pages.count());
}

void tst_PdfSheet::wideTablesLie()
{
    SheetHead head = someHead();
    head.columns[2].title = QString(200, u'W');
    QVERIFY(write(path(), head, 3));
    QVERIFY(isOn(bytesOf(path()), QStringLiteral("842"), QStringLiteral("595")));
}

void tst_PdfSheet::worksOnAnotherThread()
{
    bool written = false;
    std::thread([&] { written = write(path(), someHead(), 300); }).join();
    QVERIFY(written);
    QVERIFY(pagesOf(bytesOf(path())) > 3);
}

void tst_PdfSheet::noticesAFullDisk()
{
    QVERIFY(write(path(), someHead(), 1000));
    const FullDisk full{rlim_t(bytesOf(path()).size() / 2)};
    QVERIFY(!write(path(), someHead(), 1000));
}

void tst_PdfSheet::leavesNothingWithoutACommit()
{
    QFile::remove(path());
    {
        SheetFile file(path(), SheetFormat::Pdf);
        QVERIFY(file.open(someHead()));
        for (int i = 0; i < 300; ++i)
            QVERIFY(file.add(someRow(i)));
    }
    QVERIFY(QDir(m_folder.path()).entryList({QStringLiteral("calls*")}, QDir::Files).isEmpty());
    SheetFile file(path(), SheetFormat::Pdf);
    QVERIFY(file.open(someHead()) && file.add(someRow(1)) && file.commit());
    QCOMPARE(pagesOf(bytesOf(path())), 1);
}

QTEST_MAIN(tst_PdfSheet)
#include "tst_pdf_sheet.moc"
