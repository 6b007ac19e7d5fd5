// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/binding_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/bindings/agent_choice.h"
#include "ui/bindings/expiry_choice.h"
#include "ui/texts/binding_text.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/wrapped_label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>

namespace callveil {

namespace {

const QString processKey = QStringLiteral("process");
const QString poolKey = QStringLiteral("pool");
const QString proxyKey = QStringLiteral("proxy");
const QString customerKey = QStringLiteral("customer");
const QString caseKey = QStringLiteral("case");

/// The field that a fault is about, where its arguments do not name one; empty for none.
QString fieldOf(Fault fault)
{
    switch (fault) {
    case Fault::ProcessUnknown:
    case Fault::ProcessArchived:
        return processKey;
    case Fault::PoolUnknown:
    case Fault::PoolServesNot:
    case Fault::PoolExhausted:
        return poolKey;
    case Fault::DidUnknown:
    case Fault::DidNotFree:
        return proxyKey;
    case Fault::PartiesSame:
        return customerKey;
    case Fault::AgentUnknown:
    case Fault::AgentWithoutNumber:
        return AgentChoice::key;
    default:
        return {};
    }
}

} // namespace

BindingDialog::BindingDialog(BindingService &bindings, BindingChoices choices, QWidget *parent)
    : FormDialog(tr("New binding"), tr("&Bind"), parent), m_bindings(bindings), m_choices(std::move(choices))
{
    setObjectName(QStringLiteral("bindingDialog"));
    addNumber();
    addParties();
    addModel();
    m_expiry = new ExpiryChoice(form(), this);
    addRecording();
    m_busy = new BusyLine(tr("Looking for a number"), this);
    m_busy->hideCancel();
    form().addLine(m_busy);
    followProcess();
    followModel();
    scrollFields();
}

QComboBox *BindingDialog::addCombo(const QString &key, const QString &label, const QString &help)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(key);
    form().addField(key, label, combo, help);
    return combo;
}

void BindingDialog::addNumber()
{
    m_process = addCombo(processKey, tr("&Process"));
    for (const Process &process : m_choices.overview.processes)
        if (!process.archivedAt)
            m_process->addItem(process.name, process.id.value);
    m_source = addCombo(QStringLiteral("source"), tr("&Number from"));
    m_source->addItem(tr("A pool"), false);
    m_source->addItem(tr("This number"), true);
    m_pool = addCombo(poolKey, tr("P&ool"));
    m_proxy = new QLineEdit(this);
    m_proxy->setObjectName(proxyKey);
    m_proxy->setLayoutDirection(Qt::LeftToRight);
    form().explain(processKey, tr("Whose customer and agent these are. Its policy masks their numbers."));
    form().explain(QStringLiteral("source"), tr("Whether a pool chooses the proxy number, or you name one."));
    form().explain(poolKey, tr("The pool whose rules choose the proxy number."));
    form().addField(
        proxyKey, tr("Pro&xy number"), m_proxy, tr("One of your own, in service in a pool that serves the process."));
    connect(m_process, &QComboBox::currentIndexChanged, this, &BindingDialog::followProcess);
    connect(m_source, &QComboBox::currentIndexChanged, this, &BindingDialog::followSource);
    connect(m_pool, &QComboBox::currentIndexChanged, this, &BindingDialog::followPool);
}

void BindingDialog::addParties()
{
    m_customer = new NumberField(QStringLiteral("customerNumber"), this);
    form().addField(customerKey, tr("C&ustomer number"), m_customer,
        tr("Sealed when the binding is made. It is never shown here again."));
    m_agent = new AgentChoice(form(), this);
}

void BindingDialog::addModel()
{
    m_model = addCombo(QStringLiteral("model"), tr("&Model"));
    for (const BindingModel model :
        {BindingModel::Session, BindingModel::Case, BindingModel::Agent, BindingModel::Customer})
        m_model->addItem(bindingModelText(model), int(model));
    m_modelHelp = new WrappedLabel(this);
    m_modelHelp->setMuted();
    form().explain(
        QStringLiteral("model"), tr("For what the number stands: one session, a case, an agent or a customer."));
    form().addLine(m_modelHelp);
    connect(m_model, &QComboBox::currentIndexChanged, this, &BindingDialog::followModel);
    m_case = new QLineEdit(this);
    m_case->setObjectName(caseKey);
    form().addField(caseKey, tr("&Case"), m_case, tr("How your other systems call it. Needed for the model Case."));
}

