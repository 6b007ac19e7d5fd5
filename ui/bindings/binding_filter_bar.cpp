// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/binding_filter_bar.h"

#include "domain/number/number_reader.h"
#include "services/calls/call_log_service.h"
#include "ui/texts/binding_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <tuple>

namespace callveil {

using namespace std::chrono_literals;

namespace {

constexpr int anyState = 0;
constexpr int usualState = int(BindingState::Active);

bool isSame(const BindingQuery &left, const BindingQuery &right)
{
    const auto conditions = [](const BindingQuery &query) {
        const BindingFilter &filter = query.filter;
        return std::tie(filter.state, filter.pool, filter.process, query.proxyNumbers, filter.caseRef, filter.session);
    };
    return conditions(left) == conditions(right);
}

/// Keeps what was chosen, as long as it is offered.
void offer(QComboBox &combo, const QList<std::pair<QString, qint64>> &entries)
{
    const QSignalBlocker quiet(&combo);
    const QVariant chosen = combo.currentData();
    combo.clear();
    combo.addItem(BindingFilterBar::tr("Any"), 0);
    for (const auto &[text, id] : entries)
        combo.addItem(text, id);
    combo.setCurrentIndex(qMax(0, combo.findData(chosen)));
}

} // namespace

BindingFilterBar::BindingFilterBar(QWidget *parent)
    : QWidget(parent), m_state(new QComboBox(this)), m_pool(new QComboBox(this)), m_process(new QComboBox(this)),
      m_number(new QLineEdit(this)), m_case(new QLineEdit(this)), m_session(new QLineEdit(this)),
      m_clear(new QPushButton(tr("Clear fil&ter"), this)), m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("bindingFilter"));
    setAccessibleName(tr("Filter"));
    setUpChoices();
    setUpTexts();
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(gridUnit(this), fields);
    flow->addField(tr("&State"), m_state, tr("Only bindings that are active, that rest, or that have ended."));
    flow->addField(tr("&Pool"), m_pool, tr("Only bindings whose number is of this pool."));
    flow->addField(tr("P&rocess"), m_process, tr("Only bindings of this process."));
    flow->addField(tr("Prox&y number"), m_number,
        tr("Only bindings over this number of your own. A customer is found with Find number."));
    flow->addField(tr("&Case"), m_case, tr("Only bindings of the case of exactly this name."));
    flow->addField(
        tr("Sess&ion"), m_session, tr("Only the binding of this session: its whole name, sess_ and 26 characters."));
    flow->addField({}, m_clear);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(fields);
    column->addWidget(m_note);
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &BindingFilterBar::settle);
    connect(m_clear, &QPushButton::clicked, this, &BindingFilterBar::clear);
    m_told = query();
    updateNote();
}

void BindingFilterBar::setUpChoices()
{
    m_state->setObjectName(QStringLiteral("bindingState"));
    for (const BindingState state : {BindingState::Active, BindingState::Cooling, BindingState::Ended})
        m_state->addItem(bindingStateText(state), int(state));
    m_state->addItem(tr("All"), anyState);
    m_state->setToolTip(tr("Those that have ended are all of them, also where the number cools still."));
    m_pool->setObjectName(QStringLiteral("bindingPool"));
    offer(*m_pool, {});
    m_process->setObjectName(QStringLiteral("bindingProcess"));
    offer(*m_process, {});
    for (QComboBox *combo : {m_state, m_pool, m_process}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(11);
        connect(combo, &QComboBox::currentIndexChanged, this, &BindingFilterBar::change);
    }
}

void BindingFilterBar::setUpTexts()
{
    m_number->setObjectName(QStringLiteral("bindingNumber"));
    m_number->setAccessibleName(tr("Proxy number"));
    m_number->setPlaceholderText(tr("Any"));
    m_case->setObjectName(QStringLiteral("bindingCase"));
    m_case->setAccessibleName(tr("Case"));
    m_case->setPlaceholderText(tr("Any"));
    m_session->setObjectName(QStringLiteral("bindingSession"));
    m_session->setAccessibleName(tr("Session"));
    m_session->setPlaceholderText(QStringLiteral("sess_…"));
    for (QLineEdit *edit : {m_number, m_session})
        edit->setLayoutDirection(Qt::LeftToRight);
    for (QLineEdit *edit : {m_number, m_case, m_session}) {
        edit->setClearButtonEnabled(true);
        edit->setMinimumWidth(characters(this, 17));
        connect(edit, &QLineEdit::textChanged, this, &BindingFilterBar::change);
        connect(edit, &QLineEdit::returnPressed, this, &BindingFilterBar::settle);
    }
    m_clear->setObjectName(QStringLiteral("clearBindingFilter"));
    m_note->setObjectName(QStringLiteral("bindingFilterNote"));
    m_note->setWordWrap(true);
}

