// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace callveil {

/// The first cells of a CSV file, with every number in them masked already; for the mapping page.
class SampleTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// `displayed`: numbers and times as they are painted, left to right in every language.
    explicit SampleTableModel(QString (*displayed)(const QString &), QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_displayed(displayed)
    { }

    /// `header` may be empty: the columns are then called by their number.
    void setSample(const QStringList &header, const QList<QStringList> &rows);

    /// "2: callee", or "Column 2" without a header.
    [[nodiscard]] QString columnName(int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString (*m_displayed)(const QString &);
    QStringList m_header;
    QList<QStringList> m_rows;
    int m_columns = 0;
};

} // namespace callveil
