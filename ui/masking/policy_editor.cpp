// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/policy_editor.h"

#include "tables/base/cell_texts.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/note_edit.h"
#include "ui/widgets/wrapped_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace callveil {

namespace {

enum Effective { Now, At };
constexpr int longestNote = 500;
constexpr qint64 hourMs = 3600000;

/// The clock face of a moment in a zone, without a zone of its own: no hour of it is missing when clocks change here.
QDateTime clockFace(qint64 moment, const QTimeZone &zone)
{
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(moment, zone);
    return QDateTime(there.date(), there.time(), Qt::UTC);
}

WrappedLabel *mutedLabel(QWidget *parent)
{
    auto *label = new WrappedLabel(parent);
    label->setMuted();
    return label;
}

} // namespace

PolicyEditor::PolicyEditor(QTimeZone zone, QWidget *parent)
    : QWidget(parent), m_zone(std::move(zone)), m_processZone(m_zone)
{
    makeFields();
    addFields();
    connectFields();
    load(MaskingPolicy{});
}

void PolicyEditor::makeFields()
{
    m_form = new FieldForm(this);
    m_enable = new QCheckBox(tr("Ena&ble masking"), this);
    m_enable->setObjectName(QStringLiteral("enableMasking"));
    m_enable->setWhatsThis(
        tr("Without masking, new records of this process hold numbers in clear. That is recorded and reported."));
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("maskingPolicy"));
    m_kind->addItem(tr("Random"), int(MaskingKind::Random));
    m_kind->addItem(tr("Replacement"), int(MaskingKind::Replacement));
    m_leading = new QSpinBox(this);
    m_leading->setObjectName(QStringLiteral("leadingDigits"));
    m_trailing = new QSpinBox(this);
    m_trailing->setObjectName(QStringLiteral("trailingDigits"));
    m_sum = mutedLabel(this);
    m_sum->setObjectName(QStringLiteral("digitSum"));
    m_effective = new QComboBox(this);
    m_effective->setObjectName(QStringLiteral("effective"));
    m_effective->addItems({tr("Now"), tr("At…")});
    m_at = new QDateTimeEdit(this);
    m_at->setObjectName(QStringLiteral("effectiveAt"));
    m_at->setTimeSpec(Qt::UTC);
    m_at->setCalendarPopup(true);
    m_at->setLayoutDirection(Qt::LeftToRight);
    m_at->setDisplayFormat(CellTexts::timeFormat()); // or its parts keep the order of before
    m_elsewhere = mutedLabel(this);
    m_note = new NoteEdit(longestNote, this);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setPlaceholderText(tr("Why the policy changes"));
}

