// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/opt_out_panel.h"

#include "domain/base/when_answered.h"
#include "tables/platform/opt_out_table_model.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/opt_out_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/wrapped_label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace callveil {

OptOutPanel::OptOutPanel(const PageContext &context, QWidget *parent)
    : PlatformPanel(parent), m_context(context), m_service(context.workspace),
      m_model(new OptOutTableModel(tableTexts(context.zone), &optOutSourceText, this))
{
    makeTable();
    makeButtons();
    arrange();
    updateButtons();
}

void OptOutPanel::makeTable()
{
    m_table = new ListTable(tr("Opt-outs"), {}, this);
    m_table->setObjectName(QStringLiteral("optOuts"));
    m_table->setWhatsThis(
        tr("Who wants no calls: brands, times and sources. The numbers themselves are kept as keyed hashes alone."));
    m_table->setModel(m_model);
    m_table->setRowsShown(8, 3);
    m_table->setFlexibleColumn(OptOutTableModel::BrandName);
    connect(m_table, &ListTable::idsSelected, this, &OptOutPanel::updateButtons);
}

void OptOutPanel::makeButtons()
{
    m_add = new QPushButton(tr("&Add opt-out…"), this);
    m_add->setAccessibleName(tr("Add opt-out"));
    m_remove = new QPushButton(tr("&Remove a number…"), this);
    m_remove->setAccessibleName(tr("Remove a number"));
    m_removeSelected = new QPushButton(tr("Remove &selected"), this);
    m_removeSelected->setAccessibleName(tr("Remove selected"));
    m_check = new QPushButton(tr("Check a &number…"), this);
    m_check->setAccessibleName(tr("Check a number"));
    connect(m_add, &QPushButton::clicked, this, [this] { open(OptOutDialog::Purpose::Add); });
    connect(m_remove, &QPushButton::clicked, this, [this] { open(OptOutDialog::Purpose::Remove); });
    connect(m_check, &QPushButton::clicked, this, [this] { open(OptOutDialog::Purpose::Check); });
    connect(m_removeSelected, &QPushButton::clicked, this, &OptOutPanel::removeSelected);
}

void OptOutPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) / 2);
    auto *why = new WrappedLabel(tr("Nobody on this list is called over the numbers of the brand. Numbers are not "
                                    "shown: only keyed hashes of them are kept, so that nobody can read them here."),
        this);
    why->setMuted();
    column->addWidget(why);
    column->addWidget(m_table, 1);
    m_lifted = new WrappedLabel(QString(), this);
    m_lifted->setObjectName(QStringLiteral("liftedOptOuts"));
    m_lifted->setTextFormat(Qt::PlainText);
    m_lifted->setMuted();
    m_lifted->hide();
    column->addWidget(m_lifted);
    column->addLayout(bar);
    QWidget *before = m_table;
    for (QPushButton *button : {m_check, m_removeSelected, m_remove, m_add}) {
        bar->addWidget(button);
        setTabOrder(before, button);
        before = button;
    }
}

void OptOutPanel::refresh()
{
    const int request = ++m_request;
    // The brands first: what it means that nobody opted out depends on them.
    whenAnswered(m_service.brands(), this, [this, request](const Result<QStringList> &brands) {
        if (request != m_request)
            return;
        m_brandsFailed = !brands;
        if (brands)
            showBrands(*brands);
        else
            m_context.notifier.fail(brands.error());
        updateButtons();
    });
    whenAnswered(m_service.list(), this, [this, request](const Result<std::vector<OptOut>> &entries) {
        if (request != m_request)
            return;
        m_table->noteRead(entries && m_brandsRead);
        if (entries)
            m_model->setItems(*entries);
        else if (!m_brandsFailed) // once is enough
            m_context.notifier.fail(entries.error());
        updateButtons();
    });
    whenAnswered(m_service.lifted(), this, [this, request](const Result<std::vector<LiftedOptOuts>> &brands) {
        if (request != m_request || !brands) // a failure was told of already
            return;
        m_lifted->setText(liftedText(*brands));
        m_lifted->setVisible(!brands->empty());
    });
}

void OptOutPanel::showBrands(const QStringList &brands)
{
    m_brands = brands;
    m_brandsRead = true;
    m_table->setEmptyText(brands.isEmpty()
            ? tr("Opt-outs hold for the brand of a pool, and there is no pool yet. Make one under Number Pools.")
            : tr("Nobody has opted out. Those who answer STOP to a text message come here; choose Add opt-out… for "
                 "somebody who asked in another way."));
}

void OptOutPanel::updateButtons()
{
    for (QPushButton *button : {m_add, m_remove, m_check})
        button->setEnabled(!m_brands.isEmpty());
    m_removeSelected->setEnabled(m_model->rowOf(m_table->currentId()) >= 0);
}

void OptOutPanel::open(OptOutDialog::Purpose purpose)
{
    auto *dialog = new OptOutDialog(m_service, purpose, m_brands, this);
    const auto tell = [this](const QString &text) { m_context.notifier.show(Notifier::Kind::Done, text); };
    connect(dialog, &OptOutDialog::added, this, [tell](const QString &brand, bool changed) {
        tell(changed ? tr("The number gets no calls over %1 any more.").arg(brand)
                     : tr("The number had opted out of %1 already.").arg(brand));
    });
    connect(dialog, &OptOutDialog::removed, this,
        [tell](const QString &brand) { tell(tr("The number gets calls over %1 again.").arg(brand)); });
    connect(dialog, &OptOutDialog::checked, this, &OptOutPanel::tellChecked);
    connect(dialog, &QDialog::finished, this, &OptOutPanel::refresh); // also to see what somebody else changed
    dialog->open();
}

void OptOutPanel::tellChecked(const QString &brand, bool listed)
{
    m_context.notifier.show(Notifier::Kind::Information,
        listed ? tr("The number opted out of %1: it gets no calls over it.").arg(brand)
               : tr("The number did not opt out of %1.").arg(brand));
}

void OptOutPanel::removeSelected()
{
    const int row = m_model->rowOf(m_table->currentId());
    if (row < 0)
        return;
    const OptOut entry = m_model->item(row);
    if (!m_context.prompt.confirm(this, tr("Remove opt-out"),
            tr("Whoever this is gets calls over %1 again; nobody can tell here whose opt-out it is. Remove it only "
               "when you know that it is the right one, for example because it was added by mistake a moment ago. "
               "Otherwise choose Remove a number… and type the number.")
                .arg(entry.brand),
            tr("Remove")))
        return;
    whenAnswered(m_service.remove(entry), this, [this, brand = entry.brand](const Result<void> &answer) {
        if (answer)
            m_context.notifier.show(Notifier::Kind::Done, tr("One opt-out of %1 was removed.").arg(brand));
        else
            m_context.notifier.fail(answer.error());
        refresh();
    });
}

} // namespace callveil
