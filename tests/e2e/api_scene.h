// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_client.h"
#include "service_office.h"

#include "services/agents/agent_service.h"
#include "services/platform/service_enrolment.h"
#include "services/pools/pool_service.h"

#include <QTest>

namespace callveil {

/// An organisation with a process, two pools and an agent, and callveild that serves the API for it.
struct ApiScene : ApiClient, ServiceOffice {
    explicit ApiScene(Engine engine) : ServiceOffice(engine) { }

    /// The exclusive pool London has two numbers, the pair-unique pool Wide ten: enough for ten customers of one agent.
    void setUp()
    {
        const auto admin = organisation.signIn();
        const auto file = ServiceEnrolment(*admin).enrol(ServiceEnrolment::usualName()).result();
        QVERIFY(file && ServiceFile::reserve(identity()) && file->write(identity()));
        ProcessDetails support;
        support.process.name = QStringLiteral("Support");
        support.process.country = QStringLiteral("GB");
        support.process.account = QStringLiteral("acme");
        QVERIFY(ProcessService(*admin).create(support).result());
        AgentForm agent;
        agent.code = QStringLiteral("A1");
        agent.number = QString::fromLatin1(line(1));
        agent.processes = {support.process.name};
        QVERIFY(AgentService(*admin).save(agent).result());
        QVERIFY(addPool(*admin, QStringLiteral("London"), QStringLiteral("+442079460100 .. +442079460101")));
        QVERIFY(addPool(*admin, QStringLiteral("Wide"), QStringLiteral("+441273496000 .. +441273496009")));
        QVERIFY(SignInService::signOut(*admin).result());
        key = newKey(QStringLiteral("crm"), QStringLiteral("bindings pools route opt-outs records"));
        QVERIFY(!key.isEmpty());
    }

    [[nodiscard]] static QByteArray customer(int i) { return "+4477009001" + twoDigits(i); }
    [[nodiscard]] static QByteArray line(int i) { return "+4477009002" + twoDigits(i); }
    /// Whether a text holds the digits that all customers and lines have in common.
    [[nodiscard]] static bool tellsNumbers(const QByteArray &text) { return text.contains("7700900"); }

    /// The secret of a new key; empty when there is none.
    [[nodiscard]] QByteArray newKey(const QString &name, const QString &scopes, int perMinute = 6000) const
    {
        QString arguments = QStringLiteral("--json apikey add %1 --per-minute %2").arg(name).arg(perMinute);
        for (const QString &scope : scopes.split(u' '))
            arguments += QStringLiteral(" --scope ") + scope;
        const auto outcome = run(arguments);
        return QJsonDocument::fromJson(outcome.out).object().value(QLatin1String("secret")).toString().toLatin1();
    }

    /// Starts callveild, which listens also where `more` says; false when it does not become ready.
    [[nodiscard]] bool start(const QStringList &more = {})
    {
        lastWords = 0;
        service = launch(QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + more);
        return QTest::qWaitFor([this] { return findPort(); }, patienceMs)
            && QTest::qWaitFor([this] { return get("/health").status == 200; }, patienceMs);
    }
    [[nodiscard]] bool findPort()
    {
        const QByteArray said = service->said(), mark = "the API listens on 127.0.0.1 port ";
        const qsizetype at = said.indexOf(mark);
        port = at < 0 || said.indexOf('\n', at) < 0
            ? 0
            : said.mid(at + mark.size()).split('\n').first().trimmed().toUShort();
        return port != 0;
    }

    /// Whether callveild wrote no number into its journal until now. While it runs, what it wrote is waited for: it
    /// answers a request after it wrote of it.
    [[nodiscard]] bool journalHoldsNoNumber()
    {
        const QByteArray last = "PUT - 404 "; // no test asks for that
        if (service && service->runs() && send("PUT", "/last", {}, {}).status == 404) {
            ++lastWords;
            if (!QTest::qWaitFor([&] { return service->said().count(last) >= lastWords; }, patienceMs))
                return false;
        }
        return !service || !tellsNumbers(service->said());
    }

    /// A binding as a program asks for it.
    [[nodiscard]] static QJsonObject order(const QString &pool, int customerIndex, const QString &token)
    {
        return {{QStringLiteral("process"), QStringLiteral("Support")}, {QStringLiteral("pool"), pool},
            {QStringLiteral("customer"), QString::fromLatin1(customer(customerIndex))},
            {QStringLiteral("agent"), QStringLiteral("A1")}, {QStringLiteral("operation_token"), token}};
    }

    std::unique_ptr<RunningService> service;
    int lastWords = 0; ///< how often journalHoldsNoNumber() asked this service

private:
    [[nodiscard]] static QByteArray twoDigits(int i) { return QByteArray::number(i).rightJustified(2, '0'); }
    [[nodiscard]] static bool addPool(Workspace &admin, const QString &name, const QString &numbers)
    {
        Pool pool;
        pool.name = name;
        pool.country = QStringLiteral("GB");
        if (name == QLatin1String("London")) {
            pool.sharing = Sharing::Exclusive;
            pool.expiryMinutes = 120;
        }
        PoolService pools(admin);
        const auto id = pools.save(pool).result();
        return id && pools.addNumbers(*id, numbers, std::make_shared<std::atomic<bool>>(false)).result();
    }
};

} // namespace callveil
