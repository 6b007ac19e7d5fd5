// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rates/rate_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/rates/moment_field.h"
#include "ui/texts/rate_text.h"
#include "ui/widgets/field_form.h"

#include <QComboBox>
#include <QLayout>
#include <QLineEdit>

namespace callveil {

RateDialog::RateDialog(RateService &rates, Rate rate, const QTimeZone &zone, QWidget *parent)
    : FormDialog(
        rate.id.isSet() ? tr("Edit rate") : tr("Add rate"), rate.id.isSet() ? tr("&Save") : tr("&Add"), parent),
      m_rates(rates), m_stored(std::move(rate))
{
    setObjectName(QStringLiteral("rateDialog"));
    addPlace();
    addPrice();
    addValidity(zone);
}

void RateDialog::addPlace()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("rateList"));
    for (const RateKind kind : allRateKinds)
        m_kind->addItem(rateKindText(kind), int(kind));
    m_kind->setCurrentIndex(m_kind->findData(int(m_stored.kind)));
    form().addField(QStringLiteral("list"), tr("&List"), m_kind,
        tr("Cost is what your carrier takes, Recharge what you charge on to the account."));
    m_prefix = new QLineEdit(m_stored.prefix, this);
    m_prefix->setObjectName(QStringLiteral("ratePrefix"));
    m_prefix->setPlaceholderText(QStringLiteral("+44"));
    form().addField(QStringLiteral("prefix"), tr("&Prefix"), m_prefix,
        tr("With which the numbers begin: + and up to seven digits. Of several that fit the longest one counts."));
    const bool isNew = !m_stored.id.isSet();
    m_kind->setEnabled(isNew); // another prefix is another rate
    m_prefix->setEnabled(isNew);
}

void RateDialog::addPrice()
{
    m_price = new QLineEdit(this);
    m_price->setObjectName(QStringLiteral("ratePrice"));
    if (m_stored.id.isSet())
        m_price->setText(decimalText(m_stored.price));
    m_price->setPlaceholderText(QStringLiteral("0.0125"));
    form().addField(QStringLiteral("price"), tr("P&rice per minute"), m_price,
        tr("Exact, with six decimals at most. 0 is free of charge."));
    m_currency = new QLineEdit(m_stored.currency, this);
    m_currency->setObjectName(QStringLiteral("rateCurrency"));
    m_currency->setPlaceholderText(QStringLiteral("EUR"));
    form().addField(
        QStringLiteral("currency"), tr("&Currency"), m_currency, tr("Three letters. Amounts are never converted."));
    m_increment = new QLineEdit(incrementText(m_stored), this);
    m_increment->setObjectName(QStringLiteral("rateIncrement"));
    form().addField(QStringLiteral("increment"), tr("&Minimum/increment"), m_increment,
        tr("In seconds: 60/6 counts a minute at least, and then each six seconds that were begun. 1/1 counts "
           "seconds."));
}

void RateDialog::addValidity(const QTimeZone &zone)
{
    m_from = new MomentField(zone, this);
    m_from->setObjectName(QStringLiteral("rateFrom"));
    if (m_stored.validFrom != 0)
        m_from->setMoment(m_stored.validFrom);
    const QString there = QString::fromUtf8(zone.id());
    form().addField(QStringLiteral("valid-from"), tr("Valid fr&om"), m_from,
        m_stored.id.isSet() ? tr(
            "A later moment than that of the old rate: the new one follows it (zone %1). The same or an earlier one: "
            "the old rate was wrong, and is withdrawn. Both stay in the history.")
                                  .arg(there)
                            : tr("In the zone %1. Calls are rated by what was valid when they began.").arg(there));
    form().layout()->setAlignment(m_from, Qt::AlignLeading);
}

void RateDialog::save()
{
    Rate rate = m_stored;
    rate.id = {};
    rate.validUntil.reset();
    rate.kind = RateKind(m_kind->currentData().toInt());
    rate.prefix = m_prefix->text();
    const auto price = readPrice(m_price->text());
    if (!price)
        return refuse(QStringLiteral("price"), tr("Type an amount such as 0.0125, with six decimals at most."));
    rate.price = *price;
    rate.currency = m_currency->text();
    rate.minimum = 1;
    if (const auto read = readIncrement(m_increment->text(), rate); !read)
        return settle(read.error());
    rate.validFrom = m_from->moment();
    auto answer = m_stored.id.isSet() ? m_rates.change(m_stored.id, rate) : m_rates.add(rate);
    whenAnswered(std::move(answer), this, [this, rate](const Result<RateId> &id) {
        if (id)
            Q_EMIT saved(*id, checkedRate(rate).value_or(rate));
        settle(id ? std::nullopt : std::optional(id.error()));
    });
}

} // namespace callveil
