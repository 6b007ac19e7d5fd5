// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/binding_audit.h"
#include "workspace/kill_scene.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace callveil;

namespace {

const int pairs = qEnvironmentVariableIsSet("CALLVEIL_LONG") ? 120 : 40; // fewer than the pool has numbers

} // namespace

/// Kills callveilctl without warning while it binds, and while it releases: no number is given twice, nothing is half
/// bound, and doing it again completes it.
class TestKillBindings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanupTestCase();
    void bindsWholeOrNot();
    void releasesWholeOrNot();

private:
    [[nodiscard]] int rounds() const { return m_scene->rounds(6, 300, 100); }
    [[nodiscard]] QJsonObject done(const QStringList &arguments, const QByteArray &input = {});
    /// Makes a pool and a file; answers how it is imported.
    [[nodiscard]] QStringList prepared();
    /// Releases every binding that is active now.
    [[nodiscard]] QStringList releaseAll();
    void checkNothingIsHalfDone();

    struct Stage {
        std::unique_ptr<KillScene> scene;
        QStringList import;
    };
    /// One for an engine: both tests leave whole what they find, and judge all that was ever done there.
    Stage m_stages[2];
    KillScene *m_scene = nullptr; ///< of the engine under test
    QStringList m_import;
};

void TestKillBindings::initTestCase_data()
{
    QTest::addColumn<int>("engine");
    QTest::newRow("sqlite") << int(Engine::Sqlite);
    QTest::newRow("postgresql") << int(Engine::PostgreSql);
}

QJsonObject TestKillBindings::done(const QStringList &arguments, const QByteArray &input)
{
    const auto outcome = m_scene->ctl().run(QStringList(QStringLiteral("--json")) + arguments, input);
    if (outcome.exitCode != 0)
        qWarning("%s: %s", qPrintable(arguments.join(u' ')), outcome.err.constData());
    return QJsonDocument::fromJson(outcome.out).object();
}

QStringList TestKillBindings::releaseAll()
{
    const QJsonObject active = done(
        {QStringLiteral("binding"), QStringLiteral("list"), QStringLiteral("--limit"), QString::number(2 * pairs)});
    QStringList arguments{QStringLiteral("release")};
    for (const QJsonValue &binding : active.value(QLatin1String("bindings")).toArray())
        arguments.append(QString::number(binding.toObject().value(QLatin1String("binding")).toInteger()));
    return arguments;
}

void TestKillBindings::init()
{
    QFETCH_GLOBAL(int, engine);
    Stage &stage = m_stages[engine];
    if (!stage.scene) {
        stage.scene = std::make_unique<KillScene>(Engine(engine), QStringLiteral(CALLVEILCTL));
        m_scene = stage.scene.get();
        stage.import = prepared();
    }
    m_scene = stage.scene.get();
    m_import = stage.import;
}

void TestKillBindings::cleanupTestCase()
{
    for (Stage &stage : m_stages)
        stage.scene.reset();
}

QStringList TestKillBindings::prepared()
{
    static_cast<void>(done({QStringLiteral("pool"), QStringLiteral("add"), QStringLiteral("Delhi"),
        QStringLiteral("--country"), QStringLiteral("IN"), QStringLiteral("--sharing"), QStringLiteral("exclusive"),
        QStringLiteral("--cool-down"), QStringLiteral("0")}));
    static_cast<void>(done({QStringLiteral("pool"), QStringLiteral("add-numbers"), QStringLiteral("Delhi")},
        "+911140000000 .. +911140000149\n"));
    QByteArray rows = "process,pool,customer,agent_number\n";
    for (int i = 0; i < pairs; ++i)
        rows += QStringLiteral("Support,Delhi,+9198%1,+9197%2\n").arg(10000000 + i).arg(20000000 + i % 7).toLatin1();
    return {QStringLiteral("binding"), QStringLiteral("import"),
        m_scene->ctl().writeFile(QStringLiteral("pairs.csv"), rows)};
}

void TestKillBindings::checkNothingIsHalfDone()
{
    const auto audit = m_scene->look();
    QCOMPARE(audit->faults().join(u'\n'), QString());
    QCOMPARE(bindingFaults([&](const QString &sql) { return audit->integer(sql); }).join(u'\n'), QString());
    QCOMPARE(audit->integer(QStringLiteral("SELECT COUNT(*) FROM binding")),
        audit->integer(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'binding.create'")));
    QCOMPARE(audit->integer(QStringLiteral("SELECT COUNT(*) FROM binding WHERE ended_at IS NOT NULL")),
        audit->integer(QStringLiteral("SELECT COUNT(*) FROM deed WHERE action = 'binding.release'")));
}

void TestKillBindings::bindsWholeOrNot()
{
    const qint64 whole = m_scene->duration(m_import);
    QVERIFY(whole > 0);
    QCOMPARE(m_scene->ctl().run(releaseAll()).exitCode, 0);
    QVERIFY(m_scene->killEach(
        rounds(), 0, whole, [&](int) { return m_import; },
        [&](const KillScene::Killed &) {
            checkNothingIsHalfDone();
            if (QTest::currentTestFailed())
                return false;
            const QJsonObject again = done(m_import);
            const int made = again.value(QLatin1String("made")).toInt();
            const int known = again.value(QLatin1String("existing")).toInt();
            const QStringList release = releaseAll();
            return made + known == pairs && release.size() == 1 + pairs && m_scene->ctl().run(release).exitCode == 0;
        }));
    checkNothingIsHalfDone();
}

void TestKillBindings::releasesWholeOrNot()
{
    static_cast<void>(done(m_import));
    const qint64 whole = m_scene->duration(releaseAll());
    QVERIFY(whole > 0);
    QVERIFY(m_scene->killEach(
        rounds(), 0, whole,
        [&](int) {
            static_cast<void>(done(m_import));
            return releaseAll();
        },
        [&](const KillScene::Killed &) {
            checkNothingIsHalfDone();
            return !QTest::currentTestFailed();
        }));
}

QTEST_GUILESS_MAIN(TestKillBindings)

#include "tst_kill_bindings.moc"
