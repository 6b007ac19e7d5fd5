// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/deed_filter_bar.h"

#include "ui/texts/deed_words.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/palette_icon.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace callveil {

using namespace std::chrono_literals;

namespace {
constexpr CallPeriod usualPeriod = CallPeriod::Last30Days;
}

DeedFilterBar::DeedFilterBar(const QTimeZone &zone, QWidget *parent)
    : QWidget(parent), m_period(new PeriodFields(zone, this)), m_person(new QComboBox(this)),
      m_action(new QComboBox(this)), m_text(new QLineEdit(this)), m_clear(new QPushButton(tr("C&lear filter"), this))
{
    setObjectName(QStringLiteral("deedFilter"));
    setAccessibleName(tr("Filter"));
    setUpChoices();
    auto *flow = new FlowLayout(gridUnit(this), this);
    m_period->addTo(*flow);
    flow->addField(tr("Perso&n"), m_person, tr("Only what this person did."));
    flow->addField(tr("&Action"), m_action, tr("Only this kind of deed."));
    flow->addField(tr("&Text"), m_text, m_text->toolTip());
    flow->addField({}, m_clear);
    m_clear->setObjectName(QStringLiteral("clearDeedFilter"));
    m_clear->setAutoDefault(false);
    m_pause.setSingleShot(true);
    m_pause.setInterval(250ms);
    connect(&m_pause, &QTimer::timeout, this, &DeedFilterBar::settle);
    connect(m_period, &PeriodFields::changed, this, &DeedFilterBar::change);
    connect(m_clear, &QPushButton::clicked, this, &DeedFilterBar::clear);
    reset(usualPeriod);
    m_pause.stop();
    m_told = filter();
}

void DeedFilterBar::setUpChoices()
{
    m_person->setObjectName(QStringLiteral("deedPerson"));
    m_person->addItem(tr("Anybody"), 0);
    m_action->setObjectName(QStringLiteral("deedAction"));
    m_action->addItem(tr("Any"), QString());
    m_action->setMaxVisibleItems(24);
    // A kind, and under it its actions.
    for (const DeedKind &kind : deedKinds()) {
        m_action->insertSeparator(m_action->count());
        m_action->addItem(kind.title, kind.noun);
        for (const QString &action : kind.actions)
            m_action->addItem(deedActionText(action), action);
    }
    for (QComboBox *combo : {m_person, m_action}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(combo == m_action ? 24 : 16);
        connect(combo, &QComboBox::currentIndexChanged, this, &DeedFilterBar::change);
    }
    m_text->setObjectName(QStringLiteral("deedText"));
    m_text->setAccessibleName(tr("Text"));
    m_text->setPlaceholderText(tr("Change, reason or console (Ctrl+F)"));
    m_text->setToolTip(tr("Finds entries that contain this in their object, before, after, reason or console, as they "
                          "were recorded. An object goes by its key: “process 2”."));
    m_text->addAction(paletteIcon(QStringLiteral("edit_find")), QLineEdit::LeadingPosition);
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(characters(this, 38));
    connect(m_text, &QLineEdit::textChanged, this, &DeedFilterBar::change);
}

void DeedFilterBar::setPeople(const std::vector<Person> &people)
{
    const QSignalBlocker quiet(m_person);
    const QVariant chosen = m_person->currentData();
    const QString chosenName = m_person->currentText();
    m_person->clear();
    m_person->addItem(tr("Anybody"), 0);
    for (const Person &person : people)
        m_person->addItem(person.displayName, person.id.value);
    if (m_person->findData(chosen) < 0)
        m_person->addItem(chosenName, chosen);
    m_person->setCurrentIndex(m_person->findData(chosen));
}

DeedFilter DeedFilterBar::filter() const
{
    const MomentRange range = m_period->range();
    const CallPeriod period = m_period->period();
    // What is dated later than now is either news or wrong: it has to be seen.
    const bool ends = period == CallPeriod::Custom || period == CallPeriod::Yesterday;
    DeedFilter filter;
    filter.from = range.from;
    filter.to = ends ? range.to : std::nullopt;
    filter.actor = {m_person->currentData().toLongLong()};
    filter.action = m_action->currentData().toString();
    filter.text = m_text->text().trimmed();
    return filter;
}

bool DeedFilterBar::hasConditions() const
{
    const DeedFilter now = filter();
    return now.actor.isSet() || !now.action.isEmpty() || !now.text.isEmpty();
}

void DeedFilterBar::clear()
{
    reset(usualPeriod);
    settle();
}

void DeedFilterBar::showAll()
{
    reset(CallPeriod::All);
    settle();
}

void DeedFilterBar::showDay(PersonId actor, const QString &name, QDate day)
{
    reset(CallPeriod::Custom);
    m_period->setFirst(day);
    m_period->setLast(day);
    if (m_person->findData(actor.value) < 0)
        m_person->addItem(name, actor.value);
    m_person->setCurrentIndex(m_person->findData(actor.value));
    settle();
}

void DeedFilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void DeedFilterBar::reset(CallPeriod period)
{
    m_period->setPeriod(period);
    m_person->setCurrentIndex(0);
    m_action->setCurrentIndex(0);
    m_text->clear();
    change();
}

void DeedFilterBar::change()
{
    m_clear->setEnabled(hasConditions() || m_period->period() != usualPeriod);
    m_pause.start();
}

void DeedFilterBar::settle()
{
    m_pause.stop();
    if (filter() == m_told)
        return;
    m_told = filter();
    Q_EMIT filterChanged();
}

} // namespace callveil
