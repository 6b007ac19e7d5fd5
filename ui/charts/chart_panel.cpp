// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_panel.h"

#include "domain/base/when_answered.h"
#include "ui/charts/chart_file.h"
#include "ui/charts/chart_palette.h"
#include "ui/charts/chart_picture.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/wrapped_label.h"

#include <QChartView>
#include <QClipboard>
#include <QDate>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>

namespace callveil {

ChartPanel::ChartPanel(const QString &name, QChartView *view, Prompt &prompt, Notifier &notifier, QWidget *parent)
    : QWidget(parent), m_name(name), m_heading(name), m_prompt(prompt), m_notifier(notifier), m_view(view),
      m_tools(new QHBoxLayout), m_buttons(new QHBoxLayout), m_title(new WrappedLabel(name, this)),
      m_caption(new WrappedLabel(this)), m_empty(new WrappedLabel(this)), m_reading(new WrappedLabel(this)),
      m_stack(new QStackedWidget(this)), m_table(new ListTable(name, {}, this)),
      m_showTable(makeButton(tr("Table"), tr("Table"), tr("Shows the same numbers as a table"))),
      m_copy(makeButton(tr("Copy"), tr("Copy"), tr("Copies the chart as a picture"))),
      m_save(makeButton(tr("Save…"), tr("Save"), tr("Saves the chart as a picture, PNG or SVG")))
{
    m_view->setAccessibleName(name);
    m_showTable->setCheckable(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_caption->setMuted();
    m_caption->hide();
    m_reading->setMuted();
    m_empty->setMuted();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(2 * gridUnit(this));
    connect(m_showTable, &QToolButton::toggled, this, &ChartPanel::showPart);
    connect(m_copy, &QToolButton::clicked, this, &ChartPanel::copy);
    connect(m_save, &QToolButton::clicked, this, &ChartPanel::save);
}

QToolButton *ChartPanel::makeButton(const QString &text, const QString &name, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(name);
    button->setAccessibleDescription(QStringLiteral("%1. %2").arg(m_name, tip)); // a page may have several charts
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ChartPanel::arrange(QAbstractItemModel *numbers, QWidget *frame)
{
    m_frame = frame ? frame : m_view;
    m_table->setModel(numbers);
    m_table->setWhatsThis(tr("The same numbers as in the picture."));
    m_table->setSortingEnabled(false); // the order is that of the chart
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    for (QWidget *page : {m_frame, static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_empty)})
        m_stack->addWidget(page);
    auto *head = new QHBoxLayout;
    head->setSpacing(gridUnit(this));
    head->addWidget(m_title, 1, Qt::AlignVCenter);
    head->addLayout(m_tools);
    head->addLayout(m_buttons);
    m_tools->setSpacing(gridUnit(this));
    m_buttons->setSpacing(gridUnit(this) / 2);
    for (QToolButton *button : {m_showTable, m_copy, m_save})
        m_buttons->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(head);
    column->addWidget(m_caption);
    column->addWidget(m_stack, 1);
    column->addWidget(m_reading);
    showPart();
    dress();
}

void ChartPanel::addTool(QWidget *tool)
{
    m_tools->addWidget(tool);
    setTabOrder(tool, m_buttons->itemAt(0)->widget());
}

void ChartPanel::addButton(QToolButton *button)
{
    m_buttons->insertWidget(0, button);
}

void ChartPanel::setSubject(const QString &subject)
{
    m_heading = subject.isEmpty() ? m_name : tr("%1: %2").arg(m_name, subject);
    m_title->say(m_heading);
}

void ChartPanel::setCaption(const QString &text)
{
    m_caption->say(text);
    m_caption->setVisible(!text.isEmpty());
}

void ChartPanel::setEmpty(const QString &text)
{
    m_empty->say(text);
    showPoints(false);
}

void ChartPanel::showPoints(bool any)
{
    m_isEmpty = !any;
    showPart();
}

void ChartPanel::showPart()
{
    const bool isTable = !m_isEmpty && m_showTable->isChecked();
    if (isTable)
        fillTable();
    m_stack->setCurrentWidget(m_isEmpty ? m_empty : isTable ? static_cast<QWidget *>(m_table) : m_frame);
    m_reading->setVisible(!m_isEmpty && !isTable);
    for (QToolButton *button : {m_showTable, m_copy, m_save})
        button->setEnabled(!m_isEmpty);
}

void ChartPanel::setSummary(const QString &text)
{
    m_view->setAccessibleDescription(text);
}

QChart &ChartPanel::chart() const
{
    return *m_view->chart();
}

void ChartPanel::setReading(const QString &text)
{
    m_reading->say(text);
}

void ChartPanel::dress()
{
    dressChart(*m_view->chart(), *this);
    m_view->chart()->setLocalizeNumbers(true);
    m_view->chart()->setLocale(QLocale());
    m_view->setBackgroundBrush(palette().color(QPalette::Base));
}

void ChartPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_frame && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange))
        dress();
}

void ChartPanel::copy()
{
    QGuiApplication::clipboard()->setImage(ChartPicture(*m_view, m_heading, m_note).image());
    m_notifier.show(Notifier::Kind::Done, tr("“%1” was copied as a picture.").arg(m_heading));
}

void ChartPanel::save()
{
    const QString typed = m_prompt.saveFile(this, tr("Save chart"), suggestedPicture(m_heading, QDate::currentDate()),
        tr("PNG pictures (*.png);;SVG pictures (*.svg)"));
    if (typed.isEmpty())
        return;
    const QString path = pictureFile(typed), file = QFileInfo(path).fileName();
    // The question whether to replace it was about the name as it was typed.
    if (path != typed && QFileInfo::exists(path)
        && !m_prompt.confirm(
            this, tr("Save chart"), tr("There is a file “%1” already. Replace it?").arg(file), tr("Replace")))
        return;
    m_save->setEnabled(false);
    const ChartPicture picture(*m_view, m_heading, m_note);
    const bool isSvg = path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
    whenAnswered((isSvg ? saveSvg(path, picture.svg()) : savePng(path, picture.image())), this,
        [this, file](const Result<void> &written) {
            m_save->setEnabled(!m_isEmpty);
            if (!written)
                return m_notifier.fail(written.error());
            m_notifier.show(Notifier::Kind::Done, tr("The chart was written to “%1”.").arg(file));
        });
}

} // namespace callveil
