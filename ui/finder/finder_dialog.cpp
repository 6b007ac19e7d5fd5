// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/finder/finder_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/status_line.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

namespace {

constexpr qint64 sessionHit = -1;
const QString s_calls = QStringLiteral("calls");

} // namespace

FinderDialog::FinderDialog(const PageContext &context, const std::vector<PageEntry> &places, QWidget *parent)
    : QDialog(parent), m_calls(context.workspace), m_processes(context.workspace), m_pools(context.workspace),
      m_catalogue(places), m_model(new HitTableModel(this)), m_typed(new QLineEdit(this)),
      m_hits(new ListTable(tr("Found"),
          tr("Nothing has this name. A session is found by its whole name, sess_ and 26 characters."), this)),
      m_failure(new StatusLine(this)), m_open(new QPushButton(tr("&Open"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Find"));
    setObjectName(QStringLiteral("finderDialog"));
    m_typed->setObjectName(QStringLiteral("find"));
    m_typed->setPlaceholderText(tr("Page, process, pool or session"));
    m_typed->setWhatsThis(tr("Type a part of the name of a page, a tab, a process or a pool, or the whole name of a "
                             "session. Arrow keys choose, Return opens, Escape closes."));
    m_hits->setModel(m_model);
    m_hits->setSortingEnabled(false);
    m_hits->horizontalHeader()->setSectionsClickable(false);
    m_hits->setRowsShown(12, 6);
    m_hits->setFlexibleColumn(HitTableModel::Name);
    m_hits->setWhatsThis(tr("What has the name that you typed. Return opens what is chosen."));
    arrange();
    for (QObject *watched : std::initializer_list<QObject *>{m_typed, m_hits})
        watched->installEventFilter(this);
    connect(m_typed, &QLineEdit::textChanged, this, &FinderDialog::find);
    connect(m_hits, &ListTable::chosen, this, &FinderDialog::choose);
    connect(m_open, &QPushButton::clicked, this, &FinderDialog::choose);
    find();
    readNames();
    m_typed->setFocus();
}

void FinderDialog::arrange()
{
    auto *label = new QLabel(tr("Fi&nd"), this);
    label->setBuddy(m_typed);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_open, QDialogButtonBox::AcceptRole);
    m_open->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &FinderDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this));
    column->addWidget(label);
    column->addWidget(m_typed);
    column->addWidget(m_hits, 1);
    column->addWidget(m_failure);
    column->addWidget(buttons);
    resize(characters(this, 70), sizeHint().height());
}

/// Processes and pools are few: they are read once.
void FinderDialog::readNames()
{
    m_unread = m_catalogue.leadsTo(QStringLiteral("pools")) ? 2 : 1;
    whenAnswered(m_processes.list(), this, [this](const Result<std::vector<ProcessDetails>> &processes) {
        if (processes)
            m_catalogue.addProcesses(*processes);
        noteRead(processes ? std::nullopt : std::optional(processes.error()));
    });
    if (m_unread < 2)
        return;
    whenAnswered(m_pools.overview(), this, [this](const Result<PoolOverview> &overview) {
        if (overview)
            m_catalogue.addPools(*overview);
        noteRead(overview ? std::nullopt : std::optional(overview.error()));
    });
}

void FinderDialog::noteRead(const std::optional<Error> &error)
{
    if (error)
        m_failure->say(Status::Critical, faultText(*error));
    if (--m_unread == 0)
        m_hits->noteRead(m_failure->text().isEmpty());
    showHits();
}

void FinderDialog::find()
{
    ++m_request; // an answer under way is about another text
    m_session.clear();
    m_searching = false;
    m_entered = false;
    const QByteArray session = CallLogService::sessionId(m_typed->text());
    if (!session.isEmpty() && m_catalogue.leadsTo(s_calls))
        findSession(session);
    m_hits->clearSelection();
    showHits();
}

void FinderDialog::findSession(const QByteArray &session)
{
    m_searching = true;
    CallFilter filter;
    filter.session = session;
    whenAnswered(m_calls.page(filter, CallLogService::newest(), true, 1), this,
        [this, session, request = m_request](const Result<CallPage> &page) {
            if (request != m_request)
                return;
            m_searching = false;
            if (!page)
                m_failure->say(Status::Critical, faultText(page.error()));
            else if (!page->calls.empty())
                m_session = CallLogService::sessionName(session);
            showHits();
            if (m_entered && !m_session.isEmpty())
                choose();
        });
}

void FinderDialog::showHits()
{
    std::vector<FinderHit> hits = m_catalogue.find(m_typed->text());
    if (!m_session.isEmpty())
        hits.push_back({sessionHit, m_session, tr("Session")});
    const qint64 first = hits.empty() ? 0 : hits.front().id;
    m_model->setItems(std::move(hits));
    if (m_hits->selectedIds().isEmpty())
        m_hits->selectIds({first});
    m_open->setEnabled(first != 0 || m_searching);
}

void FinderDialog::choose()
{
    if (!isVisible())
        return; // Return in the list presses the button too
    const qint64 hit = m_hits->currentId();
    if (hit == 0) {
        m_entered = m_searching;
        return;
    }
    const PageLink link = hit == sessionHit ? PageLink{s_calls, 0, m_session} : m_catalogue.linkOf(hit);
    accept();
    Q_EMIT chosen(link);
}

bool FinderDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    if (watched == m_typed)
        return movesIntoList(static_cast<QKeyEvent *>(event)->key());
    return movesIntoField(event);
}

bool FinderDialog::movesIntoList(int key)
{
    if ((key != Qt::Key_Down && key != Qt::Key_PageDown) || m_model->rowCount() == 0)
        return false;
    m_hits->setFocus(Qt::OtherFocusReason);
    const int next = std::min(m_model->rowCount() - 1, 1); // the first was chosen before
    m_hits->selectIds({m_model->item(next).id});
    return true;
}

/// Above the first hit is the field, and what is typed belongs there.
bool FinderDialog::movesIntoField(QEvent *event)
{
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool leaves = key->key() == Qt::Key_Up && m_hits->currentIndex().row() <= 0;
    const bool types = !key->text().isEmpty() && key->text().front().isPrint();
    if (!leaves && !types && key->key() != Qt::Key_Backspace)
        return false;
    m_typed->setFocus(Qt::OtherFocusReason);
    if (!leaves)
        QCoreApplication::sendEvent(m_typed, event);
    return true;
}

} // namespace callveil
