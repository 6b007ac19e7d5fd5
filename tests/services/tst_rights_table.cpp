// SPDX-License-Identifier: GPL-3.0-or-later
#include "rights_scene.h"

#include "storage/people/person_store.h"

namespace callveil {

namespace {

struct Column {
    QString name, type;
};

using Columns = QList<Column>;

/// Letters of the page and what they stand for.
const QList<std::pair<QChar, QString>> actions{{u'S', QStringLiteral("select")}, {u'I', QStringLiteral("insert")},
    {u'U', QStringLiteral("update")}, {u'D', QStringLiteral("delete")}};

/// A statement that needs the right on all these columns and touches no row.
QString attempt(const QString &relation, QChar action, const Columns &columns)
{
    QStringList names, nulls, sets;
    for (const Column &column : columns) {
        names.append(column.name);
        nulls.append(QStringLiteral("CAST(NULL AS %1)").arg(column.type));
        sets.append(column.name + QStringLiteral(" = NULL"));
    }
    const QString list = names.join(QStringLiteral(", "));
    switch (action.unicode()) {
    case u'S':
        return QStringLiteral("SELECT %1 FROM %2 LIMIT 1").arg(list, relation);
    case u'I':
        return QStringLiteral("INSERT INTO %1 (%2) SELECT %3 WHERE false")
            .arg(relation, list, nulls.join(QStringLiteral(", ")));
    case u'U':
        return QStringLiteral("UPDATE %1 SET %2 WHERE false").arg(relation, sets.join(QStringLiteral(", ")));
    default:
        return QStringLiteral("DELETE FROM %1 WHERE false").arg(relation);
    }
}

/// Refused for want of the right; a view of several tables can be written by nobody.
bool isRefused(const SqlAnswer &answer, QChar action)
{
    static const QStringList cannot{QStringLiteral("55000"), QStringLiteral("0A000")};
    return answer.isDenied() || (action != u'S' && cannot.contains(answer.state));
}

} // namespace

/// The manual's table of rights, cell by cell, as each role's people find the tables and views through psql.
class RightsTableTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_scene.reset(); }
    void rolesBeginWithThePermissionsOfThePage();
    void everyRelationHasItsLineAndEveryLineItsRelation();
    void everySmallLetterHasItsColumns();
    void aCellIsWhatTheServerAllows_data() { addRoles(); }
    void aCellIsWhatTheServerAllows();
    void theCatalogueHoldsNothingElse_data() { addRoles(); }
    void theCatalogueHoldsNothingElse();
    void nobodyUsesASequence_data() { addRoles(); }
    void nobodyUsesASequence();
    void onlyTheRowsOfThePageAreSeen_data() { addRoles(); }
    void onlyTheRowsOfThePageAreSeen();
    void whatBelongsToProcessesIsSaidToDoSo();

private:
    static void addRoles();
    [[nodiscard]] QStringList mistakesOf(Role role, const QString &relation, QChar action, const QString &rights);
    [[nodiscard]] Columns named(const QString &relation, const QString &action) const;
    [[nodiscard]] QString foreignRows(const QString &relation) const;

    std::unique_ptr<RightsScene> m_scene;
    QMap<QString, Columns> m_columns;
    QSet<QString> m_views;
};

void RightsTableTest::initTestCase()
{
    m_scene = std::make_unique<RightsScene>();
    for (const QVariantList &row : m_scene->look.run(
             // Identifiers that the database alone gives are refused for another reason.
             QStringLiteral("SELECT n.nspname || '.' || c.relname, a.attname, format_type(a.atttypid, a.atttypmod), "
                            "c.relkind = 'v' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
                            "AND a.attidentity <> 'a' WHERE n.nspname IN %1 AND c.relkind NOT IN ('i', 'I', 'S', 't', "
                            "'c') ORDER BY 1, a.attnum")
                 .arg(ownSchemas))) {
        m_columns[row.at(0).toString()].append({row.at(1).toString(), row.at(2).toString()});
        if (row.at(3).toBool())
            m_views.insert(row.at(0).toString());
    }
}

void RightsTableTest::addRoles()
{
    QTest::addColumn<Role>("role");
    for (const Role role : allRoles)
        QTest::newRow(qPrintable(roleKey(role))) << role;
}

