// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/people/people_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The sign-ins that have not ended.
class SignInTableModel final : public ListTableModel<OpenSignIn> {
    Q_DECLARE_TR_FUNCTIONS(SignInTableModel)

public:
    enum Column { PersonName, Console, Since, LastSeen };

    /// `own` is the sign-in of the person who looks.
    SignInTableModel(CellTexts texts, SignInId own, QObject *parent = nullptr)
        : ListTableModel({{tr("Person")}, {tr("Console")}, {tr("Since")}, {tr("Last seen")}}, parent),
          m_texts(std::move(texts)), m_own(own)
    { }

protected:
    [[nodiscard]] TableCell cell(const OpenSignIn &item, int column) const override
    {
        switch (column) {
        case PersonName:
            return {item.name};
        case Console:
            return {item.id == m_own ? tr("%1 (this console)").arg(item.console) : item.console};
        case Since:
            return m_texts.timeCell(item.signedInAt);
        default:
            return m_texts.timeCell(item.lastSeenAt);
        }
    }
    [[nodiscard]] qint64 idOf(const OpenSignIn &item) const override { return item.id.value; }

private:
    CellTexts m_texts;
    SignInId m_own;
};

} // namespace callveil
