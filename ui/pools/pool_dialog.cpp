// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/pool_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/people/process_choice.h"
#include "ui/shell/prompt.h"
#include "ui/texts/opt_out_text.h"
#include "ui/texts/pool_text.h"
#include "ui/widgets/countries.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/search_combo.h"
#include "ui/widgets/wrapped_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace callveil {

namespace {

constexpr int hour = 60;
constexpr int otherTime = 0; // data of the expiry's entries: minutes, or one of these
constexpr int noExpiry = -1;
constexpr int noIdle = Pool::leastIdleMinutes - 1; // what the field shows as "None"
constexpr int mostFallbacks = 3; // that the form offers; those beyond stay as they are

} // namespace

PoolDialog::PoolDialog(
    const PageContext &context, PoolService &pools, Pool pool, const PoolOverview &overview, QWidget *parent)
    : FormDialog(
        pool.id.isSet() ? tr("Edit pool") : tr("New pool"), pool.id.isSet() ? tr("&Save") : tr("C&reate"), parent),
      m_prompt(context.prompt), m_pools(pools), m_optOuts(context.workspace), m_stored(std::move(pool))
{
    setObjectName(QStringLiteral("poolDialog"));
    addPlace();
    addStrategy();
    addTimes();
    addCalls();
    m_processes = new ProcessChoice(form(), tr("Ser&ves"), m_pools.me()->allProcesses, this);
    m_processes->setProcesses(overview.processes, m_stored.allProcesses && m_pools.me()->allProcesses,
        {m_stored.processes.begin(), m_stored.processes.end()});
    addFallbacks(overview.pools);
    tellBindings(overview.pools);
    followExpiry();
    followLateAnswer();
    scrollFields();
}

void PoolDialog::addPlace()
{
    m_name = new QLineEdit(m_stored.name, this);
    m_name->setObjectName(QStringLiteral("poolName"));
    form().addField(QStringLiteral("name"), tr("&Name"), m_name);
    form().explain(QStringLiteral("name"), tr("What you call this pool. Bindings ask for it by this name."));
    m_country = new SearchCombo(this);
    m_country->setObjectName(QStringLiteral("poolCountry"));
    listCountries(*m_country);
    m_country->setValue(m_stored.country);
    form().addField(QStringLiteral("country"), tr("&Country"), m_country);
    form().explain(QStringLiteral("country"), tr("The country of all its numbers."));
    m_area = new QLineEdit(m_stored.area, this);
    m_area->setObjectName(QStringLiteral("poolArea"));
    form().addField(QStringLiteral("area"), tr("&Area code"), m_area,
        tr("When all its numbers have the same one, without a leading zero; otherwise empty."));
    m_type = addCombo(QStringLiteral("number-type"), tr("Number &type"));
    for (const NumberType type : {NumberType::Local, NumberType::Mobile, NumberType::TollFree})
        m_type->addItem(numberTypeText(type), int(type));
    m_type->setCurrentIndex(m_type->findData(int(m_stored.numberType)));
    form().explain(QStringLiteral("number-type"), tr("What kind of numbers the carrier gave you."));
}

QComboBox *PoolDialog::addCombo(const QString &key, const QString &label, const QString &help)
{
    auto *combo = new QComboBox(this);
    combo->setObjectName(key);
    form().addField(key, label, combo, help);
    return combo;
}

WrappedLabel *PoolDialog::addMeaning()
{
    auto *line = new WrappedLabel(this);
    line->setMuted();
    form().addLine(line);
    return line;
}

void PoolDialog::sayMeaning(QComboBox &combo, WrappedLabel &line, const QString &text)
{
    line.say(text);
    combo.setWhatsThis(text);
    combo.setAccessibleDescription(text);
}

QSpinBox *PoolDialog::addSpin(
    const QString &key, const QString &label, int most, const QString &suffix, const QString &help)
{
    auto *spin = new QSpinBox(this);
    spin->setObjectName(key);
    spin->setRange(0, most);
    spin->setSuffix(suffix);
    form().addField(key, label, spin, help);
    form().layout()->setAlignment(spin, Qt::AlignLeading);
    return spin;
}

