// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/masking/masking_policy.h"

#include <QTimeZone>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateTimeEdit;
class QSpinBox;

namespace callveil {

class FieldForm;
class NoteEdit;
class WrappedLabel;

/// The form of one masking policy, when it takes effect and why. It knows the policy that it was loaded with, so that
/// it can say whether anything was edited.
class PolicyEditor final : public QWidget {
    Q_OBJECT

public:
    /// `zone`: the visible zone, in which a later moment is typed.
    explicit PolicyEditor(QTimeZone zone, QWidget *parent = nullptr);

    /// Shows a stored policy, to take effect now, without a note.
    void load(const MaskingPolicy &stored);
    /// Another baseline under the edits that stand.
    void setStored(const MaskingPolicy &stored) { m_stored = stored; }
    void revert() { load(m_stored); }

    [[nodiscard]] MaskingPolicy policy() const;
    [[nodiscard]] QString note() const;
    /// ms since 1970; nullopt: now.
    [[nodiscard]] std::optional<qint64> effectiveAt() const;
    /// True when the policy shown is another than the one that was loaded, or is to take effect later, or has a note.
    [[nodiscard]] bool isEdited() const;

    void setNoteNeeded(bool needed);
    /// Shows the typed moment in the process's own zone too, when that differs.
    void setProcessZone(const QTimeZone &zone);
    /// False when no field of the form is at fault.
    bool showError(const Error &error);
    /// Says that a note is stored with a change only.
    void refuseLoneNote();

Q_SIGNALS:
    void edited();

private:
    void makeFields();
    void addFields();
    void connectFields();
    void linkDigits();
    void updateFields();
    void updateMoment();

    QTimeZone m_zone, m_processZone;
    MaskingPolicy m_stored;
    FieldForm *m_form;
    QCheckBox *m_enable;
    QComboBox *m_kind;
    QSpinBox *m_leading, *m_trailing;
    WrappedLabel *m_sum;
    QComboBox *m_effective;
    QDateTimeEdit *m_at;
    WrappedLabel *m_elsewhere; ///< the moment in the process's zone
    NoteEdit *m_note;
};

} // namespace callveil
