// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/stale_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/bindings/binding_table_model.h"
#include "ui/bindings/binding_words.h"
#include "ui/bindings/release_line.h"
#include "ui/bindings/release_words.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/status_line.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace callveil {

namespace {
constexpr int mostHours = 366 * 24;
}

StaleDialog::StaleDialog(const PageContext &context, BindingService &bindings, BindingChoices choices, QWidget *parent)
    : QDialog(parent), m_context(context), m_bindings(bindings), m_choices(std::move(choices)),
      m_model(new BindingTableModel(bindingTexts(context.zone), this)), m_form(new FieldForm(this)),
      m_count(new QLabel(this)), m_status(new StatusLine(this)), m_progress(new ReleaseLine(this))
{
    setObjectName(QStringLiteral("staleDialog"));
    setWindowTitle(tr("Release stale bindings"));
    setAttribute(Qt::WA_DeleteOnClose);
    addRule();
    makeTable();
    makeButtons();
    arrange();
    forget();
}

void StaleDialog::addRule()
{
    m_hours = new QSpinBox(this);
    m_hours->setObjectName(QStringLiteral("staleHours"));
    m_hours->setRange(0, mostHours);
    m_hours->setValue(StaleRule().hours);
    m_hours->setSuffix(tr(" h"));
    m_endless = new QCheckBox(tr("Only without e&xpiry"), this);
    m_endless->setWhatsThis(tr("Only bindings that do not end by themselves."));
    m_pool = new QComboBox(this);
    m_pool->setObjectName(QStringLiteral("stalePool"));
    m_pool->addItem(tr("Any"), 0);
    for (const PoolLine &line : m_choices.overview.pools)
        m_pool->addItem(line.pool.name, line.pool.id.value);
    m_process = new QComboBox(this);
    m_process->setObjectName(QStringLiteral("staleProcess"));
    m_process->addItem(tr("Any"), 0);
    for (const Process &process : m_choices.overview.processes)
        m_process->addItem(process.name, process.id.value);
    m_form->addField(QStringLiteral("hours"), tr("&Made at least so long ago"), m_hours,
        tr("Only active bindings; what has ended needs no release."));
    m_form->layout()->setAlignment(m_hours, Qt::AlignLeading);
    m_form->addLine(m_endless);
    m_form->addField(QStringLiteral("pool"), tr("P&ool"), m_pool);
    m_form->explain(QStringLiteral("pool"), tr("Only bindings whose number is of this pool."));
    m_form->addField(QStringLiteral("process"), tr("Pro&cess"), m_process);
    m_form->explain(QStringLiteral("process"), tr("Only bindings of this process."));
    connect(m_hours, &QSpinBox::valueChanged, this, &StaleDialog::forget);
    connect(m_endless, &QCheckBox::toggled, this, &StaleDialog::forget);
    for (const QComboBox *combo : {m_pool, m_process})
        connect(combo, &QComboBox::currentIndexChanged, this, &StaleDialog::forget);
}

void StaleDialog::makeTable()
{
    m_table = new ListTable(tr("Stale bindings"), {}, this);
    m_table->setObjectName(QStringLiteral("staleBindings"));
    m_table->setWhatsThis(tr("What the rule names. Nothing is released before you agree."));
    m_table->noteRead(); // filled by a preview
    m_table->setModel(m_model);
    m_table->setRowsShown(8, 4);
    for (const int column : {BindingTableModel::ProxyNumber, BindingTableModel::Customer})
        m_table->setItemDelegateForColumn(column, new NumberDelegate(m_table));
    m_table->hideColumn(BindingTableModel::Session);
}

void StaleDialog::makeButtons()
{
    m_preview = new QPushButton(tr("Pre&view"), this);
    m_preview->setObjectName(QStringLiteral("previewStale"));
    m_preview->setDefault(true);
    m_release = new QPushButton(this);
    m_release->setAccessibleName(tr("Release bindings"));
    m_release->setObjectName(QStringLiteral("releaseStale"));
    m_release->setAutoDefault(false);
    connect(m_preview, &QPushButton::clicked, this, &StaleDialog::preview);
    connect(m_release, &QPushButton::clicked, this, &StaleDialog::release);
}

void StaleDialog::arrange()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_preview, QDialogButtonBox::ActionRole);
    buttons->addButton(m_release, QDialogButtonBox::DestructiveRole);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &StaleDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_form);
    column->addWidget(m_table, 1);
    column->addWidget(m_count);
    column->addWidget(m_status);
    column->addWidget(m_progress);
    column->addWidget(buttons);
    resize(characters(this, 150), sizeHint().height());
    const QList<QWidget *> order{m_hours, m_endless, m_pool, m_process, m_table, m_preview, m_release, close};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_hours->setFocus();
}

StaleRule StaleDialog::rule() const
{
    return {m_hours->value(), m_endless->isChecked(), {m_pool->currentData().toLongLong()},
        {m_process->currentData().toLongLong()}};
}

void StaleDialog::setWorking(bool working)
{
    m_working = working;
    m_form->setEnabled(!working);
    m_preview->setEnabled(!working);
    m_release->setEnabled(!working && m_model->rowCount() > 0);
}

void StaleDialog::forget()
{
    ++m_request;
    m_model->setPage({});
    m_table->setEmptyText(tr("Choose Preview to see which bindings the rule names. Nothing is released by that."));
    m_status->clear();
    showCount();
    setWorking(m_working);
}

void StaleDialog::showCount()
{
    const QString count = QLocale().toString(m_model->rowCount());
    m_count->setText(m_model->rowCount() > 0 ? tr("Bindings: %1").arg(count) : QString());
    m_release->setText(m_model->rowCount() > 0 ? tr("&Release bindings (%1)…").arg(count) : tr("&Release bindings…"));
}

void StaleDialog::preview()
{
    forget();
    setWorking(true);
    const int request = m_request;
    whenAnswered(m_bindings.stale(rule()), this, [this, request](const Result<BindingPage> &page) {
        if (request != m_request)
            return;
        if (page)
            take(*page);
        else
            m_status->say(Status::Critical, faultText(page.error()));
        setWorking(false);
    });
}

void StaleDialog::take(const BindingPage &page)
{
    m_table->setEmptyText(tr("The rule names no binding."));
    m_model->setPage(page);
    showCount();
    if (page.more)
        m_status->say(Status::Neutral,
            tr("There are more than %1. Release these, then preview the others.")
                .arg(QLocale().toString(BindingFilter::mostRows)));
}

void StaleDialog::release()
{
    const std::vector<Binding> bindings = m_model->items();
    if (bindings.empty()
        || !m_context.prompt.confirm(this, tr("Release bindings"), releaseQuestion(bindings, m_choices), tr("Release")))
        return;
    const qint64 wanted = qint64(bindings.size());
    m_status->clear();
    setWorking(true);
    whenAnswered(m_bindings.releaseAll(bindings, m_progress->start(wanted)), this,
        [this, wanted](const Result<qint64> &answer) { takeReleased(answer, wanted); });
}

/// Also after a failure: what was released until then is.
void StaleDialog::takeReleased(const Result<qint64> &answer, qint64 wanted)
{
    m_progress->finish();
    setWorking(false);
    forget();
    if (answer)
        m_status->say(*answer == wanted ? Status::Ok : Status::Neutral, releasedText(*answer, wanted));
    else
        m_status->say(Status::Critical, faultText(answer.error()));
    Q_EMIT released();
}

} // namespace callveil
