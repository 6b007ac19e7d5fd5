// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/gateway.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The carriers of the voice platform.
class GatewayTableModel final : public ListTableModel<Gateway> {
    Q_DECLARE_TR_FUNCTIONS(GatewayTableModel)

public:
    enum Column { GatewayName, Target, Prefixes, Priority, Channels, State };

    explicit GatewayTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const Gateway &item, int column) const override;
    [[nodiscard]] qint64 idOf(const Gateway &item) const override { return item.id.value; }

private:
    CellTexts m_texts;
};

} // namespace callveil
