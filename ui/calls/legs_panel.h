// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "tables/calls/detail_table_model.h"
#include "tables/calls/leg_table_model.h"

#include <QWidget>

class QLabel;

namespace callveil {

class ListTable;

/// The session that is selected in the call log: its legs under the log, and beside it all that is stored of the
/// session and the chosen leg. Two widgets, because they stand in two places of the page.
class LegsPanel final : public QObject {
    Q_OBJECT

public:
    LegsPanel(CallLogService &service, const QTimeZone &zone, QWidget *parent);

    [[nodiscard]] QWidget *legsBox() const { return m_legsBox; }
    [[nodiscard]] QWidget *detailsBox() const { return m_detailsBox; }

    void show(const CallLine &call);
    void clear();

Q_SIGNALS:
    void failed(const callveil::Error &error);

private:
    [[nodiscard]] QWidget *makeBox(const QString &title, ListTable *table, QWidget *parent) const;
    void setLegs(std::vector<LegLine> legs);
    void updateDetails();

    CallLogService &m_service;
    LegTableModel m_legs;
    DetailTableModel m_details;
    ListTable *m_legTable;
    ListTable *m_detailTable;
    QWidget *m_legsBox;
    QWidget *m_detailsBox;
    std::optional<CallLine> m_call;
    int m_request = 0;
};

} // namespace callveil
