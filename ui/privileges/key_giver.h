// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "ui/shell/page.h"

namespace callveil {

/// Tells whoever holds keys that somebody waits for them, and hands them on when he agrees. For everybody: most people
/// who hold keys do not manage users.
class KeyGiver final : public QObject {
    Q_OBJECT

public:
    /// `window` is what questions belong to, and owns this.
    KeyGiver(const PageContext &context, QWidget *window);

    /// Says so in the banner when somebody waits for a key that the person holds.
    void remind();
    /// Names them, and gives them their keys when the person agrees.
    void offer();

Q_SIGNALS:
    void given();

private:
    void ask(const std::vector<WaitingPerson> &waiting);
    void give();

    PageContext m_context;
    AccessService m_access;
    QWidget *m_window;
};

} // namespace callveil
