// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/extend_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/bindings/end_words.h"
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
    BindingService &bindings, Binding seen, const BindingChoices &choices, const QTimeZone &zone, QWidget *parent)
    : FormDialog(tr("Extend binding"), tr("E&xtend"), parent), m_bindings(bindings), m_seen(std::move(seen)),
      m_texts(tableTexts(zone))
{
    setObjectName(QStringLiteral("extendDialog"));
    const QString now = boundUntilText(m_seen, m_texts);
    const QString never = tr("The binding of %1 does not end by itself now.").arg(m_texts.number(m_seen.number));
    form().addLine(new WrappedLabel(now.isEmpty() ? never : now, this));
    m_expiry = new ExpiryChoice(form(), this);
    m_expiry->setPool(choices.pool(m_seen.pool));
    const Pool *asked = choices.pool(m_seen.askedPool); // whose idle time-out holds
    m_expiry->setIdle(asked ? asked->idleMinutes : idleMinutesOf(m_seen));
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
    if (!ends || !m_seen.endsBy || *m_seen.endsBy - *ends < minuteMs)
        return m_warning->clear();
    const auto shown = [this](qint64 at) { return m_texts.number(m_texts.time(at)); };
    m_warning->say(Status::Warning,
        tr("This ends it earlier than now: %1 instead of %2.").arg(shown(*ends), shown(*m_seen.endsBy)));
}

void ExtendDialog::save()
{
    whenAnswered(m_bindings.extend(m_seen, m_expiry->order()), this, [this](const Result<Binding> &answer) {
        if (answer)
            Q_EMIT extended(*answer);
        settle(answer ? std::nullopt : std::optional(answer.error()));
    });
}

} // namespace callveil
