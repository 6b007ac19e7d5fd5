// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/leak_filter_bar.h"

#include "ui/texts/leak_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"

#include <QComboBox>
#include <QSignalBlocker>

#include <utility>

namespace callveil {

namespace {

constexpr int any = -1;
constexpr int open = -2; // those that somebody has to look at

} // namespace

LeakFilterBar::LeakFilterBar(QWidget *parent)
    : QWidget(parent), m_state(new QComboBox(this)), m_severity(new QComboBox(this)), m_kind(new QComboBox(this)),
      m_process(new QComboBox(this))
{
    setObjectName(QStringLiteral("leakFilter"));
    setAccessibleName(tr("Filter"));
    m_state->setObjectName(QStringLiteral("leakState"));
    m_state->addItem(tr("Open and reopened"), open);
    for (const LeakState state : allLeakStates)
        m_state->addItem(leakStateText(state), int(state));
    m_state->addItem(tr("All"), any);
    m_state->setWhatsThis(tr("Findings that nobody has dealt with, or those that were resolved or accepted."));
    m_severity->setObjectName(QStringLiteral("leakSeverity"));
    m_severity->addItem(tr("Any"), any);
    for (const LeakSeverity severity : allLeakSeverities)
        m_severity->addItem(leakSeverityText(severity), int(severity));
    m_severity->setWhatsThis(tr("Only findings that are as grave as this."));
    m_kind->setObjectName(QStringLiteral("leakKind"));
    m_kind->addItem(tr("Any"), any);
    for (const LeakKind kind : allLeakKinds)
        m_kind->addItem(leakKindText(kind), int(kind));
    m_kind->setWhatsThis(tr("Only findings of this kind."));
    m_process->setObjectName(QStringLiteral("leakProcess"));
    m_process->addItem(tr("Any"), 0);
    m_process->setWhatsThis(tr("Only findings of this process. Those of pools and of the organisation are of none."));
    auto *flow = new FlowLayout(gridUnit(this), this);
    flow->addField(tr("S&tate"), m_state);
    flow->addField(tr("Severit&y"), m_severity);
    flow->addField(tr("Fin&ding"), m_kind);
    flow->addField(tr("&Process"), m_process);
    for (QComboBox *combo : {m_state, m_severity, m_kind, m_process}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(14);
        connect(combo, &QComboBox::currentIndexChanged, this, &LeakFilterBar::filterChanged);
    }
}

void LeakFilterBar::setProcesses(const std::vector<Process> &processes)
{
    const QVariant before = m_process->currentData();
    const QVariant chosen = m_wanted.isSet() ? QVariant(std::exchange(m_wanted, {}).value) : before;
    {
        const QSignalBlocker quiet(m_process);
        m_process->clear();
        m_process->addItem(tr("Any"), 0);
        for (const Process &process : processes)
            m_process->addItem(
                process.archivedAt ? tr("%1 (archived)").arg(process.name) : process.name, process.id.value);
        m_process->setCurrentIndex(qMax(0, m_process->findData(chosen)));
    }
    if (m_process->currentData() != before)
        Q_EMIT filterChanged();
}

void LeakFilterBar::showOpenOf(ProcessId process)
{
    {
        const QSignalBlocker quiet(this);
        m_state->setCurrentIndex(m_state->findData(open));
        m_severity->setCurrentIndex(0);
        m_kind->setCurrentIndex(0);
        m_process->setCurrentIndex(qMax(0, m_process->findData(process.value)));
    }
    m_wanted = m_process->currentData().toLongLong() == process.value ? ProcessId() : process;
    Q_EMIT filterChanged();
}

LeakFilter LeakFilterBar::filter() const
{
    LeakFilter filter;
    const int state = m_state->currentData().toInt();
    filter.open = state == open;
    if (state >= 0)
        filter.state = LeakState(state);
    if (const int severity = m_severity->currentData().toInt(); severity >= 0)
        filter.severity = LeakSeverity(severity);
    if (const int kind = m_kind->currentData().toInt(); kind >= 0)
        filter.kind = LeakKind(kind);
    filter.process = {m_process->currentData().toLongLong()};
    return filter;
}

bool LeakFilterBar::isFiltering() const
{
    LeakFilter usual;
    usual.open = true;
    return filter() != usual;
}

void LeakFilterBar::focusFirst()
{
    m_state->setFocus(Qt::ShortcutFocusReason);
}

} // namespace callveil
