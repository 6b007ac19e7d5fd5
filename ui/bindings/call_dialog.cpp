// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/call_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/texts/call_request_text.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/wrapped_label.h"

#include <QComboBox>
#include <QUuid>

namespace callveil {

CallDialog::CallDialog(CallRequestService &calls, const Binding &binding, QWidget *parent)
    : FormDialog(tr("Make call"), tr("&Call"), parent),
      m_calls(calls), m_order{binding.id, PartySide::Agent, QUuid::createUuid().toRfc4122()},
      m_first(new QComboBox(this))
{
    setObjectName(QStringLiteral("callDialog"));
    form().addLine(new WrappedLabel(
        tr("A switch calls both parties of %1 and connects them; both see that number alone. It is recorded that you "
           "asked.")
            .arg(isolated(binding.number)),
        this));
    m_first->setObjectName(QStringLiteral("callFirst"));
    for (const PartySide side : {PartySide::Agent, PartySide::Customer})
        m_first->addItem(partySideText(side), int(side));
    form().addField(
        QStringLiteral("first"), tr("Called f&irst"), m_first, tr("The other is called when this one has answered."));
}

void CallDialog::save()
{
    m_order.first = PartySide(m_first->currentData().toInt());
    whenAnswered(m_calls.request(m_order), this, [this](const Result<AskedCall> &call) {
        if (call)
            Q_EMIT asked(*call);
        settle(call ? std::nullopt : std::optional(call.error()));
    });
}

} // namespace callveil
