// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_browser.h"
#include "ui/help/help_desk.h"
#include "ui/help/help_window.h"
#include "ui/support/page_driver.h"
#include "ui/widgets/help_topic.h"

#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>

namespace callveil {

/// The help in its window, and the key that opens it.
class HelpWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsThePageThatIsAskedFor();
    void beginsWithTheFirstWhenThereIsNoSuchPage();
    void findsPagesByTheirWords();
    void goesWhereALinkLeadsAndBack();
    void readsNothingButItsPages();
    void f1OpensThePageOfADialog();
    void f1OpensNothingWhereNoPageBelongs();

private:
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_window); }
    [[nodiscard]] HelpBrowser &text() const { return driver().get<HelpBrowser>(QStringLiteral("Help text")); }
    [[nodiscard]] QString chosen() const
    {
        const auto &list = driver().get<QTableView>(m_list);
        return list.selectionModel()->selectedRows().value(0).data().toString();
    }
    /// The window that HelpDesk opened; nullptr while it has not.
    [[nodiscard]] static HelpWindow *opened()
    {
        for (QWidget *window : QApplication::topLevelWidgets())
            if (auto *help = qobject_cast<HelpWindow *>(window); help && help->isVisible())
                return help;
        return nullptr;
    }

    const QString m_list = QStringLiteral("Help pages");
    std::unique_ptr<HelpWindow> m_window;
};

void HelpWindowTest::init()
{
    m_window = std::make_unique<HelpWindow>();
}

void HelpWindowTest::showsThePageThatIsAskedFor()
{
    m_window->open(QStringLiteral("pools"));
    QVERIFY(m_window->isVisible());
    QCOMPARE(text().page(), QStringLiteral("pools"));
    QVERIFY(text().toPlainText().startsWith(QStringLiteral("Number pools")));
    QCOMPARE(chosen(), QStringLiteral("Number pools"));
    m_window->open(QStringLiteral("shortcuts"));
    QCOMPARE(chosen(), QStringLiteral("Keyboard shortcuts"));
}

void HelpWindowTest::beginsWithTheFirstWhenThereIsNoSuchPage()
{
    QCOMPARE(m_window->book().pages().front().id, QStringLiteral("overview"));
    m_window->open(QStringLiteral("nowhere"));
    QCOMPARE(text().page(), QStringLiteral("overview"));
}

void HelpWindowTest::findsPagesByTheirWords()
{
    m_window->open(QStringLiteral("overview"));
    const int all = driver().rows(m_list);
    QCOMPARE(size_t(all), m_window->book().pages().size());
    driver().type(QStringLiteral("Search help"), QStringLiteral("stopall UNSUBSCRIBE"));
    QCOMPARE(driver().rows(m_list), 1);
    QCOMPARE(text().page(), QStringLiteral("overview")); // what is read stays
    driver().selectRow(m_list, 0);
    QCOMPARE(text().page(), QStringLiteral("opt-outs"));
    QVERIFY(text().textCursor().selectedText().compare(QStringLiteral("stopall"), Qt::CaseInsensitive) == 0);
    driver().type(QStringLiteral("Search help"), QStringLiteral("canary"));
    QTest::keyClick(&driver().get<QLineEdit>(QStringLiteral("Search help")), Qt::Key_Return);
    QCOMPARE(
        text().page(), m_window->book().pages()[size_t(m_window->book().search(QStringLiteral("canary")).front())].id);
    driver().type(QStringLiteral("Search help"), QStringLiteral("no page has zyzzyva"));
    QCOMPARE(driver().rows(m_list), 0);
    QVERIFY(driver().says(QStringLiteral("No page holds all these words.")));
}

void HelpWindowTest::goesWhereALinkLeadsAndBack()
{
    m_window->open(QStringLiteral("overview"));
    QVERIFY(!driver().canPress(QStringLiteral("Back")));
    QTest::keyClick(&text(), Qt::Key_Tab); // to the first link
    QTest::keyClick(&text(), Qt::Key_Return);
    QCOMPARE(text().page(), QStringLiteral("overview-page"));
    QCOMPARE(chosen(), QStringLiteral("Overview"));
    driver().press(QStringLiteral("Back"));
    QCOMPARE(text().page(), QStringLiteral("overview"));
    driver().press(QStringLiteral("Forward"));
    QCOMPARE(text().page(), QStringLiteral("overview-page"));
}

void HelpWindowTest::readsNothingButItsPages()
{
    m_window->open(QStringLiteral("overview"));
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("secret.md")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("# Secret\n") > 0);
    file.close();
    for (const QUrl &elsewhere : {QUrl::fromLocalFile(file.fileName()), QUrl(file.fileName()),
             QUrl(QStringLiteral("http://127.0.0.1:1/pools.md")), QUrl(QStringLiteral("qrc:/help/pools.md"))}) {
        QVERIFY(!text().loadResource(QTextDocument::MarkdownResource, elsewhere).isValid());
        text().setSource(elsewhere);
        QVERIFY(text().toPlainText().isEmpty());
    }
}

void HelpWindowTest::f1OpensThePageOfADialog()
{
    HelpDesk desk;
    QWidget page;
    setHelpTopic(page, QStringLiteral("bindings"));
    QDialog dialog(&page);
    auto *field = new QLineEdit(&dialog);
    dialog.show();
    QTest::keyClick(field, Qt::Key_F1, Qt::ShiftModifier); // is What's This
    QVERIFY(!opened());
    QTest::keyClick(field, Qt::Key_F1);
    QVERIFY(opened());
    QCOMPARE(PageDriver(*opened()).get<HelpBrowser>(QStringLiteral("Help text")).page(), QStringLiteral("bindings"));
    setHelpTopic(dialog, QStringLiteral("service")); // the nearest counts
    QTest::keyClick(field, Qt::Key_F1);
    QCOMPARE(PageDriver(*opened()).get<HelpBrowser>(QStringLiteral("Help text")).page(), QStringLiteral("service"));
}

void HelpWindowTest::f1OpensNothingWhereNoPageBelongs()
{
    HelpDesk desk;
    QLineEdit field;
    field.show();
    QTest::keyClick(&field, Qt::Key_F1);
    QVERIFY(!opened());
}

} // namespace callveil

QTEST_MAIN(callveil::HelpWindowTest)
#include "tst_help_window.moc"
