// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/late_callback_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// What pools answer to late callbacks, and how many there were.
class LateCallbackTableModel final : public ListTableModel<LateCallbacks> {
    Q_DECLARE_TR_FUNCTIONS(LateCallbackTableModel)

public:
    enum Column { PoolName, Answer, Target, Day, Week, Month, From };
    using AnswerText = QString (*)(LateAnswer answer);
    using CountriesText = QString (*)(const std::vector<CountryCalls> &countries);

    LateCallbackTableModel(CellTexts texts, AnswerText answer, CountriesText countries, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const LateCallbacks &item, int column) const override;
    [[nodiscard]] qint64 idOf(const LateCallbacks &item) const override { return item.pool.id.value; }

private:
    CellTexts m_texts;
    AnswerText m_answer;
    CountriesText m_countries;
};

} // namespace callveil
