// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"
#include "tables/calls/sample_table_model.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QScrollArea;
class QTableView;

namespace callveil {

/// The first cells of a CSV file, masked, and over each column a choice of what it means, which stays in sight while
/// the cells scroll. A meaning belongs to one column: choosing it elsewhere takes it from there.
class ColumnPicker final : public QWidget {
    Q_OBJECT

public:
    explicit ColumnPicker(QWidget *parent = nullptr);

    void setSample(const QStringList &header, const QList<QStringList> &rows);
    void setColumns(const QMap<CsvField, int> &columns);
    [[nodiscard]] const QMap<CsvField, int> &columns() const { return m_columns; }

Q_SIGNALS:
    void columnsChosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Several meanings of one column, a bit for each.
    using Meanings = quint32;

    void setUpTable();
    void setUpHeads();
    void makeChoices();
    [[nodiscard]] QWidget *makeHead(int column);
    void choose(int column, Meanings meanings);
    void showMeanings();
    [[nodiscard]] int columnWidth() const;
    [[nodiscard]] Meanings meaningsOf(int column) const;
    [[nodiscard]] static QString textOf(Meanings meanings);

    SampleTableModel m_sample;
    QMap<CsvField, int> m_columns;
    QTableView *m_table;
    QScrollArea *m_headArea;
    QWidget *m_heads;
    QHBoxLayout *m_headRow;
    QList<QComboBox *> m_choices; ///< by column
    QStringList m_names; ///< of the columns that the choices were made for
};

} // namespace callveil
