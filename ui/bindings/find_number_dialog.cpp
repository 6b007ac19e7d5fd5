// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/find_number_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/number_field.h"

namespace callveil {

FindNumberDialog::FindNumberDialog(BindingService &bindings, QWidget *parent)
    : FormDialog(tr("Find number"), tr("&Find"), parent), m_bindings(bindings),
      m_number(new NumberField(QStringLiteral("foundNumber"), this))
{
    setObjectName(QStringLiteral("findNumberDialog"));
    form().addField(QStringLiteral("number"), tr("&Number"), m_number,
        tr("Finds the bindings of exactly this number, as customer or agent, as long as they keep it. The number "
           "itself is neither shown nor stored. Searches are recorded and limited."));
}

void FindNumberDialog::save()
{
    whenAnswered(m_bindings.search(m_number->typed()), this, [this](const Result<BindingPage> &page) {
        // What is no number was not searched for, and may be mended.
        if (page || page.error().fault != Fault::NumberNotPossible)
            m_number->setText({});
        if (page)
            Q_EMIT found(*page);
        settle(page ? std::nullopt : std::optional(page.error()));
    });
}

} // namespace callveil
