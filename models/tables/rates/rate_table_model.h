// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_service.h"
#include "tables/base/list_table_model.h"
#include "tables/rates/rate_texts.h"

#include <QCoreApplication>

namespace callveil {

/// Rates, one to a row.
class RateTableModel final : public ListTableModel<RateLine> {
    Q_DECLARE_TR_FUNCTIONS(RateTableModel)

public:
    enum Column { List, Prefix, Country, Price, Increment, ValidFrom, ValidUntil, State, Added };

    explicit RateTableModel(RateTexts texts, QObject *parent = nullptr);

    /// The rows of a file, each by its line.
    void setRows(const std::vector<RateRow> &rows);

protected:
    [[nodiscard]] TableCell cell(const RateLine &item, int column) const override;
    [[nodiscard]] qint64 idOf(const RateLine &item) const override { return item.entry.rate.id.value; }

private:
    [[nodiscard]] TableCell untilCell(const RateLine &item) const;
    [[nodiscard]] TableCell stateCell(RateState state) const;
    [[nodiscard]] TableCell addedCell(const RateEntry &entry) const;

    RateTexts m_texts;
};

} // namespace callveil