void BindingDialog::addRecording()
{
    m_recording = addCombo(QStringLiteral("recording"), tr("&Recording"));
    for (const RecordingChoice choice : {RecordingChoice::AsPool, RecordingChoice::Yes, RecordingChoice::No})
        m_recording->addItem(recordingText(choice), int(choice));
    form().explain(QStringLiteral("recording"), tr("Whether switches are told to record calls over this binding."));
}

ProcessId BindingDialog::process() const
{
    return {m_process->currentData().toLongLong()};
}

PoolId BindingDialog::pool() const
{
    return isByHand() ? PoolId{} : PoolId{m_pool->currentData().toLongLong()};
}

bool BindingDialog::isByHand() const
{
    return m_source->currentData().toBool();
}

void BindingDialog::followProcess()
{
    m_pool->clear();
    for (const PoolLine &line : m_choices.overview.pools)
        if (serves(line.pool, process()))
            m_pool->addItem(tr("%1 (in service: %2)")
                                .arg(line.pool.name, QLocale().toString(line.counts.value(DidState::InService))),
                line.pool.id.value);
    m_agent->setAgents(m_choices.agents, process());
    followSource();
}

void BindingDialog::followSource()
{
    form().setFieldVisible(poolKey, !isByHand());
    form().setFieldVisible(proxyKey, isByHand());
    followPool();
}

/// Of a number that is named by hand, the pool is known when it is found.
void BindingDialog::followPool()
{
    m_expiry->setPool(m_choices.pool(pool()));
}

void BindingDialog::followModel()
{
    m_modelHelp->say(bindingModelExplanation(BindingModel(m_model->currentData().toInt())));
}

QString BindingDialog::lackOfNumber() const
{
    if (isByHand())
        return m_proxy->text().trimmed().isEmpty() ? tr("Type the proxy number, or let a pool choose one.") : QString();
    return pool().isSet() ? QString() : tr("No pool serves this process. Let one serve it, on the page Number Pools.");
}

void BindingDialog::save()
{
    if (const QString lack = lackOfNumber(); !lack.isEmpty())
        return refuse(isByHand() ? proxyKey : poolKey, lack);
    auto agent = m_agent->order();
    if (!agent)
        return refuse(AgentChoice::key, AgentChoice::unknownText());
    BindingOrder order;
    order.process = process();
    order.pool = pool();
    if (isByHand())
        order.number = m_proxy->text();
    order.customer = m_customer->typed();
    order.agent = std::move(*agent);
    order.model = BindingModel(m_model->currentData().toInt());
    order.caseRef = m_case->text();
    order.expiry = m_expiry->order();
    order.recording = RecordingChoice(m_recording->currentData().toInt());
    setWorking(true);
    whenAnswered(
        m_bindings.make(std::move(order)), this, [this](const Result<BoundPair> &answer) { settleAnswer(answer); });
}

void BindingDialog::settleAnswer(const Result<BoundPair> &answer)
{
    setWorking(false);
    if (answer) {
        Q_EMIT bound(*answer);
        return settle(std::nullopt);
    }
    const QString field = fieldOf(answer.error().fault);
    if (field.isEmpty())
        settle(answer.error());
    else
        refuse(field, faultText(answer.error()));
}

void BindingDialog::setWorking(bool working)
{
    if (working)
        m_focused = focusWidget(); // a disabled form loses it
    m_working = working;
    form().setEnabled(!working);
    m_busy->setBusy(working);
    if (!working && m_focused)
        m_focused->setFocus(Qt::OtherFocusReason);
}

void BindingDialog::reject()
{
    if (!m_working)
        FormDialog::reject();
}

} // namespace callveil
