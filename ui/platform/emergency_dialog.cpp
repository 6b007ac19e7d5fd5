// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/emergency_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/countries.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/search_combo.h"

#include <QLineEdit>

namespace callveil {

EmergencyDialog::EmergencyDialog(EmergencyService &numbers, const QString &country, QWidget *parent)
    : FormDialog(tr("Add emergency number"), tr("&Add"), parent), m_numbers(numbers), m_country(new SearchCombo(this)),
      m_digits(new QLineEdit(this))
{
    setObjectName(QStringLiteral("emergencyDialog"));
    m_country->setObjectName(QStringLiteral("emergencyCountry"));
    listCountries(*m_country);
    m_country->setValue(country);
    form().addField(QStringLiteral("country"), tr("&Country"), m_country);
    form().explain(QStringLiteral("country"), tr("The country in which these digits reach the emergency services."));
    m_digits->setObjectName(QStringLiteral("emergencyDigits"));
    m_digits->setInputMethodHints(Qt::ImhDigitsOnly);
    form().addField(QStringLiteral("digits"), tr("&Digits"), m_digits,
        tr("Two to six digits, as people of the country dial them. Calls to them are not to be masked."));
}

void EmergencyDialog::save()
{
    // In the form in which it is stored, so that it is found in the table.
    const auto number = checkedEmergencyNumber({m_country->value(), m_digits->text()});
    if (!number)
        return settle(number.error());
    whenAnswered(m_numbers.add(*number), this, [this, number = *number](const Result<QStringList> &known) {
        if (known)
            Q_EMIT added(number, *known);
        settle(known ? std::nullopt : std::optional(known.error()));
    });
}

} // namespace callveil
