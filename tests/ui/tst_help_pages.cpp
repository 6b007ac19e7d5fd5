// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_book.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

#include <QAction>
#include <QListWidget>
#include <QRegularExpression>
#include <QShortcut>
#include <QSignalSpy>
#include <QTabBar>

namespace callveil {

/// What the help says is there, and what is there is in the help.
class HelpPagesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPageAndTabHasItsOwn();
    void everyPageOfTheHelpHasATitleAndText();
    void everyLinkLeadsToAPage();
    void everyPageCanBeReachedFromTheFirst();
    void f1OpensThePageThatIsShown();
    void theHelpMenuLeadsToTheHelp();
    void theListedKeysAreThoseOfTheWindow();

private:
    /// Shows every page and tab once, and calls this with the id of each.
    void visit(const std::function<void()> &use);
    [[nodiscard]] QStringList linksOf(const HelpPage &page) const;
    [[nodiscard]] QStringList listedKeys() const;
    void collectKeys();
    [[nodiscard]] QAction &action(const QString &text) const;

    AccessScene m_scene;
    HelpBook m_book;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    QSet<QString> m_keys; ///< of the window and of every page
};

void HelpPagesTest::initTestCase()
{
    m_scene.found();
    m_theme = std::make_unique<Theme>(m_scene.settings);
    m_window = std::make_unique<MainWindow>(m_scene.enter(QStringLiteral("asha")), allPages(),
        WindowContext{m_scene.prompt, *m_theme, m_scene.settings, m_scene.local, m_scene.clipboard});
    m_window->resize(1600, 1000);
    m_window->show();
}

void HelpPagesTest::visit(const std::function<void()> &use)
{
    auto &navigation = PageDriver(*m_window).get<QListWidget>(QStringLiteral("Navigation"));
    for (int row = 0; row < navigation.count(); ++row) {
        navigation.setCurrentRow(row);
        auto *tabs = m_window->findChild<QTabBar *>(QStringLiteral("configurationTabs"));
        const int count = tabs && tabs->isVisible() ? tabs->count() : 1;
        for (int tab = 0; tab < count; ++tab) {
            if (count > 1)
                tabs->setCurrentIndex(tab);
            use();
        }
    }
}

void HelpPagesTest::everyPageAndTabHasItsOwn()
{
    for (const PageEntry &page : allPages())
        QVERIFY2(m_book.find(page.id), qPrintable(QStringLiteral("resources/help/%1.md").arg(page.id)));
    for (const char *topic : {"overview", "configuration", "first-start", "sign-in", "recovery", "import", "licences"})
        QVERIFY2(m_book.find(QLatin1String(topic)), topic);
}

void HelpPagesTest::everyPageOfTheHelpHasATitleAndText()
{
    for (const HelpPage &page : m_book.pages()) {
        QVERIFY2(!page.title.isEmpty(), qPrintable(page.id));
        QVERIFY2(page.text.size() > 200, qPrintable(page.id));
    }
}

QStringList HelpPagesTest::linksOf(const HelpPage &page) const
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)]*)\\)"));
    QStringList links;
    for (auto found = link.globalMatch(page.text); found.hasNext();)
        links.append(found.next().captured(1));
    return links;
}

void HelpPagesTest::everyLinkLeadsToAPage()
{
    const QString suffix = QStringLiteral(".md");
    for (const HelpPage &page : m_book.pages())
        for (const QString &link : linksOf(page))
            QVERIFY2(link.endsWith(suffix) && m_book.find(link.chopped(suffix.size())),
                qPrintable(QStringLiteral("%1: %2").arg(page.id, link)));
}

void HelpPagesTest::everyPageCanBeReachedFromTheFirst()
{
    QStringList reached{QStringLiteral("overview")};
    for (qsizetype next = 0; next < reached.size(); ++next)
        if (const HelpPage *page = m_book.find(reached[next]))
            for (const QString &link : linksOf(*page))
                if (const QString id = link.chopped(3); !reached.contains(id))
                    reached.append(id);
    for (const HelpPage &page : m_book.pages())
        QVERIFY2(reached.contains(page.id), qPrintable(page.id));
}

