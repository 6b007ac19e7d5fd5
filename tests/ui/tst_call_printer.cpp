// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_printer.h"

#include "storage/audit/deed_store.h"
#include "ui/sheets/page_view.h"
#include "ui/sheets/print_preview.h"
#include "ui/support/page_driver.h"
#include "ui/support/reveal_desk.h"
#include "ui/visible_dialog.h"

#include <QPushButton>

namespace callveil {

/// Printing the call log: what is shown, what is recorded, and who may not.
class CallPrinterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_desk = std::make_unique<RevealDesk>(); }
    void cleanup();
    void printsWhatTheLogShows();
    void printsNothingThatCannotBeRecorded();
    void opensNoPreviewOfNothing();
    void isClosedToWhoeverMayNotExport();

private:
    void open(Workspace &workspace, const CallFilter &filter = {});
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] QDialog *preview() const { return visibleDialog(*m_page, QStringLiteral("printPreview")); }
    [[nodiscard]] QString told() const { return m_desk->test.notifier.lastText(); }
    [[nodiscard]] qint64 recorded() const;

    std::unique_ptr<RevealDesk> m_desk;
    std::shared_ptr<Workspace> m_other;
    std::unique_ptr<QWidget> m_page;
};

void CallPrinterTest::cleanup()
{
    m_page.reset();
    m_other.reset();
    m_desk.reset();
}

void CallPrinterTest::open(Workspace &workspace, const CallFilter &filter)
{
    m_page = std::make_unique<QWidget>();
    new CallPrinter(
        m_desk->test.context(workspace), [filter] { return filter; }, m_page.get());
    m_page->show();
}

/// How many prints stand in the record.
qint64 CallPrinterTest::recorded() const
{
    const auto count = m_desk->test.workspace()
                           .interactive()
                           .run([](Connection &database) -> Result<qint64> {
                               DeedFilter filter;
                               filter.action = QStringLiteral("call.export");
                               const auto deeds = DeedStore(database).page(filter, {}, 100);
                               if (!deeds)
                                   return failed(deeds);
                               qint64 prints = 0;
                               for (const DeedEntry &entry : *deeds)
                                   prints += int(entry.deed.after == QStringLiteral("masked; rows 1; format print"));
                               return prints;
                           })
                           .result();
    return count ? *count : -1;
}

void CallPrinterTest::printsWhatTheLogShows()
{
    open(m_desk->test.workspace());
    driver().press(QStringLiteral("Print"));
    QTRY_VERIFY(preview());
    const PageDriver inside(*preview());
    QVERIFY(inside.says(QStringLiteral("Page 1 of 1")));
    QCOMPARE(recorded(), 0); // looking at it is no print
    m_desk->test.prompt.printed = m_desk->test.filePath(QStringLiteral("paper.pdf"));
    inside.press(QStringLiteral("Print"));
    QTRY_COMPARE(told(), QStringLiteral("1 calls were sent to the printer."));
    QVERIFY(QFileInfo(m_desk->test.prompt.printed).size() > 0);
    QCOMPARE(recorded(), 1);
    QTRY_VERIFY(!preview());
    QVERIFY(driver().canPress(QStringLiteral("Print")));
}

void CallPrinterTest::printsNothingThatCannotBeRecorded()
{
    open(m_desk->test.workspace());
    driver().press(QStringLiteral("Print"));
    QTRY_VERIFY(preview());
    m_desk->spoil(QStringLiteral("ALTER TABLE deed RENAME TO gone;"));
    m_desk->test.prompt.printed = m_desk->test.filePath(QStringLiteral("paper.pdf"));
    const PageDriver inside(*preview());
    inside.press(QStringLiteral("Print"));
    QTRY_VERIFY(inside.canPress(QStringLiteral("Print")));
    QVERIFY(!QFile::exists(m_desk->test.prompt.printed));
    QVERIFY(told().isEmpty());
}

void CallPrinterTest::opensNoPreviewOfNothing()
{
    CallFilter filter;
    filter.to = 1;
    open(m_desk->test.workspace(), filter);
    driver().press(QStringLiteral("Print"));
    QTRY_VERIFY(told().contains(QStringLiteral("there is nothing to print")));
    QVERIFY(!preview());
}

void CallPrinterTest::isClosedToWhoeverMayNotExport()
{
    m_desk->test.hire(QStringLiteral("pat"), QStringLiteral("Pat Pine"), Role::ProfessionalAgent);
    m_other = m_desk->test.enter(QStringLiteral("pat"));
    open(*m_other);
    QVERIFY(!driver().canPress(QStringLiteral("Print")));
}

} // namespace callveil

QTEST_MAIN(callveil::CallPrinterTest)
#include "tst_call_printer.moc"
