// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/filter_bar.h"

#include "domain/calls/recording_id.h"
#include "ui/texts/isolated_text.h"
#include "ui/texts/value_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStringListModel>
#include <QVBoxLayout>

#include <utility>

namespace callveil {

using namespace std::chrono_literals;

namespace {

constexpr Disposition s_dispositions[] = {Disposition::Answered, Disposition::NoAnswer, Disposition::Busy,
    Disposition::Failed, Disposition::Cancelled, Disposition::Voicemail, Disposition::Unknown};

} // namespace

FilterBar::FilterBar(const QTimeZone &zone, QWidget *parent)
    : QWidget(parent), m_period(new PeriodFields(zone, this)), m_process(new QComboBox(this)),
      m_agent(new QComboBox(this)), m_proxy(new QLineEdit(this)), m_dids(new QStringListModel(this)),
      m_session(new QLineEdit(this)), m_recording(new QLineEdit(this)), m_tag(new QComboBox(this)),
      m_disposition(new QComboBox(this)), m_clear(new QPushButton(tr("C&lear filter"), this)),
      m_fields(new QWidget(this)), m_note(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    auto *flow = new FlowLayout(gridUnit(this), m_fields);
    column->addWidget(m_fields);
    column->addWidget(m_note);
    m_note->setObjectName(QStringLiteral("filterNote"));
    m_note->setWordWrap(true);
    m_note->hide();
    setUpFields();
    m_period->addTo(*flow);
    flow->addField(tr("P&rocess"), m_process, tr("Only calls of this process."));
    flow->addField(tr("&Agent"), m_agent, tr("Only calls that this agent took part in."));
    flow->addField(tr("Pro&xy number"), m_proxy,
        tr("Only calls over this number of your own. A customer is found with Search number."));
    flow->addField(
        tr("&Session"), m_session, tr("Only the calls of this session: its whole name, sess_ and 26 characters."));
    flow->addField(
        tr("Re&cording"), m_recording, tr("Only the calls with this recording: its whole id, as the log shows it."));
    flow->addField(tr("Ta&g"), m_tag, tr("Only calls of sessions that somebody gave this tag."));
    flow->addField(tr("Disposi&tion"), m_disposition, tr("Only calls that ended like this. It needs a period."));
    flow->addField({}, m_clear);
    m_pause.setSingleShot(true);
    m_pause.setInterval(250ms);
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::settle);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);
    connect(m_period, &PeriodFields::periodChanged, this, [this] { m_periodWasSet = false; });
    connect(m_period, &PeriodFields::changed, this, &FilterBar::change);
    updateNote();
}

void FilterBar::setUpFields()
{
    m_process->setObjectName(QStringLiteral("process"));
    m_agent->setObjectName(QStringLiteral("agent"));
    m_disposition->setObjectName(QStringLiteral("disposition"));
    m_tag->setObjectName(QStringLiteral("tag"));
    for (QComboBox *combo : {m_process, m_agent, m_tag, m_disposition}) {
        combo->addItem(tr("Any"), 0);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(9);
        connect(combo, &QComboBox::currentIndexChanged, this, &FilterBar::change);
    }
    for (const Disposition disposition : s_dispositions)
        m_disposition->addItem(dispositionText(disposition), int(disposition));
    m_disposition->setItemData(0, -1);

    m_proxy->setObjectName(QStringLiteral("proxyNumber"));
    m_proxy->setAccessibleName(tr("Proxy number"));
    m_proxy->setPlaceholderText(tr("Any"));
    auto *completer = new QCompleter(m_dids, this);
    completer->setFilterMode(Qt::MatchContains);
    m_proxy->setCompleter(completer);
    m_session->setObjectName(QStringLiteral("session"));
    m_session->setAccessibleName(tr("Session"));
    m_session->setPlaceholderText(QStringLiteral("sess_…"));
    m_recording->setObjectName(QStringLiteral("recording"));
    m_recording->setAccessibleName(tr("Recording"));
    m_recording->setPlaceholderText(tr("Any"));
    for (QLineEdit *edit : {m_proxy, m_session, m_recording}) {
        edit->setLayoutDirection(Qt::LeftToRight);
        edit->setClearButtonEnabled(true);
        edit->setMinimumWidth(characters(this, 14));
        connect(edit, &QLineEdit::textChanged, this, &FilterBar::change);
    }
    m_clear->setObjectName(QStringLiteral("clearFilter"));
    m_clear->setAutoDefault(false);
}

