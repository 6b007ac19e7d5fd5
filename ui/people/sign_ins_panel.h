// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;

namespace callveil {

class ListTable;
class SignInTableModel;

/// Who is signed in where; reads again every few seconds while it is shown, and ends sign-ins.
class SignInsPanel final : public QWidget {
    Q_OBJECT

public:
    SignInsPanel(const PageContext &context, PeopleService &people, QWidget *parent = nullptr);

    void refresh();
    /// How often it reads.
    void setInterval(std::chrono::milliseconds interval) { m_timer.setInterval(interval); }

Q_SIGNALS:
    void signedInChanged(const QSet<PersonId> &people);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void arrange();
    void look();
    void take(std::vector<OpenSignIn> signIns);
    void updateButtons();
    void signOut();

    PageContext m_context;
    PeopleService &m_people;
    SignInTableModel *m_model;
    ListTable *m_table;
    QPushButton *m_signOut;
    QTimer m_timer;
    bool m_asking = false;
};

} // namespace callveil
