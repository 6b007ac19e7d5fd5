// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/audit/deed_table_model.h"

#include "domain/base/when_answered.h"
#include "tables/base/cell_texts.h"

#include <algorithm>
#include <utility>

namespace callveil {

namespace {

/// So many rows are read again at most; what is further down comes back when it is scrolled to.
constexpr int mostReloaded = 2000;

QString withoutMarks(QString text)
{
    return text.remove(QChar(0x2066)).remove(QChar(0x2069));
}

} // namespace

QString DeedTexts::objectOf(const DeedLine &line) const
{
    return line.object.isEmpty() ? object(line.entry.deed.object) : line.object;
}

QString DeedTexts::actorOf(const DeedLine &line) const
{
    return line.actor.isEmpty() ? object(QStringLiteral("person %1").arg(line.entry.actor.value)) : line.actor;
}

DeedTableModel::DeedTableModel(AuditService &service, DeedTexts texts, QObject *parent)
    : QAbstractTableModel(parent), m_service(service), m_texts(std::move(texts))
{ }

int DeedTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int DeedTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DeedTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    return cell(line(index.row()), index.column()).data(role);
}

QVariant DeedTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (role == Qt::ToolTipRole && section == When)
        return tr("Times are shown in the zone %1.").arg(QString::fromUtf8(m_texts.zone.id()));
    const QStringList titles{
        tr("When"), tr("Person"), tr("Action"), tr("Object"), tr("Before"), tr("After"), tr("Reason"), tr("Console")};
    return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
}

TableCell DeedTableModel::cell(const DeedLine &line, int column) const
{
    const Deed &deed = line.entry.deed;
    switch (column) {
    case When: {
        const QString moment = exactTime(line.entry.at, m_texts.zone);
        return {m_texts.number(moment), moment};
    }
    case Actor:
        return {m_texts.actorOf(line)};
    case Action:
        return {m_texts.action(deed.action), {}, {}, deed.action};
    case Object:
        return {m_texts.objectOf(line), {}, {}, deed.object};
    case Before:
        return changeCell(line, deed.before);
    case After:
        return changeCell(line, deed.after);
    case Reason:
        return {deed.reason};
    default:
        return {line.entry.console};
    }
}

TableCell DeedTableModel::changeCell(const DeedLine &line, const QString &text) const
{
    const QString shown = m_texts.change(line.entry.deed.action, text, m_texts.zone, line.names);
    return {shown, withoutMarks(shown)};
}

int DeedTableModel::rowOf(PersonId actor, qint64 seq) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
        [&](const DeedLine &line) { return line.entry.actor == actor && line.entry.seq == seq; });
    return found == m_lines.end() ? -1 : int(found - m_lines.begin());
}

void DeedTableModel::show(const DeedFilter &filter)
{
    m_filterIsNew = m_filterIsNew || m_stopped || filter != m_filter;
    m_filter = filter;
    ask({}, pageRows);
}

void DeedTableModel::reload()
{
    ask({}, std::clamp(rowCount(), pageRows, mostReloaded));
}

bool DeedTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_stopped && !m_loading && !m_ends && !m_lines.empty();
}

void DeedTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const DeedEntry &last = m_lines.back().entry;
    ask(DeedPlace{last.at, last.actor, last.seq}, pageRows);
}

void DeedTableModel::ask(std::optional<DeedPlace> after, int rows)
{
    m_stopped = false;
    if (!std::exchange(m_loading, true))
        Q_EMIT loadingChanged(true);
    whenAnswered(m_service.page(m_filter, after, rows), this,
        [this, replaces = !after, request = ++m_request](
            Result<DeedPage> answer) { take(request, replaces, std::move(answer)); });
}

void DeedTableModel::take(int request, bool replaces, Result<DeedPage> answer)
{
    if (request != m_request)
        return;
    m_loading = false;
    if (answer && replaces)
        replace(std::move(*answer));
    else if (answer)
        append(std::move(*answer));
    else if (m_stopped = true; m_filterIsNew)
        replace({}); // rows of another filter must not stand under this one
    Q_EMIT loadingChanged(false);
    if (answer)
        Q_EMIT landed();
    else
        Q_EMIT failed(answer.error());
}

void DeedTableModel::replace(DeedPage page)
{
    beginResetModel();
    m_filterIsNew = false;
    m_lines = std::move(page.lines);
    m_ends = page.ends;
    endResetModel();
}

void DeedTableModel::append(DeedPage page)
{
    m_ends = page.ends;
    if (page.lines.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(page.lines.size()) - 1);
    std::move(page.lines.begin(), page.lines.end(), std::back_inserter(m_lines));
    endInsertRows();
}

} // namespace callveil
