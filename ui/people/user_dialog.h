// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/people/person_effects.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;
class QLineEdit;

namespace callveil {

class ProcessChoice;

/// Creates a person, or changes role and processes of one and says what he gains and loses by it.
class UserDialog final : public FormDialog {
    Q_OBJECT

public:
    /// Without a person: a new one.
    UserDialog(PeopleService &people, RightsBook book, std::optional<Person> person, QWidget *parent);

Q_SIGNALS:
    void created(const QString &name, const CreatedPerson &person);
    void changed(const QString &name);

protected:
    void save() override;

private:
    void addNames();
    void addRights();
    void showEffect();
    void create();
    void change();
    [[nodiscard]] PersonChange entered() const;

    PeopleService &m_people;
    RightsBook m_book;
    std::optional<Person> m_person;
    PersonChange m_before;
    QLineEdit *m_name = nullptr, *m_displayName = nullptr; ///< of a new person
    QComboBox *m_role;
    ProcessChoice *m_processes = nullptr;
    StatusLine *m_gains, *m_loses;
};

} // namespace callveil
