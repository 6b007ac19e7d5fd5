// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/base/list_table_model.h"

#include "tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>
#include <rapidcheck.h>

namespace callveil {

namespace {

struct Fruit {
    qint64 id = 0;
    QString name;
    int weight = 0;
};

class FruitModel final : public ListTableModel<Fruit> {
public:
    FruitModel() : ListTableModel({{QStringLiteral("Fruit")}, {QStringLiteral("Weight"), true}}) { }

protected:
    TableCell cell(const Fruit &item, int column) const override
    {
        if (column == 0)
            return {u'<' + item.name + u'>', item.name};
        return {QString::number(item.weight), {}, item.weight, QStringLiteral("in grams")};
    }
    qint64 idOf(const Fruit &item) const override { return item.id; }
};

const std::vector<Fruit> basket{
    {1, QStringLiteral("pear"), 180}, {2, QStringLiteral("Apple"), 90}, {3, QStringLiteral("melon"), 1000}};

QList<qint64> selectedIds(const QItemSelectionModel &selection)
{
    QList<qint64> ids;
    for (const QModelIndex &row : selection.selectedRows())
        ids.append(row.data(IdRole).toLongLong());
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

class ListTableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsHeadingAndCellsAsDeclared();
    void readsAndCopiesPlainText();
    void alignsFiguresToTheRight();
    void sortsTextsByLanguageAndFiguresByValue();
    void keepsEqualRowsInOrder();
    void aNewListKeepsTheSelectionById();
    void rowsBesideEachOtherGoAtOnce();
    void anyNewListIsShownInItsOrder();
};

void ListTableModelTest::showsHeadingAndCellsAsDeclared()
{
    FruitModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems(basket);
    QCOMPARE(rowText(model, -1), QStringLiteral("Fruit | Weight"));
    QCOMPARE(tableText(model),
        QStringList(
            {QStringLiteral("<pear> | 180"), QStringLiteral("<Apple> | 90"), QStringLiteral("<melon> | 1000")}));
}

void ListTableModelTest::readsAndCopiesPlainText()
{
    FruitModel model;
    model.setItems(basket);
    QCOMPARE(rowText(model, 0, Qt::AccessibleTextRole), QStringLiteral("pear | 180"));
    QCOMPARE(rowText(model, 0, PlainRole), QStringLiteral("pear | 180"));
    QCOMPARE(rowText(model, 0, Qt::ToolTipRole), QStringLiteral("<pear> | in grams"));
}

void ListTableModelTest::alignsFiguresToTheRight()
{
    FruitModel model;
    model.setItems(basket);
    const auto alignment = [&](const QVariant &value) { return value.value<Qt::Alignment>() & Qt::AlignRight; };
    QVERIFY(!alignment(model.index(0, 0).data(Qt::TextAlignmentRole)));
    QVERIFY(alignment(model.index(0, 1).data(Qt::TextAlignmentRole)));
    QVERIFY(alignment(model.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole)));
}

void ListTableModelTest::sortsTextsByLanguageAndFiguresByValue()
{
    FruitModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems(basket);
    model.sort(1, Qt::AscendingOrder);
    QCOMPARE(tableText(model).join(u' '), QStringLiteral("<Apple> | 90 <pear> | 180 <melon> | 1000"));
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(tableText(model).join(u' '), QStringLiteral("<melon> | 1000 <pear> | 180 <Apple> | 90"));
    model.setItems({{4, QStringLiteral("fig"), 500}, {5, QStringLiteral("plum"), 700}});
    QCOMPARE(tableText(model).join(u' '), QStringLiteral("<plum> | 700 <fig> | 500"));
}

void ListTableModelTest::keepsEqualRowsInOrder()
{
    FruitModel model;
    model.setItems({{1, QStringLiteral("b"), 1}, {2, QStringLiteral("a"), 1}, {3, QStringLiteral("c"), 0}});
    model.sort(0, Qt::AscendingOrder);
    model.sort(1, Qt::AscendingOrder);
    QCOMPARE(tableText(model).join(u' '), QStringLiteral("<c> | 0 <a> | 1 <b> | 1"));
}

void ListTableModelTest::aNewListKeepsTheSelectionById()
{
    FruitModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems(basket);
    QItemSelectionModel selection(&model);
    for (const int row : {0, 2})
        selection.select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    selection.setCurrentIndex(model.index(2, 1), QItemSelectionModel::NoUpdate);

    model.setItems({{3, QStringLiteral("melon"), 1}, {7, QStringLiteral("kiwi"), 2}, {1, QStringLiteral("pear"), 3}});
    QCOMPARE(selectedIds(selection), QList<qint64>({1, 3}));
    QCOMPARE(selection.currentIndex(), model.index(0, 1));

    model.setItems({{7, QStringLiteral("kiwi"), 2}});
    QVERIFY(selectedIds(selection).isEmpty());
}

/// Views work at each removal: row by row, thousands of rows would stop a window for minutes.
void ListTableModelTest::rowsBesideEachOtherGoAtOnce()
{
    std::vector<Fruit> many;
    for (int i = 1; i <= 1000; ++i)
        many.push_back({i, QStringLiteral("fruit"), i});
    FruitModel model;
    model.setItems(many);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setItems({many[0], many[500], {2000, QStringLiteral("other"), 1}});
    QCOMPARE(removed.size(), 2);
    QCOMPARE(model.rowCount(), 3);
    model.setItems({});
    QCOMPARE(removed.size(), 3);
    QCOMPARE(model.rowCount(), 0);
}

void ListTableModelTest::anyNewListIsShownInItsOrder()
{
    QVERIFY(rc::check("a list replaces another, and selection follows the ids", [] {
        const auto someFruit = [] {
            const auto ids = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 12));
            QSet<int> taken;
            std::vector<Fruit> items;
            for (const int id : ids) {
                if (!taken.contains(id))
                    items.push_back({id, QString::number(id), id});
                taken.insert(id);
            }
            return items;
        };
        FruitModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const std::vector<Fruit> before = someFruit(), after = someFruit();
        model.setItems(before);
        QItemSelectionModel selection(&model);
        QList<qint64> expected;
        for (int row = 0; row < model.rowCount(); row += 2) {
            selection.select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
            for (const Fruit &item : after)
                if (item.id == model.item(row).id)
                    expected.append(item.id);
        }
        std::sort(expected.begin(), expected.end());
        model.setItems(after);
        QStringList shown;
        for (const Fruit &item : after)
            shown.append(QStringLiteral("<%1> | %1").arg(item.id));
        RC_ASSERT(tableText(model) == shown);
        RC_ASSERT(selectedIds(selection) == expected);
    }));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::ListTableModelTest)
#include "tst_list_table_model.moc"
