// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/binding.h"
#include "services/platform/call_request_service.h"
#include "ui/shell/page.h"

#include <QPushButton>

namespace callveil {

class CallWatch;

/// Has both parties of the chosen binding called, and tells what becomes of it; while it does, takes that call back.
class CallButton final : public QPushButton {
    Q_OBJECT

public:
    CallButton(const PageContext &context, QWidget *parent);

    /// `why` no binding can be called; empty when `binding`, the chosen one, can.
    void setBinding(const Binding *binding, const QString &why, bool busy);

private:
    [[nodiscard]] bool takesBack() const;
    void press();
    void ask();
    void apply();

    CallRequestService m_calls;
    CallWatch *m_watch;
    Binding m_binding; ///< chosen last
    QString m_why;
    bool m_isChosen = false, m_isBusy = false;
    bool m_onServer;
};

} // namespace callveil
