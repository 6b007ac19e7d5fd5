// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notices/notice.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// A notice in a list, and whether the person sees it for the first time.
struct NoticeRow {
    qint64 id = 0; ///< its place; ids of another reading are others
    Notice notice;
    bool isNew = false;
};

/// The words of notices, which are made above the models.
struct NoticeWords {
    CellTexts cells;
    QString (*weight)(NoticeWeight);
    QString (*notice)(const Notice &);
};

/// What asks for attention, in the order in which it is handed in.
class NoticeTableModel final : public ListTableModel<NoticeRow> {
    Q_DECLARE_TR_FUNCTIONS(NoticeTableModel)

public:
    enum Column { Weight, Text, Since, New };

    explicit NoticeTableModel(NoticeWords words, QObject *parent = nullptr)
        : ListTableModel({{tr("Weight")}, {tr("Notice")}, {tr("Since")}, {tr("New")}}, parent),
          m_words(std::move(words))
    { }

protected:
    [[nodiscard]] TableCell cell(const NoticeRow &item, int column) const override
    {
        const Notice &notice = item.notice;
        switch (column) {
        case Weight: {
            const bool isGrave = notice.weight != NoticeWeight::Information;
            TableCell cell =
                TableCell::state(isGrave ? CellSign::Warning : CellSign::Neutral, m_words.weight(notice.weight));
            cell.key = int(notice.weight);
            return cell;
        }
        case Text:
            return {m_words.notice(notice)};
        case Since:
            return notice.since ? m_words.cells.timeCell(*notice.since) : TableCell();
        default:
            return {item.isNew ? tr("New") : QString()};
        }
    }
    [[nodiscard]] qint64 idOf(const NoticeRow &item) const override { return item.id; }

private:
    NoticeWords m_words;
};

} // namespace callveil
