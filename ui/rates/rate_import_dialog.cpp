// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rate_import_dialog.h"

#include "domain/base/when_answered.h"
#include "tables/rates/rate_reject_table_model.h"
#include "tables/rates/rate_table_model.h"
#include "ui/rates/moment_field.h"
#include "ui/rates/rate_file_line.h"
#include "ui/rates/rate_words.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

RateImportDialog::RateImportDialog(const PageContext &context, RateService &rates, QWidget *parent)
    : QDialog(parent), m_context(context), m_rates(rates), m_rows(new RateTableModel(rateTexts(context.zone), this)),
      m_rejects(new RateRejectTableModel(rateTexts(context.zone), this)), m_form(new FieldForm(this)),
      m_status(new StatusLine(this)), m_line(new RateFileLine(this))
{
    setObjectName(QStringLiteral("rateImportDialog"));
    setWindowTitle(tr("Import rates"));
    setAttribute(Qt::WA_DeleteOnClose);
    addFields();
    makeTables();
    makeButtons();
    arrange();
    forget();
}

void RateImportDialog::addFields()
{
    m_file = new QLineEdit(this);
    m_file->setObjectName(QStringLiteral("rateFileName"));
    m_form->addField(QStringLiteral("file"), tr("F&ile"), m_file,
        tr("CSV with the columns list, prefix, price, currency, increment, minimum, valid_from, in any order. Prefix "
           "and price are needed; what follows holds for rows that leave the others out."));
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("rateFileList"));
    for (const RateKind kind : allRateKinds)
        m_kind->addItem(rateKindText(kind), int(kind));
    m_form->addField(QStringLiteral("list"), tr("&List"), m_kind, tr("In the file: cost or recharge."));
    m_currency = new QLineEdit(this);
    m_currency->setObjectName(QStringLiteral("rateFileCurrency"));
    m_currency->setPlaceholderText(QStringLiteral("EUR"));
    m_form->addField(QStringLiteral("currency"), tr("C&urrency"), m_currency, tr("Three letters."));
    m_from = new MomentField(m_context.zone, this);
    m_from->setObjectName(QStringLiteral("rateFileFrom"));
    m_form->addField(QStringLiteral("valid-from"), tr("Valid fr&om"), m_from,
        tr("In the zone %1. In the file moments without an offset are UTC.")
            .arg(QString::fromUtf8(m_context.zone.id())));
    m_form->layout()->setAlignment(m_from, Qt::AlignLeading);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RateImportDialog::forget);
    connect(m_file, &QLineEdit::textEdited, this, &RateImportDialog::forget);
    connect(m_currency, &QLineEdit::textEdited, this, &RateImportDialog::forget);
    connect(m_from, &MomentField::dateTimeChanged, this, &RateImportDialog::forget);
}

void RateImportDialog::makeTables()
{
    m_table = new ListTable(tr("Rates of the file"), {}, this);
    m_table->setObjectName(QStringLiteral("fileRates"));
    m_table->setWhatsThis(tr("The first rows of the file, as they would be stored."));
    m_table->setModel(m_rows);
    m_table->setRowsShown(8, 3);
    for (const int column : {RateTableModel::ValidUntil, RateTableModel::State, RateTableModel::Added})
        m_table->hideColumn(column);
    m_table->setItemDelegateForColumn(RateTableModel::Prefix, new NumberDelegate(m_table));
    m_rejectTable = new ListTable(tr("Rows left out"), {}, this);
    m_rejectTable->setObjectName(QStringLiteral("fileRejects"));
    m_rejectTable->setWhatsThis(tr("Rows of the file that cannot be taken, and why."));
    m_rejectTable->setModel(m_rejects);
    m_rejectTable->setRowsShown(4, 2);
    for (ListTable *table : {m_table, m_rejectTable})
        table->noteRead(); // filled by a preview
}

