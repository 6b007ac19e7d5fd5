// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/service_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/service_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/platform/enrol_service_dialog.h"
#include "ui/platform/seal_line.h"
#include "ui/platform/service_start_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/service_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace callveil {

using namespace std::chrono_literals;

namespace {

constexpr int mostCounted = 1000;

bool isInForce(const EnrolledService &service)
{
    return service.state != EnrolledService::State::Disabled;
}

ServicesThere thereOf(const std::vector<EnrolledService> &services)
{
    if (std::any_of(services.begin(), services.end(), isInForce))
        return ServicesThere::Enabled;
    return services.empty() ? ServicesThere::None : ServicesThere::Disabled;
}

} // namespace

ServicePanel::ServicePanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_onServer(context.workspace.address().engine == Engine::PostgreSql),
      m_roster(context.workspace), m_enrolment(context.workspace), m_people(context.workspace),
      m_records(context.workspace), m_routes(context.workspace),
      m_model(new ServiceTableModel(tableTexts(context.zone), this)), m_lead(new StatusLine(this)),
      m_gaps(new StatusLine(this)), m_spool(new StatusLine(this)), m_rights(new WrappedLabel(this)),
      m_sealing(new SealLine(this))
{
    m_lead->setObjectName(QStringLiteral("serviceLead"));
    m_gaps->setObjectName(QStringLiteral("serviceGaps"));
    m_spool->setObjectName(QStringLiteral("serviceRecords"));
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
    m_timer.setInterval(10s);
    connect(&m_timer, &QTimer::timeout, this, &ServicePanel::look);
}

void ServicePanel::makeTable()
{
    m_table = new ListTable(tr("Services"),
        m_onServer
            ? tr("No service is enrolled yet. Without one, switches are told nothing and call records wait. Choose "
                 "Enrol service… to make the identity with which callveild signs in.")
            : tr("No service is enrolled yet. Without one, bindings are ended only while somebody who manages pools is "
                 "signed in. Choose Enrol service… to make the identity with which callveild signs in."),
        this);
    m_table->setObjectName(QStringLiteral("services"));
    m_table->setWhatsThis(tr("The enrolled services and what each does now."));
    m_table->setModel(m_model);
    m_table->setRowsShown(5, 3);
    m_table->setFlexibleColumn(ServiceTableModel::Host);
    connect(m_table, &ListTable::idsSelected, this, &ServicePanel::updateButtons);
}

void ServicePanel::makeButtons()
{
    m_enrol = new QPushButton(tr("&Enrol service…"), this);
    m_enrol->setAccessibleName(tr("Enrol service"));
    m_toggle = new QPushButton(this);
    m_seal = new QPushButton(tr("Seal &missing copies…"), this);
    m_seal->setAccessibleName(tr("Seal missing copies"));
    connect(m_enrol, &QPushButton::clicked, this, &ServicePanel::enrol);
    connect(m_toggle, &QPushButton::clicked, this, &ServicePanel::toggleDisabled);
    connect(m_seal, &QPushButton::clicked, this, &ServicePanel::seal);
}

void ServicePanel::arrange()
{
    auto *why = new WrappedLabel(purpose(), this);
    why->setMuted();
    m_rights->setMuted();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addStretch();
    for (QPushButton *button : {m_seal, m_toggle, m_enrol})
        bar->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    for (QWidget *line : std::initializer_list<QWidget *>{why, m_lead, m_gaps, m_spool})
        column->addWidget(line);
    column->addWidget(m_table, 1);
    column->addWidget(m_rights);
    column->addWidget(m_sealing);
    column->addLayout(bar);
    setTabOrder(m_table, m_sealing);
    setTabOrder(m_sealing, m_seal);
    setTabOrder(m_seal, m_toggle);
    setTabOrder(m_toggle, m_enrol);
}

QString ServicePanel::purpose() const
{
    return m_onServer
        ? tr("callveild, the service, works when nobody is signed in: it ends bindings, makes the routes that switches "
             "ask for, and brings call records into the call log. One leads; others wait to follow it.")
        : tr("callveild, the service, works when nobody is signed in: it ends bindings, notes how full pools are, and "
             "can serve the HTTP API. There are no routes for switches here: they need a PostgreSQL server, and this "
             "database is a file.");
}

