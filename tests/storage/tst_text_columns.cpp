// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/leaks/text_columns.h"

#include "fresh_database.h"

#include <QRegularExpression>

namespace callveil {

/// Every stored text is decided on: the leak audit searches it, or the list says why it does not.
class TextColumnsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// When this fails: put the new column into domain/leaks/text_columns.cpp. What people or their systems write is
    /// searched, and the next test asks for it too.
    void everyStoredTextIsDecidedOn_data() { FreshDatabase::addEngines(); }
    void everyStoredTextIsDecidedOn();
    /// When this fails: read the column in leak.sql and, by a migration, in the function of the server.
    void whatIsSearchedIsRead_data() { FreshDatabase::addEngines(); }
    void whatIsSearchedIsRead();

private:
    [[nodiscard]] static QSet<QString> stored(const FreshDatabase &database, Engine engine);
    /// The text that reads: a statement of a file, the function of a server.
    [[nodiscard]] static QString reader(const FreshDatabase &database, Engine engine, const char *name);
};

QSet<QString> TextColumnsTest::stored(const FreshDatabase &database, Engine engine)
{
    QSet<QString> columns;
    for (const QVariant &each : database.column(engine == Engine::Sqlite
                 ? QStringLiteral("SELECT m.name || '.' || p.name FROM sqlite_master m, pragma_table_info(m.name) p "
                                  "WHERE m.type = 'table' AND upper(p.type) = 'TEXT'")
                 : QStringLiteral("SELECT c.relname || '.' || a.attname FROM pg_class c "
                                  "JOIN pg_namespace n ON n.oid = c.relnamespace "
                                  "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
                                  "JOIN pg_type t ON t.oid = a.atttypid "
                                  "WHERE (n.nspname LIKE 'cv%' OR n.nspname = 'switch_v1') "
                                  "AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
                                  "AND (t.typcategory = 'S' OR t.typname IN ('json', 'jsonb', '_text', '_varchar'))")))
        columns.insert(each.toString());
    return columns;
}

QString TextColumnsTest::reader(const FreshDatabase &database, Engine engine, const char *name)
{
    if (engine == Engine::Sqlite)
        return SqlLibrary::instance().text(engine, QLatin1String(QByteArray(QByteArray("leak.") + name)));
    return database
        .value(QStringLiteral("SELECT string_agg(prosrc, ' ') FROM pg_proc WHERE proname = 'leak_%1'")
                   .arg(QLatin1String(name)))
        .toString();
}

void TextColumnsTest::everyStoredTextIsDecidedOn()
{
    QFETCH(Engine, engine);
    QSet<QString> decided;
    for (const TextColumn &column : textColumns())
        decided.insert(QLatin1String(column.table) + u'.' + QLatin1String(column.column));
    QCOMPARE(decided.size(), textColumns().size());
    const FreshDatabase database(engine);
    const QSet<QString> columns = stored(database, engine);
    QVERIFY(columns.size() > 80);
    QStringList undecided = (columns - decided).values();
    undecided.sort();
    QVERIFY2(undecided.isEmpty(), qPrintable(QStringLiteral("undecided:\n") + undecided.join(u'\n')));
    if (engine == Engine::Sqlite)
        return;
    const QStringList gone = (decided - columns).values(); // a server has all that a file has
    QVERIFY2(gone.isEmpty(), qPrintable(QStringLiteral("no such column:\n") + gone.join(u'\n')));
}

void TextColumnsTest::whatIsSearchedIsRead()
{
    QFETCH(Engine, engine);
    const FreshDatabase database(engine);
    const QSet<QString> columns = stored(database, engine);
    const QString named = reader(database, engine, "texts") + reader(database, engine, "call_texts");
    // Those that are many are read in an order of their own, and told apart where they are read.
    const QMap<QString, QString> unnamed{
        {QStringLiteral("binding.case_ref"), reader(database, engine, "case_refs")},
        {QStringLiteral("deed.before"), reader(database, engine, "deeds")},
        {QStringLiteral("deed.after"), reader(database, engine, "deeds")},
        {QStringLiteral("deed.reason"), reader(database, engine, "deeds")},
        {QStringLiteral("deed.console"), reader(database, engine, "deeds")},
    };
    QStringList unread;
    for (const TextColumn &column : textColumns()) {
        const QString name = QLatin1String(column.table) + u'.' + QLatin1String(column.column);
        if (column.use != TextUse::Searched || !columns.contains(name))
            continue;
        const QRegularExpression word(QStringLiteral("\\b%1\\b").arg(QLatin1String(column.column)));
        const bool isRead =
            unnamed.contains(name) ? unnamed.value(name).contains(word) : named.contains(QString(u'\'' + name + u'\''));
        if (!isRead)
            unread.append(name);
    }
    QVERIFY2(unread.isEmpty(), qPrintable(unread.join(u'\n')));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::TextColumnsTest)
#include "tst_text_columns.moc"