void RateImportDialog::makeButtons()
{
    m_choose = new QPushButton(tr("C&hoose file…"), this);
    m_choose->setAccessibleName(tr("Choose file"));
    m_choose->setObjectName(QStringLiteral("chooseRateFile"));
    m_preview = new QPushButton(tr("Pre&view"), this);
    m_preview->setObjectName(QStringLiteral("previewRates"));
    m_import = new QPushButton(tr("I&mport"), this);
    m_import->setObjectName(QStringLiteral("importRates"));
    for (QPushButton *button : {m_choose, m_preview, m_import})
        button->setAutoDefault(false);
    connect(m_choose, &QPushButton::clicked, this, &RateImportDialog::chooseFile);
    connect(m_preview, &QPushButton::clicked, this, &RateImportDialog::preview);
    connect(m_import, &QPushButton::clicked, this, &RateImportDialog::run);
}

void RateImportDialog::arrange()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    for (QPushButton *button : {m_choose, m_preview, m_import})
        buttons->addButton(button, QDialogButtonBox::ActionRole);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &RateImportDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(m_form);
    column->addWidget(m_table, 2);
    column->addWidget(m_rejectTable, 1);
    column->addWidget(m_status);
    column->addWidget(m_line);
    column->addWidget(buttons);
    resize(characters(this, 120), sizeHint().height());
    const QList<QWidget *> order{
        m_choose, m_file, m_kind, m_currency, m_from, m_preview, m_table, m_rejectTable, m_import, close};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
    m_choose->setFocus();
}

void RateImportDialog::updateButtons()
{
    m_form->setEnabled(!m_working);
    m_choose->setEnabled(!m_working);
    m_preview->setEnabled(!m_working && !m_file->text().isEmpty());
    m_import->setEnabled(!m_working && m_looked);
}

void RateImportDialog::forget()
{
    m_looked = false;
    m_rows->setItems({});
    m_rejects->setItems({});
    m_table->setEmptyText(tr("Choose a file to see what it holds. Nothing is stored by that."));
    m_rejectTable->setEmptyText(tr("No row is left out."));
    m_status->clear();
    m_form->clearErrors();
    updateButtons();
}

void RateImportDialog::chooseFile()
{
    const QString file =
        m_context.prompt.openFile(this, tr("Import rates"), tr("CSV files (*.csv *.txt);;All files (*)"));
    if (file.isEmpty())
        return;
    m_file->setText(file);
    preview();
}

void RateImportDialog::preview()
{
    forget();
    start(true);
}

void RateImportDialog::run()
{
    start(false);
}

void RateImportDialog::start(bool dryRun)
{
    m_working = true;
    m_stores = !dryRun;
    updateButtons();
    const RateImportOrder order{m_file->text(),
        {RateKind(m_kind->currentData().toInt()), m_currency->text().trimmed(), m_from->moment()}, dryRun};
    whenAnswered(m_rates.importFile(order, m_line->start()), this,
        [this, dryRun](const Result<RateImport> &outcome) { take(outcome, dryRun); });
}

void RateImportDialog::take(const Result<RateImport> &outcome, bool dryRun)
{
    m_line->finish();
    m_working = m_stores = false;
    m_looked = outcome && dryRun && outcome->added + outcome->replaced > 0;
    updateButtons();
    if (!outcome) {
        if (!m_form->showError(outcome.error()))
            m_status->say(Status::Critical, faultText(outcome.error()));
        return;
    }
    if (dryRun)
        return showOutcome(*outcome);
    Q_EMIT imported(*outcome);
    accept();
}

void RateImportDialog::reject()
{
    if (m_stores)
        return m_line->cancel(); // it may be stored by now: take() says so
    QDialog::reject();
}

void RateImportDialog::showOutcome(const RateImport &outcome)
{
    const QLocale locale;
    m_rows->setRows(outcome.first);
    m_rejects->setItems(outcome.rejects);
    m_table->setEmptyText(tr("No row of the file can be taken."));
    const QString text = tr("New: %1, in place of another: %2, known already: %3, left out: %4.")
                             .arg(locale.toString(outcome.added), locale.toString(outcome.replaced),
                                 locale.toString(outcome.unchanged), locale.toString(qint64(outcome.rejects.size())));
    m_status->say(outcome.rejects.empty() ? Status::Neutral : Status::Warning, text);
}

} // namespace callveil
