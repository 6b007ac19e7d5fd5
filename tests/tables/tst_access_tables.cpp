// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/access/grant_table_model.h"
#include "tables/access/permission_grid_model.h"
#include "tables/people/sign_in_table_model.h"
#include "tables/people/user_table_model.h"

#include "tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace callveil {

namespace {

QString roleWord(Role role)
{
    return roleKey(role);
}

QString permissionWord(Permission permission)
{
    return permissionKey(permission);
}

QString explained(Permission permission)
{
    return QStringLiteral("allows ") + permissionKey(permission);
}

QString plainNumber(const QString &text)
{
    return text;
}

AccessTexts texts()
{
    return {&roleWord, &permissionWord, &explained, {nullptr, &plainNumber, QTimeZone::utc()}};
}

QAbstractItemModelTester::FailureReportingMode strict()
{
    return QAbstractItemModelTester::FailureReportingMode::QtTest;
}

GrantLine grant(Role role, ProcessId process, const QString &name, const QStringList &people, int waiting)
{
    return {role, process, name, QStringLiteral("Asha Rao"), 0, people, waiting};
}

PermissionGrid usualGrid()
{
    PermissionGrid grid;
    for (const Role role : allRoles) {
        const QList<Permission> permissions = defaultPermissions(role);
        grid.insert(role, QSet<Permission>(permissions.begin(), permissions.end()));
    }
    return grid;
}

GridEditor administrator()
{
    return {Role::Administrator, QSet<Permission>(allPermissions.begin(), allPermissions.end()), true};
}

QModelIndex cellOf(const PermissionGridModel &model, Role role, Permission permission)
{
    return model.index(int(permission), int(role));
}

bool isEditable(const PermissionGridModel &model, Role role, Permission permission)
{
    return cellOf(model, role, permission).flags().testFlag(Qt::ItemIsUserCheckable);
}

void set(PermissionGridModel &model, Role role, Permission permission, bool allowed)
{
    QVERIFY(model.setData(cellOf(model, role, permission), allowed ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole));
}

QString spoken(const PermissionGridModel &model, Role role, Permission permission)
{
    return cellOf(model, role, permission).data(Qt::AccessibleTextRole).toString();
}

} // namespace

/// The tables of the Privileges and Users tabs.
class AccessTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsEveryRoleWithItsGrants();
    void keepsARoleWhereItWasWhenItIsGranted();
    void tellsWhoWaitsForAKey();
    void showsNothingBeforeTheGridIsRead();
    void speaksEachCellOfTheGrid();
    void keepsEditsWhenTheGridIsReadAgain();
    void takesNoEditOfWhatIsFixed();
    void givesOnlyWhatTheEditorHas();
    void aLimitedEditorChangesNothing();
    void showsPeopleWithTheirProcesses();
    void tellsTheStatesOfPeople();
    void keepsTheSelectedSignIn();
};

void AccessTablesTest::showsEveryRoleWithItsGrants()
{
    GrantTableModel model(texts());
    const QAbstractItemModelTester tester(&model, strict());
    model.setGrants({grant(Role::Analyst, ProcessId{1}, QStringLiteral("Sales"), {QStringLiteral("Eva")}, 0),
                        grant(Role::Administrator, {}, {}, {QStringLiteral("Asha"), QStringLiteral("Ben")}, 0),
                        grant(Role::Analyst, ProcessId{2}, QStringLiteral("Support"), {}, 0)},
        true);
    QCOMPARE(rowText(model, -1), QStringLiteral("Role | Granted | Processes | Granted by | Since | Who views them"));
    QCOMPARE(model.rowCount(), 7); // Analyst twice
    QVERIFY(rowText(model, 0).startsWith(QStringLiteral("administrator | Granted | All | Asha Rao | ")));
    QVERIFY(rowText(model, 0).endsWith(QStringLiteral(" | Asha, Ben")));
    QCOMPARE(rowText(model, 1), QStringLiteral("supervisor | Not granted |  |  |  | "));
    QVERIFY(rowText(model, 2).startsWith(QStringLiteral("analyst | Granted | Sales | ")));
    QVERIFY(rowText(model, 3).endsWith(QStringLiteral(" | Nobody has this role")));
    model.setGrants({}, false); // somebody who belongs to some processes cannot know of the others
    QCOMPARE(rowText(model, 0), QStringLiteral("administrator | Not in your processes |  |  |  | "));
}

