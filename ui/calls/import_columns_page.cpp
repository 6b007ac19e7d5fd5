// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_columns_page.h"

#include "ui/calls/column_picker.h"
#include "ui/calls/dialect_form.h"
#include "ui/calls/import_draft.h"
#include "ui/calls/profile_bar.h"
#include "ui/masking/status_line.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"

#include <QVBoxLayout>

namespace callveil {

ImportColumnsPage::ImportColumnsPage(
    ImportDraft &draft, ImportService &service, const PageContext &context, QWidget *parent)
    : QWizardPage(parent), m_draft(draft), m_profiles(new ProfileBar(service, context.prompt, this)),
      m_dialect(new DialectForm(this)), m_columns(new ColumnPicker(this)), m_state(new StatusLine(this))
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(new PageHead(tr("Columns"),
        tr("Say what the columns of the file mean. Columns that are not used are not stored. Numbers in the cells are "
           "shown masked."),
        this));
    column->addWidget(m_profiles);
    column->addWidget(m_dialect);
    column->addWidget(m_columns, 1);
    column->addWidget(m_state);
    connect(m_profiles, &ProfileBar::profileChosen, &m_draft, &ImportDraft::setMapping);
    connect(m_profiles, &ProfileBar::saveWanted, this, [this] { m_profiles->save(m_draft.mapping()); });
    connect(m_dialect, &DialectForm::edited, this, &ImportColumnsPage::edit);
    connect(m_columns, &ColumnPicker::columnsChosen, this, &ImportColumnsPage::edit);
    connect(&m_draft, &ImportDraft::changed, this, &ImportColumnsPage::update);
}

void ImportColumnsPage::initializePage()
{
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
    else if (m_draft.state() == ImportDraft::State::Reading)
        m_state->say(Status::Neutral, tr("Reading the beginning of the file…"));
    else if (preview.calls.empty() && !preview.rejects.empty())
        m_state->say(Status::Warning,
            tr("No row of the beginning is understood as a call: %1.").arg(rejectText(preview.rejects.front())));
    else if (preview.calls.empty())
        m_state->say(Status::Warning, tr("The file holds no row that could be a call."));
    else
        m_state->say(Status::Ok,
            tr("Of the first rows %1 are calls, %2 are rejected.")
                .arg(preview.calls.size())
                .arg(preview.rejects.size()));
}

} // namespace callveil
