// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/legs_panel.h"

#include "domain/base/when_answered.h"
#include "ui/calls/call_words.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/section_heading.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace callveil {

LegsPanel::LegsPanel(CallLogService &service, TagService &tags, const QTimeZone &zone, QWidget *parent)
    : QObject(parent), m_service(service), m_tagService(tags), m_legs(callWordsOf(zone)), m_details(callWordsOf(zone)),
      m_legTable(new ListTable(tr("Legs"), tr("Choose a call to see its legs."), parent)),
      m_detailTable(new ListTable(tr("Details"), tr("Choose a call to see all that is stored of it."), parent)),
      m_legsBox(makeBox(tr("Legs"), m_legTable, parent)), m_detailsBox(makeBox(tr("Details"), m_detailTable, parent))
{
    auto *numbers = new NumberDelegate(this);
    m_legTable->setModel(&m_legs);
    m_legTable->setObjectName(QStringLiteral("legs"));
    m_legTable->setWhatsThis(
        tr("The parts of the chosen call: with the customer, with the agent, transfers and conferences."));
    m_legTable->setRowsShown(4, 3); // two legs, and the scroll bar
    for (const int column : {LegTableModel::Customer, LegTableModel::AgentNumber, LegTableModel::ProxyNumber})
        m_legTable->setItemDelegateForColumn(column, numbers);
    m_detailTable->setModel(&m_details);
    m_detailTable->setObjectName(QStringLiteral("details"));
    m_detailTable->setWhatsThis(
        tr("All that is stored of the chosen call and leg. Numbers stand as the policy stored them."));
    m_detailTable->setSortingEnabled(false);
    m_detailTable->setTextElideMode(Qt::ElideRight); // some values are masks
    m_detailTable->horizontalHeader()->setSectionsClickable(false);
    m_detailTable->horizontalHeader()->setSectionResizeMode(DetailTableModel::Field, QHeaderView::ResizeToContents);
    m_detailTable->horizontalHeader()->setSectionResizeMode(DetailTableModel::Value, QHeaderView::Stretch);
    connect(m_legTable, &ListTable::idsSelected, this, &LegsPanel::updateDetails);
    noteRead(true); // no call is chosen
}

QWidget *LegsPanel::makeBox(const QString &title, ListTable *table, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(box) / 2);
    auto *head = new QHBoxLayout;
    head->addWidget(sectionHeading(title, table, box), 1);
    column->addLayout(head);
    column->addWidget(table, 1);
    return box;
}

void LegsPanel::addTool(QAction *action, const QString &name)
{
    auto *button = new QToolButton(m_legsBox);
    button->setDefaultAction(action);
    button->setAccessibleName(name);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    m_legsBox->layout()->itemAt(0)->layout()->addWidget(button);
    m_legTable->addAction(action);
    m_legTable->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void LegsPanel::show(const CallLine &call)
{
    m_call = call;
    m_reading = true;
    m_tags.clear();
    for (ListTable *table : {m_legTable, m_detailTable})
        table->forgetRead();
    Q_EMIT legChosen(); // none, until they are there
    whenAnswered(m_service.legs(call.id), this, [this, request = ++m_request](Result<std::vector<LegLine>> legs) {
        if (request != m_request)
            return;
        noteRead(legs.has_value());
        if (legs)
            setLegs(std::move(*legs));
        else
            Q_EMIT failed(legs.error());
    });
    readTags();
}

std::optional<TaggedSession> LegsPanel::session() const
{
    return m_call ? std::optional(TaggedSession{m_call->publicId, m_call->process}) : std::nullopt;
}

void LegsPanel::readTags()
{
    const int request = ++m_tagRequest;
    const auto session = this->session();
    if (!session)
        return;
    whenAnswered(m_tagService.of(*session), this, [this, request](const Result<std::vector<SessionTag>> &tags) {
        if (request != m_tagRequest || !tags) // whatever hinders this hinders the legs too, and is told with them
            return;
        m_tags.clear();
        for (const SessionTag &tag : *tags)
            m_tags.append(tag.tag);
        updateDetails();
    });
}

void LegsPanel::clear()
{
    ++m_request;
    ++m_tagRequest;
    m_call.reset();
    m_legs.setItems({});
    m_details.setItems({});
    noteRead(true);
    Q_EMIT legChosen();
}

void LegsPanel::noteRead(bool succeeded)
{
    for (ListTable *table : {m_legTable, m_detailTable})
        table->noteRead(succeeded);
}

const std::vector<LegLine> &LegsPanel::legs() const
{
    static const std::vector<LegLine> none;
    return m_reading ? none : m_legs.items();
}

size_t LegsPanel::chosenLeg() const
{
    return size_t(std::max(0, m_legs.rowOf(m_legTable->currentId())));
}

void LegsPanel::setLegs(std::vector<LegLine> legs)
{
    m_reading = false;
    const qint64 first = legs.empty() ? 0 : legs.front().leg;
    m_legs.setItems(std::move(legs));
    m_legTable->selectIds({first});
    updateDetails();
}

void LegsPanel::updateDetails()
{
    if (!m_call || m_reading)
        return;
    const int row = m_legs.rowOf(m_legTable->currentId());
    m_details.showCall(*m_call, row >= 0 ? &m_legs.item(row) : nullptr, m_tags);
    Q_EMIT legChosen();
}

} // namespace callveil
