// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "services/platform/service_enrolment.h"
#include "services/platform/service_roster.h"
#include "services/records/record_service.h"
#include "services/routes/route_service.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;

namespace callveil {

class ListTable;
class SealLine;
class ServiceTableModel;
class StatusLine;
class WrappedLabel;

/// The services of this database: which one leads, what they lack, and who they are. Enrols, disables and enables them,
/// and seals to them what was bound before. While it is shown it looks again every few seconds.
class ServicePanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit ServicePanel(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;
    /// How often it looks again.
    void setInterval(std::chrono::milliseconds interval) { m_timer.setInterval(interval); }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    [[nodiscard]] QString purpose() const;
    void look();
    void readOverview(bool aloud);
    void readRecords(bool aloud);
    void readMissing();
    void showMissing();
    void take(const ServiceOverview &overview);
    void updateButtons();
    void showRights();
    [[nodiscard]] bool mayEnrol() const;
    [[nodiscard]] bool maySeal() const;
    [[nodiscard]] std::optional<EnrolledService> current() const;
    void enrol();
    void showEnrolled(const EnrolledFile &service, const QString &path);
    void toggleDisabled();
    [[nodiscard]] QString disableQuestion(const EnrolledService &service) const;
    void setDisabled(const EnrolledService &service, bool disabled);
    void seal();
    void settleSealing(const Result<SealReport> &report);

    PageContext m_context;
    const bool m_onServer;
    ServiceRoster m_roster;
    ServiceEnrolment m_enrolment;
    PeopleService m_people;
    RecordService m_records;
    RouteService m_routes;
    ServiceTableModel *m_model;
    ListTable *m_table;
    StatusLine *m_lead, *m_gaps, *m_spool;
    WrappedLabel *m_rights; ///< who may do what this person may not
    SealLine *m_sealing;
    QPushButton *m_enrol, *m_toggle, *m_seal;
    QTimer m_timer;
    QString m_made; ///< the service to select once it is read
    qint64 m_missing = 0; ///< copies; 0 while nobody tells
    int m_reading = 0; ///< questions that were not answered yet
    int m_request = 0;
    bool m_busy = false; ///< a change is under way
};

} // namespace callveil
