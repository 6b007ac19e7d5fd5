// SPDX-License-Identifier: GPL-3.0-or-later
#include "two_processes.h"

#include <memory>

namespace callveil {

/// A server publishes an import into one process, and neither reads nor changes anything of another for it, whatever
/// rows a person stages: whoever imports can compute the keyed values of every process.
class ImportScopeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_scene = std::make_unique<TwoProcesses>(); }
    void cleanupTestCase() { m_scene.reset(); }
    void namesNothingOfAnotherProcess_data();
    void namesNothingOfAnotherProcess();
    void changesNoSessionOfAnotherProcess();
    void findsNoNumberOfAnotherProcess();
    void takesNoRowOfAnotherProcessForImported();
    void knowsNoAgentOfAnotherProcess();

private:
    struct Staged {
        QString columns; ///< further columns of the leg
        QString values;
        QString number; ///< another statement
    };
    [[nodiscard]] Result<void> publish(const Staged &staged);
    [[nodiscard]] QVariantList lastLeg(const QString &columns) const;

    std::unique_ptr<TwoProcesses> m_scene;
    int m_batches = 0;
};

/// Stages one leg and publishes it into Mallory's process.
Result<void> ImportScopeTest::publish(const Staged &staged)
{
    const QString batch = QStringLiteral("'b%1'").arg(++m_batches);
    const auto missing = [&](const QString &column, const QString &value) {
        return staged.columns.contains(column) ? std::pair(QString(), QString())
                                               : std::pair(QString(u", " + column), QString(u", " + value));
    };
    QString columns = QStringLiteral("batch, seq, local_day, shape, kind, medium, direction, started_at, "
                                     "billable_seconds, disposition, customer_kind, customer_text, agent_kind, "
                                     "agent_text, agent_seq");
    QString values = batch + QStringLiteral(", 1, 20000, 0, 0, 0, 0, 5, 30, 1, 1, 'xx', 0, '', 0");
    for (const auto &[column, value] :
        {missing(QStringLiteral("row_key"), batch), missing(QStringLiteral("campaign_id"), QStringLiteral("0")),
            missing(QStringLiteral("agent_id"), QStringLiteral("0")),
            missing(QStringLiteral("proxy_did"), QStringLiteral("0")),
            missing(QStringLiteral("customer_seq"), QStringLiteral("0"))}) {
        columns += column;
        values += value;
    }
    if (!staged.columns.isEmpty()) {
        columns += u", " + staged.columns;
        values += u", " + staged.values;
    }
    QString number = staged.number;
    return runWithDeed(*m_scene->limited,
        QStringLiteral(
            "INSERT INTO cv_stage.batch (batch) VALUES (%1); INSERT INTO cv_stage.leg (%2) VALUES (%3); %4; "
            "SELECT 1 / (1 - outcome) FROM cv_api.import_publish(%1, 1, (SELECT id FROM cv.revision_in_force "
            "WHERE process_id = 1), 'f', 1, 0)")
            .arg(batch, columns, values,
                number.isEmpty() ? QStringLiteral("SELECT 1") : number.replace(QLatin1String("{batch}"), batch)));
}

QVariantList ImportScopeTest::lastLeg(const QString &columns) const
{
    return DatabaseLook(m_scene->desk.organisation)
        .run(QStringLiteral("SELECT %1 FROM call_leg ORDER BY batch_id DESC LIMIT 1").arg(columns))
        .front();
}

void ImportScopeTest::namesNothingOfAnotherProcess_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("table");
    QTest::newRow("campaign") << QStringLiteral("campaign_id")
                              << QStringLiteral("SELECT id FROM campaign WHERE process_id = %1");
    QTest::newRow("proxy number") << QStringLiteral("proxy_did")
                                  << QStringLiteral("SELECT did_id FROM process_did WHERE process_id = %1");
    QTest::newRow("agent") << QStringLiteral("agent_id")
                           << QStringLiteral("SELECT agent_id FROM agent_process WHERE process_id = %1");
}

void ImportScopeTest::namesNothingOfAnotherProcess()
{
    QFETCH(QString, column);
    QFETCH(QString, table);
    const DatabaseLook look(m_scene->desk.organisation);
    const auto publishWith = [&](ProcessId process) {
        return publish({column, look.run(table.arg(process.value)).front().front().toString(), {}});
    };
    QVERIFY(publishWith(m_scene->mine));
    const auto refused = publishWith(m_scene->other);
    QVERIFY(!refused && refused.error().code == ErrorCode::Denied);
}

void ImportScopeTest::changesNoSessionOfAnotherProcess()
{
    const DatabaseLook look(m_scene->desk.organisation);
    look.run(
        QStringLiteral("INSERT INTO session_link (process_id, link_key, session_id) VALUES (2, 'a long link', 2)"));
    const QString session = QStringLiteral("SELECT CAST(s.* AS text) FROM call_session s WHERE id = 2");
    const auto before = look.run(session);
    QVERIFY(publish({QStringLiteral("link_key"), QStringLiteral("'a long link'"), {}}));
    QCOMPARE(look.run(session), before);
    QVERIFY(lastLeg(QStringLiteral("session_id")).front().toLongLong() > 2);
}

void ImportScopeTest::findsNoNumberOfAnotherProcess()
{
    const DatabaseLook look(m_scene->desk.organisation);
    look.run(
        QStringLiteral("INSERT INTO number_index (process_id, blind, month, number_id) VALUES (2, 'known', 0, 4711)"));
    QVERIFY(publish({QStringLiteral("customer_seq"), QStringLiteral("1"),
        QStringLiteral("INSERT INTO cv_stage.number VALUES ({batch}, 1, 'known', 0, 4712, 99, 'x'); "
                       "INSERT INTO cv_stage.epoch VALUES ({batch}, 99, 1, 0, 'x')")}));
    QCOMPARE(lastLeg(QStringLiteral("customer_number")).front().toLongLong(), 4712);
    QVERIFY(runWithDeed(*m_scene->limited,
        QStringLiteral("SELECT 1 / (cv_api.number_put(1, 1, 177, 'x', 178, (SELECT id FROM cv.revision_in_force WHERE "
                       "process_id = 1), 1, 'known', 'x') - 4711)")));
}

void ImportScopeTest::takesNoRowOfAnotherProcessForImported()
{
    const DatabaseLook look(m_scene->desk.organisation);
    look.run(QStringLiteral("INSERT INTO import_row (process_id, row_key, occurrence) VALUES (2, 'a row', 1)"));
    QVERIFY(publish({QStringLiteral("row_key"), QStringLiteral("'a row'"), {}}));
    QCOMPARE(look.number(QStringLiteral("SELECT COUNT(*) FROM import_row WHERE row_key = 'a row'")), 2);
}

void ImportScopeTest::knowsNoAgentOfAnotherProcess()
{
    QVERIFY(holdsFor(*m_scene->desk.admin, QStringLiteral("(SELECT count(*) FROM cv_api.agent_index_all()) = 2")));
    QVERIFY(holdsFor(*m_scene->limited, QStringLiteral("(SELECT count(*) FROM cv_api.agent_index_all()) = 1")));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ImportScopeTest)
#include "tst_import_scope.moc"
