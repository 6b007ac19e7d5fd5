// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_exporter.h"

#include "support/xlsx_book.h"
#include "ui/calls/export_dialog.h"
#include "ui/support/page_driver.h"
#include "ui/support/reveal_desk.h"

#include <QPointer>

namespace callveil {

/// The export of the call log: who is asked what, and what the file holds.
class CallExporterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesAMaskedFile();
    void writesActualNumbersWithAReason();
    void doesNotAskWhoeverViewsNoNumbers();
    void isClosedToWhoeverMayNotExport();
    void writesNothingWhenNoFileIsChosen();
    void writesAWorkbook();
    void writesPages();
    void refusesOtherKindsOfFiles();

private:
    /// Exports to a file of this name, masked.
    void exportTo(const QString &name);
    void open(Workspace &workspace);
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] ExportDialog *dialog() const { return m_page->findChild<ExportDialog *>(); }
    [[nodiscard]] QByteArray written() const;
    [[nodiscard]] QString told() const { return m_desk->test.notifier.lastText(); }

    std::unique_ptr<RevealDesk> m_desk;
    std::shared_ptr<Workspace> m_other;
    std::unique_ptr<QWidget> m_page;
};

void CallExporterTest::init()
{
    m_desk = std::make_unique<RevealDesk>();
    m_desk->test.prompt.file = m_desk->test.filePath(QStringLiteral("exported.csv"));
}

void CallExporterTest::cleanup()
{
    m_page.reset();
    m_other.reset();
    m_desk.reset();
}

void CallExporterTest::open(Workspace &workspace)
{
    m_page = std::make_unique<QWidget>();
    new CallExporter(
        m_desk->test.context(workspace), [] { return CallFilter(); }, m_page.get());
    m_page->show();
}

QByteArray CallExporterTest::written() const
{
    QFile file(m_desk->test.prompt.file);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void CallExporterTest::writesAMaskedFile()
{
    open(m_desk->test.workspace());
    driver().press(QStringLiteral("Export"));
    QPointer asked = dialog();
    QVERIFY(asked);
    PageDriver(*asked).press(QStringLiteral("Export"));
    QTRY_VERIFY(told().contains(QStringLiteral("calls were written to “exported.csv”")));
    QCOMPARE(m_desk->test.prompt.suggestion, QStringLiteral("calls.xlsx"));
    QCOMPARE(written().count('\n'), 2);
    QVERIFY(!written().contains(m_desk->number.toUtf8()));
    QVERIFY(driver().canPress(QStringLiteral("Export")));
}

void CallExporterTest::writesActualNumbersWithAReason()
{
    open(m_desk->test.workspace());
    driver().press(QStringLiteral("Export"));
    QPointer asked = dialog();
    const PageDriver inside(*asked);
    inside.press(QStringLiteral("With actual numbers"));
    QVERIFY(inside.says(QStringLiteral("The file will hold real numbers in clear")));
    inside.press(QStringLiteral("Export"));
    QVERIFY(inside.says(QStringLiteral("Say why actual numbers are needed")));
    QVERIFY(written().isEmpty());
    inside.type(QStringLiteral("Reason"), QStringLiteral("the regulator asked"));
    inside.press(QStringLiteral("Export"));
    QTRY_VERIFY(told().contains(QStringLiteral("actual numbers were written")));
    QVERIFY(written().contains(m_desk->number.toUtf8()));
    QVERIFY(!told().contains(m_desk->number));
}

void CallExporterTest::doesNotAskWhoeverViewsNoNumbers()
{
    m_desk->test.hire(QStringLiteral("ann"), QStringLiteral("Ann Alder"), Role::Analyst);
    m_other = m_desk->test.enter(QStringLiteral("ann"));
    open(*m_other);
    driver().press(QStringLiteral("Export"));
    QVERIFY(!dialog());
    QTRY_VERIFY(told().contains(QStringLiteral("were written")));
    QVERIFY(!written().contains(m_desk->number.toUtf8()));
}

void CallExporterTest::isClosedToWhoeverMayNotExport()
{
    m_desk->test.hire(QStringLiteral("pat"), QStringLiteral("Pat Pine"), Role::ProfessionalAgent);
    m_other = m_desk->test.enter(QStringLiteral("pat"));
    open(*m_other);
    QVERIFY(!driver().canPress(QStringLiteral("Export")));
}

void CallExporterTest::writesNothingWhenNoFileIsChosen()
{
    open(m_desk->test.workspace());
    m_desk->test.prompt.file.clear();
    driver().press(QStringLiteral("Export"));
    PageDriver(*dialog()).press(QStringLiteral("Export"));
    QTRY_COMPARE(m_desk->test.prompt.questions.size(), 1);
    QVERIFY(m_desk->test.notifier.messages.isEmpty());
    QVERIFY(driver().canPress(QStringLiteral("Export")));
}

void CallExporterTest::exportTo(const QString &name)
{
    open(m_desk->test.workspace());
    m_desk->test.prompt.file = m_desk->test.filePath(name);
    driver().press(QStringLiteral("Export"));
    PageDriver(*dialog()).press(QStringLiteral("Export"));
    QTRY_VERIFY(!told().isEmpty());
}

void CallExporterTest::writesAWorkbook()
{
    exportTo(QStringLiteral("exported.xlsx"));
    QVERIFY2(told().contains(QStringLiteral("calls were written to “exported.xlsx”")), qPrintable(told()));
    const QList<BookSheet> book = readBook(m_desk->test.prompt.file);
    QCOMPARE(book.size(), 1);
    QCOMPARE(book[0].faults.join(u'\n'), QString());
    QCOMPARE(book[0].rows.size(), 2);
    const qsizetype customer = book[0].rows[0].indexOf(QStringLiteral("customer"));
    QCOMPARE(book[0].rows[1].value(customer), m_desk->call.customer.text);
    QVERIFY(!book[0].xml.contains(m_desk->number.toUtf8()));
}

void CallExporterTest::writesPages()
{
    exportTo(QStringLiteral("exported.PDF"));
    QVERIFY2(told().contains(QStringLiteral("calls were written to “exported.PDF”")), qPrintable(told()));
    QVERIFY(written().startsWith("%PDF-"));
    QCOMPARE(written().count("/Type /Page\n"), 1);
}

void CallExporterTest::refusesOtherKindsOfFiles()
{
    exportTo(QStringLiteral("exported.txt"));
    QVERIFY2(told().contains(QStringLiteral("ends in .xlsx, .csv or .pdf")), qPrintable(told()));
    QVERIFY(!QFile::exists(m_desk->test.prompt.file));
    QVERIFY(driver().canPress(QStringLiteral("Export")));
}

} // namespace callveil

QTEST_MAIN(callveil::CallExporterTest)
#include "tst_call_exporter.moc"
