// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_page.h"

#include "domain/base/when_answered.h"
#include "ui/audit/accept_dialog.h"
#include "ui/audit/deed_details.h"
#include "ui/audit/deed_filter_bar.h"
#include "ui/audit/verify_panel.h"
#include "ui/audit/work_line.h"
#include "ui/sheets/sheet_choice.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/texts/deed_words.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/palette_icon.h"
#include "ui/widgets/room_toggle.h"
#include "ui/widgets/section_heading.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace callveil {

namespace {

const QString s_across = QStringLiteral("auditTrail/across");

DeedTexts textsOf(const QTimeZone &zone)
{
    return {&deedActionText, &deedObjectText, &deedChangeText, &displayNumber, zone};
}

} // namespace

AuditPage::AuditPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_audit(context.workspace, context.local),
      m_model(new DeedTableModel(m_audit, textsOf(context.zone), this)),
      m_filter(new DeedFilterBar(context.zone, this)),
      m_showDetails(new RoomToggle(tr("Details"), QStringLiteral("auditTrail/showDetails"), this)),
      m_work(new WorkLine(this)), m_verified(new VerifyPanel(this)), m_table(new ListTable(tr("Events"), {}, this)),
      m_details(new DeedDetails(textsOf(context.zone), this)), m_empty(new EmptyState(this)),
      m_stack(new QStackedWidget(this)), m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("auditPage"));
    makeTable();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(makeHead());
    column->addWidget(m_filter);
    column->addWidget(m_work);
    column->addWidget(m_verified);
    column->addWidget(makePanels(), 1);
    column->addLayout(makeFooter());
    connectParts();
    setWorking(false);
}

AuditPage::~AuditPage()
{
    QSettings().setValue(s_across, m_across->saveState());
}

QWidget *AuditPage::makeHead()
{
    auto *head = new PageHead(tr("Audit Trail"),
        tr("Who did what, when and why. Every entry is signed by its person and follows from the one before."), this);
    m_export = new QPushButton(paletteIcon(QStringLiteral("document_export")), tr("E&xport…"), this);
    m_export->setObjectName(QStringLiteral("exportDeeds"));
    m_export->setAccessibleName(tr("Export"));
    m_export->setToolTip(
        mayExport() ? tr("Writes every entry that matches the filter to a file") : tr("Your role may not export."));
    m_verify = new QPushButton(paletteIcon(QStringLiteral("dialog_ok_apply")), tr("Ver&ify"), this);
    m_verify->setObjectName(QStringLiteral("verifyRecord"));
    m_verify->setToolTip(tr("Checks every entry of everybody, whatever the filter: that nothing is missing, changed or "
                            "signed by another"));
    for (QPushButton *button : {m_export, m_verify}) {
        button->setAutoDefault(false);
        head->addButton(button);
    }
    connect(m_export, &QPushButton::clicked, this, &AuditPage::exportDeeds);
    connect(m_verify, &QPushButton::clicked, this, &AuditPage::verify);
    return head;
}

void AuditPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("events"));
    m_table->setWhatsThis(
        tr("The entries of the record, newest first. The one that is chosen is told in full under Details."));
    m_table->horizontalHeader()->setResizeContentsPrecision(0); // what is seen: the record may be long
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false); // it is read by time
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->setRowsShown(20, 5);
}

QWidget *AuditPage::makePanels()
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_detailsBox = new QWidget(this);
    auto *column = new QVBoxLayout(m_detailsBox);
    column->setContentsMargins(gridUnit(this), 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(sectionHeading(tr("Details"), m_details, m_detailsBox));
    column->addWidget(m_details, 1);
    m_across = new QSplitter(Qt::Horizontal, this);
    m_across->addWidget(m_stack);
    m_across->addWidget(m_detailsBox);
    m_across->setStretchFactor(0, 1);
    m_across->setChildrenCollapsible(false);
    const int side = characters(this, 44);
    m_across->setSizes({side * 3, side});
    m_across->restoreState(QSettings().value(s_across).toByteArray());
    return m_across;
}

