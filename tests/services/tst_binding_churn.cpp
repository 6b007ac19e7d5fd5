// SPDX-License-Identifier: GPL-3.0-or-later
#include "binding_scene.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <thread>

namespace callveil {

namespace {

bool isLong()
{
    return qEnvironmentVariableIsSet("CALLVEIL_LONG");
}

} // namespace

/// Many clients bind, release, extend and reassign at once: no number is given twice, and no error is one that was not
/// meant.
class BindingChurnTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void numbersAreNeverGivenTwice();
    void onePairAskedForByAllGetsOneBinding();
    void theLastNumberGoesToOne();

private:
    struct Client {
        std::shared_ptr<Workspace> workspace;
        qint64 made = 0, refused = 0, changed = 0;
        QStringList unexpected;
    };
    static void churn(Client &client, const BindingScene &scene, const Pool &pool, int operations, quint32 seed);
    static void note(Client &client, const Error &error);
    /// Everybody belongs to somebody's chain of entries: as many people as clients, as far as that is quick.
    [[nodiscard]] static std::vector<Client> clients(BindingScene &scene, int count);
    template <typename Work>
    static void together(std::vector<Client> &clients, Work work);
};

std::vector<BindingChurnTest::Client> BindingChurnTest::clients(BindingScene &scene, int count)
{
    const int people = isLong() ? count : std::min(count, 8);
    for (int i = 0; i < people; ++i)
        static_cast<void>(scene.desk.hire(QStringLiteral("gus%1").arg(i), Role::GroupManager));
    std::vector<Client> clients(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        clients[size_t(i)].workspace = scene.desk.organisation.signIn(QStringLiteral("gus%1").arg(i % people));
    return clients;
}

template <typename Work>
void BindingChurnTest::together(std::vector<Client> &clients, Work work)
{
    std::vector<std::thread> threads;
    for (size_t i = 0; i < clients.size(); ++i)
        threads.emplace_back([&, i] { work(clients[i], int(i)); });
    for (std::thread &thread : threads)
        thread.join();
}

void BindingChurnTest::note(Client &client, const Error &error)
{
    switch (error.fault) {
    case Fault::PoolExhausted:
    case Fault::DidNotFree:
        ++client.refused;
        return;
    case Fault::BindingChanged:
    case Fault::BindingExists:
        ++client.changed;
        return;
    default:
        client.unexpected.append(
            QStringLiteral("%1 %2 %3").arg(int(error.code)).arg(int(error.fault)).arg(error.detail));
    }
}

void BindingChurnTest::churn(Client &client, const BindingScene &scene, const Pool &pool, int operations, quint32 seed)
{
    BindingService bindings(*client.workspace);
    QRandomGenerator random(seed);
    std::vector<Binding> own;
    for (int i = 0; i < operations; ++i) {
        const int what = int(random.bounded(100));
        if (own.empty() || what < 50) {
            const auto made =
                bindings.make(scene.order(pool, int(random.bounded(300)), int(random.bounded(60)))).result();
            if (!made) {
                note(client, made.error());
                continue;
            }
            client.made += made->isNew ? 1 : 0;
            own.push_back(made->binding);
            continue;
        }
        const size_t which = random.bounded(int(own.size()));
        const Binding seen = own[which];
        own.erase(own.begin() + qsizetype(which));
        if (what < 85) {
            if (const auto done = bindings.release(seen).result(); !done)
                note(client, done.error());
            continue;
        }
        const auto changed = what < 92 ? bindings.extend(seen, {ExpiryOrder::Kind::Minutes, 60, {}}).result()
                                       : bindings.reassign(seen, {{}, scene.line(int(random.bounded(60)))}).result();
        if (changed)
            own.push_back(*changed);
        else
            note(client, changed.error());
    }
}

void BindingChurnTest::numbersAreNeverGivenTwice()
{
    QFETCH_GLOBAL(Engine, engine);
    const bool server = engine == Engine::PostgreSql;
    const int count = server ? 32 : 8;
    // All four pools together make 5,000 operations, in the long run 10^5 on a server and 8 x 5,000 on a file.
    const int each = (server ? (isLong() ? 100000 : 5000) : (isLong() ? 40000 : 5000)) / 4 / count;
    BindingScene scene(engine);
    std::vector<Client> clients = BindingChurnTest::clients(scene, count);
    for (const int numbers : {20, 2000})
        for (const Sharing sharing : {Sharing::Exclusive, Sharing::PairUnique}) {
            const Pool pool = scene.pool(sharing, numbers, [](Pool &p) { p.coolDownMinutes = 0; });
            for (Client &client : clients)
                client = {client.workspace, 0, 0, 0, {}};
            QElapsedTimer timer;
            timer.start();
            together(clients, [&](Client &client, int i) { churn(client, scene, pool, each, quint32(i + 1)); });
            qint64 made = 0, refused = 0, changed = 0;
            QStringList unexpected;
            for (const Client &client : clients) {
                made += client.made;
                refused += client.refused;
                changed += client.changed;
                unexpected += client.unexpected;
            }
            qInfo(
                "%d numbers, %s: %d clients, %d operations in %lld ms: %lld made, %lld refused, %lld changed by others",
                numbers, qPrintable(sharingKey(sharing)), count, each * count, timer.elapsed(), made, refused, changed);
            QCOMPARE(unexpected.join(u'\n'), QString());
            QVERIFY(made > 0);
            taken(scene.bindings.tidy());
            QCOMPARE(scene.faults(), QString());
            const DatabaseLook look(scene.desk.organisation);
            QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM binding WHERE pool_id = %1").arg(pool.id.value)),
                made);
        }
}

