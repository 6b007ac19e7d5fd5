// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/emergency_service.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class EmergencyTableModel;
class ListTable;

/// The emergency numbers of countries: adds and removes them, and brings those that are known.
class EmergencyPanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit EmergencyPanel(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void updateButtons();
    [[nodiscard]] std::optional<EmergencyLine> current() const;
    void add();
    void tellAdded(const EmergencyNumber &number, const QStringList &known);
    void remove();
    void prefill();
    void tellPrefilled(const std::vector<EmergencyPrefill> &countries);

    PageContext m_context;
    EmergencyService m_service;
    QStringList m_missing;
    EmergencyTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_add, *m_remove, *m_prefill;
    qint64 m_added = 0; ///< the row to select once it is read
    int m_request = 0;
};

} // namespace callveil
