// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_service.h"
#include "tables/base/list_table_model.h"
#include "tables/rates/rate_texts.h"

#include <QCoreApplication>

namespace callveil {

/// A line at its place in the list.
struct UnratedRow {
    qint64 place = 0;
    UnratedLine line;
};

/// Legs without a rate, by process and zone.
class UnratedTableModel final : public ListTableModel<UnratedRow> {
    Q_DECLARE_TR_FUNCTIONS(UnratedTableModel)

public:
    enum Column { ProcessName, Zone, Country, Why, Legs, Duration, First, Last };

    explicit UnratedTableModel(RateTexts texts, QObject *parent = nullptr);

    void setLines(const std::vector<UnratedLine> &lines);
    /// Legs of all rows.
    [[nodiscard]] qint64 legs() const;

protected:
    [[nodiscard]] TableCell cell(const UnratedRow &item, int column) const override;
    [[nodiscard]] qint64 idOf(const UnratedRow &item) const override { return item.place; }

private:
    RateTexts m_texts;
};

} // namespace callveil
