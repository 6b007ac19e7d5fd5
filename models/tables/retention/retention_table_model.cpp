// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/retention/retention_table_model.h"

#include <QLocale>

namespace callveil {

namespace {
constexpr qint64 dayMs = 86400000;
}

RetentionTableModel::RetentionTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Process")}, {tr("Days"), true}, {tr("Legal hold")}, {tr("Kept since")},
                         {tr("Next deletion")}, {tr("Last deletion")}, {tr("In backups until")}},
        parent),
      m_texts(std::move(texts))
{ }

void RetentionTableModel::setLines(std::vector<RetentionLine> lines, int backupDays)
{
    m_backupDays = backupDays;
    setItems(std::move(lines));
}

QString RetentionTableModel::monthText(int month)
{
    return QLocale().toString(QDate(month / 100, month % 100, 1), QStringLiteral("MMMM yyyy"));
}

TableCell RetentionTableModel::dayCell(std::optional<qint64> ms) const
{
    if (!ms)
        return {};
    const QDate day = QDateTime::fromMSecsSinceEpoch(*ms, m_texts.zone).date();
    return m_texts.numberCell(QLocale().toString(day, QLocale::ShortFormat), *ms);
}

TableCell RetentionTableModel::dueCell(const RetentionState &state) const
{
    if (state.isDue)
        return TableCell::state(CellSign::Warning, tr("Due"));
    return state.rule.isHeld() ? TableCell() : dayCell(state.dueAt);
}

TableCell RetentionTableModel::cell(const RetentionLine &item, int column) const
{
    const RetentionState &state = item.state;
    switch (column) {
    case ProcessName:
        return {item.name};
    case Days:
        return {QLocale().toString(state.rule.days), {}, state.rule.days};
    case Hold:
        return {state.rule.holdReason};
    case Oldest:
        return state.oldestMonth ? TableCell{monthText(*state.oldestMonth), {}, *state.oldestMonth} : TableCell();
    case Due:
        return dueCell(state);
    case Deleted:
        return dayCell(state.shreddedAt);
    default:
        if (!state.shreddedAt)
            return {};
        return dayCell(*state.shreddedAt + m_backupDays * dayMs);
    }
}

} // namespace callveil
