// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/permissions_panel.h"

#include "domain/base/when_answered.h"
#include "tables/access/permission_grid_model.h"
#include "ui/privileges/access_words.h"
#include "ui/privileges/check_delegate.h"
#include "ui/privileges/flat_header.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/section_heading.h"
#include "ui/widgets/status_line.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

namespace callveil {

namespace {

GridEditor editorOf(const Identity &me)
{
    return {me.role, me.permissions, me.allProcesses};
}

int widestWord(const QHeaderView &header, const QString &text)
{
    int width = 0;
    for (const QString &word : text.split(u' '))
        width = qMax(width, header.fontMetrics().horizontalAdvance(word));
    return width;
}

} // namespace

PermissionsPanel::PermissionsPanel(const PageContext &context, AccessService &access, QWidget *parent)
    : QWidget(parent), m_context(context), m_access(access),
      m_model(new PermissionGridModel(accessTexts(context.zone), editorOf(*access.me()), this))
{
    makeTable();
    makeButtons();
    arrange();
    connect(m_model, &PermissionGridModel::edited, this, &PermissionsPanel::updateButtons);
    updateButtons();
}

void PermissionsPanel::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("permissions"));
    m_table->setWhatsThis(tr("What each role may do. The space key ticks a cell; Apply makes it hold."));
    m_table->setAccessibleName(tr("Permissions"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CheckDelegate(PermissionGridModel::ChangedRole, m_table));
    m_table->setSelectionMode(QAbstractItemView::NoSelection); // one cell is current, none is chosen
    m_table->setTabKeyNavigation(false);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setCornerButtonEnabled(false);
    QHeaderView *roles = m_table->horizontalHeader();
    roles->setHighlightSections(false);
    roles->setSectionsClickable(false);
    roles->setDefaultAlignment(Qt::AlignCenter | Qt::Alignment(Qt::TextWordWrap));
    roles->setFixedHeight(roles->fontMetrics().lineSpacing() * 2 + gridUnit(this));
    roles->setSectionResizeMode(QHeaderView::Stretch);
    auto *permissions = new FlatHeader(m_table);
    permissions->setDefaultSectionSize(fontMetrics().height() + gridUnit(this));
    m_table->setVerticalHeader(permissions);
    fitColumns();
    const int height = roles->height() + permissions->defaultSectionSize() * int(allPermissions.size());
    m_table->setMinimumHeight(height / 2);
    m_table->setMaximumHeight(height + 2 * m_table->frameWidth() + gridUnit(this) / 2);
}

/// All roles are equally wide, and a heading of two words stands in two lines.
void PermissionsPanel::fitColumns()
{
    QHeaderView *roles = m_table->horizontalHeader();
    int width = characters(this, 13);
    for (const Role role : allRoles)
        width = qMax(width, widestWord(*roles, roleText(role)) + gridUnit(this) * 2);
    roles->setMinimumSectionSize(width);
    m_table->setMaximumWidth(characters(this, 180));
}

void PermissionsPanel::makeButtons()
{
    m_note = new StatusLine(this);
    m_revert = new QPushButton(tr("Rever&t"), this);
    m_revert->setObjectName(QStringLiteral("revertPermissions"));
    m_apply = new QPushButton(tr("&Apply"), this);
    m_apply->setObjectName(QStringLiteral("applyPermissions"));
    connect(m_revert, &QPushButton::clicked, this, &PermissionsPanel::revert);
    connect(m_apply, &QPushButton::clicked, this, &PermissionsPanel::apply);
}

void PermissionsPanel::arrange()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(gridUnit(this));
    bar->addWidget(sectionHeading(tr("&Permissions"), m_table, this));
    bar->addSpacing(gridUnit(this));
    bar->addWidget(m_note, 1, Qt::AlignVCenter);
    bar->addStretch();
    bar->addWidget(m_revert);
    bar->addWidget(m_apply);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    column->addStretch();
    setTabOrder(m_table, m_revert);
    setTabOrder(m_revert, m_apply);
}

bool PermissionsPanel::hasChanges() const
{
    return !m_model->changes().empty();
}

void PermissionsPanel::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_access.grid(), this, [this, request](const Result<PermissionGrid> &grid) {
        if (request != m_request)
            return;
        if (!grid)
            return m_context.notifier.fail(grid.error());
        m_model->setEditor(editorOf(*m_access.me())); // rights may have been taken away meanwhile
        m_model->setGrid(*grid);
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_model->index(0, 0)); // where the keyboard begins
    });
}

void PermissionsPanel::updateButtons()
{
    const int count = int(m_model->changes().size());
    m_apply->setEnabled(!m_applying && count > 0);
    m_revert->setEnabled(!m_applying && count > 0);
    if (count > 0)
        m_note->say(Status::Neutral, tr("%n changes are not applied.", nullptr, count));
    else
        m_note->clear();
}

void PermissionsPanel::revert()
{
    m_model->revert();
}

QString PermissionsPanel::question() const
{
    QMap<Role, QStringList> gained, lost;
    for (const PermissionChange &change : m_model->changes())
        (change.allowed ? gained : lost)[change.role].append(permissionText(change.permission));
    QStringList lines;
    for (const Role role : allRoles) {
        if (gained.contains(role))
            lines.append(tr("%1 gains: %2").arg(roleText(role), gained[role].join(tr(", "))));
        if (lost.contains(role))
            lines.append(tr("%1 loses: %2").arg(roleText(role), lost[role].join(tr(", "))));
    }
    return tr("Apply these permissions?\n\n%1\n\nPeople see what they gain at their next sign-in. What is taken from "
              "them is gone at once, also where they are signed in.")
        .arg(lines.join(u'\n'));
}

void PermissionsPanel::apply()
{
    const std::vector<PermissionChange> changes = m_model->changes();
    const bool agreed = !m_applying && !changes.empty()
        && m_context.prompt.confirm(this, tr("Apply permissions"), question(), tr("Apply"));
    if (!agreed)
        return Q_EMIT settled(false);
    m_applying = true;
    updateButtons();
    whenAnswered(m_access.setPermissions(changes), this, [this](const Result<void> &answer) { takeAnswer(answer); });
}

void PermissionsPanel::takeAnswer(const Result<void> &answer)
{
    m_applying = false;
    updateButtons();
    if (!answer) {
        m_context.notifier.fail(answer.error());
        return Q_EMIT settled(false);
    }
    // What was applied is what is stored: told before it is read again, so that nobody is asked about it meanwhile.
    m_model->accept();
    m_context.notifier.show(Notifier::Kind::Done,
        tr("The permissions were applied. What was taken away is gone; what was given shows at the next sign-in."));
    refresh();
    Q_EMIT settled(true);
}

} // namespace callveil
