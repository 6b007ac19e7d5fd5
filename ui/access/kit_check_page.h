// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/sign_in_service.h"
#include "ui/access/step_page.h"

class QLineEdit;

namespace callveil {

/// Some words of the recovery kit are typed back, to show that it was kept; then the administrator is signed in.
class KitCheckPage final : public StepPage {
    Q_OBJECT

public:
    /// `isSignedIn`: nobody has to be signed in at the end.
    explicit KitCheckPage(FirstStart &state, bool isSignedIn = false);

    int nextId() const override { return -1; }

protected:
    void go() override;

private:
    void take(const SignInService::Answer &answer);

    bool m_isSignedIn;
    QList<std::pair<int, QLineEdit *>> m_words; ///< place in the kit, from 0
};

} // namespace callveil
