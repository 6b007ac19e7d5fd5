// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/imports/bulk_insert.h"

#include "fresh_database.h"
#include "storage/crypto/sodium.h"

using namespace callveil;

namespace {

/// What one staged leg is given here; its other columns hold zeros and NULLs.
struct Cells {
    QString caseRef, customerText;
    QByteArray rowKey, linkKey;
    qint64 startedAt = 0;
};

/// Writes staged legs and shows them as they arrived.
class Staging final {
public:
    explicit Staging(Engine engine) : m_database(engine), m_connection(m_database.open())
    {
        if (engine == Engine::Sqlite)
            FreshDatabase::require(m_connection->runScript(
                SqlLibrary::instance().text(Engine::Sqlite, QLatin1String("script.create_staging")) + u'\n'));
    }

    [[nodiscard]] Result<void> write(const std::vector<Cells> &rows)
    {
        BulkInsert insert(*m_connection, "bulk.leg", 37, randomBytes(16));
        qint64 seq = 0;
        for (const Cells &cells : rows)
            if (const Result<void> done = writeRow(insert, ++seq, cells); !done)
                return done;
        if (const Result<void> done = insert.finish(); !done)
            return done;
        if (m_connection->engine() == Engine::Sqlite) // temporary tables are seen by their connection alone
            return m_connection->runScript(QStringLiteral("CREATE TABLE leg AS SELECT * FROM temp.staged_leg"));
        return {};
    }

    [[nodiscard]] QVariantList column(const char *expression) const
    {
        return m_database.column(QStringLiteral("SELECT %1 FROM leg ORDER BY seq").arg(QLatin1String(expression)));
    }

    [[nodiscard]] Connection &connection() { return *m_connection; }

private:
    [[nodiscard]] static Result<void> writeRow(BulkInsert &row, qint64 seq, const Cells &cells)
    {
        const auto zeros = [&row](int count) {
            for (int i = 0; i < count; ++i)
                row.integer(0);
        };
        const auto nulls = [&row](int count) {
            for (int i = 0; i < count; ++i)
                row.null();
        };
        row.integer(seq);
        row.bytes(cells.rowKey);
        row.bytesOrNull(cells.linkKey);
        zeros(2); // campaign, day
        row.textOrNull(cells.caseRef);
        zeros(6); // shape, kind, medium, direction, agent, proxy
        nulls(4); // presented, country, area, account
        row.integer(cells.startedAt);
        row.integerOrNull(std::nullopt);
        row.integerOrNull(cells.startedAt);
        zeros(3); // billable seconds, disposition, the customer's kind
        row.text(cells.customerText);
        row.null();
        zeros(2); // the customer's number, the agent's kind
        row.text(QString());
        row.null();
        row.integer(0);
        nulls(7); // the recording, the session, the zone, what is charged
        row.integer(0); // consent
        return row.endRow();
    }

    FreshDatabase m_database;
    std::unique_ptr<Connection> m_connection;
};

QStringList oddTexts()
{
    QStringList texts{QStringLiteral("\t"), QStringLiteral("a\tb"), QStringLiteral("\n"), QStringLiteral("a\r\nb"),
        QStringLiteral("\\"), QStringLiteral("\\N"), QStringLiteral("\\."), QStringLiteral("\\\\"),
        QStringLiteral("\\x41"), QStringLiteral("\\101"), QStringLiteral("end\\"), QStringLiteral("'"),
        QStringLiteral("''; DROP TABLE leg; --"), QStringLiteral("\""), QStringLiteral("$1 :name ?"),
        QStringLiteral(" blank "), QStringLiteral("NULL"), QStringLiteral("é"), QStringLiteral("日本語"),
        QStringLiteral("مرحبا"), QStringLiteral("😀🇫🇷"), QStringLiteral("e\u0301"), QStringLiteral("x\ufeffmark"),
        QStringLiteral("\u200b"), QStringLiteral("\u2028"), QString(5000, u'x')};
    for (char16_t control = 1; control < 0x20; ++control)
        texts.append(QStringLiteral("<") + QChar(control) + u'>');
    texts.append(QStringLiteral("\x7f"));
    return texts;
}

} // namespace

/// Many rows at once: what is written arrives as it was, on both engines.
class TestBulkInsert final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOddTexts_data() { FreshDatabase::addEngines(); }
    void keepsOddTexts();
    void leavesOutNulCharacters_data() { FreshDatabase::addEngines(); }
    void leavesOutNulCharacters();
    void tellsEmptyFromNull_data() { FreshDatabase::addEngines(); }
    void tellsEmptyFromNull();
    void keepsEveryByte_data() { FreshDatabase::addEngines(); }
    void keepsEveryByte();
    void keepsLargeNumbers_data() { FreshDatabase::addEngines(); }
    void keepsLargeNumbers();
    void sendsAnyNumberOfRows_data();
    void sendsAnyNumberOfRows();
    void sendsMoreThanOneCopy_data() { FreshDatabase::addEngines(); }
    void sendsMoreThanOneCopy();
    void writesNothingWhenARowIsRefused();
};

void TestBulkInsert::keepsOddTexts()
{
    QFETCH(Engine, engine);
    Staging staging(engine);
    const QStringList texts = oddTexts();
    std::vector<Cells> rows;
    for (const QString &text : texts)
        rows.push_back({text, text, "key", {}, 0});
    const auto done = staging.write(rows);
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    QCOMPARE(QVariant(staging.column("case_ref")).toStringList(), texts);
    QCOMPARE(QVariant(staging.column("customer_text")).toStringList(), texts);
}