QLayout *AuditPage::makeFooter()
{
    m_showDetails->setObjectName(QStringLiteral("showDeedDetails"));
    m_showDetails->setToolTip(tr("Shows all that is recorded of the chosen entry beside the table"));
    m_count->setObjectName(QStringLiteral("deedCount"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(m_showDetails);
    return row;
}

void AuditPage::connectParts()
{
    connect(m_filter, &DeedFilterBar::filterChanged, this, &AuditPage::showDeeds);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &AuditPage::keepPlace);
    connect(m_model, &DeedTableModel::landed, this, &AuditPage::takePage);
    connect(m_model, &DeedTableModel::failed, this, &AuditPage::takeFailure);
    connect(m_model, &DeedTableModel::loadingChanged, this, &AuditPage::updateCount);
    connect(m_table, &ListTable::idsSelected, this, &AuditPage::showChosen);
    connect(m_empty, &EmptyState::actionChosen, this, &AuditPage::actOnEmpty);
    connect(m_verified, &VerifyPanel::entryWanted, this, qOverload<const DeedBreak &>(&AuditPage::goTo));
    connect(m_verified, &VerifyPanel::acceptWanted, this, &AuditPage::accept);
    connect(m_showDetails, &RoomToggle::toggled, m_detailsBox, &QWidget::setVisible);
    m_detailsBox->setVisible(m_showDetails->isChecked());
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_filter, &DeedFilterBar::focusText);
}

void AuditPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_showDetails->setRoom(width() >= characters(this, 150));
}

bool AuditPage::mayExport() const
{
    return m_audit.me()->may(Permission::Export);
}

void AuditPage::refresh()
{
    readPeople();
    if (m_shown && m_model->filter() == m_filter->filter())
        m_model->reload();
    else
        showDeeds();
}

void AuditPage::readPeople()
{
    whenAnswered(m_audit.actors(), this, [this](const Result<std::vector<Person>> &people) {
        if (people) // otherwise the page of entries fails too, and tells
            m_filter->setPeople(*people);
    });
}

void AuditPage::showDeeds()
{
    m_shown = true;
    m_chosen.reset();
    m_wanted.reset();
    m_empty->say(tr("Reading…"), {}, {}); // what was said of another filter may not hold of this one
    m_model->show(m_filter->filter());
}

void AuditPage::keepPlace()
{
    m_scrolled = m_chosen ? m_table->verticalScrollBar()->value() : 0;
}

void AuditPage::takePage()
{
    m_failed = false;
    explain(false);
    if (const auto scrolled = std::exchange(m_scrolled, std::nullopt)) { // a new list
        const int row = m_chosen ? m_model->rowOf(m_chosen->actor, m_chosen->seq) : 0;
        m_table->selectRow(std::max(0, row));
        m_table->verticalScrollBar()->setValue(*scrolled);
    }
    if (m_model->rowCount() == 0)
        m_details->clear();
    seek();
}

/// Goes on from page to page until the wanted entry has come in.
void AuditPage::seek()
{
    if (!m_wanted || m_model->isLoading())
        return;
    if (const int row = m_model->rowOf(m_wanted->actor, m_wanted->seq); row >= 0) {
        m_wanted.reset();
        m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
        m_table->setFocus(Qt::OtherFocusReason);
    } else if (m_model->canFetchMore({})) {
        m_model->fetchMore({});
    } else {
        m_wanted.reset();
    }
}

void AuditPage::showChosen()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const DeedLine &line = m_model->line(rows.front().row());
    m_chosen = Place{line.entry.actor, line.entry.seq};
    m_details->show(line);
}

void AuditPage::takeFailure(const Error &error)
{
    m_failed = true;
    m_wanted.reset();
    if (m_model->rowCount() == 0)
        m_details->clear();
    explain(true);
    m_context.notifier.fail(error);
}

void AuditPage::updateCount()
{
    const QString shown = QLocale().toString(m_model->rowCount());
    if (m_model->isLoading())
        m_count->setText(tr("Reading…"));
    else if (m_failed)
        m_count->setText(tr("%1 entries; the rest could not be read").arg(shown));
    else if (m_model->isComplete())
        m_count->setText(tr("%Ln entries", nullptr, m_model->rowCount()));
    else
        m_count->setText(tr("%1+ entries so far; older ones come as you scroll").arg(shown));
}

