// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "tables/access/access_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// A grant of actual numbers, or a role that has none.
struct GrantRow {
    Role role = Role::ProfessionalAgent;
    std::optional<GrantLine> grant;
};

/// Every role with the actual numbers that are granted to it, and whom each grant reaches.
class GrantTableModel final : public ListTableModel<GrantRow> {
    Q_DECLARE_TR_FUNCTIONS(GrantTableModel)

public:
    enum Column { RoleName, Granted, Processes, GrantedBy, Since, People };

    explicit GrantTableModel(AccessTexts texts, QObject *parent = nullptr);

    /// A role without a grant gets a row that says so. Whoever belongs to some processes sees the grants of these
    /// alone.
    void setGrants(const std::vector<GrantLine> &grants, bool seesAll);
    [[nodiscard]] static qint64 idOf(Role role, ProcessId process);

protected:
    [[nodiscard]] TableCell cell(const GrantRow &item, int column) const override;
    [[nodiscard]] qint64 idOf(const GrantRow &item) const override;

private:
    [[nodiscard]] TableCell stateCell(const std::optional<GrantLine> &grant) const;
    [[nodiscard]] static TableCell peopleCell(const GrantLine &grant);

    AccessTexts m_texts;
    bool m_seesAll = true;
};

} // namespace callveil