void PoolDialog::addStrategy()
{
    m_strategy = addCombo(QStringLiteral("strategy"), tr("Strate&gy"));
    m_strategyMeaning = addMeaning();
    for (const Strategy strategy : {Strategy::Dedicated, Strategy::Shared, Strategy::Regional})
        m_strategy->addItem(strategyText(strategy), int(strategy));
    m_sharing = addCombo(QStringLiteral("sharing"), tr("S&haring"));
    m_sharingMeaning = addMeaning();
    for (const Sharing sharing : {Sharing::Exclusive, Sharing::PairUnique})
        m_sharing->addItem(sharingText(sharing), int(sharing));
    m_sharing->setCurrentIndex(m_sharing->findData(int(m_stored.sharing)));
    m_areaMatch = addCombo(QStringLiteral("area-match"), tr("Area &matching"));
    m_areaMeaning = addMeaning();
    for (const AreaMatch match : {AreaMatch::Off, AreaMatch::Prefer, AreaMatch::Strict})
        m_areaMatch->addItem(areaMatchText(match), int(match));
    m_areaMatch->setCurrentIndex(m_areaMatch->findData(int(m_stored.areaMatch)));
    followAttributes();
    connect(m_strategy, &QComboBox::activated, this, &PoolDialog::applyPreset);
    connect(m_sharing, &QComboBox::currentIndexChanged, this, &PoolDialog::followAttributes);
    connect(m_areaMatch, &QComboBox::currentIndexChanged, this, &PoolDialog::followAttributes);
}

void PoolDialog::applyPreset()
{
    Pool pool = entered();
    applyStrategy(pool, Strategy(m_strategy->currentData().toInt()));
    m_sharing->setCurrentIndex(m_sharing->findData(int(pool.sharing)));
    m_areaMatch->setCurrentIndex(m_areaMatch->findData(int(pool.areaMatch)));
}

void PoolDialog::followAttributes()
{
    Pool pool;
    pool.sharing = Sharing(m_sharing->currentData().toInt());
    pool.areaMatch = AreaMatch(m_areaMatch->currentData().toInt());
    m_strategy->setCurrentIndex(m_strategy->findData(int(strategyOf(pool))));
    sayMeaning(*m_strategy, *m_strategyMeaning, strategyHelp(strategyOf(pool)));
    sayMeaning(*m_sharing, *m_sharingMeaning, sharingHelp(pool.sharing));
    sayMeaning(*m_areaMatch, *m_areaMeaning, areaMatchHelp(pool.areaMatch));
}

void PoolDialog::addTimes()
{
    m_expiry = addCombo(QStringLiteral("expiry-template"), tr("E&xpiry of bindings"));
    const std::pair<QString, int> templates[] = {{tr("Service visit: 24 hours"), 24 * hour},
        {tr("Food delivery: 2 hours after the order"), 2 * hour}, {tr("Ride: 1 hour after the trip"), hour},
        {tr("Support: 72 hours"), 72 * hour}, {tr("Property: 7 days"), 7 * 24 * hour}, {tr("Another time"), otherTime},
        {tr("No expiry"), noExpiry}};
    for (const auto &[text, minutes] : templates)
        m_expiry->addItem(text, minutes);
    m_minutes = addSpin(
        QStringLiteral("expiry"), tr("Expiry a&fter"), Pool::mostMinutes, tr(" min"), tr("1,440 minutes are a day."));
    m_minutes->setMinimum(Pool::leastMinutes);
    m_minutes->setValue(m_stored.expiryMinutes.value_or(Pool::usualExpiry));
    const int known = m_expiry->findData(m_stored.expiryMinutes.value_or(noExpiry));
    m_expiry->setCurrentIndex(known < 0 ? m_expiry->findData(otherTime) : known);
    form().explain(QStringLiteral("expiry-template"), tr("When a binding ends by itself, unless it says otherwise."));
    m_reason = new QLineEdit(this);
    m_reason->setObjectName(QStringLiteral("noExpiryReason"));
    form().addField(QStringLiteral("no-expiry-reason"), tr("Wh&y no expiry"), m_reason,
        tr("Bindings that nobody ends keep their numbers for ever. The reason stands in the audit trail."));
    connect(m_expiry, &QComboBox::currentIndexChanged, this, &PoolDialog::followExpiry);
    m_idle = addSpin(QStringLiteral("idle"), tr("Idl&e time-out"), Pool::mostMinutes, tr(" min"),
        tr("A binding ends so long after its last call, from 30 minutes on. A change holds for bindings that are made "
           "or "
           "extended from then on."));
    m_idle->setMinimum(noIdle);
    m_idle->setSpecialValueText(tr("None"));
    m_idle->setValue(m_stored.idleMinutes.value_or(noIdle));
    m_coolDown = addSpin(QStringLiteral("cool-down"), tr("Cool-&down"), Pool::mostMinutes, tr(" min"),
        tr("How long a number rests after a binding before another pair gets it."));
    m_coolDown->setValue(m_stored.coolDownMinutes);
    m_lowWater = addSpin(QStringLiteral("low-water"), tr("&Low-water mark"), 100, tr(" %"),
        tr("A warning when a smaller share of the numbers is free: neither bound nor cooling in an exclusive pool, not "
           "taken by the busiest customer or agent in a pair-unique one."));
    m_lowWater->setValue(m_stored.lowWaterPercent);
}

