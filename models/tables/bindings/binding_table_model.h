// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "tables/base/list_table_model.h"
#include "tables/bindings/binding_texts.h"

#include <QCoreApplication>

namespace callveil {

/// Bindings as they stand at the moment that their page was read.
class BindingTableModel final : public ListTableModel<Binding> {
    Q_DECLARE_TR_FUNCTIONS(BindingTableModel)

public:
    enum Column {
        ProxyNumber,
        Customer,
        AgentParty,
        ProcessName,
        PoolName,
        ModelName,
        CaseRef,
        State,
        Made,
        Expires,
        Session
    };

    explicit BindingTableModel(BindingTexts texts, QObject *parent = nullptr);

    void setPage(BindingPage page);
    /// The moment by which states are judged, ms since 1970.
    [[nodiscard]] qint64 now() const { return m_now; }

protected:
    [[nodiscard]] TableCell cell(const Binding &item, int column) const override;
    [[nodiscard]] qint64 idOf(const Binding &item) const override { return item.id.value; }

private:
    [[nodiscard]] TableCell agentCell(const Binding &binding) const;
    [[nodiscard]] TableCell stateCell(const Binding &binding) const;
    [[nodiscard]] TableCell expiryCell(const Binding &binding) const;
    [[nodiscard]] TableCell idleCell(const Binding &binding) const;
    [[nodiscard]] TableCell endedCell(const Binding &binding, qint64 end) const;

    BindingTexts m_texts;
    qint64 m_now = 0;
};

} // namespace callveil
