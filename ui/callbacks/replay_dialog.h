// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callbacks/callback_service.h"
#include "ui/shell/page.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QRadioButton;

namespace callveil {

class MomentField;

/// Asks which events are to be sent again: the chosen one, or those of a period.
class ReplayDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `one`: the chosen event; `kind`: what is proposed for a period.
    ReplayDialog(const PageContext &context, CallbackService &callbacks, const std::optional<CallbackDelivery> &one,
        CallbackKind kind, QWidget *parent = nullptr);

Q_SIGNALS:
    void replayed(qint64 count);

protected:
    void save() override;

private:
    void addPeriod(const PageContext &context, CallbackKind kind);
    void updateFields();

    CallbackService &m_callbacks;
    std::optional<CallbackDelivery> m_one;
    QRadioButton *m_chosen, *m_period;
    QComboBox *m_kind, *m_state;
    MomentField *m_from, *m_to;
};

} // namespace callveil
