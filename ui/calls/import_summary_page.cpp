// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_summary_page.h"

#include "domain/base/when_answered.h"
#include "services/imports/import_service.h"
#include "ui/calls/call_words.h"
#include "ui/calls/import_run_page.h"
#include "ui/shell/prompt.h"
#include "ui/shell/wizard_look.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"

#include <QFormLayout>
#include <QLabel>
#include <QPromise>
#include <QPushButton>
#include <QThreadPool>
#include <QVBoxLayout>

namespace callveil {

ImportSummaryPage::ImportSummaryPage(const ImportRunPage &run, const PageContext &context, QWidget *parent)
    : QWizardPage(parent), m_run(run), m_context(context), m_rejects(callWordsOf(context.zone)),
      m_outcome(new StatusLine(this)), m_table(new ListTable(tr("Rejected rows"), tr("No row was rejected."), this)),
      m_save(new QPushButton(tr("Save &rejects…"), this)), m_saved(new StatusLine(this))
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(gridUnit(this) * 2);
    m_records = addFigure(form, QStringLiteral("records"), tr("Records"));
    m_sessions = addFigure(form, QStringLiteral("sessions"), tr("New sessions"));
    m_legs = addFigure(form, QStringLiteral("legs"), tr("New legs"));
    m_duplicates = addFigure(form, QStringLiteral("duplicates"), tr("Imported before"));
    m_rejected = addFigure(form, QStringLiteral("rejected"), tr("Rejected rows"));
    m_unknownAgents = addFigure(form, QStringLiteral("unknownAgents"), tr("Unknown agents"));
    m_unknownAgents->setToolTip(
        tr("Records that name an agent who is not on the Agents tab. They are stored without an agent."));
    m_span = addFigure(form, QStringLiteral("span"), tr("Calls from – to"));
    m_table->noteRead(); // filled by the import
    m_table->setModel(&m_rejects);
    m_table->setObjectName(QStringLiteral("rejects"));
    m_table->setWhatsThis(tr("Rows that were not stored, with the line, the column and the reason."));
    m_save->setObjectName(QStringLiteral("saveRejects"));
    m_save->setAccessibleName(tr("Save rejects"));
    m_save->setAutoDefault(false);
    QVBoxLayout *column = wizardColumn(this, tr("Summary"), tr("What came of the import."));
    column->addWidget(m_outcome);
    column->addLayout(form);
    column->addWidget(m_table, 1);
    column->addWidget(m_save, 0, Qt::AlignLeft);
    column->addWidget(m_saved);
    column->addStretch();
    connect(m_save, &QPushButton::clicked, this, &ImportSummaryPage::saveRejects);
}

QLabel *ImportSummaryPage::addFigure(QFormLayout *form, const QString &name, const QString &label)
{
    auto *value = new QLabel(this);
    value->setObjectName(name);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    form->addRow(label, value);
    return value;
}

void ImportSummaryPage::initializePage()
{
    const ImportSummary &summary = *m_run.summary();
    const QLocale locale;
    m_records->setText(locale.toString(summary.records));
    m_sessions->setText(locale.toString(summary.sessions));
    m_legs->setText(locale.toString(summary.legs));
    m_duplicates->setText(locale.toString(summary.duplicates));
    m_rejected->setText(locale.toString(summary.rejected));
    m_unknownAgents->setText(locale.toString(summary.unknownAgents));
    const CallTexts words = callWordsOf(m_context.zone);
    m_span->setText(summary.firstStart && summary.lastStart
            ? QStringLiteral("%1 – %2").arg(words.time(*summary.firstStart), words.time(*summary.lastStart))
            : tr("no calls"));
    m_rejects.setRejects(summary.rejects);
    m_table->setVisible(!summary.rejects.empty());
    m_save->setVisible(!summary.rejects.empty());
    sayOutcome();
}

void ImportSummaryPage::sayOutcome()
{
    const ImportSummary &summary = *m_run.summary();
    if (summary.records > 0 && summary.duplicates == summary.records)
        m_outcome->say(Status::Warning, tr("All calls of this file were imported before. Nothing new was stored."));
    else if (summary.legs == 0)
        m_outcome->say(Status::Warning, tr("No call was stored: every row was rejected."));
    else if (summary.rejected > qint64(summary.rejects.size()))
        m_outcome->say(Status::Warning,
            tr("The calls are stored. Of the rejected rows the first %n are listed.", nullptr,
                int(summary.rejects.size())));
    else if (summary.rejected > 0)
        m_outcome->say(Status::Warning, tr("The calls are stored. Some rows were rejected; they are listed below."));
    else if (summary.unknownAgents > 0)
        m_outcome->say(Status::Warning,
            tr("The calls are stored. %n of them name an agent who is not on the Agents tab and have none.", nullptr,
                int(summary.unknownAgents)));
    else
        m_outcome->say(Status::Ok, tr("The calls are stored."));
    if (summary.sidesAssumed > 0) // where the side is wrong, a customer's number is shown as the agent's
        m_outcome->say(Status::Warning,
            m_outcome->text() + u' '
                + tr(
                    "Of %1 the file does not tell which party is the customer: add your agents and their extensions on "
                    "the Agents tab, or give the file a direction column, before the next import.")
                      .arg(QLocale().toString(summary.sidesAssumed)));
}

void ImportSummaryPage::saveRejects()
{
    const QString file = m_context.prompt.saveFile(
        this, tr("Save rejects"), QStringLiteral("rejected-rows.csv"), tr("CSV files (*.csv)"));
    if (file.isEmpty())
        return;
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    whenAnswered(promise->future(), this, [this](Result<void> saved) {
        if (saved)
            m_saved->say(Status::Ok, tr("The rejected rows are saved."));
        else
            m_saved->say(Status::Critical, faultText(saved.error()));
    });
    QThreadPool::globalInstance()->start([promise, file, summary = *m_run.summary()] {
        promise->addResult(ImportService::saveRejects(summary, file, &rowFaultText));
        promise->finish();
    });
}

} // namespace callveil
