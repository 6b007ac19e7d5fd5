// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/call_view.h"

#include "domain/base/when_answered.h"
#include "ui/calls/call_words.h"
#include "ui/calls/count_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/grid.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QToolTip>

#include <limits>

namespace callveil {

using Order = CallTableModel::Order;

CallView::CallView(CallLogService &service, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent), m_service(service), m_zone(zone), m_model(service, CallCells(callWordsOf(zone))),
      m_table(new CallTable(m_model, this)), m_bar(new QScrollBar(Qt::Vertical, this)), m_empty(new EmptyState(this)),
      m_stack(new QStackedLayout), m_count(new QLabel(this)), m_busy(new BusyLine(tr("Searching"), this))
{
    m_stack->addWidget(makeTableBox());
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(m_stack, 1);
    column->addLayout(makeFooter());
    connectModel();
    connect(m_table, &CallTable::callChosen, this, &CallView::callChosen);
    connect(m_table, &CallTable::placeChanged, this, &CallView::placeBar);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &CallView::chooseOrder);
    connect(m_bar, &QScrollBar::actionTriggered, this, &CallView::moveByBar);
    connect(m_bar, &QScrollBar::sliderReleased, this, &CallView::placeBar);
    connect(m_busy, &BusyLine::cancelled, &m_model, &CallTableModel::cancel);
}

QWidget *CallView::makeTableBox()
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_table, 1);
    row->addWidget(m_bar);
    m_bar->setAccessibleName(tr("Place in the call log"));
    m_bar->setObjectName(QStringLiteral("callBar"));
    m_bar->installEventFilter(this);
    return box;
}

QLayout *CallView::makeFooter()
{
    auto *row = new QHBoxLayout;
    m_count->setObjectName(QStringLiteral("callCount"));
    row->addWidget(m_count);
    row->addStretch();
    row->addWidget(m_busy);
    return row;
}

void CallView::connectModel()
{
    connect(&m_model, &CallTableModel::loadingChanged, m_busy, &BusyLine::setBusy);
    connect(&m_model, &CallTableModel::failed, this, &CallView::failed);
    connect(&m_model, &CallTableModel::failed, this, [this] { settle(Filling::Failed); });
    connect(&m_model, &CallTableModel::shifted, this, &CallView::updateCount);
    connect(&m_model, &CallTableModel::landed, this, [this] { settle(Filling::Nothing); });
    connect(&m_model, &CallTableModel::cancelled, this, [this] { settle(Filling::Cancelled); });
}