void RightsTableTest::rolesBeginWithThePermissionsOfThePage()
{
    const RightsPage &page = m_scene->page;
    QCOMPARE(page.permissions().size(), qsizetype(allPermissions.size()));
    for (const Role role : allRoles) {
        QSet<Permission> permissions;
        for (auto line = page.permissions().begin(); line != page.permissions().end(); ++line)
            if (line->roles.contains(role))
                permissions.insert(line.key());
        const QList<Permission> defaults = defaultPermissions(role);
        QCOMPARE(permissions, QSet<Permission>(defaults.begin(), defaults.end()));
        QStringList groups = databaseGroups(permissions);
        groups.sort();
        QCOMPARE(page.groupsOf(role), groups);
        groups.append(QStringLiteral("person"));
        for (QString &group : groups)
            group = m_scene->group(group);
        groups.sort();
        QCOMPARE(m_scene->names(QStringLiteral("SELECT g.rolname FROM pg_roles g JOIN pg_auth_members a ON "
                                               "a.roleid = g.oid WHERE a.member = CAST('\"%1\"' AS regrole) "
                                               "ORDER BY g.rolname COLLATE \"C\"")
                                    .arg(m_scene->loginOf(role))),
            groups);
    }
}

void RightsTableTest::everyRelationHasItsLineAndEveryLineItsRelation()
{
    QCOMPARE(difference(m_scene->page.relations().keys(), m_columns.keys()), QString());
}

void RightsTableTest::everySmallLetterHasItsColumns()
{
    QStringList wanted;
    for (auto relation = m_scene->page.relations().begin(); relation != m_scene->page.relations().end(); ++relation)
        for (const auto &[letter, action] : actions)
            for (const QString &rights : relation->rights)
                if (rights.contains(letter.toLower()))
                    wanted.append(relation.key() + u' ' + action);
    QCOMPARE(difference(m_scene->page.columns().keys(), wanted), QString());
}

Columns RightsTableTest::named(const QString &relation, const QString &action) const
{
    const QStringList names = m_scene->page.columns().value(relation + u' ' + action);
    Columns columns;
    for (const Column &column : m_columns.value(relation))
        if (names.contains(column.name))
            columns.append(column);
    if (columns.size() != names.size())
        qFatal("%s has not all the columns that the page names", qPrintable(relation));
    return columns;
}

QStringList RightsTableTest::mistakesOf(Role role, const QString &relation, QChar action, const QString &rights)
{
    PsqlSession &psql = m_scene->as(role);
    QStringList mistakes;
    const auto expect = [&](bool allowed, const Columns &columns) {
        const QString sql = attempt(relation, action, columns);
        const SqlAnswer answer = psql.ask(sql);
        if (allowed ? !answer.succeeded() : !isRefused(answer, action))
            mistakes.append(sql + QStringLiteral(" -> ") + answer.state + u' ' + answer.text);
    };
    const Columns all = m_columns.value(relation);
    if (rights.contains(action)) {
        expect(true, all);
        return mistakes;
    }
    Columns some;
    if (rights.contains(action.toLower()))
        for (const auto &[letter, word] : actions)
            if (letter == action)
                some = named(relation, word);
    if (!some.isEmpty())
        expect(true, some);
    for (const Column &column : action == u'D' ? Columns{{}} : all)
        if (std::none_of(some.begin(), some.end(), [&](const Column &one) { return one.name == column.name; }))
            expect(false, {column});
    return mistakes;
}

void RightsTableTest::aCellIsWhatTheServerAllows()
{
    QFETCH(Role, role);
    QStringList mistakes;
    const auto &relations = m_scene->page.relations();
    for (auto relation = relations.begin(); relation != relations.end(); ++relation) {
        for (const auto &action : actions)
            mistakes += mistakesOf(role, relation.key(), action.first, relation->rights.value(role));
        if (m_views.contains(relation.key()))
            continue;
        m_scene->as(role).run(QStringLiteral("BEGIN"));
        const SqlAnswer emptied = m_scene->as(role).ask(QStringLiteral("TRUNCATE %1 CASCADE").arg(relation.key()));
        m_scene->as(role).run(QStringLiteral("ROLLBACK"));
        if (!emptied.isDenied())
            mistakes.append(QStringLiteral("TRUNCATE ") + relation.key());
    }
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n')));
}

void RightsTableTest::theCatalogueHoldsNothingElse()
{
    QFETCH(Role, role);
    QStringList mistakes;
    const auto &relations = m_scene->page.relations();
    for (auto relation = relations.begin(); relation != relations.end(); ++relation) {
        const QString rights = relation->rights.value(role);
        const auto holds = [&](const QString &function, const QString &action) {
            return m_scene->look
                .one(QStringLiteral("SELECT %1('%2', '%3', '%4')")
                         .arg(function, m_scene->loginOf(role), relation.key(), action))
                .toBool();
        };
        for (const auto &[letter, action] : actions) {
            if (holds(QStringLiteral("has_table_privilege"), action) != rights.contains(letter))
                mistakes.append(relation.key() + u' ' + action);
            if (letter != u'D'
                && holds(QStringLiteral("has_any_column_privilege"), action)
                    != rights.contains(letter, Qt::CaseInsensitive))
                mistakes.append(relation.key() + QStringLiteral(" columns ") + action);
        }
        if (holds(QStringLiteral("has_table_privilege"), QStringLiteral("truncate, references, trigger"))
            || holds(QStringLiteral("has_any_column_privilege"), QStringLiteral("references")))
            mistakes.append(relation.key() + QStringLiteral(" truncate, references or trigger"));
    }
    QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n')));
}

