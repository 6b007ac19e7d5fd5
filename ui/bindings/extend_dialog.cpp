// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/extend_dialog.h"

#include "ui/bindings/expiry_choice.h"
#include "ui/masking/table_texts.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/wrapped_label.h"

#include <QDateTime>

namespace callveil {

ExtendDialog::ExtendDialog(
    BindingService &bindings, Binding seen, const Pool *pool, const QTimeZone &zone, QWidget *parent)
    : FormDialog(tr("Extend binding"), tr("E&xtend"), parent), m_bindings(bindings), m_seen(std::move(seen)),
      m_texts(tableTexts(zone))
{
    setObjectName(QStringLiteral("extendDialog"));
    const QString number = m_texts.number(m_seen.number);
    const QString now = m_seen.expiresAt
        ? tr("%1 is bound until %2 now.").arg(number, m_texts.number(m_texts.time(*m_seen.expiresAt)))
        : tr("The binding of %1 does not end by itself now.").arg(number);
    form().addLine(new WrappedLabel(now, this));
    m_expiry = new ExpiryChoice(form(), this);
    m_expiry->setPool(pool);
    m_preview = new WrappedLabel(this);
    form().addLine(m_preview);
    connect(m_expiry, &ExpiryChoice::changed, this, &ExtendDialog::showPreview);
    showPreview();
}

void ExtendDialog::showPreview()
{
    m_preview->say(m_expiry->preview(QDateTime::currentMSecsSinceEpoch(), m_texts));
}

void ExtendDialog::save()
{
    m_bindings.extend(m_seen, m_expiry->order()).then(this, [this](const Result<Binding> &answer) {
        if (answer)
            Q_EMIT extended(*answer);
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil
