// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rates_page.h"

#include "domain/base/when_answered.h"
#include "tables/rates/rate_table_model.h"
#include "ui/rates/rate_dialog.h"
#include "ui/rates/rate_import_dialog.h"
#include "ui/rates/rate_words.h"
#include "ui/rates/rerate_dialog.h"
#include "ui/rates/unrated_dialog.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table_search.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>

#include <utility>

namespace callveil {

namespace {
constexpr int anyKind = -1;
}

RatesPage::RatesPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_rates(context.workspace), m_processes(context.workspace),
      m_model(new RateTableModel(rateTexts(context.zone), this))
{
    makeTable();
    makeFilter();
    makeButtons();
    arrange();
    updateButtons();
}

void RatesPage::makeTable()
{
    m_table = new ListTable(tr("Rates"), QString(), this);
    m_table->setObjectName(QStringLiteral("rates"));
    m_table->setWhatsThis(tr("What a minute costs to the numbers that begin with a prefix, and from when on."));
    m_search = new TableSearch(
        *m_table, *m_model, tr("Search rates"), tr("Search prefix, country, price or currency (Ctrl+F)"), this);
    m_table->setItemDelegateForColumn(RateTableModel::Prefix, new NumberDelegate(m_table));
    m_table->setYieldingColumn(RateTableModel::Country);
    connect(m_table, &ListTable::idsSelected, this, &RatesPage::updateButtons);
    connect(m_table, &ListTable::chosen, this, &RatesPage::edit);
    connect(m_search, &TableSearch::applied, this, &RatesPage::updateButtons);
}

void RatesPage::makeFilter()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("shownList"));
    m_kind->setWhatsThis(tr("Shows one of the two lists, or both."));
    m_kind->addItem(tr("Both"), anyKind);
    for (const RateKind kind : allRateKinds)
        m_kind->addItem(rateKindText(kind), int(kind));
    m_past = new QCheckBox(tr("&Past and withdrawn"), this);
    m_past->setObjectName(QStringLiteral("pastRates"));
    m_past->setWhatsThis(tr("Shows the history too: rates that are over, and those that were wrong."));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RatesPage::showChosen);
    connect(m_past, &QCheckBox::toggled, this, &RatesPage::showChosen);
}

QPushButton *RatesPage::makeButton(const QString &text, const QString &name, void (RatesPage::*slot)())
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(name);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, slot);
    return button;
}

void RatesPage::makeButtons()
{
    m_add = makeButton(tr("&Add rate…"), tr("Add"), &RatesPage::add);
    m_import = makeButton(tr("&Import…"), tr("Import"), &RatesPage::importFile);
    m_edit = makeButton(tr("&Edit…"), tr("Edit"), &RatesPage::edit);
    m_remove = makeButton(tr("&Remove"), tr("Remove"), &RatesPage::remove);
    m_rerate = makeButton(tr("Re-ra&te…"), tr("Re-rate"), &RatesPage::rerate);
    m_rerate->setWhatsThis(tr("Rates the calls of a period again by the rates as they are now, after a preview."));
    m_unrated = makeButton(tr("Unrated &legs…"), tr("Unrated legs"), &RatesPage::listUnrated);
    m_unrated->setWhatsThis(tr("Lists the legs whose cost is not known, and why."));
}

QHBoxLayout *RatesPage::makeBar()
{
    auto *label = new QLabel(tr("Li&st"), this);
    label->setBuddy(m_kind);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(m_search, 1);
    bar->addWidget(label);
    bar->addWidget(m_kind);
    bar->addWidget(m_past);
    return bar;
}

void RatesPage::arrange()
{
    auto *head = new PageHead(tr("Rates"),
        tr("What carriers take for a call and what you charge on, by the longest prefix of the number. A rate holds "
           "for "
           "calls that are written from now on; earlier ones are rated again when you ask for it."),
        this);
    head->addButton(m_import);
    head->addButton(m_add);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(gridUnit(this));
    actions->addWidget(m_unrated);
    actions->addWidget(m_rerate);
    actions->addStretch();
    actions->addWidget(m_remove);
    actions->addWidget(m_edit);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addLayout(makeBar());
    page->addWidget(m_table, 1);
    page->addLayout(actions);
    QWidget *before = m_search->field();
    for (QWidget *next : std::initializer_list<QWidget *>{
             m_kind, m_past, m_table, m_unrated, m_rerate, m_remove, m_edit, m_import, m_add}) {
        setTabOrder(before, next);
        before = next;
    }
}

void RatesPage::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_rates.list(true), this, [this, request](const Result<std::vector<RateLine>> &lines) {
        if (request == m_request)
            take(lines);
    });
}

void RatesPage::take(const Result<std::vector<RateLine>> &lines)
{
    m_table->noteRead(lines.has_value());
    if (!lines)
        return m_context.notifier.fail(lines.error());
    m_lines = *lines;
    showChosen();
    if (const qint64 saved = std::exchange(m_saved, 0))
        m_search->select(saved);
}

