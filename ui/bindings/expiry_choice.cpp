// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/expiry_choice.h"

#include "ui/texts/binding_text.h"
#include "ui/texts/pool_text.h"
#include "ui/widgets/field_form.h"

#include <QComboBox>
#include <QLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace callveil {

namespace {

constexpr int asPool = 0, never = -1, otherTime = -2; // data of the kinds; other data are minutes
constexpr int hour = 60, day = 24 * hour;
constexpr int usualHours = 24;
constexpr qint64 minuteMs = 60000;
const QString countKey = QStringLiteral("expiry");
const QString unitKey = QStringLiteral("expiry-unit");
const QString reasonKey = QStringLiteral("no-expiry-reason");

} // namespace

ExpiryChoice::ExpiryChoice(FieldForm &form, QObject *parent)
    : QObject(parent), m_form(form), m_kind(new QComboBox(&form)), m_count(new QSpinBox(&form)),
      m_unit(new QComboBox(&form)), m_reason(new QLineEdit(&form))
{
    addKinds();
    addTime();
    m_reason->setObjectName(QStringLiteral("noExpiryReason"));
    form.addField(reasonKey, tr("Wh&y no expiry"), m_reason,
        tr("A binding that nobody ends keeps its number for ever. The reason stands in the audit trail."));
    followKind();
}

void ExpiryChoice::addKinds()
{
    m_kind->setObjectName(QStringLiteral("expires"));
    m_kind->addItem(tr("As the pool says"), asPool);
    for (const ExpiryTemplate &each : expiryTemplates)
        m_kind->addItem(expiryTemplateText(each), each.minutes);
    m_kind->addItem(tr("After…"), otherTime);
    m_kind->addItem(tr("Never"), never);
    m_form.addField(QStringLiteral("expires"), tr("&Expires"), m_kind);
    m_form.explain(QStringLiteral("expires"), tr("When the binding ends by itself and its number rests."));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ExpiryChoice::followKind);
}

void ExpiryChoice::addTime()
{
    m_count->setObjectName(QStringLiteral("expiryCount"));
    m_form.addField(countKey, tr("A&fter"), m_count);
    m_form.explain(countKey, tr("How long the binding lasts, in the unit beside it."));
    m_form.layout()->setAlignment(m_count, Qt::AlignLeading);
    m_unit->setObjectName(QStringLiteral("expiryUnit"));
    const std::pair<QString, int> units[] = {{tr("minutes"), 1}, {tr("hours"), hour}, {tr("days"), day}};
    for (const auto &[text, minutes] : units)
        m_unit->addItem(text, minutes);
    m_unit->setCurrentIndex(m_unit->findData(hour));
    m_form.addField(unitKey, tr("Uni&t"), m_unit);
    m_form.explain(unitKey, tr("Whether minutes, hours or days are counted."));
    m_form.layout()->setAlignment(m_unit, Qt::AlignLeading);
    followUnit();
    m_count->setValue(usualHours);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ExpiryChoice::followUnit);
    connect(m_count, &QSpinBox::valueChanged, this, &ExpiryChoice::changed);
}

void ExpiryChoice::followKind()
{
    const int kind = m_kind->currentData().toInt();
    m_form.setFieldVisible(countKey, kind == otherTime);
    m_form.setFieldVisible(unitKey, kind == otherTime);
    m_form.setFieldVisible(reasonKey, kind == never);
    Q_EMIT changed();
}

void ExpiryChoice::followUnit()
{
    const int unit = m_unit->currentData().toInt();
    m_count->setRange((Pool::leastMinutes + unit - 1) / unit, Pool::mostMinutes / unit);
    Q_EMIT changed();
}

void ExpiryChoice::setPool(const Pool *pool)
{
    m_knowsPool = pool != nullptr;
    m_ofPool = pool ? pool->expiryMinutes : std::nullopt;
    m_idle = pool ? pool->idleMinutes : std::nullopt;
    const QString text = !pool ? tr("As the pool says")
        : pool->expiryMinutes  ? tr("As the pool says (%1)").arg(minutesText(pool->expiryMinutes))
                               : tr("As the pool says (no expiry)");
    m_kind->setItemText(m_kind->findData(asPool), text);
    Q_EMIT changed();
}

void ExpiryChoice::setIdle(std::optional<int> minutes)
{
    m_idle = minutes;
    Q_EMIT changed();
}

ExpiryOrder ExpiryChoice::order() const
{
    switch (const int kind = m_kind->currentData().toInt()) {
    case asPool:
        return {};
    case never:
        return {ExpiryOrder::Kind::Never, 0, m_reason->text()};
    case otherTime:
        return {ExpiryOrder::Kind::Minutes, m_count->value() * m_unit->currentData().toInt(), {}};
    default:
        return {ExpiryOrder::Kind::Minutes, kind, {}};
    }
}

std::optional<qint64> ExpiryChoice::end(qint64 now) const
{
    const ExpiryOrder order = this->order();
    std::optional<int> minutes;
    if (order.kind == ExpiryOrder::Kind::Minutes)
        minutes = order.minutes;
    else if (order.kind == ExpiryOrder::Kind::AsPool)
        minutes = m_ofPool;
    return minutes ? std::optional(now + *minutes * minuteMs) : std::nullopt;
}

QString ExpiryChoice::preview(qint64 now, const CellTexts &texts) const
{
    if (order().kind == ExpiryOrder::Kind::AsPool && !m_knowsPool)
        return tr("Then it ends as its pool says.");
    const auto ends = end(now);
    if (!ends)
        return m_idle ? tr("Then it ends when nobody called for %1.").arg(minutesText(m_idle))
                      : tr("Then it does not end by itself.");
    const QString end = texts.number(texts.time(*ends));
    return m_idle ? tr("Then it ends on %1, or when nobody called for %2.").arg(end, minutesText(m_idle))
                  : tr("Then it ends on %1.").arg(end);
}

} // namespace callveil
