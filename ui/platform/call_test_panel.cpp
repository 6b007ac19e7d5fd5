// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/call_test_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/call_step_table_model.h"
#include "ui/texts/call_test_text.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

namespace callveil {

namespace {

Status statusOf(RouteAction action)
{
    switch (action) {
    case RouteAction::Bridge:
    case RouteAction::Native:
        return Status::Ok;
    case RouteAction::Ivr:
        return Status::Neutral;
    case RouteAction::Reject:
        break;
    }
    return Status::Warning;
}

} // namespace

CallTestPanel::CallTestPanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_service(context.workspace), m_model(new CallStepTableModel(this))
{
    makeForm();
    makeTable();
    arrange();
}

void CallTestPanel::makeForm()
{
    m_form = new FieldForm(this);
    m_proxy = new QLineEdit(this);
    m_proxy->setObjectName(QStringLiteral("testedProxy"));
    m_caller = new NumberField(QStringLiteral("testedCaller"), this);
    m_withheld = new QCheckBox(tr("The number is withhel&d"), this);
    m_withheld->setAccessibleName(tr("The number is withheld"));
    m_withheld->setWhatsThis(tr("As if the caller hid the own number."));
    m_test = new QPushButton(tr("Te&st"), this);
    m_test->setAccessibleName(tr("Test"));
    m_form->addField(QStringLiteral("proxy"), tr("&Proxy number"), m_proxy,
        tr("The number that is dialled, also an emergency number."));
    m_form->addField(QStringLiteral("caller"), tr("C&aller"), m_caller,
        tr("Who calls. The number itself is neither shown nor stored. Each test is recorded and limited like a search "
           "by number."));
    m_form->addLine(m_withheld);
    connect(m_withheld, &QCheckBox::toggled, m_caller, [this](bool withheld) {
        m_caller->setText({});
        m_caller->setEnabled(!withheld);
    });
    connect(m_proxy, &QLineEdit::returnPressed, this, &CallTestPanel::test);
    connect(m_caller, &QLineEdit::returnPressed, this, &CallTestPanel::test);
    connect(m_test, &QPushButton::clicked, this, &CallTestPanel::test);
}

void CallTestPanel::makeTable()
{
    m_headline = new StatusLine(this);
    m_headline->setObjectName(QStringLiteral("callHeadline"));
    m_steps = new ListTable(tr("What would happen"),
        tr("Nothing was tested yet. Type a proxy number and who calls it, and choose Test. No call is made."), this);
    m_steps->setObjectName(QStringLiteral("callSteps"));
    m_steps->setWhatsThis(tr("The questions in the order in which a switch asks them, and the answers for this call."));
    m_steps->noteRead(); // filled by a test
    m_steps->setModel(m_model);
    m_steps->setRowsShown(6, 3);
    m_steps->setFlexibleColumn(CallStepTableModel::Meaning);
    m_steps->setWordWrap(true); // what was found is told whole
    QHeaderView *rows = m_steps->verticalHeader();
    rows->setMinimumSectionSize(rows->defaultSectionSize());
    // Later: a scroll bar that comes or goes changes the columns again.
    connect(m_model, &QAbstractItemModel::modelReset, m_steps, &QTableView::resizeRowsToContents, Qt::QueuedConnection);
    connect(m_steps->horizontalHeader(), &QHeaderView::sectionResized, m_steps, &QTableView::resizeRowsToContents,
        Qt::QueuedConnection);
}

void CallTestPanel::arrange()
{
    m_busy = new BusyLine(tr("Testing"), this);
    m_busy->hideCancel();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(m_busy, 1);
    bar->addWidget(m_test);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(m_form);
    column->addLayout(bar);
    column->addWidget(m_headline);
    column->addWidget(m_steps, 1);
    setTabOrder(m_withheld, m_test);
    setTabOrder(m_test, m_steps);
}

void CallTestPanel::refresh()
{
    if (m_test->isEnabled())
        clear();
}

void CallTestPanel::clear()
{
    m_headline->clear();
    m_model->setItems({});
}

void CallTestPanel::setBusy(bool busy)
{
    m_busy->setBusy(busy);
    m_form->setEnabled(!busy);
    m_test->setEnabled(!busy);
}

void CallTestPanel::test()
{
    if (!m_test->isEnabled())
        return;
    clear();
    m_form->clearErrors();
    if (m_caller->text().trimmed().isEmpty() && !m_withheld->isChecked())
        return m_form->showError(
            QStringLiteral("caller"), tr("Type the number that calls, or tick that it is withheld."));
    setBusy(true);
    whenAnswered(m_service.test(m_proxy->text(), m_caller->typed()), this,
        [this](const Result<CallOutcome> &outcome) { take(outcome); });
}

void CallTestPanel::take(const Result<CallOutcome> &outcome)
{
    setBusy(false);
    if (outcome) {
        m_caller->setText({}); // clear() could be undone
        tell(*outcome);
        m_steps->setFocus();
    } else if (!m_form->showError(outcome.error())) {
        m_headline->say(Status::Critical, faultText(outcome.error()));
    }
}

void CallTestPanel::tell(const CallOutcome &outcome)
{
    m_headline->say(outcome.isElsewhere ? Status::Neutral : statusOf(outcome.answer.action), callHeadline(outcome));
    std::vector<CallStepRow> rows;
    for (const CallStep &step : outcome.steps) {
        CallStepRow row{qint64(rows.size()) + 1, callCheckText(step.check), {}, {}};
        const CellSign sign = isHindrance(step.finding) ? CellSign::Warning : CellSign::Good;
        row.found = {callFindingText(step, m_context.zone, NameMarks::With),
            callFindingText(step, m_context.zone, NameMarks::Without), {}, {}, sign};
        row.meaning = {callMeaningText(step, m_context.zone, NameMarks::With),
            callMeaningText(step, m_context.zone, NameMarks::Without)};
        rows.push_back(std::move(row));
    }
    m_model->setItems(std::move(rows));
}

} // namespace callveil
