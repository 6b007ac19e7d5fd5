// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "tables/base/cell_texts.h"
#include "ui/bindings/binding_choices.h"
#include "ui/widgets/form_dialog.h"

namespace callveil {

class ExpiryChoice;
class StatusLine;
class WrappedLabel;

/// Gives a binding another explicit end, counted from now, and says beforehand when that is, above all where it is
/// earlier.
class ExtendDialog final : public FormDialog {
    Q_OBJECT

public:
    ExtendDialog(
        BindingService &bindings, Binding seen, const BindingChoices &choices, const QTimeZone &zone, QWidget *parent);

Q_SIGNALS:
    void extended(const callveil::Binding &binding);

protected:
    void save() override;

private:
    void showPreview();

    BindingService &m_bindings;
    Binding m_seen;
    CellTexts m_texts;
    ExpiryChoice *m_expiry;
    WrappedLabel *m_preview;
    StatusLine *m_warning;
};

} // namespace callveil
