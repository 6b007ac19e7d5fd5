// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/cell_texts.h"
#include "tables/charts/bar_points.h"

#include <QAbstractTableModel>

namespace callveil {

/// The numbers of a picture of bars: a row for each category, a column for each series and one for the marks.
class BarTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit BarTableModel(CellTexts texts, QObject *parent = nullptr);

    void setPoints(BarPoints points);
    [[nodiscard]] const BarPoints &points() const { return m_points; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] TableCell cell(int category, int column) const;

    CellTexts m_texts;
    BarPoints m_points;
};

} // namespace callveil