void ServicePanel::showEvent(QShowEvent *event)
{
    PlatformPanel::showEvent(event);
    m_timer.start();
}

void ServicePanel::hideEvent(QHideEvent *event)
{
    PlatformPanel::hideEvent(event);
    m_timer.stop();
}

void ServicePanel::refresh()
{
    readOverview(true);
    readRecords(true);
    readMissing();
}

/// By itself: what fails shows in the connection light, and one question at a time is enough.
void ServicePanel::look()
{
    if (m_reading > 0 || m_roster.me()->isLocked())
        return;
    readOverview(false);
    readRecords(false);
}

void ServicePanel::readOverview(bool aloud)
{
    ++m_reading;
    whenAnswered(
        m_roster.overview(), this, [this, aloud, request = ++m_request](const Result<ServiceOverview> &overview) {
            --m_reading;
            if (overview && request == m_request)
                take(*overview);
            if (!overview)
                m_table->noteRead(false);
            if (!overview && aloud)
                m_context.notifier.fail(overview.error());
        });
}

void ServicePanel::take(const ServiceOverview &overview)
{
    m_lead->say(overview.lead.running ? Status::Ok : Status::Warning,
        serviceLeadText(overview.lead, thereOf(overview.services), m_onServer, m_context.zone));
    m_model->setItems(overview.services);
    m_table->noteRead();
    showMissing();
    const QString made = std::exchange(m_made, {});
    for (const EnrolledService &service : overview.services)
        if (service.name == made)
            m_table->selectIds({service.id.value});
    updateButtons();
}

void ServicePanel::readRecords(bool aloud)
{
    ++m_reading;
    whenAnswered(m_records.state(), this, [this, aloud](const Result<SpoolState> &state) {
        --m_reading;
        if (state)
            m_spool->say(
                state->refused > 0 ? Status::Warning : Status::Neutral, recordStateText(*state, m_context.zone));
        else if (aloud)
            m_context.notifier.fail(state.error());
    });
}

/// Counted when one asks, because that goes through all bindings. Whoever does not manage bindings is not told.
void ServicePanel::readMissing()
{
    if (!m_roster.me()->may(Permission::ManagePools))
        return;
    ++m_reading;
    whenAnswered(m_routes.missing(mostCounted), this, [this](const Result<qint64> &missing) {
        --m_reading;
        if (!missing)
            return m_context.notifier.fail(missing.error());
        m_missing = *missing;
        const Status lack = m_onServer ? Status::Warning : Status::Neutral; // a file has no calls that wait for them
        m_gaps->say(m_missing > 0 ? lack : Status::Ok,
            missingCopiesText(m_missing, mostCounted, m_roster.me()->allProcesses, m_onServer));
        showMissing();
        updateButtons();
    });
}

/// Without a service that works there is nobody who could lack any.
void ServicePanel::showMissing()
{
    const auto &services = m_model->items();
    m_gaps->setHidden(m_gaps->text().isEmpty() || std::none_of(services.begin(), services.end(), isInForce));
}

std::optional<EnrolledService> ServicePanel::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    return row < 0 ? std::nullopt : std::optional(m_model->item(row));
}

bool ServicePanel::mayEnrol() const
{
    const auto me = m_roster.me();
    return me->may(Permission::ManageUsers) && me->allProcesses;
}

bool ServicePanel::maySeal() const
{
    const auto me = m_roster.me();
    return me->may(Permission::ManagePools) && me->may(Permission::Export) && !me->actual.isEmpty();
}

void ServicePanel::updateButtons()
{
    const auto service = current();
    const bool enables = service && service->state == EnrolledService::State::Disabled;
    m_toggle->setText(enables ? tr("Ena&ble") : tr("&Disable…"));
    m_toggle->setAccessibleName(enables ? tr("Enable service") : tr("Disable service"));
    m_enrol->setEnabled(mayEnrol() && !m_busy);
    m_toggle->setEnabled(service && mayEnrol() && !m_busy);
    m_seal->setEnabled(maySeal() && m_missing > 0 && !m_sealing->isRunning());
    showRights();
}

