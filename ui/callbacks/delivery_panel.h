// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callbacks/callback_service.h"
#include "ui/shell/page.h"

class QComboBox;
class QPushButton;

namespace callveil {

class DeliveryTableModel;
class ListTable;

/// What became of sending events, the newest first, and sends them again.
class DeliveryPanel final : public QWidget {
    Q_OBJECT

public:
    DeliveryPanel(const PageContext &context, CallbackService &callbacks, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    /// Events wait again.
    void replayed();

private:
    void makeFilter();
    void makeTable();
    void arrange();
    void readOther();
    [[nodiscard]] bool isFiltering() const;
    void take(const Result<std::vector<CallbackDelivery>> &deliveries);
    [[nodiscard]] std::vector<CallbackDelivery> chosen() const;
    void replay();

    static constexpr int step = 200, most = 1000;

    PageContext m_context;
    CallbackService &m_callbacks;
    DeliveryTableModel *m_model;
    QComboBox *m_kind, *m_state;
    ListTable *m_table;
    QPushButton *m_more, *m_replay;
    int m_shown = step;
    int m_request = 0;
    bool m_hasFailed = false; ///< the last reading: told once
};

} // namespace callveil
