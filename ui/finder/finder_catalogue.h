// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/pool_service.h"
#include "services/processes/process_service.h"
#include "tables/finder/hit_table_model.h"
#include "ui/shell/page.h"

#include <QHash>

namespace callveil {

/// What the finder can find by its name, and where it leads: only what the person may open. Sessions are not in it,
/// since there are too many.
class FinderCatalogue final {
    Q_DECLARE_TR_FUNCTIONS(FinderCatalogue)

public:
    /// `places`: every page and tab that the person may open.
    explicit FinderCatalogue(const std::vector<PageEntry> &places);

    /// True when that page or tab may be opened.
    [[nodiscard]] bool leadsTo(const QString &page) const { return m_pages.contains(page); }
    void addProcesses(const std::vector<ProcessDetails> &processes);
    void addPools(const PoolOverview &overview);

    /// Whose names hold every word that was typed: grouped by kind, in each group those first that begin with it.
    /// Nothing typed finds the pages and tabs.
    [[nodiscard]] std::vector<FinderHit> find(const QString &typed) const;
    [[nodiscard]] PageLink linkOf(qint64 hit) const { return m_links.value(hit); }

private:
    enum class Kind { Page, Tab, Process, Pool };

    struct Entry {
        qint64 id = 0;
        Kind kind = Kind::Page;
        QString name;
    };

    void add(Kind kind, const QString &name, const PageLink &link);
    [[nodiscard]] static QString word(Kind kind);

    QSet<QString> m_pages;
    std::vector<Entry> m_entries;
    QHash<qint64, PageLink> m_links;
};

} // namespace callveil
