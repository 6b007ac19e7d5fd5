// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_client.h"
#include "running_service.h"
#include "support/postgres_cluster.h"
#include "workspace/ctl.h"
#include "workspace/database_audit.h"
#include "workspace/test_organisation.h"

#include <QRandomGenerator>
#include <QTest>

namespace callveil {

/// An organisation with a process, two pools and an agent, and callveild that serves the API for it.
struct ApiScene : ApiClient {
    explicit ApiScene(Engine engine) : engine(engine)
    {
        ctl.setPassword(TestOrganisation::password());
        address.engine = engine;
        address.file = ctl.path(QStringLiteral("callveil.db"));
        ctl.setDatabase(address.file);
    }

    /// The exclusive pool London has two numbers, the pair-unique pool Wide ten.
    void setUp()
    {
        if (engine == Engine::PostgreSql)
            QVERIFY(makeDatabase());
        QVERIFY(done(QStringLiteral("init")));
        if (engine == Engine::PostgreSql)
            ctl.setDatabase(url(QStringLiteral("admin")));
        QVERIFY(done(QStringLiteral("service enrol ") + identity()));
        QVERIFY(done(QStringLiteral("process add Support --country GB --account acme")));
        QVERIFY(done(QStringLiteral("agent add A1 --process Support --number-on-stdin"), line(1)));
        QVERIFY(done(QStringLiteral("pool add London --country GB --sharing exclusive --expiry 120")));
        QVERIFY(done(QStringLiteral("pool add Wide --country GB")));
        QVERIFY(done(QStringLiteral("pool add-numbers London"), "+442079460100 .. +442079460101\n"));
        QVERIFY(done(QStringLiteral("pool add-numbers Wide"), "+441273496000 .. +441273496009\n"));
        key = newKey(QStringLiteral("crm"), QStringLiteral("bindings pools route opt-outs records"));
        QVERIFY(!key.isEmpty());
    }

    [[nodiscard]] static QByteArray customer(int i) { return "+44770090010" + QByteArray::number(i); }
    [[nodiscard]] static QByteArray line(int i) { return "+44770090020" + QByteArray::number(i); }
    /// Whether a text holds the digits that all customers and lines have in common.
    [[nodiscard]] static bool tellsNumbers(const QByteArray &text) { return text.contains("7700900"); }

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
    /// The secret of a new key; empty when there is none.
    [[nodiscard]] QByteArray newKey(const QString &name, const QString &scopes, int perMinute = 6000) const
    {
        QString arguments = QStringLiteral("--json apikey add %1 --per-minute %2").arg(name).arg(perMinute);
        for (const QString &scope : scopes.split(u' '))
            arguments += QStringLiteral(" --scope ") + scope;
        const auto outcome = run(arguments);
        return QJsonDocument::fromJson(outcome.out).object().value(QLatin1String("secret")).toString().toLatin1();
    }

    /// Starts callveild; false when it does not become ready.
    [[nodiscard]] bool start()
    {
        service = launch({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        return QTest::qWaitFor([this] { return findPort(); }, patienceMs)
            && QTest::qWaitFor([this] { return get("/health").status == 200; }, patienceMs);
    }
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
    [[nodiscard]] bool findPort()
    {
        const QByteArray said = service->said(), mark = "the API listens on 127.0.0.1 port ";
        const qsizetype at = said.indexOf(mark);
        port = at < 0 ? 0 : said.mid(at + mark.size()).split('\n').first().trimmed().toUShort();
        return port != 0;
    }

    /// A binding as a program asks for it.
    [[nodiscard]] static QJsonObject order(const QString &pool, int customerIndex, const QString &token)
    {
        return {{QStringLiteral("process"), QStringLiteral("Support")}, {QStringLiteral("pool"), pool},
            {QStringLiteral("customer"), QString::fromLatin1(customer(customerIndex))},
            {QStringLiteral("agent"), QStringLiteral("A1")}, {QStringLiteral("operation_token"), token}};
    }

    [[nodiscard]] std::unique_ptr<DatabaseAudit> look() const
    {
        return std::make_unique<DatabaseAudit>(
            address, engine == Engine::PostgreSql ? PostgresCluster::shared().superuserPassword() : QString());
    }
    [[nodiscard]] QString identity() const { return ctl.path(QStringLiteral("callveild.json")); }

    Engine engine;
    Ctl ctl{QStringLiteral(CALLVEILCTL), QString()};
    DatabaseAddress address;
    std::unique_ptr<RunningService> service;

private:
    [[nodiscard]] bool makeDatabase()
    {
        PostgresCluster &cluster = PostgresCluster::shared();
        address.host = QStringLiteral("127.0.0.1");
        address.port = cluster.port();
        address.database =
            QStringLiteral("a%1").arg(QRandomGenerator::global()->generate64(), 16, 16, QLatin1Char('0'));
        ctl.setVariable(QStringLiteral("PGPASSWORD"), cluster.superuserPassword());
        ctl.setDatabase(url(QStringLiteral("postgres")));
        return cluster.createDatabase(address.database);
    }
    [[nodiscard]] QString url(const QString &user) const
    {
        return QStringLiteral("postgresql://%1@127.0.0.1:%2/%3")
            .arg(user, QString::number(address.port), address.database);
    }
};

} // namespace callveil
