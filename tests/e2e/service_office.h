// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "running_service.h"
#include "support/postgres_cluster.h"
#include "workspace/database_audit.h"
#include "workspace/founded_ctl.h"

namespace callveil {

/// A founded organisation, and callveilctl and callveild that work for it.
struct ServiceOffice {
    explicit ServiceOffice(Engine engine) : engine(engine), organisation(engine), address(organisation.address({}))
    {
        workFor(ctl, organisation);
    }

    [[nodiscard]] Ctl::Outcome run(const QString &arguments, const QByteArray &input = {}) const
    {
        return ctl.run(arguments.split(u' '), input);
    }
    [[nodiscard]] bool done(const QString &arguments, const QByteArray &input = {}) const
    {
        const auto outcome = run(arguments, input);
        if (outcome.exitCode != 0)
            qWarning("%s: %s", qPrintable(arguments), outcome.err.constData());
        return outcome.exitCode == 0;
    }

    /// Starts callveild with the identity of this organisation.
    [[nodiscard]] std::unique_ptr<RunningService> launch(const QStringList &more) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), ctl.path(QStringLiteral("home")));
        environment.insert(QStringLiteral("STATE_DIRECTORY"), ctl.path(QStringLiteral("home")));
        environment.remove(QStringLiteral("CREDENTIALS_DIRECTORY"));
        environment.remove(QStringLiteral("JOURNAL_STREAM"));
        return std::make_unique<RunningService>(
            environment, QStringList{QStringLiteral("--identity"), identity()} + more);
    }
    [[nodiscard]] QString identity() const { return ctl.path(QStringLiteral("callveild.json")); }

    [[nodiscard]] std::unique_ptr<DatabaseAudit> look() const
    {
        return std::make_unique<DatabaseAudit>(
            address, engine == Engine::PostgreSql ? PostgresCluster::shared().superuserPassword() : QString());
    }

    Engine engine;
    TestOrganisation organisation;
    Ctl ctl{QStringLiteral(CALLVEILCTL), QString()};
    DatabaseAddress address;
};

} // namespace callveil
