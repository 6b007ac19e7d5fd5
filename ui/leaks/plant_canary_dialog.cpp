// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/leaks/plant_canary_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/number_field.h"

namespace callveil {

PlantCanaryDialog::PlantCanaryDialog(CanaryService &canaries, QWidget *parent)
    : FormDialog(tr("Plant a canary number"), tr("&Plant"), parent), m_canaries(canaries), m_name(new QLineEdit(this)),
      m_number(new NumberField(QStringLiteral("canaryNumber"), this))
{
    setObjectName(QStringLiteral("plantCanaryDialog"));
    m_name->setObjectName(QStringLiteral("canaryName"));
    form().addField(QStringLiteral("planted-in"), tr("Planted &in"), m_name,
        tr("Where you put the number, for example “Customer list for Acme, June”. No telephone numbers."));
    form().addField(QStringLiteral("number"), tr("&Number"), m_number,
        tr("A number that nobody has a reason to call: one of your own that is in no pool, or one that is not in use. "
           "Only a keyed hash and a sealed copy of it are kept. Planting is recorded, and limited as searches are."));
}

void PlantCanaryDialog::save()
{
    whenAnswered(
        m_canaries.plant({m_name->text(), m_number->typed()}), this, [this](const Result<PlantedCanary> &answer) {
            const bool mayBeMended = !answer
                && (answer.error().fault == Fault::NumberNotPossible || answer.error().fault == Fault::NumberCharacters
                    || answer.error().args.value(0) == QLatin1String("planted-in"));
            if (!mayBeMended)
                m_number->setText({});
            if (answer)
                Q_EMIT planted(*answer);
            settle(answer ? std::nullopt : std::optional(answer.error()));
        });
}

} // namespace callveil