QAction &HelpPagesTest::action(const QString &text) const
{
    const auto actions = m_window->findChildren<QAction *>();
    const auto found = std::find_if(actions.begin(), actions.end(),
        [&](const QAction *each) { return each->text().remove(u'&').remove(u'…') == text; });
    if (found == actions.end())
        qFatal("there is no action %s", qPrintable(text));
    return **found;
}

void HelpPagesTest::f1OpensThePageThatIsShown()
{
    const QAction &help = action(QStringLiteral("Help for this page"));
    QCOMPARE(help.shortcut(), QKeySequence(Qt::Key_F1));
    QSignalSpy asked(m_window.get(), &MainWindow::helpAsked);
    visit([&] { action(QStringLiteral("Help for this page")).trigger(); });
    QStringList pages;
    for (const QList<QVariant> &each : asked)
        pages.append(each.front().toString());
    QStringList ids;
    for (const PageEntry &page : allPages())
        ids.append(page.id);
    pages.sort();
    ids.sort();
    QCOMPARE(pages, ids);
}

void HelpPagesTest::theHelpMenuLeadsToTheHelp()
{
    QSignalSpy asked(m_window.get(), &MainWindow::helpAsked);
    action(QStringLiteral("Contents")).trigger();
    action(QStringLiteral("Keyboard shortcuts")).trigger();
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked[0].front().toString(), QStringLiteral("overview"));
    QCOMPARE(asked[1].front().toString(), QStringLiteral("shortcuts"));
}

/// First cells of the table under this heading.
QStringList HelpPagesTest::listedKeys() const
{
    const QString text = m_book.find(QStringLiteral("shortcuts"))->text;
    const QString part =
        text.section(QStringLiteral("## Keys of the window"), 1).section(QStringLiteral("\n## "), 0, 0);
    QStringList keys;
    for (const QString &line : part.split(u'\n'))
        if (line.startsWith(QLatin1String("| ")) && !line.startsWith(QLatin1String("| keys")))
            keys.append(line.section(u'|', 1, 1).trimmed());
    return keys;
}

void HelpPagesTest::collectKeys()
{
    const auto add = [this](const QKeySequence &keys) {
        const QString text = keys.toString(QKeySequence::PortableText);
        // Letters with Alt are underlined, Escape closes as everywhere, and Ctrl+1 stands for all its like.
        static const QRegularExpression known(QStringLiteral("^(Alt\\+.|Esc|Ctrl\\+[2-9])$"));
        if (!text.isEmpty() && !known.match(text).hasMatch())
            m_keys.insert(text);
    };
    for (const QAction *action : m_window->findChildren<QAction *>())
        if (action->shortcut() != QKeySequence(QKeySequence::Copy)) // of lists
            add(action->shortcut());
    for (const QShortcut *shortcut : m_window->findChildren<QShortcut *>())
        add(shortcut->key());
    for (const QAbstractButton *button : m_window->findChildren<QAbstractButton *>())
        add(button->shortcut());
}

void HelpPagesTest::theListedKeysAreThoseOfTheWindow()
{
    visit([this] { collectKeys(); });
    const QStringList listed = listedKeys();
    QVERIFY(listed.size() > 10);
    for (const QString &key : listed)
        QVERIFY2(m_keys.contains(key), qPrintable(QStringLiteral("%1 is listed and does nothing").arg(key)));
    for (const QString &key : std::as_const(m_keys))
        QVERIFY2(listed.contains(key), qPrintable(QStringLiteral("%1 is not listed in shortcuts.md").arg(key)));
}

} // namespace callveil

QTEST_MAIN(callveil::HelpPagesTest)
#include "tst_help_pages.moc"
