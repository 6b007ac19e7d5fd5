// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reports/report.h"
#include "services/platform/brand_book.h"

#include <QHash>

namespace callveil {

/// How the members of a group are called in a report. Two of one name are told apart by what they belong to, and of the
/// same project there may be several.
class ReportNames final {
public:
    [[nodiscard]] static Result<ReportNames> read(Connection &connection, const Identity &me, ReportBy by);

    /// By its id or key in the database; nothing for one that the person does not see.
    [[nodiscard]] std::optional<QString> of(const QString &member) const;

private:
    struct Named {
        QString key, name, owner;
    };

    explicit ReportNames(ReportBy by) : m_by(by) { }
    [[nodiscard]] Result<void> readProcesses(Connection &connection);
    [[nodiscard]] Result<void> readCampaigns(Connection &connection);
    [[nodiscard]] Result<void> readAgents(Connection &connection);
    [[nodiscard]] Result<void> readPools(Connection &connection, const Identity &me);
    [[nodiscard]] Result<void> readPeople(Connection &connection);
    [[nodiscard]] Result<void> readBrands(Connection &connection, const Identity &me);
    void insert(const std::vector<Named> &members);

    ReportBy m_by;
    bool m_showsUnknown = true; ///< of processes alone the person's are read
    QHash<QString, QString> m_names;
    std::optional<BrandBook> m_brands;
};

} // namespace callveil
