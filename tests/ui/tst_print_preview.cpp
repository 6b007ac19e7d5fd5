// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/print_preview.h"

#include "exchange/sheets/sheet_pages.h"
#include "ui/sheets/page_view.h"
#include "ui/support/fake_prompt.h"
#include "ui/support/page_driver.h"
#include "ui/support/unexplained_fields.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace callveil;

class TestPrintPreview final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { delete m_preview; }
    void turnsThePages();
    void showsThePageOnWhitePaper();
    void isAsLargeAsIsChosen();
    void saysWhatIsLeftOut();
    void printsWhatWasRecorded();
    void printsNothingThatCannotBeRecorded();
    void asksForAPrinterFirst();
    void saysWhenThePrinterFails();

private:
    void open(const QString &note = {}, bool warns = false);
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_preview); }
    [[nodiscard]] qsizetype printedPages() const
    {
        QFile file(m_prompt.printed);
        return file.open(QIODevice::ReadOnly) ? file.readAll().count("/Type /Page\n") : -1;
    }
    [[nodiscard]] QImage picture() const
    {
        return driver().get<PageView>(QStringLiteral("Page")).widget()->grab().toImage();
    }

    QTemporaryDir m_folder;
    FakePrompt m_prompt;
    std::shared_ptr<const SheetPages> m_pages;
    QPointer<PrintPreview> m_preview;
    QPromise<Result<void>> m_recording;
    int m_recorded = 0;
};

void TestPrintPreview::init()
{
    SheetHead head{QStringLiteral("Calls"), {}, {{QStringLiteral("Name")}, {QStringLiteral("Count"), true}}};
    const QSizeF paper(595, 842);
    const int fullPage = PageLayout(head, {}, paper).rowsOnPage();
    std::vector<QStringList> rows;
    for (int i = 0; i < fullPage + 10; ++i)
        rows.push_back({QStringLiteral("row %1").arg(i), QString::number(i)});
    m_pages = std::make_shared<const SheetPages>(head, rows, paper);
    m_prompt = FakePrompt();
    m_recording = QPromise<Result<void>>();
    m_recorded = 0;
}

void TestPrintPreview::open(const QString &note, bool warns)
{
    const auto record = [this] {
        ++m_recorded;
        return m_recording.future();
    };
    m_preview = new PrintPreview({QStringLiteral("Print calls"), m_pages, note, warns, record}, m_prompt, nullptr);
    m_preview->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_preview));
}

void TestPrintPreview::turnsThePages()
{
    open();
    QCOMPARE(m_pages->count(), 2);
    QVERIFY(driver().says(QStringLiteral("Page 1 of 2")));
    QVERIFY(!driver().canPress(QStringLiteral("Previous page")));
    const QImage first = picture();
    driver().press(QStringLiteral("Next page"));
    QVERIFY(driver().says(QStringLiteral("Page 2 of 2")));
    QVERIFY(!driver().canPress(QStringLiteral("Next page")));
    QVERIFY(picture() != first);
    QCOMPARE(driver().get<PageView>(QStringLiteral("Page")).accessibleDescription(), QStringLiteral("Page 2 of 2"));
    driver().press(QStringLiteral("Previous page"));
    QVERIFY(picture() == first);
    QCOMPARE(unexplainedFields(*m_preview), QStringList());
}

void TestPrintPreview::showsThePageOnWhitePaper()
{
    open();
    const QImage page = picture();
    QCOMPARE(page.pixelColor(1, 1), QColor(Qt::white));
    bool isWritten = false;
    for (int y = 0; y < page.height() / 4 && !isWritten; ++y)
        for (int x = 0; x < page.width() && !isWritten; ++x)
            isWritten = page.pixelColor(x, y).lightness() < 100;
    QVERIFY(isWritten);
}

void TestPrintPreview::isAsLargeAsIsChosen()
{
    open();
    auto &view = driver().get<PageView>(QStringLiteral("Page"));
    const int wide = view.widget()->width();
    QVERIFY(wide <= view.viewport()->width());
    driver().choose(QStringLiteral("Size"), QStringLiteral("Twice the width"));
    QVERIFY(qAbs(view.widget()->width() - 2 * wide) <= 1);
    driver().choose(QStringLiteral("Size"), QStringLiteral("Whole page"));
    QVERIFY(view.widget()->height() <= view.viewport()->height());
    const double shape = double(view.widget()->height()) / view.widget()->width();
    QVERIFY(qAbs(shape - 842.0 / 595.0) < 0.02);
}

void TestPrintPreview::saysWhatIsLeftOut()
{
    open(QStringLiteral("These are the newest 2,000."), true);
    QVERIFY(driver().says(QStringLiteral("These are the newest 2,000.")));
}

void TestPrintPreview::printsWhatWasRecorded()
{
    open();
    QSignalSpy printed(m_preview, &PrintPreview::printed);
    m_prompt.printed = m_folder.filePath(QStringLiteral("paper.pdf"));
    driver().press(QStringLiteral("Print"));
    QCOMPARE(m_recorded, 1);
    QVERIFY(!driver().canPress(QStringLiteral("Print")));
    QVERIFY(!QFile::exists(m_prompt.printed)); // not before it is recorded
    m_recording.start();
    m_recording.addResult(Result<void>());
    m_recording.finish();
    QTRY_COMPARE(printed.size(), 1);
    QCOMPARE(printedPages(), 2);
    QTRY_VERIFY(!m_preview);
}

void TestPrintPreview::printsNothingThatCannotBeRecorded()
{
    open();
    m_prompt.printed = m_folder.filePath(QStringLiteral("none.pdf"));
    driver().press(QStringLiteral("Print"));
    m_recording.start();
    m_recording.addResult(fail(ErrorCode::Denied, Fault::NotPermitted));
    m_recording.finish();
    QTRY_VERIFY(driver().canPress(QStringLiteral("Print")));
    QVERIFY(!driver().says(QStringLiteral("Sending")));
    QVERIFY(!QFile::exists(m_prompt.printed));
}

void TestPrintPreview::asksForAPrinterFirst()
{
    open();
    driver().press(QStringLiteral("Print")); // and none is chosen
    QCOMPARE(m_prompt.questions, QStringList{QStringLiteral("Print calls")});
    QCOMPARE(m_recorded, 0);
    QVERIFY(driver().canPress(QStringLiteral("Print")));
}

void TestPrintPreview::saysWhenThePrinterFails()
{
    open();
    m_prompt.printed = QStringLiteral("/no/such/folder/paper.pdf");
    driver().press(QStringLiteral("Print"));
    m_recording.start();
    m_recording.addResult(Result<void>());
    m_recording.finish();
    QTRY_VERIFY(driver().says(QStringLiteral("The printer did not take all pages.")));
    QVERIFY(driver().canPress(QStringLiteral("Print")));
}

QTEST_MAIN(TestPrintPreview)
#include "tst_print_preview.moc"
