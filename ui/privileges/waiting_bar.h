// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class StatusLine;

/// Who waits for a key, with a button that gives it where the person holds it. Takes no room while nobody waits.
class WaitingBar final : public QWidget {
    Q_OBJECT

public:
    WaitingBar(const PageContext &context, AccessService &access, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    void keysGiven();

private:
    void show(const std::vector<WaitingPerson> &waiting);
    void give();

    PageContext m_context;
    AccessService &m_access;
    StatusLine *m_mine, *m_others;
    QPushButton *m_give;
    int m_request = 0;
};

} // namespace callveil
