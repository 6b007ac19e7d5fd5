// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "tables/base/list_table_model.h"
#include "tables/calls/call_texts.h"

#include <QCoreApplication>

namespace callveil {

/// One field of a call with its value.
struct DetailRow {
    qint64 id = 0;
    QString field;
    TableCell value;
};

/// All that is stored of one session and one of its legs, a field to a row. Fields without a value are left out.
class DetailTableModel final : public ListTableModel<DetailRow> {
    Q_DECLARE_TR_FUNCTIONS(DetailTableModel)

public:
    enum Column { Field, Value };

    explicit DetailTableModel(CallTexts texts, QObject *parent = nullptr);

    /// `tags`: of its session.
    void showCall(const CallLine &call, const LegLine *leg, const QStringList &tags = {});

protected:
    [[nodiscard]] TableCell cell(const DetailRow &item, int column) const override;
    [[nodiscard]] qint64 idOf(const DetailRow &item) const override { return item.id; }

private:
    [[nodiscard]] std::vector<DetailRow> callRows(const CallLine &call) const;
    [[nodiscard]] std::vector<DetailRow> legRows(const LegLine &leg) const;

    CallTexts m_texts;
};

} // namespace callveil
