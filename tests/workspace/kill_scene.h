// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database/connection.h"
#include "workspace/ctl.h"
#include "workspace/database_audit.h"
#include "workspace/test_organisation.h"

#include <functional>

namespace callveil {

/// An organisation with the process Support, and callveilctl that is killed without warning while it works on it.
class KillScene final {
public:
    struct Killed {
        bool early = false; ///< it was killed before it ended by itself
        qint64 lasted = 0; ///< ms
        QByteArray out;
    };

    KillScene(Engine engine, const QString &program);

    [[nodiscard]] Ctl &ctl() { return m_ctl; }
    /// In the large counts of the long run, the second and third.
    [[nodiscard]] int rounds(int ordinary, int longOnFile, int longOnServer) const;
    /// Another organisation like the first.
    void freshDatabase(int round);
    /// Waits until a server has ended what a killed client had asked for.
    [[nodiscard]] std::unique_ptr<DatabaseAudit> look() const;
    /// ms of a run that nobody kills; 0 when it fails.
    [[nodiscard]] qint64 duration(const QStringList &arguments) const;
    /// Kills it after a random time between `from` and the time that a whole run takes, until that was `rounds` times
    /// before its end, and calls `check` after each time. False when it ends too early too often.
    [[nodiscard]] bool killEach(int rounds, qint64 from, qint64 whole, const std::function<QStringList(int)> &arguments,
        const std::function<bool(const Killed &)> &check);

private:
    void makeDatabase();
    [[nodiscard]] Killed runAndKill(const QStringList &arguments, qint64 afterMs) const;

    Engine m_engine;
    Ctl m_ctl;
    std::unique_ptr<TestOrganisation> m_organisation;
    QString m_file; ///< SQLite: the one in use; each round starts from a copy of the organisation's
};

} // namespace callveil
