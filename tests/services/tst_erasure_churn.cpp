// SPDX-License-Identifier: GPL-3.0-or-later
#include "erasure_scene.h"

#include <QRandomGenerator>

#include <thread>

namespace callveil {

namespace {

bool isUsual(Fault fault)
{
    return fault == Fault::PoolExhausted || fault == Fault::DidNotFree || fault == Fault::BindingChanged
        || fault == Fault::BindingExists;
}

/// Binds, and changes or ends what it bound; what came of it that was not meant.
QStringList churn(BindingService &bindings, const BindingScene &scene, const Pool &pool, quint32 seed)
{
    QRandomGenerator random(seed);
    QStringList unexpected;
    const auto note = [&](const Error &error) {
        if (!isUsual(error.fault))
            unexpected.append(QStringLiteral("%1 %2 %3").arg(int(error.code)).arg(int(error.fault)).arg(error.detail));
    };
    for (int i = 0; i < 50; ++i) {
        const auto made = bindings.make(scene.order(pool, int(random.bounded(8)), int(random.bounded(6)))).result();
        if (!made) {
            note(made.error());
            continue;
        }
        const auto changed = random.bounded(3) == 0
            ? bindings.release(made->binding).result()
            : bindings.reassign(made->binding, {{}, scene.line(int(random.bounded(6)))}).result();
        if (!changed)
            note(changed.error());
    }
    return unexpected;
}

} // namespace

/// Numbers are erased while others bind, reassign and release them: nobody fails, and nothing is half done.
class ErasureChurnTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void nobodyWaitsForEachOther();
};

void ErasureChurnTest::nobodyWaitsForEachOther()
{
    QFETCH_GLOBAL(Engine, engine);
    ErasureScene scene(engine);
    const Pool pool = scene.pool(Sharing::PairUnique, 20, [](Pool &p) { p.coolDownMinutes = 0; });
    std::vector<std::shared_ptr<Workspace>> people;
    for (int i = 0; i < 4; ++i)
        people.push_back(scene.desk.hire(QStringLiteral("gus%1").arg(i), Role::GroupManager));
    std::vector<QStringList> unexpected(people.size());
    std::vector<std::thread> threads;
    for (size_t i = 0; i < people.size(); ++i)
        threads.emplace_back([&, i] {
            BindingService bindings(*people[i]);
            unexpected[i] = churn(bindings, scene, pool, quint32(i + 1));
        });
    // They have begun before anything is erased beside them.
    const DatabaseLook look(scene.desk.organisation);
    const bool begun =
        QTest::qWaitFor([&] { return look.number(QStringLiteral("SELECT COUNT(*) FROM binding")) > 0; }, 60000);
    QStringList refused;
    qint64 ended = 0;
    for (int i = 0; i < 40; ++i) {
        const QString number = i % 4 == 0 ? scene.line(i % 6) : scene.customer(i % 8);
        const auto erased = scene.numbers.erase(ErasureScene::orderFor(number)).result();
        if (erased)
            ended += erased->bindings;
        else
            refused.append(QStringLiteral("%1 %2").arg(int(erased.error().fault)).arg(erased.error().detail));
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(begun);
    for (const QStringList &of : unexpected)
        QCOMPARE(of.join(u'\n'), QString());
    QCOMPARE(refused.join(u'\n'), QString());
    QVERIFY(ended > 0);
    taken(scene.bindings.tidy());
    QCOMPARE(scene.faults(), QString());
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ErasureChurnTest)
#include "tst_erasure_churn.moc"
