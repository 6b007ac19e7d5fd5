// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/sizing_dialog.h"

#include "domain/pools/sizing.h"
#include "ui/texts/pool_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

namespace callveil {

namespace {

constexpr double minutesPerHour = 60;
constexpr double secondsPerHour = 3600;
constexpr int mostPerHour = 100000;

} // namespace

SizingDialog::SizingDialog(const std::optional<Pool> &pool, qint64 numbers, QWidget *parent)
    : QDialog(parent), m_form(new FieldForm(this)), m_owned(numbers)
{
    setObjectName(QStringLiteral("sizingDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(pool ? tr("Sizing of %1").arg(pool->name) : tr("Sizing"));
    m_form->setMinimumWidth(characters(this, 76));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) * 2);
    column->addWidget(m_form);
    makeInputs(pool.value_or(Pool()));
    makeAnswers();
    column->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    connect(m_sharing, &QComboBox::currentIndexChanged, this, &SizingDialog::compute);
    for (QSpinBox *spin : {m_perHour, m_expiry, m_coolDown, m_bindings, m_calls, m_seconds})
        connect(spin, &QSpinBox::valueChanged, this, &SizingDialog::compute);
    connect(m_refused, &QDoubleSpinBox::valueChanged, this, &SizingDialog::compute);
    compute();
}

QSpinBox *SizingDialog::addSpin(
    const QString &key, const QString &label, int value, int most, const QString &suffix, const QString &help)
{
    auto *spin = new QSpinBox(this);
    spin->setObjectName(key);
    spin->setRange(0, most);
    spin->setSuffix(suffix);
    spin->setGroupSeparatorShown(true);
    spin->setValue(value);
    m_form->addField(key, label, spin, help);
    m_form->layout()->setAlignment(spin, Qt::AlignLeading);
    return spin;
}

void SizingDialog::makeInputs(const Pool &pool)
{
    m_sharing = new QComboBox(this);
    m_sharing->setObjectName(QStringLiteral("sizingSharing"));
    for (const Sharing sharing : {Sharing::Exclusive, Sharing::PairUnique})
        m_sharing->addItem(sharingText(sharing), int(sharing));
    m_sharing->setCurrentIndex(m_sharing->findData(int(pool.sharing)));
    m_form->addField(QStringLiteral("sharing"), tr("&Sharing"), m_sharing);
    m_form->explain(QStringLiteral("sharing"), tr("Whether a number serves one pair at a time or many."));
    m_perHour = addSpin(QStringLiteral("per-hour"), tr("New &bindings in the busiest hour"), 30, mostPerHour, {});
    m_form->explain(QStringLiteral("per-hour"), tr("How many pairs ask for a number in the hour in which most do."));
    m_expiry = addSpin(QStringLiteral("expiry"), tr("&Expiry"), pool.expiryMinutes.value_or(Pool::mostMinutes),
        Pool::mostMinutes, tr(" min"));
    m_coolDown = addSpin(QStringLiteral("cool-down"), tr("Cool-&down"), pool.coolDownMinutes, Pool::mostMinutes,
        tr(" min"), tr("A number is taken for both: until the binding ends and while it rests."));
    m_refused = new QDoubleSpinBox(this);
    m_refused->setObjectName(QStringLiteral("refused"));
    m_refused->setRange(0.01, 50);
    m_refused->setDecimals(2);
    m_refused->setSuffix(tr(" %"));
    m_refused->setValue(1);
    m_form->addField(QStringLiteral("refused"), tr("Share that may be &refused"), m_refused);
    m_form->explain(QStringLiteral("refused"),
        tr("How many of a hundred wishes for a number may go unfulfilled in the busiest hour."));
    m_form->layout()->setAlignment(m_refused, Qt::AlignLeading);
    m_bindings = addSpin(QStringLiteral("bindings"), tr("&Most bindings of one party at once"), 5, mostPerHour, {},
        tr("Of the busiest agent or customer, those that cool down included."));
    m_bindings->setMinimum(1);
    m_calls = addSpin(QStringLiteral("calls"), tr("&Calls in the busiest hour"), 120, mostPerHour, {});
    m_seconds = addSpin(QStringLiteral("seconds"), tr("Mean dura&tion of a call"), 180, 24 * 3600, tr(" s"));
    m_form->explain(QStringLiteral("expiry"), tr("How long a binding lasts on average; the longest, when in doubt."));
    m_form->explain(QStringLiteral("calls"),
        tr("How many masked calls begin in the hour in which most do. Each takes two channels."));
    m_form->explain(QStringLiteral("seconds"), tr("How long a masked call lasts on average."));
}

void SizingDialog::makeAnswers()
{
    m_numbers = new StatusLine(this);
    m_have = new StatusLine(this);
    m_channels = new StatusLine(this);
    for (StatusLine *line : {m_numbers, m_have, m_channels})
        m_form->addLine(line);
}

void SizingDialog::compute()
{
    const bool exclusive = m_sharing->currentData().toInt() == int(Sharing::Exclusive);
    for (const char *key : {"per-hour", "expiry", "cool-down"})
        m_form->setFieldVisible(QLatin1String(key), exclusive);
    m_form->setFieldVisible(QStringLiteral("bindings"), !exclusive);
    if (exclusive)
        computeExclusive();
    else
        computePairUnique();
    computeChannels();
}

void SizingDialog::computeExclusive()
{
    const double load = double(m_perHour->value()) * (m_expiry->value() + m_coolDown->value()) / minutesPerHour;
    const int needed = linesFor(load, m_refused->value() / 100);
    const QLocale locale;
    m_numbers->say(Status::Neutral,
        needed < mostLines
            ? tr("Numbers needed: %1 (%2 erlang).").arg(locale.toString(needed), locale.toString(load, 'f', 2))
            : tr("More than a million numbers would be needed. Let bindings expire earlier."));
    if (m_owned == 0)
        return m_have->clear();
    const double refused = 100 * erlangB(load, int(m_owned));
    m_have->say(m_owned >= needed ? Status::Ok : Status::Warning,
        tr("With the %1 numbers in service, %2 % of the bindings would be refused.")
            .arg(locale.toString(m_owned), locale.toString(refused, 'f', 2)));
}

void SizingDialog::computePairUnique()
{
    const qint64 needed = pairUniqueNumbers(m_bindings->value());
    const QLocale locale;
    m_numbers->say(
        Status::Neutral, tr("Numbers needed: at most %1, however many pairs there are.").arg(locale.toString(needed)));
    if (m_owned == 0)
        return m_have->clear();
    m_have->say(m_owned >= needed ? Status::Ok : Status::Warning,
        m_owned >= needed
            ? tr("The %1 numbers in service suffice.").arg(locale.toString(m_owned))
            : tr("The %1 numbers in service may not suffice for the busiest party.").arg(locale.toString(m_owned)));
}

void SizingDialog::computeChannels()
{
    const double load = double(m_calls->value()) * m_seconds->value() / secondsPerHour;
    const int calls = linesFor(load, m_refused->value() / 100);
    const QLocale locale;
    m_channels->say(Status::Neutral,
        tr("Channels needed: %1, two for each of %2 calls at once (%3 erlang).")
            .arg(locale.toString(channelsPerCall * calls), locale.toString(calls), locale.toString(load, 'f', 2)));
}

} // namespace callveil