void PoolDialog::followExpiry()
{
    const int chosen = m_expiry->currentData().toInt();
    form().setFieldVisible(QStringLiteral("expiry"), chosen == otherTime);
    form().setFieldVisible(QStringLiteral("no-expiry-reason"), chosen == noExpiry);
}

void PoolDialog::addCalls()
{
    auto *media = new QWidget(this);
    auto *row = new QHBoxLayout(media);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this) * 3);
    m_voice = new QCheckBox(tr("Vo&ice"), media);
    m_sms = new QCheckBox(tr("SMS"), media);
    m_records = new QCheckBox(tr("Calls are rec&orded"), this);
    m_consent = new QCheckBox(tr("Callers are asked for consent"), this);
    const std::pair<QCheckBox *, bool> boxes[] = {{m_voice, m_stored.voice}, {m_sms, m_stored.sms},
        {m_records, m_stored.records}, {m_consent, m_stored.asksConsent}};
    for (const auto &[box, checked] : boxes)
        box->setChecked(checked);
    m_voice->setWhatsThis(tr("The numbers carry calls."));
    m_sms->setWhatsThis(tr("The numbers carry text messages."));
    m_records->setWhatsThis(
        tr("Switches are told to record calls over these numbers, unless a binding says otherwise."));
    m_consent->setWhatsThis(tr("Callers are to be asked before a call is recorded."));
    row->addWidget(m_voice);
    row->addWidget(m_sms);
    row->addStretch();
    form().addField(QStringLiteral("media"), tr("For"), media);
    form().addLine(m_records);
    form().addLine(m_consent);
    m_late = addCombo(
        QStringLiteral("late-answer"), tr("Late-call&back answer"), tr("What a caller meets whose binding has ended."));
    m_late->addItem(tr("Refused: “This number is not active”"), int(LateAnswer::NotActive));
    m_late->addItem(tr("Sent to an announcement or queue"), int(LateAnswer::Ivr));
    m_late->setCurrentIndex(m_late->findData(int(m_stored.lateAnswer)));
    m_target = new QLineEdit(m_stored.lateTarget, this);
    m_target->setObjectName(QStringLiteral("lateTarget"));
    m_target->setPlaceholderText(QStringLiteral("sip:late@ivr.example.org"));
    form().addField(QStringLiteral("late-target"), tr("Target of late callbac&ks"), m_target);
    form().explain(QStringLiteral("late-target"),
        tr("Where such a caller is sent: the SIP address of an announcement or a queue."));
    connect(m_late, &QComboBox::currentIndexChanged, this, &PoolDialog::followLateAnswer);
    m_brand = new QLineEdit(m_stored.brand, this);
    m_brand->setObjectName(QStringLiteral("brand"));
    form().addField(QStringLiteral("brand"), tr("Brand"), m_brand,
        tr("Who opts out, does so for all pools of a brand. Empty: for this pool alone."));
}

void PoolDialog::followLateAnswer()
{
    form().setFieldVisible(QStringLiteral("late-target"), m_late->currentData().toInt() == int(LateAnswer::Ivr));
}