void AccessTablesTest::keepsARoleWhereItWasWhenItIsGranted()
{
    GrantTableModel model(texts());
    const QAbstractItemModelTester tester(&model, strict());
    model.setGrants({}, true);
    const QPersistentModelIndex analyst = model.index(int(Role::Analyst), 0);
    model.setGrants({grant(Role::Analyst, {}, {}, {}, 0)}, true);
    QVERIFY(analyst.isValid());
    QCOMPARE(analyst.sibling(analyst.row(), GrantTableModel::Granted).data().toString(), QStringLiteral("Granted"));
}

void AccessTablesTest::tellsWhoWaitsForAKey()
{
    GrantTableModel model(texts());
    model.setGrants({grant(Role::Administrator, {}, {}, {QStringLiteral("Asha"), QStringLiteral("Ben")}, 2)}, true);
    const QModelIndex cell = model.index(0, GrantTableModel::Granted);
    QCOMPARE(cell.data().toString(), QStringLiteral("2 wait for the key"));
    QCOMPARE(CellSign(cell.data(SignRole).toInt()), CellSign::Warning);
}

void AccessTablesTest::showsNothingBeforeTheGridIsRead()
{
    PermissionGridModel model(texts(), administrator());
    const QAbstractItemModelTester tester(&model, strict());
    QCOMPARE(model.rowCount(), 0);
    model.setGrid(usualGrid());
    QCOMPARE(model.rowCount(), int(allPermissions.size()));
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("analyst"));
    QCOMPARE(model.headerData(5, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("import"));
    QCOMPARE(model.headerData(5, Qt::Vertical, Qt::ToolTipRole).toString(), QStringLiteral("allows import"));
}

void AccessTablesTest::speaksEachCellOfTheGrid()
{
    PermissionGridModel model(texts(), administrator());
    const QAbstractItemModelTester tester(&model, strict());
    model.setGrid(usualGrid());
    QCOMPARE(spoken(model, Role::Analyst, Permission::Import), QStringLiteral("analyst, import: allowed"));
    QCOMPARE(spoken(model, Role::Executive, Permission::Import), QStringLiteral("executive, import: not allowed"));
    QSignalSpy edited(&model, &PermissionGridModel::edited);
    set(model, Role::Executive, Permission::Import, true);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(spoken(model, Role::Executive, Permission::Import),
        QStringLiteral("executive, import: allowed, not applied yet"));
    QVERIFY(cellOf(model, Role::Executive, Permission::Import).data(PermissionGridModel::ChangedRole).toBool());
    QCOMPARE(model.changes().size(), 1U);
    model.revert();
    QVERIFY(model.changes().empty());
    QCOMPARE(cellOf(model, Role::Executive, Permission::Import).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void AccessTablesTest::keepsEditsWhenTheGridIsReadAgain()
{
    PermissionGridModel model(texts(), administrator());
    model.setGrid(usualGrid());
    set(model, Role::Executive, Permission::Import, true);
    set(model, Role::Analyst, Permission::Export, false);
    PermissionGrid grid = usualGrid();
    grid[Role::Executive].insert(Permission::Import); // somebody else did the same
    model.setGrid(grid);
    const auto changes = model.changes();
    QCOMPARE(changes.size(), 1U);
    QCOMPARE(changes[0].permission, Permission::Export);
    QVERIFY(!changes[0].allowed);
    model.accept();
    QVERIFY(model.changes().empty());
}

void AccessTablesTest::takesNoEditOfWhatIsFixed()
{
    GridEditor manager{Role::GroupManager, QSet<Permission>(allPermissions.begin(), allPermissions.end()), true};
    PermissionGridModel model(texts(), manager);
    model.setGrid(usualGrid());
    QVERIFY(isEditable(model, Role::Administrator, Permission::Export));
    for (const Permission kept : {Permission::ManageUsers, Permission::ManageSecurity}) {
        QVERIFY(!isEditable(model, Role::Administrator, kept));
        QVERIFY(!model.setData(cellOf(model, Role::Administrator, kept), Qt::Unchecked, Qt::CheckStateRole));
        const QString tip = cellOf(model, Role::Administrator, kept).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QStringLiteral("Administrators keep")));
    }
    QVERIFY(!isEditable(model, Role::GroupManager, Permission::Export));
    QVERIFY(cellOf(model, Role::GroupManager, Permission::Export)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("your own role")));
    QCOMPARE(spoken(model, Role::GroupManager, Permission::Export),
        QStringLiteral("group-manager, export: allowed, cannot be changed"));
    QVERIFY(cellOf(model, Role::GroupManager, Permission::Export).flags().testFlag(Qt::ItemIsEnabled));
}