void CallView::show(const CallFilter &filter, Order order)
{
    const QSignalBlocker quiet(m_table->horizontalHeader());
    m_table->horizontalHeader()->setSortIndicator(
        int(CallColumn::Started), order == Order::NewestFirst ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_filterIsNew = m_filterIsNew || filter != m_model.filter();
    readExtent(filter); // first, so that the count is there with the calls
    m_model.show(filter, order);
}

void CallView::reload()
{
    m_model.reload(m_table->topRow());
    readExtent(m_model.filter());
}

void CallView::chooseOrder(int column, Qt::SortOrder order)
{
    // The log is read by time, so that is what it can be sorted by.
    const bool byTime = column == int(CallColumn::Started);
    const Order wanted = order == Qt::DescendingOrder ? Order::NewestFirst : Order::OldestFirst;
    if (byTime && wanted != m_model.order()) {
        Q_EMIT orderChosen(wanted);
        return;
    }
    const QSignalBlocker quiet(m_table->horizontalHeader());
    m_table->horizontalHeader()->setSortIndicator(
        int(CallColumn::Started), m_model.order() == Order::NewestFirst ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void CallView::readExtent(const CallFilter &filter)
{
    if (filter.found) {
        ++m_extentRequest; // an answer under way is about other calls
        m_timeline = CallTimeline(*filter.found, m_zone);
        return;
    }
    whenAnswered(m_service.extent(filter.process), this,
        [this, from = filter.from, to = filter.to, request = ++m_extentRequest](Result<CallExtent> extent) {
            if (request != m_extentRequest || !extent)
                return;
            m_timeline = CallTimeline(*extent, m_zone, from, to);
            updateCount();
            placeBar();
        });
}

bool CallView::timelineCounts() const
{
    const CallFilter &filter = m_model.filter();
    return filter.found
        || (!filter.agent.isSet() && filter.proxy.isEmpty() && filter.session.isEmpty() && filter.recording.isEmpty()
            && filter.tag.isEmpty() && !filter.disposition);
}

void CallView::updateCount()
{
    const std::optional<qint64> about = timelineCounts() ? std::optional(m_timeline.total()) : std::nullopt;
    m_count->setText(m_unknown ? QString() : countText(m_model.window(), about));
}

void CallView::settle(Filling whenEmpty)
{
    const bool any = m_model.rowCount() > 0;
    m_unknown = !any && whenEmpty != Filling::Nothing;
    updateCount();
    // A call that the filter does not let through is not the one that the person is at.
    if ((std::exchange(m_filterIsNew, false) || !any) && m_model.rowOf(m_table->currentCall()) < 0)
        m_table->forgetCurrent();
    m_stack->setCurrentIndex(any ? 0 : 1);
    Q_EMIT filled(any ? Filling::Calls : whenEmpty);
}

qint64 CallView::momentAt(int position) const
{
    const qint64 newer = m_model.order() == Order::NewestFirst ? position : m_timeline.total() - position;
    return m_timeline.momentAfter(newer);
}

int CallView::positionOfTop() const
{
    const CallWindow &window = m_model.window();
    const int top = m_table->topRow();
    if (top >= window.size() || (window.atStart() && top == 0))
        return 0;
    if (window.isComplete())
        return top;
    if (window.atEnd() && top + m_table->visibleRows() >= window.size())
        return m_bar->maximum();
    const qint64 newer = m_timeline.newerThan(window.at(top).startedAt);
    const qint64 position = m_model.order() == Order::NewestFirst ? newer : m_timeline.total() - newer;
    return int(std::clamp<qint64>(position, 1, std::max(1, m_bar->maximum() - 1)));
}

void CallView::placeBar()
{
    if (m_bar->isSliderDown())
        return;
    const int visible = m_table->visibleRows();
    const qint64 calls = m_model.window().isComplete()
        ? m_model.rowCount()
        : std::max<qint64>(m_timeline.total(), m_model.rowCount() + visible);
    const QSignalBlocker quiet(m_bar);
    m_bar->setPageStep(visible);
    m_bar->setRange(0, int(std::clamp<qint64>(calls - visible, 0, std::numeric_limits<int>::max())));
    m_bar->setValue(positionOfTop());
    m_bar->setEnabled(m_bar->maximum() > 0);
}

void CallView::moveByBar(int action)
{
    const int position = m_bar->sliderPosition();
    QScrollBar *rows = m_table->verticalScrollBar();
    if (m_model.window().isComplete()) {
        rows->setValue(position);
    } else if (action == QAbstractSlider::SliderMove) {
        jumpTo(position);
    } else if (action == QAbstractSlider::SliderToMinimum) {
        m_model.goToStart();
    } else if (action == QAbstractSlider::SliderToMaximum) {
        m_model.goToEnd();
    } else {
        // Steps are steps of rows; where they lead to on the bar, placeBar() says.
        m_bar->setSliderPosition(m_bar->value());
        rows->triggerAction(QAbstractSlider::SliderAction(action));
    }
}

void CallView::jumpTo(int position)
{
    if (position <= m_bar->minimum()) {
        m_model.goToStart();
    } else if (position >= m_bar->maximum()) {
        m_model.goToEnd();
    } else {
        m_model.jumpTo(momentAt(position));
        sayMoment(momentAt(position));
    }
}

void CallView::sayMoment(qint64 moment)
{
    if (!m_bar->isSliderDown())
        return;
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(moment, m_zone);
    const QPoint beside = m_bar->mapToGlobal(QPoint(0, m_bar->mapFromGlobal(QCursor::pos()).y()));
    QToolTip::showText(beside, QLocale().toString(when, QLocale::ShortFormat), m_bar);
}

bool CallView::eventFilter(QObject *watched, QEvent *event)
{
    // The wheel over the bar scrolls rows as it does over the table.
    if (watched == m_bar && event->type() == QEvent::Wheel) {
        QCoreApplication::sendEvent(m_table->verticalScrollBar(), event);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace callveil