void BindingChurnTest::onePairAskedForByAllGetsOneBinding()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 20);
    std::vector<Client> clients = BindingChurnTest::clients(scene, 8);
    for (const BindingModel model : {BindingModel::Session, BindingModel::Agent}) {
        std::array<Binding, 8> made;
        together(clients, [&](Client &client, int i) {
            BindingOrder order = scene.order(pool, 1, 1);
            order.model = model;
            made[size_t(i)] = taken(BindingService(*client.workspace).make(std::move(order))).binding;
        });
        for (const Binding &binding : made)
            QCOMPARE(binding.id, made[0].id);
    }
    // And an agent whom all want for another customer keeps one number.
    QSet<DidId> dids;
    std::array<DidId, 8> given;
    together(clients, [&](Client &client, int i) {
        BindingOrder order = scene.order(pool, 10 + i, 2);
        order.model = BindingModel::Agent;
        given[size_t(i)] = taken(BindingService(*client.workspace).make(std::move(order))).binding.did;
    });
    for (const DidId did : given)
        dids.insert(did);
    QCOMPARE(dids.size(), 1);
}

void BindingChurnTest::theLastNumberGoesToOne()
{
    QFETCH_GLOBAL(Engine, engine);
    BindingScene scene(engine);
    std::vector<Client> clients = BindingChurnTest::clients(scene, 8);
    for (int round = 0; round < 5; ++round) {
        const Pool pool = scene.pool(Sharing::Exclusive, 1);
        together(clients, [&](Client &client, int i) {
            const auto made = BindingService(*client.workspace).make(scene.order(pool, 50 + i, 50 + i)).result();
            made ? void(++client.made) : note(client, made.error());
        });
    }
    qint64 made = 0, refused = 0;
    for (const Client &client : clients) {
        made += client.made;
        refused += client.refused;
        QCOMPARE(client.unexpected.join(u'\n'), QString());
    }
    QCOMPARE(made, 5);
    QCOMPARE(refused, 35);
    QCOMPARE(scene.faults(), QString());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::BindingChurnTest)
#include "tst_binding_churn.moc"
