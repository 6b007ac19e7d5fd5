// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/platform/switch_login.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The logins of switches.
class SwitchLoginTableModel final : public ListTableModel<SwitchLogin> {
    Q_DECLARE_TR_FUNCTIONS(SwitchLoginTableModel)

public:
    enum Column { SwitchName, Login, State, Connected, CreatedBy, CreatedAt, PasswordSince, KeepsRoutes };

    explicit SwitchLoginTableModel(CellTexts texts, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const SwitchLogin &item, int column) const override;
    [[nodiscard]] qint64 idOf(const SwitchLogin &item) const override { return item.id.value; }

private:
    CellTexts m_texts;
};

} // namespace callveil
