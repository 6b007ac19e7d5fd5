// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/kill_scene.h"

#include <QDateTime>
#include <QTest>

using namespace callveil;

namespace {

/// Two files in each run. Enough for a run to be a good part reading, in batches, and writing.
const int rowsOfAFile = qEnvironmentVariableIsSet("CALLVEIL_LONG") ? 10000 : 2500;
constexpr int legsOfASession = 2;

} // namespace

/// Kills callveilctl without warning in the middle of an import and of a policy change. What it did is there whole or
/// not at all, what it had said is true, and doing it again completes it.
class TestKill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_scene.reset(); }
    void importIsWholeOrNothing();
    void policyIsWholeOrNothing();

private:
    [[nodiscard]] int rounds() const { return m_scene->rounds(6, 1000, 200); }
    [[nodiscard]] QString calls(int file) const;
    void checkImport(const KillScene::Killed &killed, const QStringList &files);
    void checkWhole(const QStringList &arguments);
    void checkPolicy(const KillScene::Killed &killed);

    std::unique_ptr<KillScene> m_scene;
    int m_revisions = 0; ///< known to be there
};

void TestKill::initTestCase_data()
{
    QTest::addColumn<int>("engine");
    QTest::newRow("sqlite") << int(Engine::Sqlite);
    QTest::newRow("postgresql") << int(Engine::PostgreSql);
}

void TestKill::init()
{
    QFETCH_GLOBAL(int, engine);
    m_scene = std::make_unique<KillScene>(Engine(engine), QStringLiteral(CALLVEILCTL));
    m_revisions = 1;
}

/// The calls of one day of May 2026, each file another day.
QString TestKill::calls(int file) const
{
    QByteArray content = "caller,receiver,timestamp,duration,call_id\n";
    for (int i = 0; i < rowsOfAFile; ++i)
        content += QStringLiteral("+9198%1,+9197%2,2026-05-%3 %4:%5:%6,6%7,call-%8-%9\n")
                       .arg(10000000 + i / 3)
                       .arg(20000000 + i / 5)
                       .arg(file, 2, 10, QLatin1Char('0'))
                       .arg(8 + i / 3600, 2, 10, QLatin1Char('0'))
                       .arg(i / 60 % 60, 2, 10, QLatin1Char('0'))
                       .arg(i % 60, 2, 10, QLatin1Char('0'))
                       .arg(i % 10)
                       .arg(file)
                       .arg(i / legsOfASession)
                       .toLatin1();
    return m_scene->ctl().writeFile(QStringLiteral("calls-%1.csv").arg(file), content);
}

void TestKill::checkImport(const KillScene::Killed &killed, const QStringList &files)
{
    const auto audit = m_scene->look();
    QCOMPARE(audit->faults().join(u'\n'), QString());
    for (int i = 0; i < int(files.size()); ++i) {
        const qint64 from = QDateTime(QDate(2026, 5, i + 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
        const qint64 legs =
            audit->integer(QStringLiteral("SELECT COUNT(*) FROM call_leg WHERE started_at >= %1 AND started_at < %2")
                               .arg(from)
                               .arg(from + 86400000));
        QVERIFY2(legs == 0 || legs == rowsOfAFile, qPrintable(QStringLiteral("%1 legs").arg(legs)));
        const bool acknowledged = killed.out.contains(QByteArray(files[i].toUtf8() + ": generic-csv"));
        QVERIFY2(!acknowledged || legs == rowsOfAFile, "acknowledged, and not there");
        QVERIFY2(killed.early || legs == rowsOfAFile, "ended by itself, and not there");
    }
}

/// Done again, it is complete.
void TestKill::checkWhole(const QStringList &arguments)
{
    QCOMPARE(m_scene->ctl().run(arguments).exitCode, 0);
    const auto audit = m_scene->look();
    QCOMPARE(audit->faults().join(u'\n'), QString());
    const auto counts = audit->counts();
    QCOMPARE(counts[QStringLiteral("legs")], 2 * rowsOfAFile);
    QCOMPARE(counts[QStringLiteral("sessions")], 2 * rowsOfAFile / legsOfASession);
}

void TestKill::importIsWholeOrNothing()
{
    const QStringList files{calls(1), calls(2)};
    const QStringList arguments =
        QStringList{QStringLiteral("import"), QStringLiteral("--process"), QStringLiteral("Support")} + files;
    m_scene->freshDatabase(-1);
    const qint64 whole = m_scene->duration(arguments);
    QVERIFY(whole > 0);
    QVERIFY(m_scene->killEach(
        rounds(), 0, whole,
        [&](int round) {
            m_scene->freshDatabase(round);
            return arguments;
        },
        [&](const KillScene::Killed &killed) {
            checkImport(killed, files);
            if (!QTest::currentTestFailed())
                checkWhole(arguments);
            return !QTest::currentTestFailed();
        }));
}

void TestKill::checkPolicy(const KillScene::Killed &killed)
{
    const auto audit = m_scene->look();
    QCOMPARE(audit->faults().join(u'\n'), QString());
    const int found = int(audit->integer(QStringLiteral("SELECT COUNT(*) FROM policy_revision")));
    QVERIFY(found == m_revisions || found == m_revisions + 1);
    QVERIFY2(killed.early || found == m_revisions + 1, "ended by itself, and not there");
    if (killed.out.contains("revision"))
        QVERIFY2(found == m_revisions + 1, "acknowledged, and not there");
    m_revisions = found;
}

void TestKill::policyIsWholeOrNothing()
{
    const auto arguments = [this](int) {
        return QStringList{QStringLiteral("policy"), QStringLiteral("set"), QStringLiteral("Support"),
            QStringLiteral("replacement"), QStringLiteral("--leading"), QString::number(m_revisions % 4),
            QStringLiteral("--note"), QStringLiteral("Trying what happens")};
    };
    const qint64 whole = m_scene->duration(arguments(0));
    QVERIFY(whole > 0);
    ++m_revisions;
    QVERIFY(m_scene->killEach(rounds(), 0, whole, arguments, [this](const KillScene::Killed &killed) {
        checkPolicy(killed);
        return !QTest::currentTestFailed();
    }));
    QCOMPARE(m_scene->ctl().run(arguments(0)).exitCode, 0);
    QCOMPARE(int(m_scene->look()->integer(QStringLiteral("SELECT COUNT(*) FROM policy_revision"))), m_revisions + 1);
}

QTEST_GUILESS_MAIN(TestKill)

#include "tst_kill.moc"