void BindingFilterBar::setChoices(const PoolOverview &overview)
{
    QList<std::pair<QString, qint64>> pools, processes;
    m_countries.clear();
    for (const PoolLine &line : overview.pools) {
        pools.append({line.pool.name, line.pool.id.value});
        m_countries.insert(line.pool.id.value, line.pool.country);
    }
    for (const Process &process : overview.processes)
        processes.append({process.archivedAt ? tr("%1 (archived)").arg(process.name) : process.name, process.id.value});
    offer(*m_pool, pools);
    offer(*m_process, processes);
    if (!isSame(query(), m_told)) // what was chosen is not offered any more
        change();
}

BindingQuery BindingFilterBar::query() const
{
    BindingQuery query;
    BindingFilter &filter = query.filter;
    if (const int state = m_state->currentData().toInt(); state != anyState)
        filter.state = BindingState(state);
    filter.pool = {m_pool->currentData().toLongLong()};
    filter.process = {m_process->currentData().toLongLong()};
    filter.caseRef = m_case->text().simplified();
    filter.session = CallLogService::sessionId(m_session->text());
    query.proxyNumbers = numbers();
    return query;
}

/// What the typed one may stand for; none while it is not whole.
QStringList BindingFilterBar::numbers() const
{
    return NumberReader::readings(m_number->text(), countries());
}

/// In which a number without + is read: that of the chosen pool, else those of all pools.
QStringList BindingFilterBar::countries() const
{
    const auto chosen = m_countries.constFind(m_pool->currentData().toLongLong());
    if (chosen != m_countries.constEnd())
        return {*chosen};
    QStringList countries = m_countries.values();
    countries.sort();
    countries.removeDuplicates();
    return countries;
}

bool BindingFilterBar::isFiltering() const
{
    BindingQuery usual;
    usual.filter.state = BindingState(usualState);
    return !isSame(query(), usual);
}

bool BindingFilterBar::canClear() const
{
    return isFiltering() || !m_number->text().isEmpty() || !m_session->text().isEmpty();
}

void BindingFilterBar::clear()
{
    m_state->setCurrentIndex(m_state->findData(usualState));
    for (QComboBox *combo : {m_pool, m_process})
        combo->setCurrentIndex(0);
    for (QLineEdit *edit : {m_number, m_case, m_session})
        edit->clear();
    settle();
}

void BindingFilterBar::showOnly(const QString &session)
{
    m_state->setCurrentIndex(m_state->findData(anyState));
    for (QComboBox *combo : {m_pool, m_process})
        combo->setCurrentIndex(0);
    for (QLineEdit *edit : {m_number, m_case})
        edit->clear();
    m_session->setText(session);
    settle();
}

void BindingFilterBar::focusFirst()
{
    m_state->setFocus(Qt::ShortcutFocusReason);
}

void BindingFilterBar::change()
{
    m_clear->setEnabled(canClear());
    m_pause.start();
}

void BindingFilterBar::settle()
{
    m_pause.stop();
    updateNote();
    if (isSame(query(), m_told))
        return;
    m_told = query();
    Q_EMIT filterChanged();
}

void BindingFilterBar::updateNote()
{
    QString note;
    if (!m_number->text().trimmed().isEmpty() && numbers().isEmpty())
        note = tr("A proxy number is searched whole, with + and its country code or as it is dialled in its country.");
    else if (!m_session->text().trimmed().isEmpty() && CallLogService::sessionId(m_session->text()).isEmpty())
        note = tr("A session is searched by its whole name, sess_ and 26 characters.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_clear->setEnabled(canClear());
}

} // namespace callveil
