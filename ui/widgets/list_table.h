// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QLabel;

namespace callveil {

/// A table of a list model: whole rows, sorting by heading or with Alt and an arrow key, copying without display marks,
/// and a sentence in its place while it is empty. That there is nothing it says only once somebody has looked: until
/// noteRead() it says that it is being read.
class ListTable final : public QTableView {
    Q_OBJECT

public:
    /// `name` is the accessible name; `emptyText` says why there is nothing and what to do next.
    ListTable(const QString &name, const QString &emptyText, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setEmptyText(const QString &text);
    /// To be called with each answer about the rows, and at once for a table that shows what is done here, which
    /// nobody reads first. After a failure an empty table says that it could not be read; what was known before stays.
    void noteRead(bool succeeded = true);
    /// The rows will be those of something else: whether there are any is not known until noteRead().
    void forgetRead();

    /// Ids of the selected rows, topmost first.
    [[nodiscard]] QList<qint64> selectedIds() const;
    /// Id of the current row when it is selected, else of the first selected one; 0 when there is none.
    [[nodiscard]] qint64 currentId() const;
    void selectIds(const QList<qint64> &ids);

    /// How many rows the table would like to show at once, and how few it makes do with.
    void setRowsShown(int rows, int fewest = 3);
    /// The column that takes the room that is left over, and gives way where there is too little.
    void setFlexibleColumn(int column);
    /// A column of words that gives way too, where the flexible one has no more room to give.
    void setYieldingColumn(int column);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void idsSelected();
    /// A double click or Return on a row.
    void chosen();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void copySelection() const;
    [[nodiscard]] bool sortByKey(const QKeyEvent &event);
    [[nodiscard]] int heightOf(int rows) const;
    void updateRows();
    void showIfEmpty();
    void sayWhyEmpty();
    void fitColumns();
    void fillWidth();
    void fillFlexibleColumn();
    [[nodiscard]] int neededWidth(int column) const;

    enum class Reading { Unknown, Failed, Done };

    QLabel *m_empty;
    QString m_emptyText;
    Reading m_reading = Reading::Unknown;
    int m_rowsShown = 4;
    int m_fewestRows = 3;
    int m_flexible = -1; ///< -1: the last column, when it holds words
    int m_yielding = -1; ///< -1: none
    bool m_sized = false; ///< columns were fitted to their content
};

} // namespace callveil
