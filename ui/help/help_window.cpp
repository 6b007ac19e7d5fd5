// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_window.h"

#include "tables/base/table_cell.h"
#include "tables/help/help_table_model.h"
#include "ui/help/help_browser.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/palette_icon.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace callveil {

HelpWindow::HelpWindow(QWidget *parent)
    : QWidget(parent, Qt::Window), m_model(new HelpTableModel(this)), m_search(new QLineEdit(this)),
      m_list(new ListTable(tr("Help pages"), tr("No page holds all these words. Type fewer or shorter ones."), this)),
      m_back(new QPushButton(paletteIcon(QStringLiteral("go_previous")), tr("&Back"), this)),
      m_forward(new QPushButton(paletteIcon(QStringLiteral("go_next")), tr("F&orward"), this)),
      m_text(new HelpBrowser(m_book, this))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Callveil - Help"));
    setAttribute(Qt::WA_QuitOnClose, false);
    setUpParts();
    arrange();
    resize(characters(this, 150), fontMetrics().lineSpacing() * 42);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_model->rowCount() > 0 && !m_search->text().trimmed().isEmpty())
            m_list->selectIds({m_model->index(0, 0).data(IdRole).toLongLong()});
    });
    connect(m_list, &ListTable::idsSelected, this, &HelpWindow::openChosen);
    connect(m_text, &HelpBrowser::sourceChanged, this, &HelpWindow::noteSource);
    connect(m_text, &HelpBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_text, &HelpBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    connect(m_back, &QPushButton::clicked, m_text, &HelpBrowser::backward);
    connect(m_forward, &QPushButton::clicked, m_text, &HelpBrowser::forward);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this, &QWidget::close);
    search();
}

void HelpWindow::setUpParts()
{
    m_search->setObjectName(QStringLiteral("helpSearch"));
    m_search->setAccessibleName(tr("Search help"));
    m_search->setPlaceholderText(tr("Words of a page"));
    m_search->setClearButtonEnabled(true);
    m_search->setWhatsThis(tr("Lists the pages that hold all these words. Return opens the first one."));
    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setModel(m_model);
    m_list->setSortingEnabled(false);
    m_list->horizontalHeader()->hide();
    m_list->setFlexibleColumn(0);
    m_list->setWhatsThis(tr("The pages of the help. The one that is chosen is shown beside the list."));
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Help text"));
    m_text->setWhatsThis(tr("The page. Tab goes from link to link, Return follows one."));
    for (QPushButton *button : {m_back, m_forward})
        button->setEnabled(false);
}

void HelpWindow::arrange()
{
    auto *label = new QLabel(tr("&Search help"), this);
    label->setBuddy(m_search);
    auto *side = new QWidget(this);
    auto *left = new QVBoxLayout(side);
    left->setContentsMargins(0, 0, 0, 0);
    left->addWidget(label);
    left->addWidget(m_search);
    left->addWidget(m_list, 1);
    auto *page = new QWidget(this);
    auto *right = new QVBoxLayout(page);
    right->setContentsMargins(0, 0, 0, 0);
    auto *ways = new QHBoxLayout;
    ways->addWidget(m_back);
    ways->addWidget(m_forward);
    ways->addStretch();
    right->addLayout(ways);
    right->addWidget(m_text, 1);
    auto *across = new QSplitter(Qt::Horizontal, this);
    across->addWidget(side);
    across->addWidget(page);
    across->setStretchFactor(1, 1);
    across->setChildrenCollapsible(false);
    across->setSizes({characters(this, 40), characters(this, 110)});
    auto *column = new QVBoxLayout(this);
    column->addWidget(across, 1);
}

void HelpWindow::open(const QString &page)
{
    m_search->clear();
    m_text->open(m_book.find(page) ? page : m_book.pages().front().id);
    show();
    raise();
    activateWindow();
    m_text->setFocus(Qt::OtherFocusReason);
}

void HelpWindow::search()
{
    std::vector<HelpTopic> topics;
    for (const int place : m_book.search(m_search->text()))
        topics.push_back({place + 1, m_book.pages()[size_t(place)].title});
    const QSignalBlocker quiet(m_list); // what is read stays, also when it is not among them
    m_model->setItems(std::move(topics));
    m_list->noteRead();
    choose(m_text->page()); // a row that took the place of it is not chosen
}

void HelpWindow::openChosen()
{
    const qint64 id = m_list->currentId();
    if (id <= 0)
        return;
    const QString page = m_book.pages()[size_t(id) - 1].id;
    if (page == m_text->page())
        return;
    m_text->open(page);
    const QString word = m_search->text().section(u' ', 0, 0, QString::SectionSkipEmpty);
    if (!word.isEmpty())
        m_text->find(word);
}

/// A link or the way back led to another page: the list shows where that is.
void HelpWindow::noteSource(const QUrl &source)
{
    choose(HelpBrowser::pageOf(source));
}

void HelpWindow::choose(const QString &page)
{
    const HelpPage *found = m_book.find(page);
    const QSignalBlocker quiet(m_list);
    m_list->selectIds({found ? found - m_book.pages().data() + 1 : 0});
}

} // namespace callveil
