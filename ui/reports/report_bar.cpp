// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_bar.h"

#include "domain/reports/report_rules.h"
#include "ui/reports/report_period.h"
#include "ui/texts/fault_text.h"
#include "ui/texts/report_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QHash>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace callveil {

namespace {

constexpr ReportPeriod usualPeriod = ReportPeriod::Last30Days;

QString stepText(ReportStep step)
{
    switch (step) {
    case ReportStep::Day:
        return ReportBar::tr("Day");
    case ReportStep::Week:
        return ReportBar::tr("Week");
    case ReportStep::Month:
        return ReportBar::tr("Month");
    case ReportStep::Whole:
        return ReportBar::tr("Whole period");
    }
    return {};
}

} // namespace

ReportBar::ReportBar(const QSet<Permission> &permissions, QWidget *parent)
    : QWidget(parent), m_kind(new QComboBox(this)), m_period(new QComboBox(this)), m_from(new QDateEdit(this)),
      m_to(new QDateEdit(this)), m_by(new QComboBox(this)), m_step(new QComboBox(this)), m_process(new QComboBox(this)),
      m_compares(new QCheckBox(tr("Compare &with the period before"), this)), m_error(new StatusLine(this))
{
    setObjectName(QStringLiteral("reportBar"));
    fillChoices(permissions);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    auto *flow = new FlowLayout(gridUnit(this));
    column->addLayout(flow);
    column->addWidget(m_error);
    arrange(*flow);
    explain();
    offerGroups();
    takePeriod();
    connectFields();
}

void ReportBar::fillChoices(const QSet<Permission> &permissions)
{
    m_kind->setObjectName(QStringLiteral("reportKind"));
    for (const ReportKind kind : allReportKinds) // who looked at numbers is what the record tells
        if (kind != ReportKind::Reveals || permissions.contains(Permission::ViewAudit))
            m_kind->addItem(reportTitle(kind), int(kind));
    m_period->setObjectName(QStringLiteral("reportPeriod"));
    for (const ReportPeriod period : allReportPeriods)
        m_period->addItem(reportPeriodText(period), int(period));
    m_period->setCurrentIndex(m_period->findData(int(usualPeriod)));
    m_from->setObjectName(QStringLiteral("reportFrom"));
    m_from->setAccessibleName(tr("From"));
    m_to->setObjectName(QStringLiteral("reportTo"));
    m_to->setAccessibleName(tr("To"));
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setLayoutDirection(Qt::LeftToRight);
    }
    m_by->setObjectName(QStringLiteral("reportBy"));
    m_step->setObjectName(QStringLiteral("reportStep"));
    for (const ReportStep step : allReportSteps)
        m_step->addItem(stepText(step), int(step));
    m_process->setObjectName(QStringLiteral("reportProcess"));
    m_process->addItem(tr("All"), 0);
    m_compares->setObjectName(QStringLiteral("compareReport"));
    m_compares->setAccessibleName(tr("Compare with the period before"));
}

void ReportBar::arrange(FlowLayout &flow)
{
    flow.addField(tr("&Report"), m_kind);
    flow.addField(tr("&Period"), m_period);
    m_fromField = flow.addField(tr("Fro&m"), m_from);
    m_toField = flow.addField(tr("&To"), m_to);
    flow.addField(tr("&Group by"), m_by);
    flow.addField(tr("In &steps of"), m_step);
    m_processField = flow.addField(tr("Pr&ocess"), m_process);
    flow.addField({}, m_compares); // beside the fields, not their titles
    for (QComboBox *combo : {m_period, m_by, m_step, m_process}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(13);
    }
}

void ReportBar::explain()
{
    m_period->setWhatsThis(tr("The days that are reported, today included where it is named."));
    m_from->setWhatsThis(tr("The first day of the period."));
    m_to->setWhatsThis(tr("The last day of the period; it belongs to it."));
    m_by->setWhatsThis(tr("What has rows of its own within each piece of the period."));
    m_step->setWhatsThis(tr("Into which pieces the period is cut. Weeks begin on Monday; the first and the last piece "
                            "may be shorter."));
    m_process->setWhatsThis(tr("Only calls of this process."));
    const QString compares =
        tr("Shows for each figure what it was in the period before, which is as long: before whole "
           "months as many months, else as many days.");
    m_compares->setToolTip(compares);
    m_compares->setWhatsThis(compares);
    m_kind->setWhatsThis(reportExplanation(kind()));
}

