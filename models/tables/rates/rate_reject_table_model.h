// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_import.h"
#include "tables/base/list_table_model.h"
#include "tables/rates/rate_texts.h"

#include <QCoreApplication>

namespace callveil {

/// The rows of a file of rates that are not taken, and why.
class RateRejectTableModel final : public ListTableModel<RateReject> {
    Q_DECLARE_TR_FUNCTIONS(RateRejectTableModel)

public:
    enum Column { Line, Fault };

    explicit RateRejectTableModel(RateTexts texts, QObject *parent = nullptr)
        : ListTableModel({{tr("Line"), true}, {tr("Why it is left out")}}, parent), m_texts(std::move(texts))
    { }

protected:
    [[nodiscard]] TableCell cell(const RateReject &item, int column) const override
    {
        if (column == Line)
            return {QString::number(item.line), {}, item.line};
        return {m_texts.fault(item.error)};
    }
    [[nodiscard]] qint64 idOf(const RateReject &item) const override { return item.line; }

private:
    RateTexts m_texts;
};

} // namespace callveil
