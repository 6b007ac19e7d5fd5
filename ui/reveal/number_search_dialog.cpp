// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/number_search_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/number_field.h"

namespace callveil {

NumberSearchDialog::NumberSearchDialog(RevealService &service, QWidget *parent)
    : FormDialog(tr("Search number"), tr("&Search"), parent), m_service(service),
      m_number(new NumberField(QStringLiteral("searchedNumber"), this))
{
    setObjectName(QStringLiteral("numberSearchDialog"));
    form().addField(QStringLiteral("number"), tr("&Number"), m_number,
        tr("Finds the calls of exactly this number, as customer or agent. The number itself is neither shown nor "
           "stored. Searches are recorded and limited."));
}

void NumberSearchDialog::save()
{
    whenAnswered(m_service.search(m_number->typed()), this, [this](const Result<SearchOutcome> &outcome) {
        // What is no number was not searched for, and may be mended. clear() could be undone.
        if (outcome || outcome.error().fault != Fault::NumberNotPossible)
            m_number->setText({});
        if (outcome)
            Q_EMIT found(*outcome);
        settle(outcome ? std::nullopt : std::optional(outcome.error()));
    });
}

} // namespace callveil
