// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/test_organisation.h"

namespace callveil {

/// One process of the benchmark: its share of all legs, and whom its calls go to.
struct BenchProcess {
    ProcessId id;
    QString name, country;
    int percent = 0;
    QStringList dids;
};

/// An organisation with four processes in three countries, their DIDs and sixty agents; two of them are alike.
class BenchOrganisation final {
public:
    explicit BenchOrganisation(Engine engine);

    static constexpr int agents = 60;
    static constexpr int firstExtension = 1001;
    /// An agent's number, of an exchange that nobody holds.
    [[nodiscard]] static QString agentNumber(int agent);

    [[nodiscard]] TestOrganisation &tests() { return m_tests; }
    [[nodiscard]] Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] const std::vector<BenchProcess> &processes() const { return m_processes; }

private:
    void addAgents();

    TestOrganisation m_tests;
    std::shared_ptr<Workspace> m_workspace;
    std::vector<BenchProcess> m_processes;
};

} // namespace callveil
