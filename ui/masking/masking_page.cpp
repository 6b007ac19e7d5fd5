// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/masking_page.h"

#include "domain/base/when_answered.h"
#include "ui/masking/policy_editor.h"
#include "ui/masking/policy_preview.h"
#include "ui/masking/process_panel.h"
#include "ui/masking/revisions_panel.h"
#include "ui/masking/table_texts.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/status_line.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>

#include <algorithm>

namespace callveil {

MaskingPage::MaskingPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_masking(context.workspace), m_processes(context.workspace),
      m_people(context.workspace)
{
    makeParts();
    arrange();
    connect(m_panel, &ProcessPanel::processesSelected, this, &MaskingPage::considerSelection);
    connect(m_panel, &ProcessPanel::processesChanged, this, [this](qint64 select) {
        if (select && !hasChanges())
            m_next = {select};
        refresh();
    });
    connect(m_revisions, &RevisionsPanel::cancelled, this, &MaskingPage::refresh);
    connect(m_editor, &PolicyEditor::edited, this, &MaskingPage::previewPolicy);
    loadSelection();
}

/// In the order in which Tab goes through them.
void MaskingPage::makeParts()
{
    m_create = new QPushButton(tr("&New process…"), this);
    m_create->setObjectName(QStringLiteral("newProcess"));
    m_create->setEnabled(m_processes.me()->may(Permission::ManageProcesses));
    m_panel = new ProcessPanel(m_context, m_processes, this);
    m_editor = new PolicyEditor(m_context.zone, this);
    makeButtons();
    m_preview = new PolicyPreview(tableTexts(m_context.zone), this);
    m_revisions = new RevisionsPanel(m_context, m_masking, this);
    m_offBand = new StatusLine(this);
    m_offBand->setObjectName(QStringLiteral("offBand"));
    m_several = new StatusLine(this);
}

void MaskingPage::makeButtons()
{
    m_revert = new QPushButton(tr("Reve&rt"), this);
    m_revert->setObjectName(QStringLiteral("revert"));
    m_apply = new QPushButton(tr("&Apply"), this);
    m_apply->setObjectName(QStringLiteral("apply"));
    connect(m_create, &QPushButton::clicked, m_panel, &ProcessPanel::createProcess);
    connect(m_apply, &QPushButton::clicked, this, &MaskingPage::applyChanges);
    connect(m_revert, &QPushButton::clicked, this, &MaskingPage::discardChanges);
}

void MaskingPage::arrange()
{
    auto *head = new PageHead(tr("Masking"),
        tr("Decides, for each process, how much of a telephone number new records show. Real numbers stay in the "
           "vault."),
        this);
    head->addButton(m_create);

    auto *halves = new QSplitter(Qt::Vertical);
    halves->addWidget(m_panel);
    halves->addWidget(lowerHalf());
    halves->setStretchFactor(1, 1);
    halves->setChildrenCollapsible(false);

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(halves);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this));
    page->addWidget(head);
    page->addWidget(m_offBand);
    page->addWidget(scroll, 1);
}

QWidget *MaskingPage::lowerHalf()
{
    auto *lower = new QWidget(this);
    m_columns = new QHBoxLayout(lower);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(gridUnit(this) * 3);
    auto *right = new QVBoxLayout;
    right->setSpacing(gridUnit(this));
    right->addWidget(m_preview, 1);
    right->addWidget(m_revisions, 1);
    m_columns->addWidget(editorColumn(), 2);
    m_columns->addLayout(right, 3);
    return lower;
}

QWidget *MaskingPage::editorColumn()
{
    auto *column = new QWidget(this);
    column->setMinimumWidth(characters(this, 45));
    column->setMaximumWidth(characters(this, 80));
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gridUnit(this));
    layout->addWidget(m_several);
    layout->addWidget(m_editor);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_revert);
    buttons->addWidget(m_apply);
    layout->addLayout(buttons);
    layout->addStretch();
    return column;
}

bool MaskingPage::hasChanges() const
{
    return m_editor->isEdited() && (!changes().empty() || !m_editor->note().isEmpty());
}

void MaskingPage::discardChanges()
{
    m_editor->revert();
}

void MaskingPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool narrow = width() < characters(this, 105);
    m_columns->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void MaskingPage::refresh()
{
    const int request = ++m_request;
    whenAnswered(m_masking.overview(), this, [this, request](const Result<std::vector<ProcessPolicy>> &policies) {
        if (request != m_request)
            return;
        if (!policies)
            return sayUnread(policies.error());
        whenAnswered(m_processes.list(), this,
            [this, request, policies = *policies](const Result<std::vector<ProcessDetails>> &all) {
                if (request != m_request)
                    return;
                if (!all)
                    return sayUnread(all.error());
                takeProcesses(policies, *all);
            });
    });
}

void MaskingPage::sayUnread(const Error &error)
{
    m_panel->sayUnread();
    m_revisions->sayUnread();
    m_context.notifier.fail(error);
}

void MaskingPage::takeProcesses(const std::vector<ProcessPolicy> &policies, std::vector<ProcessDetails> all)
{
    const bool keepsEdits = hasChanges();
    {
        const QSignalBlocker quiet(m_panel);
        m_panel->setProcesses(policies, std::move(all));
        if (!m_next.isEmpty())
            m_panel->select(std::exchange(m_next, {}));
        else if (m_panel->selectedIds().isEmpty() && !policies.empty())
            m_panel->select({policies.front().process.id.value});
    }
    m_offBand->say(Status::Warning, offText(policies));
    m_revisions->setScheduled(policies);
    m_freshShapes.clear(); // what is known is shown until it is read again, so that the warning does not flicker
    if (!keepsEdits || m_panel->selectedIds() != m_loaded)
        return loadSelection();
    if (const auto current = m_panel->current())
        m_editor->setStored(strongestOf(m_panel->processes(m_loaded)));
    m_revisions->showHistory(m_panel->current());
    loadShapes();
}

/// Adding processes to the selection, or taking some out, keeps what is being edited; going to others asks.
void MaskingPage::considerSelection()
{
    const QList<qint64> wanted = m_panel->selectedIds();
    if (wanted == m_loaded)
        return;
    const QSet<qint64> now(wanted.begin(), wanted.end()), before(m_loaded.begin(), m_loaded.end());
    const bool related = !wanted.isEmpty() && (now.contains(before) || before.contains(now));
    if (!hasChanges())
        return loadSelection();
    if (!related) {
        // Not from within the click, because the question has an event loop of its own.
        QMetaObject::invokeMethod(
            this, [this, wanted] { askBeforeLeaving(wanted); }, Qt::QueuedConnection);
        return;
    }
    m_loaded = wanted;
    loadShapes();
}

void MaskingPage::askBeforeLeaving(const QList<qint64> &wanted)
{
    if (wanted != m_panel->selectedIds() || !m_editor->isEdited())
        return;
    const auto answer = m_context.prompt.askToLeave(this, tr("The masking policy being edited"));
    if (answer == Prompt::Leave::Discard)
        return loadSelection();
    {
        const QSignalBlocker quiet(m_panel);
        m_panel->select(m_loaded);
    }
    if (answer == Prompt::Leave::Apply) {
        m_next = wanted;
        applyChanges();
    }
}

void MaskingPage::loadSelection()
{
    m_loaded = m_panel->selectedIds();
    const auto current = m_panel->current();
    const std::vector<ProcessPolicy> selected = m_panel->processes(m_loaded);
    const bool editable = std::any_of(selected.begin(), selected.end(),
        [](const ProcessPolicy &process) { return !process.process.archivedAt.has_value(); });
    m_editor->setEnabled(editable && m_masking.me()->may(Permission::ConfigureMasking));
    m_editor->setProcessZone(current ? QTimeZone(current->process.timeZone.toLatin1()) : m_context.zone);
    // Of several the strongest: what nobody touched makes no process weaker.
    m_editor->load(current && editable ? strongestOf(selected) : MaskingPolicy{});
    m_revisions->showHistory(current);
    loadShapes();
}

void MaskingPage::loadShapes()
{
    previewShapes();
    const int request = m_request;
    for (const qint64 id : std::as_const(m_loaded)) {
        if (m_freshShapes.contains(id))
            continue;
        whenAnswered(
            m_masking.shapes(ProcessId{id}), this, [this, id, request](const Result<std::vector<ShapeCount>> &shapes) {
                if (request != m_request)
                    return;
                if (!shapes)
                    return m_context.notifier.fail(shapes.error());
                m_shapes.insert(id, *shapes);
                m_freshShapes.insert(id);
                previewShapes();
            });
    }
}