void PolicyEditor::addFields()
{
    m_form->addLine(m_enable);
    m_form->addField(QStringLiteral("kind"), tr("Mas&king policy"), m_kind);
    m_form->explain(QStringLiteral("kind"),
        tr("Replacement shows some digits and hides the others; Random shows a word that is the same for the same "
           "number."));
    m_form->addField(QStringLiteral("leading"), tr("Lea&ding digits shown (n)"), m_leading);
    m_form->explain(QStringLiteral("leading"),
        tr("How many digits at the beginning stay visible, the country code included. With the trailing ones at most "
           "15."));
    m_form->addField(QStringLiteral("mask"), tr("Trailin&g digits shown (n')"), m_trailing);
    m_form->explain(QStringLiteral("mask"),
        tr("How many digits at the end stay visible. A number that would be shown whole is masked whole."));
    m_form->addLine(m_sum);
    m_form->addField(QStringLiteral("when"), tr("Effec&tive"), m_effective);
    m_form->explain(QStringLiteral("when"), tr("Whether the policy holds from now on or from a later moment."));
    const QString zoneName = QString::fromLatin1(m_zone.id());
    m_form->addField(QStringLiteral("effective"), tr("Effect&ive at"), m_at, tr("Time zone: %1").arg(zoneName));
    m_form->explain(QStringLiteral("effective"),
        tr("From which moment on the policy holds, in the zone that stands under the field."));
    m_form->addLine(m_elsewhere);
    m_form->addWideField(QStringLiteral("note"), tr("N&ote"), m_note);
    m_form->explain(QStringLiteral("note"),
        tr("Why the policy is changed. It stands in the history and in the audit trail; no telephone numbers."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
}

void PolicyEditor::connectFields()
{
    connect(m_enable, &QCheckBox::toggled, this, &PolicyEditor::updateFields);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PolicyEditor::updateFields);
    connect(m_effective, &QComboBox::currentIndexChanged, this, &PolicyEditor::updateFields);
    for (QSpinBox *digits : {m_leading, m_trailing})
        connect(digits, &QSpinBox::valueChanged, this, &PolicyEditor::updateFields);
    connect(m_at, &QDateTimeEdit::dateTimeChanged, this, &PolicyEditor::updateFields);
    connect(m_note, &NoteEdit::textChanged, this, &PolicyEditor::updateFields);
}

void PolicyEditor::load(const MaskingPolicy &stored)
{
    m_stored = stored;
    const bool replaces = stored.kind == MaskingKind::Replacement;
    const MaskingPolicy shown = replaces ? stored : MaskingPolicy{};
    {
        const QSignalBlocker enable(m_enable), kind(m_kind), leading(m_leading), trailing(m_trailing);
        const QSignalBlocker effective(m_effective), at(m_at), note(m_note);
        m_enable->setChecked(stored.kind != MaskingKind::Off);
        m_kind->setCurrentIndex(
            m_kind->findData(int(stored.kind == MaskingKind::Random ? stored.kind : MaskingKind::Replacement)));
        for (QSpinBox *digits : {m_leading, m_trailing})
            digits->setRange(0, MaskingPolicy::mostShown);
        m_leading->setValue(shown.leading);
        m_trailing->setValue(shown.trailing);
        m_effective->setCurrentIndex(Now);
        const qint64 nextHour = (QDateTime::currentMSecsSinceEpoch() / hourMs + 1) * hourMs;
        m_at->setDateTime(clockFace(nextHour, m_zone));
        m_note->clear();
    }
    updateFields();
}

MaskingPolicy PolicyEditor::policy() const
{
    if (!m_enable->isChecked())
        return MaskingPolicy::off();
    if (m_kind->currentData().toInt() == int(MaskingKind::Random))
        return MaskingPolicy::random();
    return {MaskingKind::Replacement, m_leading->value(), m_trailing->value()};
}

QString PolicyEditor::note() const
{
    return m_note->note();
}

std::optional<qint64> PolicyEditor::effectiveAt() const
{
    if (m_effective->currentIndex() == Now)
        return std::nullopt;
    return QDateTime(m_at->date(), m_at->time(), m_zone).toMSecsSinceEpoch();
}

bool PolicyEditor::isEdited() const
{
    return policy() != m_stored || m_effective->currentIndex() != Now || !note().isEmpty();
}

void PolicyEditor::setNoteNeeded(bool needed)
{
    m_note->setPlaceholderText(needed ? tr("Needed: why so weak a mask") : tr("Why the policy changes"));
}

void PolicyEditor::setProcessZone(const QTimeZone &zone)
{
    m_processZone = zone;
    updateMoment();
}

bool PolicyEditor::showError(const Error &error)
{
    return m_form->showError(error);
}

void PolicyEditor::refuseLoneNote()
{
    m_form->showError(
        QStringLiteral("note"), tr("A note is stored with a change of the policy: change it, or take the note out."));
}

void PolicyEditor::updateFields()
{
    m_form->clearErrors();
    linkDigits();
    m_kind->setEnabled(m_enable->isChecked());
    const bool replaces = policy().kind == MaskingKind::Replacement;
    m_leading->setEnabled(replaces);
    m_trailing->setEnabled(replaces);
    m_sum->setEnabled(replaces);
    m_form->setFieldVisible(QStringLiteral("effective"), m_effective->currentIndex() == At);
    updateMoment();
    Q_EMIT edited();
}

/// What one end shows is taken from the most that the other may show.
void PolicyEditor::linkDigits()
{
    m_leading->setMaximum(MaskingPolicy::mostShown - m_trailing->value());
    m_trailing->setMaximum(MaskingPolicy::mostShown - m_leading->value());
    m_sum->say(
        tr("%1 + %2 of at most %3").arg(m_leading->value()).arg(m_trailing->value()).arg(MaskingPolicy::mostShown));
}

void PolicyEditor::updateMoment()
{
    const auto moment = effectiveAt();
    const bool differs = moment && m_processZone.isValid()
        && m_processZone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(*moment))
            != m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(*moment));
    m_elsewhere->setVisible(differs);
    if (differs)
        m_elsewhere->say(tr("%1 in %2")
                             .arg(isolated(QLocale().toString(
                                      QDateTime::fromMSecsSinceEpoch(*moment, m_processZone), CellTexts::timeFormat())),
                                 QString::fromLatin1(m_processZone.id())));
}

} // namespace callveil
