// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_options.h"
#include "bench_organisation.h"
#include "bench_report.h"

namespace callveil {

/// Rows 6 and 7: imports by the product against raw writes of the same finished rows, and what masking takes of it.
class ImportBench final {
public:
    ImportBench(const BenchOptions &options, const QString &folder, BenchReport &report);

    /// Imports in rounds; answers the organisation of the last one, full of calls.
    [[nodiscard]] std::unique_ptr<BenchOrganisation> run(Engine engine);

private:
    /// What one import of all files took, in milliseconds.
    struct Cost {
        double wall = 0, staging = 0, publishing = 0;
        double client = 0, server = 0; ///< CPU
        qint64 legs = 0, sessions = 0;
    };
    [[nodiscard]] QStringList callFiles(const BenchOrganisation &organisation);
    [[nodiscard]] Cost importAll(BenchOrganisation &organisation, const QStringList &files);
    void importOne(Workspace &workspace, ProcessId process, const QString &file, Cost &cost);
    [[nodiscard]] double copyRaw(BenchOrganisation &from, BenchOrganisation &into);
    void reportMasking(BenchOrganisation &organisation, const QStringList &files, const Cost &cost);

    const BenchOptions &m_options;
    QString m_folder;
    BenchReport &m_report;
};

} // namespace callveil
