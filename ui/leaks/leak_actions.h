// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/leak_audit_service.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

/// What is decided about the chosen findings.
class LeakActions final : public QWidget {
    Q_OBJECT

public:
    LeakActions(const PageContext &context, LeakAuditService &leaks, QWidget *parent = nullptr);

    void setChosen(std::vector<Leak> chosen);
    /// While a scan runs nothing is decided.
    void setBusy(bool busy);

Q_SIGNALS:
    /// Findings have another state, here or because somebody else was faster.
    void changed();

private:
    [[nodiscard]] QPushButton *addButton(const QString &text, const QString &name, const QString &help);
    [[nodiscard]] QList<SeenLeak> thoseThatMayBecome(LeakState state) const;
    void updateButtons();
    void settle(LeakState state);
    void accept();
    void tellSettled(LeakState state, qsizetype count);

    PageContext m_context;
    LeakAuditService &m_leaks;
    std::vector<Leak> m_chosen;
    QPushButton *m_resolve, *m_accept, *m_reopen;
    bool m_busy = false;
};

} // namespace callveil
