// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QChart;
class QChartView;
class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace callveil {

class ListTable;
class Notifier;
class Prompt;
class WrappedLabel;

/// The frame of every chart: its title, tools, the same numbers as a table, and the chart as a picture for the
/// clipboard or a file. What kind of chart it is, is up to who derives from it.
class ChartPanel : public QWidget {
    Q_OBJECT

public:
    /// Puts a widget of the page, e.g. a choice of the period, before the panel's own buttons.
    void addTool(QWidget *tool);
    /// What the numbers are of, e.g. a pool: it stands behind the name in the title and on pictures. Empty: none.
    void setSubject(const QString &subject);
    /// A sentence below the title, e.g. what the numbers forecast; empty: none.
    void setCaption(const QString &text);
    /// Shows a sentence in the place of the chart: why there is none and what to do next. The next points end it.
    void setEmpty(const QString &text);
    /// What a screen reader tells of the chart, with the numbers. New points make one of their own.
    void setSummary(const QString &text);

    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QChart &chart() const;

protected:
    ChartPanel(const QString &name, QChartView *view, Prompt &prompt, Notifier &notifier, QWidget *parent);

    /// To be called at the end of the chart's constructor: `numbers` are what it shows, `frame` holds the view.
    void arrange(QAbstractItemModel *numbers, QWidget *frame = nullptr);
    void addButton(QToolButton *button);
    /// What stands below the chart: the values that are pointed at.
    void setReading(const QString &text);
    /// The picture alone tells it, e.g. the time zone that the page tells elsewhere.
    void setPictureNote(const QString &text) { m_note = text; }
    [[nodiscard]] QChartView &view() const { return *m_view; }
    /// Gives everything the colours and font of the panel.
    virtual void dress();
    /// Puts the numbers into the table's model; called when the table is shown, because a long table takes its time.
    virtual void fillTable() = 0;
    /// To be called with new points: ends the empty state, or begins it again.
    void showPoints(bool any);

    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QToolButton *makeButton(const QString &text, const QString &name, const QString &tip);
    void showPart();
    void copy();
    void save();

    QString m_name, m_heading, m_note;
    Prompt &m_prompt;
    Notifier &m_notifier;
    QChartView *m_view;
    QWidget *m_frame = nullptr;
    QHBoxLayout *m_tools, *m_buttons;
    WrappedLabel *m_title, *m_caption, *m_empty, *m_reading;
    QStackedWidget *m_stack;
    ListTable *m_table;
    QToolButton *m_showTable, *m_copy, *m_save;
    bool m_isEmpty = true;
};

} // namespace callveil
