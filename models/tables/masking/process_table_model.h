// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// Processes with the policy in force. An archived process has no policy to show.
class ProcessTableModel final : public ListTableModel<ProcessPolicy> {
    Q_DECLARE_TR_FUNCTIONS(ProcessTableModel)

public:
    enum Column { ProcessName, Masking, Policy, Revision, ChangedBy, ChangedAt };

    explicit ProcessTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const ProcessPolicy &item, int column) const override;
    [[nodiscard]] qint64 idOf(const ProcessPolicy &item) const override { return item.process.id.value; }

private:
    [[nodiscard]] TableCell policyCell(const ProcessPolicy &item) const;

    CellTexts m_texts;
};

} // namespace callveil
