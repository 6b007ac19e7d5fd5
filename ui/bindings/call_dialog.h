// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"
#include "services/platform/call_request_service.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;

namespace callveil {

/// Asks who of a binding is called first, and has both called.
class CallDialog final : public FormDialog {
    Q_OBJECT

public:
    CallDialog(CallRequestService &calls, const Binding &binding, QWidget *parent);

Q_SIGNALS:
    void asked(const callveil::AskedCall &call);

protected:
    void save() override;

private:
    CallRequestService &m_calls;
    CallOrder m_order; ///< its token stays: a second try after a lost answer makes no second call
    QComboBox *m_first;
};

} // namespace callveil
