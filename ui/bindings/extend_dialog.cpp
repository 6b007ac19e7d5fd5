// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/extend_dialog.h"

#include "domain/base/answer_to.h"
#include "ui/bindings/expiry_choice.h"
#include "ui/masking/table_texts.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QDateTime>

namespace callveil {

namespace {
constexpr qint64 minuteMs = 60000; // less is the difference of two clocks
}

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
    m_warning = new StatusLine(this);
    form().addLine(m_warning);
    connect(m_expiry, &ExpiryChoice::changed, this, &ExtendDialog::showPreview);
    showPreview();
}

void ExtendDialog::showPreview()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_preview->say(m_expiry->preview(now, m_texts));
    const auto ends = m_expiry->end(now);
    if (!ends || !m_seen.expiresAt || *m_seen.expiresAt - *ends < minuteMs)
        return m_warning->clear();
    const auto shown = [this](qint64 at) { return m_texts.number(m_texts.time(at)); };
    m_warning->say(Status::Warning,
        tr("This ends it earlier than now: %1 instead of %2.").arg(shown(*ends), shown(*m_seen.expiresAt)));
}

void ExtendDialog::save()
{
    m_bindings.extend(m_seen, m_expiry->order()).then(answerTo(this, [this](const Result<Binding> &answer) {
        if (answer)
            Q_EMIT extended(*answer);
        settle(answer ? std::nullopt : std::optional(answer.error()));
    }));
}

} // namespace callveil
