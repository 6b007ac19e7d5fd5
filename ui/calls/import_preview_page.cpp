// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/import_preview_page.h"

#include "ui/calls/call_words.h"
#include "ui/calls/import_draft.h"
#include "ui/shell/wizard_look.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"

#include <QLabel>
#include <QVBoxLayout>

namespace callveil {

ImportPreviewPage::ImportPreviewPage(ImportDraft &draft, const QTimeZone &zone, QWidget *parent)
    : QWizardPage(parent), m_draft(draft), m_calls(callWordsOf(zone)), m_rejects(callWordsOf(zone)),
      m_callTable(new ListTable(tr("Preview"), tr("No row of the beginning is understood as a call."), this)),
      m_rejectTable(new ListTable(tr("Rejected rows"), tr("No row is rejected so far."), this)),
      m_rejectTitle(new QLabel(this))
{
    setButtonText(QWizard::NextButton, tr("&Import"));
    for (ListTable *table : {m_callTable, m_rejectTable})
        table->noteRead(); // filled by the draft
    m_callTable->setModel(&m_calls);
    m_callTable->setObjectName(QStringLiteral("importPreview"));
    m_callTable->setWhatsThis(tr("The first calls as they would be stored, masked. Nothing is stored yet."));
    m_callTable->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto *numbers = new NumberDelegate(this);
    for (const int column : {ImportPreviewModel::Customer, ImportPreviewModel::Agent, ImportPreviewModel::Proxy})
        m_callTable->setItemDelegateForColumn(column, numbers);
    m_rejectTable->setModel(&m_rejects);
    m_rejectTable->setObjectName(QStringLiteral("previewRejects"));
    m_rejectTable->setWhatsThis(tr("Rows that cannot be understood, with the line, the column and the reason."));
    QVBoxLayout *column = wizardColumn(this, tr("Preview"),
        tr("The first calls as they would be stored. Times are in the zone %1.").arg(QString::fromUtf8(zone.id())));
    column->addWidget(m_callTable, 3);
    column->addWidget(m_rejectTitle);
    column->addWidget(m_rejectTable, 1);
    connect(&m_draft, &ImportDraft::changed, this, &ImportPreviewPage::update);
}

void ImportPreviewPage::initializePage()
{
    update();
}

bool ImportPreviewPage::isComplete() const
{
    return m_draft.isComplete();
}

void ImportPreviewPage::update()
{
    const ImportPreview &preview = m_draft.preview();
    m_calls.setItems({});
    m_calls.setItems(preview.calls);
    m_rejects.setRejects(preview.rejects);
    m_rejectTitle->setText(preview.rejects.empty()
            ? tr("No rejected rows among those shown")
            : tr("Rejected rows among the first: %1").arg(preview.rejects.size()));
    m_rejectTable->setVisible(!preview.rejects.empty());
    Q_EMIT completeChanged();
}

} // namespace callveil
