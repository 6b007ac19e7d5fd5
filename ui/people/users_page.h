// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/access/access_service.h"
#include "services/people/people_service.h"
#include "ui/people/person_effects.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class ListTable;
class SignInsPanel;
class TableSearch;
class UserTableModel;

/// The Users tab: who may sign in, as what and for which processes, and who is signed in now.
class UsersPage final : public Page {
    Q_OBJECT

public:
    explicit UsersPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    [[nodiscard]] QWidget *usersPart();
    void takeRoster(const Roster &roster);
    void selectAdded();
    void updateButtons();
    [[nodiscard]] std::optional<Person> current() const;
    void create();
    void change();
    /// Reads what roles mean now, then shows the form.
    void openDialog(const std::optional<Person> &person);
    void showDialog(RightsBook book, const std::optional<Person> &person);
    void toggleDisabled();
    void setDisabled(const Person &person, bool disabled);
    void reset();
    void showPassword(const QString &name, const QString &password);

    PageContext m_context;
    PeopleService m_people;
    AccessService m_access;
    UserTableModel *m_model;
    ListTable *m_table;
    SignInsPanel *m_signIns;
    TableSearch *m_search;
    QPushButton *m_new, *m_change, *m_reset, *m_disable;
    QString m_added; ///< user name of the person to select once he is read
    bool m_busy = false; ///< a change is under way
    int m_request = 0;
};

} // namespace callveil
