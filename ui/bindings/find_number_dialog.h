// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "ui/widgets/form_dialog.h"

namespace callveil {

class NumberField;

/// Takes a number to search bindings by.
class FindNumberDialog final : public FormDialog {
    Q_OBJECT

public:
    FindNumberDialog(BindingService &bindings, QWidget *parent);

Q_SIGNALS:
    void found(const callveil::BindingPage &page);

protected:
    void save() override;

private:
    BindingService &m_bindings;
    NumberField *m_number;
};

} // namespace callveil
