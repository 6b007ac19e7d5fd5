// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database/database_copy.h"

#include "fresh_database.h"

#include <QDir>

using namespace callveil;

/// A SQLite file copied as it is at one moment, while others write.
class TestDatabaseCopy final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_source = std::make_unique<FreshDatabase>(Engine::Sqlite);
        m_source->run(QStringLiteral("CREATE TABLE filler (id INTEGER PRIMARY KEY, text TEXT)"));
        m_source->run(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
                                     "INSERT INTO filler (text) SELECT hex(zeroblob(500)) FROM n"));
        m_target = m_source->folder() + QStringLiteral("/copy.db");
    }

    void copiesWhatIsThere()
    {
        FreshDatabase::require(createDatabaseFile(m_target));
        QList<qint64> steps;
        qint64 all = 0;
        FreshDatabase::require(copyDatabase(source(), m_target, [&](qint64 done, qint64 pages) {
            steps.append(done);
            all = pages;
            return true;
        }));
        QVERIFY(steps.size() > 2);
        QVERIFY(std::is_sorted(steps.begin(), steps.end()));
        QCOMPARE(steps.back(), all);
        QCOMPARE(rowsIn(m_target), 4000);
    }

    void isOfOneMoment()
    {
        FreshDatabase::require(createDatabaseFile(m_target));
        const auto writer = m_source->open();
        int written = 0;
        FreshDatabase::require(copyDatabase(source(), m_target, [&](qint64, qint64) {
            // A writer waits for nothing, and the copy does not begin again because of him.
            FreshDatabase::require(
                writer->runScript(QStringLiteral("DELETE FROM filler WHERE id = %1;\n").arg(++written)));
            return written < 1000;
        }));
        QVERIFY(written > 2 && written < 50);
        QCOMPARE(rowsIn(m_target), 4000);
    }

    void endsWhenItIsTold()
    {
        FreshDatabase::require(createDatabaseFile(m_target));
        const auto ended = copyDatabase(source(), m_target, [](qint64, qint64) { return false; });
        QVERIFY(!ended);
        QCOMPARE(ended.error().fault, Fault::Cancelled);
    }

    void saysWhatIsWrong()
    {
        const auto noTarget = copyDatabase(source(), m_target, [](qint64, qint64) { return true; });
        QVERIFY(!noTarget);
        QCOMPARE(noTarget.error().fault, Fault::FileUnwritable);
        QCOMPARE(noTarget.error().args, QStringList(QStringLiteral("copy.db")));
        QFile other(m_source->folder() + QStringLiteral("/other.db"));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write(QByteArray(4096, 'x'));
        other.close();
        FreshDatabase::require(createDatabaseFile(m_target));
        const auto foreign = copyDatabase(other.fileName(), m_target, [](qint64, qint64) { return true; });
        QVERIFY(!foreign);
        QCOMPARE(foreign.error().fault, Fault::DatabaseDamaged);
        QCOMPARE(foreign.error().args, QStringList(QStringLiteral("other.db")));
    }

private:
    [[nodiscard]] QString source() const { return m_source->folder() + QStringLiteral("/callveil.db"); }
    [[nodiscard]] static qint64 rowsIn(const QString &file)
    {
        qint64 rows = -1;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
            database.setDatabaseName(file);
            if (!database.open())
                return rows;
            QSqlQuery query(database);
            if (query.exec(QStringLiteral("SELECT COUNT(*) FROM filler")) && query.next())
                rows = query.value(0).toLongLong();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("look"));
        return rows;
    }

    std::unique_ptr<FreshDatabase> m_source;
    QString m_target;
};

QTEST_GUILESS_MAIN(TestDatabaseCopy)
#include "tst_database_copy.moc"