void MaskingPage::previewShapes()
{
    std::vector<std::vector<ShapeCount>> shapes;
    for (const qint64 id : std::as_const(m_loaded))
        if (m_shapes.contains(id))
            shapes.push_back(m_shapes.value(id));
    m_preview->setShapes(std::move(shapes));
    previewPolicy();
}

void MaskingPage::previewPolicy()
{
    m_preview->setPolicy(m_editor->policy());
    updateButtons();
}

void MaskingPage::updateButtons()
{
    const std::vector<PolicyChange> pending = changes();
    const std::vector<ProcessPolicy> selected = m_panel->processes(m_loaded);
    const bool differ = std::any_of(selected.begin(), selected.end(),
        [&](const ProcessPolicy &process) { return process.current.policy != selected.front().current.policy; });
    if (differ)
        m_several->say(Status::Neutral,
            tr("%n processes with different policies are selected. Apply gives all of them this one.", nullptr,
                int(selected.size())));
    else
        m_several->clear();
    m_editor->setNoteNeeded(m_preview->isWeak() && !pending.empty());
    m_apply->setEnabled(!m_applying && m_editor->isEnabled() && !pending.empty());
    m_preview->setNoteMissing(!pending.empty() && m_editor->note().isEmpty());
    m_revert->setEnabled(!m_applying && m_editor->isEdited());
}

std::vector<PolicyChange> MaskingPage::changes() const
{
    return policyChanges(m_panel->processes(m_loaded), m_editor->policy(), m_editor->effectiveAt());
}

QString MaskingPage::moment() const
{
    const auto at = m_editor->effectiveAt();
    return at ? tableTexts(m_context.zone).time(*at) : QString();
}

void MaskingPage::applyChanges()
{
    if (m_applying)
        return;
    if (!mayApply())
        return refuse();
    m_applying = true;
    updateButtons();
    whenAnswered(m_people.signedIn(), this, [this](const Result<int> &count) {
        m_applying = false;
        updateButtons();
        if (count)
            return confirmAndApply(*count);
        m_context.notifier.fail(count.error());
        refuse();
    });
}

/// Says what the service would refuse too, but before the question.
bool MaskingPage::mayApply()
{
    const bool hasNote = !m_editor->note().isEmpty();
    if (changes().empty()) {
        if (hasNote)
            m_editor->refuseLoneNote();
        return false;
    }
    if (m_preview->isWeak() && !hasNote) {
        m_editor->showError({ErrorCode::Invalid, Fault::NoteNeeded, {}, {}});
        return false;
    }
    return true;
}

void MaskingPage::confirmAndApply(int signedIn)
{
    const std::vector<PolicyChange> pending = changes();
    if (pending.empty())
        return refuse();
    const QString when = moment();
    const QString question = applyQuestion(pending,
        {when, signedIn, m_preview->weakness(), m_editor->note(),
            [texts = tableTexts(m_context.zone)](qint64 at) { return texts.time(at); }});
    if (!m_context.prompt.confirm(this, tr("Apply masking policy"), question, tr("Apply")))
        return refuse();
    PolicyOrder order{{}, m_editor->policy(), m_editor->note(), m_editor->effectiveAt()};
    for (const PolicyChange &change : pending)
        order.targets.append({change.process.id, change.lastRevision});
    m_applying = true;
    updateButtons();
    whenAnswered(
        m_masking.apply(order), this, [this, pending, when](const Result<std::vector<PolicyRevision>> &answer) {
            m_applying = false;
            takeAnswer(answer, pending, when);
        });
}

void MaskingPage::takeAnswer(
    const Result<std::vector<PolicyRevision>> &answer, const std::vector<PolicyChange> &changes, const QString &moment)
{
    if (answer) {
        m_panel->takeApplied(*answer); // or the policy of before would be shown until it is read again
        loadSelection();
        m_context.notifier.show(Notifier::Kind::Done, appliedText(changes, *answer, moment));
        if (!moment.isEmpty())
            m_revisions->openScheduled();
        refresh();
        Q_EMIT changesSettled(true);
        return;
    }
    updateButtons();
    if (!m_editor->showError(answer.error())) {
        m_context.notifier.fail(answer.error());
        if (answer.error().fault == Fault::RevisionChanged)
            refresh(); // the edits stand, over what somebody else applied
    }
    refuse();
}

/// The edits stand, and nobody goes on as if they were applied.
void MaskingPage::refuse()
{
    m_next.clear();
    Q_EMIT changesSettled(false);
}

} // namespace callveil