void PoolDialog::addFallbacks(const std::vector<PoolLine> &pools)
{
    const QStringList labels{tr("First fallback pool"), tr("Second fallback pool"), tr("Third fallback pool")};
    for (int place = 0; place < mostFallbacks; ++place) {
        QComboBox *combo = addCombo(QStringLiteral("fallback-%1").arg(place + 1), labels[place],
            place == 0 ? tr("Asked when this pool has no number to give.") : QString());
        combo->setWhatsThis(tr("Asked when this pool, and the fallback pools above, have no number to give."));
        combo->addItem(tr("None"), 0);
        for (const PoolLine &line : pools)
            if (line.pool.id != m_stored.id)
                combo->addItem(line.pool.name, line.pool.id.value);
        const PoolId chosen = m_stored.fallbacks.value(place);
        if (combo->findData(chosen.value) < 0) // one of processes that this person does not see: it stays
            combo->addItem(tr("Another pool"), chosen.value);
        combo->setCurrentIndex(qMax(0, combo->findData(chosen.value)));
        m_fallbacks.append(combo);
    }
}

/// What a change means for bindings that are there.
void PoolDialog::tellBindings(const std::vector<PoolLine> &pools)
{
    for (const PoolLine &line : pools)
        if (line.pool.id == m_stored.id && line.use.bound > 0)
            form().addLine(new WrappedLabel(
                tr("Numbers with live bindings: %1. These bindings keep their number and their end. Recording changes "
                   "for those that follow the pool, the cool-down for those that are released from now on, the idle "
                   "time-out for those that are extended; everything else counts for new ones.")
                    .arg(QLocale().toString(line.use.bound)),
                this));
}

Pool PoolDialog::entered() const
{
    Pool pool = m_stored;
    pool.name = m_name->text();
    pool.country = m_country->value();
    pool.area = m_area->text();
    pool.numberType = NumberType(m_type->currentData().toInt());
    pool.sharing = Sharing(m_sharing->currentData().toInt());
    pool.areaMatch = AreaMatch(m_areaMatch->currentData().toInt());
    const int expiry = m_expiry->currentData().toInt();
    pool.expiryMinutes = expiry == noExpiry ? std::nullopt
        : expiry == otherTime               ? std::optional(m_minutes->value())
                                            : std::optional(expiry);
    pool.idleMinutes = m_idle->value() == noIdle ? std::nullopt : std::optional(m_idle->value());
    pool.coolDownMinutes = m_coolDown->value();
    pool.lowWaterPercent = m_lowWater->value();
    pool.voice = m_voice->isChecked();
    pool.sms = m_sms->isChecked();
    pool.records = m_records->isChecked();
    pool.asksConsent = m_consent->isChecked();
    pool.lateAnswer = LateAnswer(m_late->currentData().toInt());
    pool.lateTarget = m_target->text();
    pool.brand = m_brand->text();
    pool.allProcesses = m_processes->isAll();
    pool.processes = m_processes->chosen();
    QList<PoolId> fallbacks;
    for (const QComboBox *combo : m_fallbacks)
        if (const PoolId chosen{combo->currentData().toLongLong()}; chosen.isSet() && !fallbacks.contains(chosen))
            fallbacks.append(chosen);
    pool.fallbacks = fallbacks + m_stored.fallbacks.mid(mostFallbacks);
    return pool;
}

void PoolDialog::save()
{
    const Pool pool = entered();
    if (!pool.id.isSet() || pool.brand.simplified() == m_stored.brand)
        return store(pool);
    whenAnswered(m_optOuts.leftBehind(pool), this, [this, pool](const Result<LeftOptOuts> &left) {
        if (!left)
            return settle(left.error());
        if (left->count == 0 || m_prompt.confirm(this, tr("Change brand"), leftOptOutsText(*left), tr("Change brand")))
            return store(pool);
        refuse(QStringLiteral("brand"), tr("Nothing was saved. Put “%1” back to keep the opt-outs.").arg(left->from));
    });
}

void PoolDialog::store(const Pool &pool)
{
    whenAnswered(m_pools.save(pool, m_reason->text()), this,
        [this, name = pool.name.simplified()](const Result<PoolId> &answer) {
            if (answer)
                Q_EMIT saved(*answer, name);
            settle(answer ? std::nullopt : std::optional(answer.error()));
        });
}

} // namespace callveil