void FilterBar::setProcesses(const std::vector<ProcessDetails> &processes)
{
    const QVariant chosen = m_wanted.isSet() ? QVariant(std::exchange(m_wanted, {}).value) : m_process->currentData();
    QStringList dids;
    {
        const QSignalBlocker quiet(m_process);
        m_process->clear();
        m_process->addItem(tr("Any"), 0);
        for (const ProcessDetails &details : processes) {
            const QString &name = details.process.name;
            m_process->addItem(
                details.process.archivedAt ? tr("%1 (archived)").arg(name) : name, details.process.id.value);
            dids += details.dids;
        }
    }
    dids.sort();
    dids.removeDuplicates();
    m_dids->setStringList(dids);
    select(m_process, chosen);
    change();
}

void FilterBar::setAgents(const std::vector<Agent> &agents)
{
    const QVariant chosen = m_agent->currentData();
    {
        const QSignalBlocker quiet(m_agent);
        m_agent->clear();
        m_agent->addItem(tr("Any"), 0);
        for (const Agent &agent : agents)
            m_agent->addItem(QStringLiteral("%1 (%2)").arg(agent.name, agent.code), agent.id.value);
    }
    select(m_agent, chosen);
    change();
}

void FilterBar::setTags(const QStringList &tags)
{
    const QString chosen = filter().tag;
    {
        const QSignalBlocker quiet(m_tag);
        m_tag->clear();
        m_tag->addItem(tr("Any"), QString());
        for (const QString &tag : tags)
            m_tag->addItem(tag, tag);
    }
    selectTag(chosen);
    change();
}

void FilterBar::selectTag(const QString &tag)
{
    // What nobody has, or nobody has any more, still narrows: all calls in its place would be exported too.
    const QSignalBlocker quiet(m_tag);
    if (m_tag->count() == 0)
        m_tag->addItem(tr("Any"), QString());
    if (m_tag->findData(tag) < 0)
        m_tag->addItem(tag, tag);
    select(m_tag, tag);
}

CallFilter FilterBar::filter() const
{
    const MomentRange range = m_period->range();
    CallFilter filter;
    filter.from = range.from;
    filter.to = range.to;
    filter.process = {m_process->currentData().toLongLong()};
    filter.agent = {m_agent->currentData().toLongLong()};
    filter.proxy = proxy();
    filter.session = session();
    filter.recording = recording();
    filter.tag = m_tag->currentIndex() > 0 ? m_tag->currentText() : QString();
    if (const int disposition = m_disposition->currentData().toInt(); disposition >= 0)
        filter.disposition = Disposition(disposition);
    return filter;
}

bool FilterBar::isFiltering() const
{
    return filter() != CallFilter();
}

void FilterBar::clear()
{
    fromJson({});
}

void FilterBar::showOnly(ProcessId process, const QString &session, std::optional<qint64> since)
{
    QJsonObject json{{QStringLiteral("process"), process.value}, {QStringLiteral("session"), session}};
    if (since) {
        const QDate day = m_period->dayOf(*since), today = m_period->today();
        json.insert(QStringLiteral("period"), periodKey(day == today ? CallPeriod::Today : CallPeriod::Custom));
        json.insert(QStringLiteral("from"), day.toString(Qt::ISODate));
        json.insert(QStringLiteral("to"), today.toString(Qt::ISODate));
    }
    fromJson(json);
    m_wanted = m_process->findData(process.value) < 0 ? process : ProcessId();
}

bool FilterBar::canClear() const
{
    return isFiltering() || !m_proxy->text().isEmpty() || !m_session->text().isEmpty()
        || !m_recording->text().isEmpty();
}

void FilterBar::setOpen(bool open)
{
    m_fields->setVisible(open);
    updateNote();
}

void FilterBar::focusFirst()
{
    m_period->focus();
}