void AccessTablesTest::givesOnlyWhatTheEditorHas()
{
    PermissionGridModel model(texts(), {Role::Executive, {Permission::ManageUsers, Permission::ViewReports}, true});
    model.setGrid(usualGrid());
    QVERIFY(!isEditable(model, Role::ProfessionalAgent, Permission::Import));
    QVERIFY(isEditable(model, Role::ProfessionalAgent, Permission::ViewReports));
    QVERIFY(isEditable(model, Role::Analyst, Permission::Import)); // what is there may be taken
    set(model, Role::Analyst, Permission::Import, false);
    set(model, Role::Analyst, Permission::Import, true); // and the edit taken back
    QVERIFY(model.changes().empty());
}

void AccessTablesTest::aLimitedEditorChangesNothing()
{
    GridEditor limited = administrator();
    limited.allProcesses = false;
    PermissionGridModel model(texts(), limited);
    model.setGrid(usualGrid());
    for (const Role role : allRoles)
        for (const Permission permission : allPermissions)
            QVERIFY(!isEditable(model, role, permission));
}

void AccessTablesTest::showsPeopleWithTheirProcesses()
{
    UserTableModel model(texts());
    const QAbstractItemModelTester tester(&model, strict());
    Person eva;
    eva.id = PersonId{7};
    eva.name = QStringLiteral("eva");
    eva.displayName = QStringLiteral("Eva Lind");
    eva.role = Role::Analyst;
    Person tom = eva, uli = eva;
    tom.id = PersonId{8};
    tom.allProcesses = uli.allProcesses = false;
    uli.id = PersonId{9};
    Process sales, support;
    sales.id = ProcessId{1};
    sales.name = QStringLiteral("Sales");
    support.id = ProcessId{2};
    support.name = QStringLiteral("Support");
    model.setRoster({{eva, tom, uli}, {{PersonId{8}, {ProcessId{1}, ProcessId{2}}}, {PersonId{9}, {ProcessId{5}}}},
        {support, sales}});
    QCOMPARE(rowText(model, -1), QStringLiteral("User | Name | Role | Processes | State | Signed in now"));
    QCOMPARE(tableText(model),
        QStringList({QStringLiteral("eva | Eva Lind | analyst | All | Active | "),
            QStringLiteral("eva | Eva Lind | analyst | Sales, Support | Active | "),
            QStringLiteral("eva | Eva Lind | analyst | None that you see | Active | ")}));
    model.setSignedIn({PersonId{8}});
    QCOMPARE(model.index(1, UserTableModel::SignedIn).data().toString(), QStringLiteral("Signed in"));
    model.setSignedIn({});
    QCOMPARE(model.index(1, UserTableModel::SignedIn).data().toString(), QString());
}

void AccessTablesTest::tellsTheStatesOfPeople()
{
    UserTableModel model(texts());
    const std::pair<PersonState, QString> states[] = {{PersonState::Active, QStringLiteral("Active")},
        {PersonState::MustChangePassword, QStringLiteral("One-time password")},
        {PersonState::Disabled, QStringLiteral("Disabled")},
        {PersonState::DisabledUnchanged, QStringLiteral("Disabled")}};
    for (const auto &[state, word] : states) {
        Person person;
        person.id = PersonId{1};
        person.state = state;
        model.setRoster({{person}, {}, {}});
        QCOMPARE(model.index(0, UserTableModel::State).data().toString(), word);
        QVERIFY(CellSign(model.index(0, UserTableModel::State).data(SignRole).toInt()) != CellSign::None);
    }
}

void AccessTablesTest::keepsTheSelectedSignIn()
{
    SignInTableModel model(texts().cells, SignInId{1});
    const QAbstractItemModelTester tester(&model, strict());
    const OpenSignIn first{SignInId{1}, PersonId{1}, QStringLiteral("eva"), QStringLiteral("desk 1"), 0, 0};
    const OpenSignIn second{SignInId{2}, PersonId{2}, QStringLiteral("tom"), QStringLiteral("desk 2"), 0, 60000};
    model.setItems({first, second});
    QCOMPARE(rowText(model, -1), QStringLiteral("Person | Console | Since | Last seen"));
    QVERIFY(rowText(model, 1).startsWith(QStringLiteral("tom | desk 2 | ")));
    QVERIFY(rowText(model, 0).startsWith(QStringLiteral("eva | desk 1 (this console) | ")));
    const QPersistentModelIndex selected = model.index(1, 0);
    model.setItems({second});
    QCOMPARE(selected.row(), 0);
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::AccessTablesTest)
#include "tst_access_tables.moc"