void AuditPage::explain(bool failed)
{
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    updateCount();
    if (failed)
        m_empty->say(
            tr("The audit trail could not be read."), tr("Nothing is lost; try again in a moment."), tr("Try again"));
    else if (m_filter->hasConditions())
        m_empty->say(
            tr("No entry matches the filter."), tr("Choose a longer period or fewer conditions."), tr("Clear filter"));
    else
        m_empty->say(tr("Nothing was recorded in this period."),
            tr("Entries appear when somebody signs in, changes settings, imports or exports."),
            m_filter->isAllTime() ? QString() : tr("Show all"));
}

void AuditPage::actOnEmpty()
{
    if (m_failed)
        refresh();
    else if (m_filter->hasConditions())
        m_filter->clear();
    else
        m_filter->showAll();
}

void AuditPage::setWorking(bool working)
{
    m_verify->setEnabled(!working);
    m_export->setEnabled(!working && mayExport());
}

void AuditPage::verify()
{
    m_verified->clear();
    setWorking(true);
    whenAnswered(m_audit.verify(m_work->start(tr("Verifying"))), this, [this](const Result<DeedReport> &report) {
        m_work->finish();
        setWorking(false);
        takeReport(report);
    });
}

void AuditPage::takeReport(const Result<DeedReport> &report)
{
    if (report)
        m_verified->show(
            *report, QDateTime::currentDateTimeUtc().toTimeZone(m_context.zone).time(), m_audit.me()->allProcesses);
    else if (report.error().code == ErrorCode::Cancelled)
        m_verified->sayCancelled();
    else
        m_context.notifier.fail(report.error());
}

void AuditPage::goTo(const DeedBreak &entry)
{
    whenAnswered(
        m_audit.nearest(entry.actor, entry.seq), this, [this, entry](const Result<std::optional<DeedPlace>> &place) {
            if (!place)
                return m_context.notifier.fail(place.error());
            if (*place)
                return goTo(entry, **place);
            m_context.notifier.show(Notifier::Kind::Information, tr("There is no entry of this person any more."));
        });
}

void AuditPage::goTo(const DeedBreak &entry, const DeedPlace &place)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(place.at, m_context.zone).date();
    const QString name = entry.name.isEmpty() ? tr("Person %1").arg(entry.actor.value) : entry.name;
    m_filter->showDay(entry.actor, name, day);
    m_wanted = Place{place.actor, place.seq};
    seek();
    if (place.seq != entry.seq)
        m_context.notifier.show(Notifier::Kind::Information,
            tr("Entry %1 is not there. Its neighbour, entry %2, is chosen.").arg(entry.seq).arg(place.seq));
}

void AuditPage::accept()
{
    auto *dialog = new AcceptDialog(m_audit, this);
    connect(dialog, &AcceptDialog::saved, this, [this] {
        m_verified->clear();
        m_context.notifier.show(
            Notifier::Kind::Done, tr("This computer takes the record as it is from now on. Verify it again."));
        m_model->reload();
        Q_EMIT recordAccepted();
    });
    dialog->open();
}

void AuditPage::exportDeeds()
{
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(m_context.zone).date();
    const auto choice = chooseSheet(m_context, this, tr("Export the audit trail"),
        QStringLiteral("audit-trail-%1").arg(today.toString(Qt::ISODate)));
    if (!choice)
        return;
    setWorking(true);
    const auto work = m_work->start(tr("Exporting"));
    whenAnswered(m_audit.exportTo(m_filter->filter(), choice->file, choice->format, m_context.zone, work), this,
        [this, name = QFileInfo(choice->file).fileName()](const Result<qint64> &rows) {
            m_work->finish();
            setWorking(false);
            if (!rows)
                return m_context.notifier.fail(rows.error());
            m_context.notifier.show(
                Notifier::Kind::Done, tr("%Ln entries were written to %1.", nullptr, int(*rows)).arg(name));
            m_model->reload(); // the export is an entry itself
        });
}

} // namespace callveil