void ReportBar::connectFields()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_kind->setWhatsThis(reportExplanation(kind()));
        offerGroups();
    });
    connect(m_period, &QComboBox::currentIndexChanged, this, &ReportBar::takePeriod);
    connect(m_process, &QComboBox::currentIndexChanged, this, [this] { m_wanted = {}; });
    for (QComboBox *combo : {m_kind, m_period, m_by, m_step, m_process})
        connect(combo, &QComboBox::currentIndexChanged, this, &ReportBar::changed);
    for (QDateEdit *edit : {m_from, m_to})
        connect(edit, &QDateEdit::dateChanged, this, &ReportBar::changed);
    connect(m_compares, &QCheckBox::toggled, this, &ReportBar::changed);
}

ReportKind ReportBar::kind() const
{
    return ReportKind(m_kind->currentData().toInt());
}

/// What was chosen stays where the report can be grouped by it.
void ReportBar::offerGroups()
{
    const QSignalBlocker quiet(m_by);
    const QVariant chosen = m_by->currentData();
    m_by->clear();
    for (const ReportBy by : groupsOf(kind()))
        m_by->addItem(groupName(by), int(by));
    m_by->setCurrentIndex(qMax(0, m_by->findData(chosen)));
    m_processField->setVisible(isOfProcesses(kind()));
}

/// Other… begins with the days that were shown.
void ReportBar::takePeriod()
{
    const auto period = ReportPeriod(m_period->currentData().toInt());
    const bool isOther = period == ReportPeriod::Other;
    m_fromField->setVisible(isOther);
    m_toField->setVisible(isOther);
    if (isOther || !m_today.isValid())
        return;
    const QSignalBlocker quietFrom(m_from), quietTo(m_to);
    const auto [from, to] = daysOf(period, m_today);
    m_from->setDate(from);
    m_to->setDate(to);
}

bool ReportBar::knowsPeriod() const
{
    return m_today.isValid() || ReportPeriod(m_period->currentData().toInt()) == ReportPeriod::Other;
}

void ReportBar::setToday(QDate today)
{
    m_today = today;
    takePeriod();
    Q_EMIT changed();
}

void ReportBar::setProcesses(const std::vector<ProcessDetails> &processes)
{
    const QVariant before = m_process->currentData();
    const QVariant chosen = m_wanted.isSet() ? QVariant(std::exchange(m_wanted, {}).value) : before;
    {
        const QSignalBlocker quiet(m_process);
        m_process->clear();
        m_process->addItem(tr("All"), 0);
        for (const ProcessDetails &details : processes) {
            const Process &process = details.process;
            m_process->addItem(
                process.archivedAt ? tr("%1 (archived)").arg(process.name) : process.name, process.id.value);
        }
        m_process->setCurrentIndex(qMax(0, m_process->findData(chosen)));
    }
    Q_EMIT changed();
}

void ReportBar::show(ReportKind kind, ProcessId process, bool ofToday)
{
    const int place = m_kind->findData(int(kind));
    if (place < 0)
        return;
    {
        const QSignalBlocker quiet(this);
        m_kind->setCurrentIndex(place);
        m_by->setCurrentIndex(0);
        if (ofToday)
            m_period->setCurrentIndex(m_period->findData(int(ReportPeriod::Today)));
        m_process->setCurrentIndex(qMax(0, m_process->findData(process.value)));
    }
    m_wanted = m_process->currentData().toLongLong() == process.value ? ProcessId() : process;
    Q_EMIT changed();
}

ReportRequest ReportBar::request() const
{
    ReportRequest request;
    request.kind = kind();
    request.from = m_from->date();
    request.to = m_to->date();
    request.by = ReportBy(m_by->currentData().toInt());
    request.step = ReportStep(m_step->currentData().toInt());
    if (isOfProcesses(request.kind))
        request.process = m_wanted.isSet() ? m_wanted : ProcessId{m_process->currentData().toLongLong()};
    request.compares = m_compares->isChecked();
    return request;
}

bool ReportBar::showError(const Error &error)
{
    const QHash<QString, QWidget *> fields{{QStringLiteral("from"), m_from}, {QStringLiteral("to"), m_to},
        {QStringLiteral("by"), m_by}, {QStringLiteral("process"), m_process}};
    QWidget *field = fields.value(error.args.value(0));
    if (!field || error.code != ErrorCode::Invalid)
        return false;
    m_error->say(Status::Critical, faultText(error));
    field->setFocus(Qt::OtherFocusReason);
    return true;
}

void ReportBar::clearError()
{
    m_error->clear();
}

void ReportBar::focusFirst()
{
    m_kind->setFocus(Qt::ShortcutFocusReason);
}

void ReportBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QWidget::keyPressEvent(event);
    Q_EMIT runAsked();
}

} // namespace callveil