QJsonObject FilterBar::toJson() const
{
    QJsonObject json{
        {QStringLiteral("period"), periodKey(m_period->period())},
        {QStringLiteral("from"), m_period->first().toString(Qt::ISODate)},
        {QStringLiteral("to"), m_period->last().toString(Qt::ISODate)},
        {QStringLiteral("process"), m_process->currentData().toLongLong()},
        {QStringLiteral("agent"), m_agent->currentData().toLongLong()},
        {QStringLiteral("proxy"), proxy()},
        {QStringLiteral("session"), session().isEmpty() ? QString() : m_session->text().trimmed()},
        {QStringLiteral("disposition"), m_disposition->currentData().toInt()},
    };
    // Views that were saved before there were these are still what they were.
    for (const auto &[key, value] :
        {std::pair(QStringLiteral("recording"), recording()), std::pair(QStringLiteral("tag"), filter().tag)})
        if (!value.isEmpty())
            json.insert(key, value);
    return json;
}

void FilterBar::fromJson(const QJsonObject &json)
{
    const auto day = [&](const char *key) {
        return QDate::fromString(json.value(QLatin1String(key)).toString(), Qt::ISODate);
    };
    m_periodWasSet = false;
    if (const QDate first = day("from"); first.isValid())
        m_period->setFirst(first);
    if (const QDate last = day("to"); last.isValid())
        m_period->setLast(last);
    select(m_process, json.value(QLatin1String("process")).toInteger());
    select(m_agent, json.value(QLatin1String("agent")).toInteger());
    m_proxy->setText(json.value(QLatin1String("proxy")).toString());
    m_session->setText(json.value(QLatin1String("session")).toString());
    m_recording->setText(json.value(QLatin1String("recording")).toString());
    selectTag(json.value(QLatin1String("tag")).toString());
    select(m_disposition, json.value(QLatin1String("disposition")).toInt(-1));
    m_period->setPeriod(periodFromKey(json.value(QLatin1String("period")).toString()).value_or(CallPeriod::All));
    settle();
}

void FilterBar::select(QComboBox *combo, const QVariant &value)
{
    combo->setCurrentIndex(std::max(0, combo->findData(value)));
}

QString FilterBar::proxy() const
{
    QString typed;
    for (const QChar c : m_proxy->text()) {
        if (c.isDigit() || (c == QLatin1Char('+') && typed.isEmpty()))
            typed.append(c);
    }
    const QStringList known = m_dids->stringList();
    return known.contains(typed) ? typed : QString();
}

QByteArray FilterBar::session() const
{
    return CallLogService::sessionId(m_session->text());
}

QString FilterBar::recording() const
{
    const QString typed = m_recording->text().trimmed();
    return couldHoldNumber(typed) ? QString() : typed;
}

void FilterBar::change()
{
    m_clear->setEnabled(canClear());
    m_pause.start();
}

void FilterBar::settle()
{
    m_pause.stop();
    if (m_disposition->currentData().toInt() >= 0 && m_period->period() == CallPeriod::All) {
        m_period->setPeriod(CallPeriod::Last30Days);
        m_pause.stop();
        m_periodWasSet = true;
    }
    updateNote();
    const CallFilter now = filter();
    if (now == m_told)
        return;
    m_told = now;
    Q_EMIT filterChanged();
}

/// The conditions as the person chose them.
QString FilterBar::summary() const
{
    QStringList parts;
    if (m_period->period() != CallPeriod::All)
        parts.append(m_period->text());
    for (const QComboBox *combo : {m_process, m_agent, m_tag, m_disposition})
        if (combo->currentIndex() > 0)
            parts.append(combo->currentText());
    for (const QString &typed : {proxy(), session().isEmpty() ? QString() : m_session->text().trimmed(), recording()})
        if (!typed.isEmpty())
            parts.append(isolated(typed));
    return parts.join(tr(", "));
}

void FilterBar::updateNote()
{
    const bool byDisposition = m_disposition->currentData().toInt() >= 0;
    QString note;
    if (m_fields->isHidden())
        note = isFiltering() ? tr("Filter in force: %1").arg(summary()) : QString();
    else if (!m_proxy->text().trimmed().isEmpty() && proxy().isEmpty())
        note = tr("No process of yours has this proxy number: type it whole, or choose one from the list.");
    else if (!m_session->text().trimmed().isEmpty() && session().isEmpty())
        note = tr("A session is searched by its whole name, sess_ and 26 characters.");
    else if (recording() != m_recording->text().trimmed())
        note = tr("What could be a telephone number is not searched for. Recordings show none: type the id as the log "
                  "shows it.");
    else if (m_periodWasSet && byDisposition)
        note = tr("A search by disposition needs a period: the last 30 days are shown.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_clear->setEnabled(canClear());
}

} // namespace callveil
