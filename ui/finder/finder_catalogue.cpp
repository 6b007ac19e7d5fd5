// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/finder/finder_catalogue.h"

#include <algorithm>

namespace callveil {

namespace {

const QString s_calls = QStringLiteral("calls");
const QString s_masking = QStringLiteral("masking");
const QString s_pools = QStringLiteral("pools");

/// The smaller, the better a name answers to what was typed; -1: not at all.
int rankOf(const QString &name, const QString &typed)
{
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    const bool holdsAll = std::all_of(
        words.begin(), words.end(), [&](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
    if (!holdsAll)
        return -1;
    if (name.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    return name.contains(u' ' + typed, Qt::CaseInsensitive) ? 1 : 2;
}

} // namespace

FinderCatalogue::FinderCatalogue(const std::vector<PageEntry> &places)
{
    for (const PageEntry &place : places) {
        m_pages.insert(place.id);
        add(place.inConfiguration ? Kind::Tab : Kind::Page, place.title, {place.id});
    }
}

void FinderCatalogue::addProcesses(const std::vector<ProcessDetails> &processes)
{
    for (const ProcessDetails &details : processes) {
        const Process &process = details.process;
        // The Masking tab shows those in use; of the others there are calls.
        if (!process.archivedAt && leadsTo(s_masking))
            add(Kind::Process, process.name, {s_masking, process.id.value});
        else if (leadsTo(s_calls))
            add(Kind::Process, process.archivedAt ? tr("%1 (archived)").arg(process.name) : process.name,
                {s_calls, process.id.value});
    }
}

void FinderCatalogue::addPools(const PoolOverview &overview)
{
    for (const PoolLine &line : overview.pools)
        add(Kind::Pool, line.pool.name, {s_pools, line.pool.id.value});
}

void FinderCatalogue::add(Kind kind, const QString &name, const PageLink &link)
{
    const qint64 id = qint64(m_entries.size()) + 1;
    m_entries.push_back({id, kind, name});
    m_links.insert(id, link);
}

std::vector<FinderHit> FinderCatalogue::find(const QString &typed) const
{
    const QString wanted = typed.simplified();
    std::vector<std::pair<std::pair<Kind, int>, const Entry *>> found;
    for (const Entry &entry : m_entries) {
        const bool isPlace = entry.kind == Kind::Page || entry.kind == Kind::Tab;
        const int rank = wanted.isEmpty() && !isPlace ? -1 : rankOf(entry.name, wanted);
        if (rank >= 0)
            found.push_back({{entry.kind, rank}, &entry});
    }
    std::stable_sort(
        found.begin(), found.end(), [](const auto &left, const auto &right) { return left.first < right.first; });
    std::vector<FinderHit> hits;
    for (const auto &[rank, entry] : found)
        hits.push_back({entry->id, entry->name, word(entry->kind)});
    return hits;
}

QString FinderCatalogue::word(Kind kind)
{
    switch (kind) {
    case Kind::Page:
        return tr("Page");
    case Kind::Tab:
        return tr("System Configuration");
    case Kind::Process:
        return tr("Process");
    case Kind::Pool:
        return tr("Pool");
    }
    return {};
}

} // namespace callveil
