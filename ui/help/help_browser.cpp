// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_browser.h"

#include "ui/widgets/grid.h"

#include <QTextTable>

namespace callveil {

namespace {
const QString s_suffix = QStringLiteral(".md");
}

HelpBrowser::HelpBrowser(const HelpBook &book, QWidget *parent) : QTextBrowser(parent), m_book(book)
{
    setOpenExternalLinks(false);
    document()->setDocumentMargin(2 * gridUnit(this));
    connect(this, &QTextBrowser::sourceChanged, this, &HelpBrowser::arrangeTables);
}

void HelpBrowser::open(const QString &page)
{
    setSource(QUrl(page + s_suffix), QTextDocument::MarkdownResource);
}

QString HelpBrowser::pageOf(const QUrl &source)
{
    const QString path = source.path();
    return source.isRelative() && path.endsWith(s_suffix) ? path.chopped(s_suffix.size()) : QString();
}

QString HelpBrowser::page() const
{
    return pageOf(source());
}

QVariant HelpBrowser::loadResource(int, const QUrl &name)
{
    const HelpPage *found = m_book.find(pageOf(name));
    return found ? QVariant(found->text) : QVariant();
}

/// Lines between the cells, and air around their text.
void HelpBrowser::arrangeTables()
{
    const QList<QTextFrame *> frames = document()->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderBrush(palette().color(QPalette::Mid));
        format.setCellPadding(gridUnit(this) / 2.0);
        table->setFormat(format);
    }
}

} // namespace callveil
