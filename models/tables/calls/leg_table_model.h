// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "tables/base/list_table_model.h"
#include "tables/calls/call_texts.h"

#include <QCoreApplication>

namespace callveil {

/// The legs of one session, in masked text.
class LegTableModel final : public ListTableModel<LegLine> {
    Q_DECLARE_TR_FUNCTIONS(LegTableModel)

public:
    enum Column {
        Leg,
        Kind,
        MediumColumn,
        Started,
        DispositionColumn,
        Customer,
        AgentNumber,
        ProxyNumber,
        Billable,
        Cost,
        Recharge,
        Recording,
        ConsentColumn
    };

    explicit LegTableModel(CallTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const LegLine &item, int column) const override;
    [[nodiscard]] qint64 idOf(const LegLine &item) const override { return item.leg; }

private:
    CallTexts m_texts;
};

} // namespace callveil
