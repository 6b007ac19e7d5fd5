// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_columns_page.h"

#include "exchange/calls/date_order.h"
#include "ui/calls/column_picker.h"
#include "ui/calls/dialect_form.h"
#include "ui/calls/format_text.h"
#include "ui/calls/import_draft.h"
#include "ui/calls/profile_bar.h"
#include "ui/shell/wizard_look.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace callveil {

ImportColumnsPage::ImportColumnsPage(
    ImportDraft &draft, ImportService &service, const PageContext &context, QWidget *parent)
    : QWizardPage(parent), m_draft(draft), m_profiles(new ProfileBar(service, context.prompt, this)),
      m_dialect(new DialectForm(this)), m_columns(new ColumnPicker(this)), m_state(new StatusLine(this)),
      m_dates(new StatusLine(this))
{
    QVBoxLayout *column = wizardColumn(this, tr("Columns"),
        tr("Say what the columns of the file mean. Columns that are not used are not stored. Numbers in the cells are "
           "shown masked."));
    column->setSpacing(gridUnit(this));
    column->addWidget(m_profiles);
    column->addWidget(setUpDialect());
    column->addWidget(m_columns, 1);
    column->addWidget(m_state);
    column->addWidget(m_dates);
    connect(m_profiles, &ProfileBar::profileChosen, &m_draft, &ImportDraft::setMapping);
    connect(m_profiles, &ProfileBar::saveWanted, this, [this] { m_profiles->save(m_draft.mapping()); });
    connect(m_dialect, &DialectForm::edited, this, &ImportColumnsPage::edit);
    connect(m_columns, &ColumnPicker::columnsChosen, this, &ImportColumnsPage::edit);
    connect(&m_draft, &ImportDraft::changed, this, &ImportColumnsPage::update);
}

/// On a low screen the form gives way to the cells of the file and scrolls.
QWidget *ImportColumnsPage::setUpDialect()
{
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(m_dialect);
    return area;
}

void ImportColumnsPage::initializePage()
{
    if (std::exchange(m_file, m_draft.file()) != m_draft.file())
        m_dialect->forgetDateOrder();
    m_profiles->refresh();
    update();
}

bool ImportColumnsPage::isComplete() const
{
    return m_draft.isComplete();
}

void ImportColumnsPage::edit()
{
    CsvMapping mapping = m_dialect->applied(m_draft.mapping());
    mapping.columns = m_columns->columns();
    m_draft.setMapping(mapping);
}

void ImportColumnsPage::update()
{
    // While the preview is read the form keeps what the person chose.
    if (m_draft.state() == ImportDraft::State::Ready && m_draft.needsMapping()) {
        m_columns->setSample(m_draft.preview().header, m_draft.preview().cells);
        m_dialect->setMapping(m_draft.mapping());
        m_columns->setColumns(m_draft.mapping().columns);
    }
    sayState();
    Q_EMIT completeChanged();
}

void ImportColumnsPage::sayState()
{
    const ImportPreview &preview = m_draft.preview();
    if (m_draft.state() == ImportDraft::State::Failed)
        m_state->say(Status::Critical, faultText(m_draft.error()));
    else if (const Result<void> whole = m_draft.mapping().check(); !whole)
        m_state->say(Status::Critical, faultText(whole.error()));
    else if (!m_draft.hasNumbers())
        m_state->say(Status::Critical,
            tr("No column with telephone numbers is chosen. Choose at least one: %1, %2, %3 or %4.")
                .arg(csvFieldText(CsvField::Caller), csvFieldText(CsvField::Callee), csvFieldText(CsvField::Subscriber),
                    csvFieldText(CsvField::Customer)));
    else if (m_draft.state() == ImportDraft::State::Reading)
        m_state->say(Status::Neutral, tr("Reading the beginning of the file…"));
    else if (preview.calls.empty() && preview.rejects.empty())
        m_state->say(Status::Warning, tr("The file holds no row that could be a call."));
    else
        sayRows(preview);
    sayDates();
}

void ImportColumnsPage::sayRows(const ImportPreview &preview)
{
    const int calls = int(preview.calls.size());
    const int rejects = int(preview.rejects.size());
    QString text = calls > 0
        ? tr("%n of the first rows are calls.", nullptr, calls)
        : tr("No row of the beginning is understood as a call: %1.").arg(rejectText(preview.rejects.front()));
    if (calls > 0 && rejects > 0)
        text += u' ' + tr("%n are rejected.", nullptr, rejects);
    const bool unknownWord = std::any_of(preview.rejects.begin(), preview.rejects.end(),
        [](const RowReject &reject) { return reject.fault == RowFault::DirectionNotUnderstood; });
    if (unknownWord)
        text += u' ' + tr("Say under “Inbound words”, “Outbound words” and “Internal words” what that column says.");
    m_state->say(calls > 0 && !unknownWord ? Status::Ok : Status::Warning, text);
}

/// Dates that could begin with the day or the month are read in an order that only the person can confirm.
void ImportColumnsPage::sayDates()
{
    const CsvMapping mapping = m_draft.mapping();
    const int column = mapping.columns.value(CsvField::Start, mapping.columns.value(CsvField::StartDate, -1));
    const QList<QStringList> &cells = m_draft.preview().cells;
    const bool assumed = column >= 0 && !m_dialect->isDateOrderChosen()
        && guessDateOrder(cells, column, QStringLiteral("US")) != guessDateOrder(cells, column, QStringLiteral("DE"));
    if (assumed)
        m_dates->say(Status::Warning,
            tr("The dates could begin with the day or with the month; they are read as %1. Check the date order and "
               "choose it.")
                .arg(dateOrderText(mapping.dateOrder).toLower()));
    else
        m_dates->clear();
}

} // namespace callveil