void TestBulkInsert::leavesOutNulCharacters()
{
    QFETCH(Engine, engine);
    Staging staging(engine);
    const QString text = QStringLiteral("a") + QChar(u'\0') + QStringLiteral("b") + QChar(u'\0');
    QVERIFY(staging.write({{text, text, "key", {}, 0}}));
    QCOMPARE(staging.column("case_ref").first().toString(), QStringLiteral("ab"));
    QCOMPARE(staging.column("length(customer_text)").first().toInt(), 2);
}

void TestBulkInsert::tellsEmptyFromNull()
{
    QFETCH(Engine, engine);
    Staging staging(engine);
    QVERIFY(staging.write(
        {{QString(), QString(), "key", {}, 0}, {QStringLiteral("x"), QStringLiteral("y"), "key", "l", 0}}));
    QCOMPARE(QVariant(staging.column("CASE WHEN case_ref IS NULL THEN 'null' ELSE case_ref END")).toStringList(),
        QStringList({QStringLiteral("null"), QStringLiteral("x")}));
    QCOMPARE(
        QVariant(staging.column("CASE WHEN customer_text = '' THEN 'empty' ELSE customer_text END")).toStringList(),
        QStringList({QStringLiteral("empty"), QStringLiteral("y")}));
    QCOMPARE(QVariant(staging.column("CASE WHEN agent_text = '' THEN 'empty' END")).toStringList(),
        QStringList({QStringLiteral("empty"), QStringLiteral("empty")}));
    QCOMPARE(QVariant(staging.column("CASE WHEN link_key IS NULL THEN 'null' ELSE 'set' END")).toStringList(),
        QStringList({QStringLiteral("null"), QStringLiteral("set")}));
    QCOMPARE(QVariant(staging.column("CASE WHEN answered_at IS NULL THEN 'null' END")).toStringList(),
        QStringList({QStringLiteral("null"), QStringLiteral("null")}));
}

void TestBulkInsert::keepsEveryByte()
{
    QFETCH(Engine, engine);
    Staging staging(engine);
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(char(i));
    QVERIFY(staging.write({{{}, {}, all, all.first(1), 0}, {{}, {}, "\\x41\t\n", all.last(128), 0}}));
    QCOMPARE(staging.column("row_key"), QVariantList({all, QByteArray("\\x41\t\n")}));
    QCOMPARE(staging.column("link_key"), QVariantList({all.first(1), all.last(128)}));
}

void TestBulkInsert::keepsLargeNumbers()
{
    QFETCH(Engine, engine);
    Staging staging(engine);
    const QList<qint64> numbers{
        0, -1, 1767225600123, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    std::vector<Cells> rows;
    for (const qint64 number : numbers)
        rows.push_back({{}, {}, "key", {}, number});
    QVERIFY(staging.write(rows));
    const QVariantList started = staging.column("started_at");
    const QVariantList ended = staging.column("ended_at");
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        QCOMPARE(started[i].toLongLong(), numbers[i]);
        QCOMPARE(ended[i].toLongLong(), numbers[i]);
    }
}

void TestBulkInsert::sendsAnyNumberOfRows_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<int>("rows");
    for (const int rows : {0, 1, 199, 200, 201, 400, 1003}) {
        QTest::addRow("sqlite %d", rows) << Engine::Sqlite << rows;
        QTest::addRow("postgresql %d", rows) << Engine::PostgreSql << rows;
    }
}

void TestBulkInsert::sendsAnyNumberOfRows()
{
    QFETCH(Engine, engine);
    QFETCH(int, rows);
    Staging staging(engine);
    std::vector<Cells> cells;
    QStringList expected;
    for (int i = 0; i < rows; ++i) {
        expected.append(QStringLiteral("case %1").arg(i));
        cells.push_back({expected.last(), {}, "key", {}, i});
    }
    QVERIFY(staging.write(cells));
    QCOMPARE(QVariant(staging.column("case_ref")).toStringList(), expected);
}

void TestBulkInsert::sendsMoreThanOneCopy()
{
    QFETCH(Engine, engine);
    Staging staging(engine);
    std::vector<Cells> cells;
    for (int i = 0; i < 3000; ++i)
        cells.push_back({QString(1000, QChar(u'a' + i % 26)), {}, "key", {}, i});
    QVERIFY(staging.write(cells));
    const QVariantList arrived = staging.column("case_ref");
    QCOMPARE(arrived.size(), 3000);
    for (int i = 0; i < 3000; ++i)
        QVERIFY(arrived[i].toString() == cells[size_t(i)].caseRef);
}

void TestBulkInsert::writesNothingWhenARowIsRefused()
{
    Staging staging(Engine::PostgreSql);
    BulkInsert insert(staging.connection(), "bulk.epoch", 4, randomBytes(16));
    for (int i = 0; i < 3; ++i) {
        insert.integer(i);
        insert.integer(1);
        insert.integer(202601);
        i == 1 ? insert.null() : insert.bytes("sealed");
        QVERIFY(insert.endRow());
    }
    const auto refused = insert.finish();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QVERIFY(staging.connection().isOnline());
    QVERIFY(staging.write({{QStringLiteral("after"), {}, "key", {}, 0}}));
    const auto missing = staging.connection().copyText(QStringLiteral("COPY cv_stage.no_such FROM STDIN"), {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Internal);
    QVERIFY(staging.connection().isOnline());
}

QTEST_GUILESS_MAIN(TestBulkInsert)
#include "tst_bulk_insert.moc"