void RatesPage::showChosen()
{
    const int kind = m_kind->currentData().toInt();
    std::vector<RateLine> chosen;
    for (const RateLine &line : m_lines) {
        const bool isOver = line.state == RateState::Over || line.state == RateState::Withdrawn;
        if ((kind == anyKind || kind == int(line.entry.rate.kind)) && (m_past->isChecked() || !isOver))
            chosen.push_back(line);
    }
    m_table->setEmptyText(m_lines.empty()
            ? tr("There is no rate yet. Choose Add rate…, or Import… to take a carrier's list from a CSV file.")
            : tr("No rate matches."));
    m_model->setItems(std::move(chosen));
    m_search->apply();
    updateButtons();
}

std::optional<Rate> RatesPage::current() const
{
    const int row = m_model->rowOf(m_table->currentId());
    if (row < 0 || m_model->item(row).entry.withdrawn)
        return std::nullopt;
    return m_model->item(row).entry.rate;
}

void RatesPage::updateButtons()
{
    const auto me = m_rates.me();
    const bool manages = me->may(Permission::ManageProcesses);
    const bool changes = manages && me->allProcesses;
    const auto rate = current();
    const bool isOver = rate && m_model->item(m_model->rowOf(m_table->currentId())).state == RateState::Over;
    m_add->setEnabled(changes);
    m_import->setEnabled(changes);
    m_edit->setEnabled(changes && rate);
    m_remove->setEnabled(changes && rate && !rate->validUntil && !isOver);
    m_rerate->setEnabled(manages);
    const QString why = changes ? QString() : tr("Rates are changed by whoever manages processes and belongs to all.");
    for (QPushButton *button : {m_add, m_import, m_edit, m_remove})
        button->setToolTip(why);
}

void RatesPage::add()
{
    Rate rate;
    rate.kind = RateKind(std::max(0, m_kind->currentData().toInt()));
    if (!m_lines.empty())
        rate.currency = m_lines.back().entry.rate.currency;
    openDialog(rate);
}

void RatesPage::edit()
{
    const auto rate = current();
    if (rate && m_edit->isEnabled())
        openDialog(*rate);
}

void RatesPage::openDialog(const Rate &rate)
{
    auto *dialog = new RateDialog(m_rates, rate, m_context.zone, this);
    connect(dialog, &RateDialog::saved, this,
        [this, before = rate.id, isNew = !rate.id.isSet()](RateId id, const Rate &now) {
            m_saved = id.value;
            if (id == before)
                return; // as it was
            const bool follows = isNew && rateBefore(m_lines, now);
            m_context.notifier.show(Notifier::Kind::Done,
                (follows        ? tr("The rate of %1 was added. The one before it ends when it begins.")
                        : isNew ? tr("The rate of %1 was added.")
                                : tr("The rate of %1 was changed."))
                    .arg(now.prefix));
        });
    connect(dialog, &QDialog::finished, this, &RatesPage::refresh); // also to see what somebody else changed
    dialog->open();
}

void RatesPage::remove()
{
    const auto rate = current();
    const bool isComing = rate && m_model->item(m_model->rowOf(m_table->currentId())).state == RateState::Coming;
    if (!rate
        || !m_context.prompt.confirm(this, tr("Remove rate"),
            (isComing ? tr("The rate of %1 (%2) has not begun and is withdrawn. What holds before it goes on.")
                      : tr("The rate of %1 (%2) ends now. Calls that were rated by it keep what they cost; later ones "
                           "are rated by a shorter prefix, or not at all. To correct a rate that was wrong, edit it "
                           "instead."))
                .arg(rate->prefix, rateKindText(rate->kind)),
            tr("Remove")))
        return;
    whenAnswered(m_rates.remove(rate->id), this, [this, prefix = rate->prefix](const Result<void> &answer) {
        if (answer)
            m_context.notifier.show(Notifier::Kind::Done, tr("The rate of %1 was removed.").arg(prefix));
        else
            m_context.notifier.fail(answer.error());
        refresh();
    });
}

void RatesPage::importFile()
{
    auto *dialog = new RateImportDialog(m_context, m_rates, this);
    connect(dialog, &RateImportDialog::imported, this, &RatesPage::showImported);
    connect(dialog, &QDialog::finished, this, &RatesPage::refresh);
    dialog->open();
}

void RatesPage::showImported(const RateImport &outcome)
{
    const QLocale locale;
    m_context.notifier.show(outcome.rejects.empty() ? Notifier::Kind::Done : Notifier::Kind::Warning,
        tr("Rates imported. New: %1, in place of another: %2, left out: %3.")
            .arg(locale.toString(outcome.added), locale.toString(outcome.replaced),
                locale.toString(qint64(outcome.rejects.size()))));
}

void RatesPage::rerate()
{
    m_rerate->setEnabled(false); // a second press would open a second dialog
    whenAnswered(m_processes.list(), this, [this](const Result<std::vector<ProcessDetails>> &processes) {
        updateButtons();
        if (!isVisible()) // another page was chosen meanwhile
            return;
        if (!processes)
            return m_context.notifier.fail(processes.error());
        (new RerateDialog(m_context, m_rates, *processes, this))->open();
    });
}

void RatesPage::listUnrated()
{
    (new UnratedDialog(m_context, m_rates, this))->open();
}

} // namespace callveil
