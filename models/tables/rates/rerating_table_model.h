// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rerating.h"
#include "tables/base/list_table_model.h"
#include "tables/rates/rate_texts.h"

#include <QCoreApplication>

namespace callveil {

/// What the legs of one list cost in one currency.
struct ReratedSum {
    qint64 place = 0;
    RateKind kind = RateKind::Cost;
    QString currency;
    qint64 before = 0, after = 0; ///< millionths
};

/// Old and new sums of a period, by list and currency.
class ReratingTableModel final : public ListTableModel<ReratedSum> {
    Q_DECLARE_TR_FUNCTIONS(ReratingTableModel)

public:
    enum Column { List, Before, After, Difference };

    explicit ReratingTableModel(RateTexts texts, QObject *parent = nullptr);

    void setReport(const ReratingReport &report);

protected:
    [[nodiscard]] TableCell cell(const ReratedSum &item, int column) const override;
    [[nodiscard]] qint64 idOf(const ReratedSum &item) const override { return item.place; }

private:
    [[nodiscard]] TableCell moneyCell(qint64 micros, const QString &currency) const;

    RateTexts m_texts;
};

} // namespace callveil
