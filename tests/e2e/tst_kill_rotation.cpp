// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/kill_scene.h"

#include <QFile>
#include <QTest>

using namespace callveil;

namespace {

constexpr int calls = 3000; // of as many customers, in twelve months: as many sealed keys to replace

} // namespace

/// Kills callveilctl without warning while it gives a vault a new key. No number is lost or unreadable at any moment,
/// and doing it again ends what was begun.
class TestKillRotation final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_scene.reset(); }
    void losesNoNumber();

private:
    [[nodiscard]] QString callFile() const;
    /// All real numbers, by the product's own export.
    [[nodiscard]] QByteArrayList numbers();
    void check();

    std::unique_ptr<KillScene> m_scene;
    QByteArrayList m_before;
    int m_middles = 0; ///< kills between the first step and the last
};

void TestKillRotation::initTestCase_data()
{
    QTest::addColumn<int>("engine");
    QTest::newRow("sqlite") << int(Engine::Sqlite);
    QTest::newRow("postgresql") << int(Engine::PostgreSql);
}

QString TestKillRotation::callFile() const
{
    QByteArray content = "caller,receiver,timestamp,duration,call_id\n";
    for (int i = 0; i < calls; ++i)
        content += QStringLiteral("+9198%1,+912212345678,2026-%2-05 10:00:00,60,call-%3\n")
                       .arg(10000000 + i)
                       .arg(i % 10 + 1, 2, 10, QLatin1Char('0'))
                       .arg(i)
                       .toLatin1();
    return m_scene->ctl().writeFile(QStringLiteral("calls.csv"), content);
}

void TestKillRotation::init()
{
    QFETCH_GLOBAL(int, engine);
    m_scene = std::make_unique<KillScene>(Engine(engine), QStringLiteral(CALLVEILCTL));
    m_middles = 0;
    const auto imported = m_scene->ctl().run(
        {QStringLiteral("import"), QStringLiteral("--process"), QStringLiteral("Support"), callFile()});
    QVERIFY2(imported.exitCode == 0, imported.err.constData());
    m_before = numbers();
    QCOMPARE(m_before.size(), calls);
}

QByteArrayList TestKillRotation::numbers()
{
    const QString file = m_scene->ctl().path(QStringLiteral("actual.csv"));
    const auto outcome = m_scene->ctl().run({QStringLiteral("export"), file, QStringLiteral("--actual-numbers"),
        QStringLiteral("--reason"), QStringLiteral("a rotation was killed"), QStringLiteral("--force")});
    QFile csv(file);
    if (outcome.exitCode != 0 || !csv.open(QIODevice::ReadOnly))
        qFatal("export: %s", outcome.err.constData());
    QByteArrayList found;
    csv.readLine();
    while (!csv.atEnd())
        found.append(csv.readLine().split(',').value(6));
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void TestKillRotation::check()
{
    QCOMPARE(numbers(), m_before);
    const auto audit = m_scene->look();
    QCOMPARE(audit->faults().join(u'\n'), QString());
    const QString epochs = QStringLiteral("SELECT COUNT(DISTINCT generation) FROM %1epoch WHERE month <> 0");
    const bool isServer = QLatin1String(QTest::currentDataTag()) == QLatin1String("postgresql");
    if (audit->integer(epochs.arg(isServer ? QStringLiteral("cv_vault.") : QString())) > 1)
        ++m_middles;
}

void TestKillRotation::losesNoNumber()
{
    const QStringList lists{QStringLiteral("vault"), QStringLiteral("list")};
    const QStringList rotates{QStringLiteral("vault"), QStringLiteral("rotate"), QStringLiteral("Support")};
    const qint64 before = m_scene->duration(lists); // until the sign-in is over nothing is there to be killed
    const qint64 whole = m_scene->duration(rotates);
    QVERIFY(before > 0 && whole > 0);
    QVERIFY(m_scene->killEach(
        m_scene->rounds(4, 500, 200), std::min(before, whole / 2), whole, [&](int) { return rotates; },
        [this](const KillScene::Killed &) {
            check();
            return !QTest::currentTestFailed();
        }));
    qInfo("%d were killed between the first key and the last", m_middles);
    const auto done = m_scene->ctl().run(rotates);
    QVERIFY2(done.exitCode == 0, done.err.constData());
    const int middles = m_middles;
    check();
    QCOMPARE(m_middles, middles); // all is under one key
}

QTEST_GUILESS_MAIN(TestKillRotation)

#include "tst_kill_rotation.moc"
