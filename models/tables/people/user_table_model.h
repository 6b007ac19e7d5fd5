// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "tables/access/access_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The people who may sign in, and whether they are there now.
class UserTableModel final : public ListTableModel<Person> {
    Q_DECLARE_TR_FUNCTIONS(UserTableModel)

public:
    enum Column { UserName, DisplayName, RoleName, Processes, State, SignedIn };

    explicit UserTableModel(AccessTexts texts, QObject *parent = nullptr);

    void setRoster(const Roster &roster);
    void setSignedIn(const QSet<PersonId> &people);

protected:
    [[nodiscard]] TableCell cell(const Person &item, int column) const override;
    [[nodiscard]] qint64 idOf(const Person &item) const override { return item.id.value; }

private:
    [[nodiscard]] QString processesOf(const Person &person) const;
    [[nodiscard]] static TableCell stateCell(PersonState state);

    AccessTexts m_texts;
    QHash<PersonId, QStringList> m_processNames;
    QSet<PersonId> m_signedIn;
};

} // namespace callveil
