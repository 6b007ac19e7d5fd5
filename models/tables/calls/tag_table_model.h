// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/calls/tag_store.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// The tags of one session.
class TagTableModel final : public ListTableModel<SessionTag> {
    Q_DECLARE_TR_FUNCTIONS(TagTableModel)

public:
    enum Column { Tag, GivenBy, GivenAt };

    explicit TagTableModel(CellTexts texts, QObject *parent = nullptr)
        : ListTableModel({{tr("Tag")}, {tr("Given by")}, {tr("At")}}, parent), m_texts(std::move(texts))
    { }

protected:
    [[nodiscard]] TableCell cell(const SessionTag &item, int column) const override
    {
        switch (column) {
        case Tag:
            return {item.tag};
        case GivenBy:
            return {item.byName};
        default:
            return m_texts.timeCell(item.at);
        }
    }
    /// Tags have no number; a session has few, and no two of one word.
    [[nodiscard]] qint64 idOf(const SessionTag &item) const override { return qint64(qHash(item.tag, 0) >> 1) + 1; }

private:
    CellTexts m_texts;
};

} // namespace callveil