void RightsTableTest::nobodyUsesASequence()
{
    QFETCH(Role, role);
    const QStringList sequences =
        m_scene->names(QStringLiteral("SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n "
                                      "ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND n.nspname IN %1")
                           .arg(ownSchemas));
    QVERIFY(sequences.size() > 10);
    for (const QString &sequence : sequences)
        for (const char *sql :
            {"SELECT nextval('%1')", "SELECT setval('%1', 1)", "SELECT currval('%1')", "SELECT last_value FROM %1"})
            QVERIFY2(m_scene->as(role).ask(QString(QLatin1String(sql)).arg(sequence)).isDenied(), qPrintable(sequence));
}

/// A condition that rows of the other process meet, and of whoever else they are.
QString RightsTableTest::foreignRows(const QString &relation) const
{
    const QString rows = m_scene->page.relations().value(relation).rows;
    if (rows.startsWith(QLatin1String("own")))
        return QStringLiteral("person_id <> cv_api.me()");
    if (relation == QLatin1String("cv.process") || relation == QLatin1String("cv.pool"))
        return QStringLiteral("id = 2");
    if (relation == QLatin1String("cv.pool_fallback") || relation == QLatin1String("cv.pool_sample"))
        return QStringLiteral("pool_id = 2");
    if (relation == QLatin1String("cv.agent"))
        return QStringLiteral("code = 'a2'");
    return QStringLiteral("process_id = 2");
}

void RightsTableTest::onlyTheRowsOfThePageAreSeen()
{
    QFETCH(Role, role);
    const auto count = [](PsqlSession &psql, const QString &relation, const QString &condition) {
        return psql.run(QStringLiteral("SELECT count(*) FROM %1 WHERE %2").arg(relation, condition)).toLongLong();
    };
    const auto &relations = m_scene->page.relations();
    for (auto relation = relations.begin(); relation != relations.end(); ++relation) {
        if (!relation->rights.value(role).contains(u'S', Qt::CaseInsensitive))
            continue;
        const QString name = relation.key();
        if (relation->rows == QLatin1String("everybody")) {
            QVERIFY2(count(m_scene->as(role), name, QStringLiteral("true"))
                    == m_scene->look.number(QStringLiteral("SELECT count(*) FROM %1").arg(name)),
                qPrintable(name));
            continue;
        }
        const QString foreign = foreignRows(name);
        const bool managesUsers = m_scene->page.groupsOf(role).contains(QLatin1String("users"));
        const bool seesAll = relation->rows == QLatin1String("own *") && managesUsers;
        const bool isManaged = relation->rows == QLatin1String("managed");
        const bool isReported = relation->rows == QLatin1String("reported");
        if (relation->rows == QLatin1String("processes") || isManaged || isReported)
            QVERIFY2(count(*m_scene->admin, name, foreign) > 0, qPrintable(name)); // there is something to hide
        if (relation->rows == QLatin1String("own"))
            QVERIFY2(m_scene->look.number(QStringLiteral("SELECT count(*) FROM %1").arg(name)) > 0, qPrintable(name));
        QVERIFY2((count(m_scene->as(role), name, foreign) > 0) == seesAll, qPrintable(name));
        const bool seesOwn = (!isManaged || defaultPermissions(role).contains(Permission::ManagePools))
            && (!isReported || defaultPermissions(role).contains(Permission::ViewReports));
        if (relation->rows != QLatin1String("own"))
            QVERIFY2((count(m_scene->as(role), name, QStringLiteral("NOT (%1)").arg(foreign)) > 0) == seesOwn,
                qPrintable(name));
    }
}

void RightsTableTest::whatBelongsToProcessesIsSaidToDoSo()
{
    for (auto relation = m_scene->page.relations().begin(); relation != m_scene->page.relations().end(); ++relation) {
        const bool isRead = std::any_of(relation->rights.begin(), relation->rights.end(),
            [](const QString &rights) { return rights.contains(u'S', Qt::CaseInsensitive); });
        QVERIFY2((relation->rows != QLatin1String("none")) == isRead, qPrintable(relation.key()));
        const Columns columns = m_columns.value(relation.key());
        const bool ofProcesses = std::any_of(
            columns.begin(), columns.end(), [](const Column &column) { return column.name == u"process_id"; });
        QVERIFY2(!ofProcesses || relation->rows != QLatin1String("everybody"), qPrintable(relation.key()));
    }
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RightsTableTest)
#include "tst_rights_table.moc"
