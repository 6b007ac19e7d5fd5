// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "services/calls/tag_service.h"
#include "tables/calls/detail_table_model.h"
#include "tables/calls/leg_table_model.h"

#include <QWidget>

class QAction;

namespace callveil {

class ListTable;

/// The session that is selected in the call log: its legs under the log, and beside it all that is stored of the
/// session and the chosen leg. Two widgets, because they stand in two places of the page.
class LegsPanel final : public QObject {
    Q_OBJECT

public:
    LegsPanel(CallLogService &service, TagService &tags, const QTimeZone &zone, QWidget *parent);

    [[nodiscard]] QWidget *legsBox() const { return m_legsBox; }
    [[nodiscard]] QWidget *detailsBox() const { return m_detailsBox; }

    void show(const CallLine &call);
    void clear();
    /// Of the call that is shown; none while they are being read.
    [[nodiscard]] const std::vector<LegLine> &legs() const;
    /// The place among them of the leg that the person is at.
    [[nodiscard]] size_t chosenLeg() const;
    /// Of the call that is shown; nothing when none is.
    [[nodiscard]] std::optional<TaggedSession> session() const;
    /// Reads the tags of the session again.
    void readTags();
    [[nodiscard]] QString process() const { return m_call ? m_call->processName : QString(); }
    /// Puts the action beside the heading of the legs, and into the menu of their table.
    void addTool(QAction *action, const QString &name);

Q_SIGNALS:
    /// Other legs are there, or the person is at another one.
    void legChosen();
    void failed(const callveil::Error &error);

private:
    [[nodiscard]] static QWidget *makeBox(const QString &title, ListTable *table, QWidget *parent);
    void noteRead(bool succeeded);
    void setLegs(std::vector<LegLine> legs);
    void updateDetails();

    CallLogService &m_service;
    TagService &m_tagService;
    LegTableModel m_legs;
    DetailTableModel m_details;
    ListTable *m_legTable;
    ListTable *m_detailTable;
    QWidget *m_legsBox;
    QWidget *m_detailsBox;
    std::optional<CallLine> m_call;
    QStringList m_tags;
    bool m_reading = false; ///< the legs in the table are those of another call
    int m_request = 0;
    int m_tagRequest = 0;
};

} // namespace callveil
