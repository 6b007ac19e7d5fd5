// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/report_view.h"

#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QGridLayout>

namespace callveil {

ReportView::ReportView(QWidget *parent) : QWidget(parent), m_rows(new QGridLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(gridUnit(this) * 2);
    m_rows->setVerticalSpacing(gridUnit(this));
    m_rows->setColumnStretch(1, 1);
}

void ReportView::clear()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ReportView::show(const QList<ReportLine> &lines)
{
    clear();
    for (int row = 0; row < int(lines.size()); ++row) {
        const ReportLine &line = lines[row];
        auto *label = new QLabel(line.label, this);
        label->setForegroundRole(QPalette::PlaceholderText);
        QWidget *text = nullptr;
        if (line.isFault) {
            auto *fault = new StatusLine(this);
            fault->say(Status::Critical, line.text);
            text = fault;
        } else {
            auto *found = new WrappedLabel(line.text, this);
            found->setTextFormat(Qt::PlainText);
            found->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            text = found;
        }
        label->setBuddy(text);
        m_rows->addWidget(label, row, 0, Qt::AlignTop);
        m_rows->addWidget(text, row, 1);
    }
}

} // namespace callveil
