// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/list_table_model.h"
#include "tables/calls/call_texts.h"

#include <QCoreApplication>

namespace callveil {

/// A rejected row at its place in the list; one row of a file may be rejected once only, but a list may be cut.
struct RejectLine {
    qint64 place = 0;
    RowReject reject;
};

/// The rows of a file that were not taken: where and why, never what.
class RejectTableModel final : public ListTableModel<RejectLine> {
    Q_DECLARE_TR_FUNCTIONS(RejectTableModel)

public:
    enum Column { Line, ColumnName, Fault };

    explicit RejectTableModel(CallTexts texts, QObject *parent = nullptr);

    void setRejects(const std::vector<RowReject> &rejects);

protected:
    [[nodiscard]] TableCell cell(const RejectLine &item, int column) const override;
    [[nodiscard]] qint64 idOf(const RejectLine &item) const override { return item.place; }

private:
    CallTexts m_texts;
};

} // namespace callveil