void ServicePanel::showRights()
{
    QStringList lines;
    if (!mayEnrol())
        lines.append(tr("Services are enrolled, disabled and enabled by somebody who manages users and belongs to all "
                        "processes."));
    if (!maySeal())
        lines.append(tr("Copies are sealed by somebody who manages pools, may export, and may view actual numbers."));
    m_rights->say(lines.join(u' '));
    m_rights->setHidden(lines.isEmpty());
}

void ServicePanel::enrol()
{
    QStringList taken;
    for (const EnrolledService &service : m_model->items())
        taken.append(service.name);
    auto *dialog = new EnrolServiceDialog(m_enrolment, m_context.prompt, EnrolServiceDialog::freeName(taken), this);
    connect(dialog, &EnrolServiceDialog::enrolled, this, &ServicePanel::showEnrolled);
    dialog->open();
}

void ServicePanel::showEnrolled(const EnrolledFile &service, const QString &path)
{
    m_made = service.user;
    refresh();
    if (service.unwritten) {
        m_context.notifier.show(Notifier::Kind::Failure,
            tr("%1 was enrolled, but its secret is lost: disable it and enrol another one. %2")
                .arg(service.user, faultText(*service.unwritten)));
        return;
    }
    auto *dialog = new ServiceStartDialog(service.user, path, m_onServer, this);
    dialog->open();
}

QString ServicePanel::disableQuestion(const EnrolledService &service) const
{
    const auto &all = m_model->items();
    const bool isLast = std::none_of(
        all.begin(), all.end(), [&](const EnrolledService &each) { return each.id != service.id && isInForce(each); });
    const QString what = m_onServer
        ? tr("It stops within seconds. Its copies of numbers go, and all routes go at once: switches refuse masked "
             "calls until another service has made the routes anew.")
        : tr("It stops within seconds, and its copies of numbers go: programs that use the HTTP API are told of no "
             "call.");
    const QString other = isLast ? tr("No other service is enabled.")
                                 : tr("Another service is enabled, and goes on with what it has copies of.");
    const QString back = tr("Enabling it later does not bring the copies back: they have to be sealed anew.");
    return tr("Disable the service “%1”?").arg(service.name) + QStringLiteral("\n\n")
        + QStringList{what, other, back}.join(u' ');
}

void ServicePanel::toggleDisabled()
{
    const auto service = current();
    if (!service)
        return;
    const bool disables = isInForce(*service);
    if (!disables || m_context.prompt.confirm(this, tr("Disable service"), disableQuestion(*service), tr("Disable")))
        setDisabled(*service, disables);
}

void ServicePanel::setDisabled(const EnrolledService &service, bool disabled)
{
    m_busy = true;
    updateButtons();
    whenAnswered(m_people.setDisabled(service.name, disabled), this,
        [this, name = service.name, disabled](const Result<void> &answer) {
            m_busy = false;
            if (answer)
                m_context.notifier.show(Notifier::Kind::Done,
                    disabled ? tr("The service %1 was disabled.").arg(name)
                             : tr("The service %1 was enabled: start callveild on its computer, and seal the missing "
                                  "copies.")
                                   .arg(name));
            else
                m_context.notifier.fail(answer.error());
            refresh();
        });
}

void ServicePanel::seal()
{
    if (!m_context.prompt.confirm(this, tr("Seal missing copies"),
            tr("Seal the missing numbers to the services?\n\nThe numbers are opened in the vault and sealed to each "
               "service that lacks them. Nobody sees them. It is recorded under your name as an export of numbers. You "
               "may cancel: what is sealed by then stays."),
            tr("Seal")))
        return;
    const auto progress = m_sealing->start();
    updateButtons();
    whenAnswered(
        m_routes.fillGaps(progress), this, [this](const Result<SealReport> &report) { settleSealing(report); });
}

void ServicePanel::settleSealing(const Result<SealReport> &report)
{
    m_sealing->finish();
    if (!report)
        m_context.notifier.fail(report.error());
    else if (report->cancelled)
        m_context.notifier.show(Notifier::Kind::Information, sealReportText(*report));
    else
        m_context.notifier.show(
            report->missing > 0 ? Notifier::Kind::Warning : Notifier::Kind::Done, sealReportText(*report));
    refresh();
}

} // namespace callveil
