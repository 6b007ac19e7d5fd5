// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/cell_texts.h"
#include "tables/charts/time_points.h"

#include <QAbstractTableModel>

namespace callveil {

/// The numbers of a picture over time: a row for each moment, a column for each series.
class TimeTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit TimeTableModel(CellTexts texts, QObject *parent = nullptr);

    void setPoints(TimePoints points);
    [[nodiscard]] const TimePoints &points() const { return m_points; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] TableCell cell(size_t moment, int column) const;

    CellTexts m_texts;
    TimePoints m_points;
};

} // namespace callveil
