// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/list_table.h"

#include "tables/base/list_table_model.h"
#include "ui/support/page_driver.h"
#include "ui/widgets/number_delegate.h"

#include <QHeaderView>
#include <QTest>

namespace callveil {

namespace {

struct Line {
    qint64 id = 0;
    QString number;
    QString words;
    int figure = 0;
};

class LineModel final : public ListTableModel<Line> {
public:
    LineModel()
        : ListTableModel({{QStringLiteral("Number")}, {QStringLiteral("Words")}, {QStringLiteral("Figure"), true}})
    { }

protected:
    TableCell cell(const Line &item, int column) const override
    {
        if (column == 2)
            return {QString::number(item.figure)};
        return {column == 0 ? item.number : item.words};
    }
    qint64 idOf(const Line &item) const override { return item.id; }
};

} // namespace

class ListTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void columnsGrowWithChangedRows();
    void numbersAreNeverCut();
    void figuresDoNotFlyAway();
    void theFlexibleColumnTakesAndGivesRoom();
    void anotherColumnOfWordsGivesWayToo();
    void saysThatItIsEmptyOnceItWasRead();
    void aFailureIsNotEmptiness();
    void whatWasKnownOfOtherRowsIsForgotten();
    void sortsWithoutAMouse();

private:
    [[nodiscard]] QStringList words() const;
    void empty();
    [[nodiscard]] bool says(const char *text) const { return PageDriver(*m_table).says(QString::fromUtf8(text)); }

    std::unique_ptr<LineModel> m_model;
    std::unique_ptr<ListTable> m_table;
};

void ListTableTest::init()
{
    m_model = std::make_unique<LineModel>();
    m_table = std::make_unique<ListTable>(QStringLiteral("Lines"), QString());
    m_table->setModel(m_model.get());
    m_table->setItemDelegateForColumn(0, new NumberDelegate(m_table.get()));
    m_table->resize(900, 300);
    m_table->show();
    m_model->setItems({{1, QStringLiteral("+33xx"), QStringLiteral("short"), 7}});
}

void ListTableTest::columnsGrowWithChangedRows()
{
    const QString longer = QStringLiteral("+33xxxxxxxxxx68");
    m_model->setItems({{1, longer, QStringLiteral("rather more than short"), 7}});
    const QFontMetrics metrics(NumberDelegate::fontFor(m_table->font()));
    QVERIFY(m_table->columnWidth(0) > metrics.horizontalAdvance(longer));
    QVERIFY(
        m_table->columnWidth(1) > m_table->fontMetrics().horizontalAdvance(QStringLiteral("rather more than short")));
}

void ListTableTest::numbersAreNeverCut()
{
    const QString longest(60, u'x');
    m_model->setItems({{1, longest, longest, 7}});
    const QFontMetrics metrics(NumberDelegate::fontFor(m_table->font()));
    QVERIFY(m_table->columnWidth(0) > metrics.horizontalAdvance(longest));
    QVERIFY(m_table->columnWidth(1) < m_table->fontMetrics().horizontalAdvance(longest)); // words may be
}

void ListTableTest::figuresDoNotFlyAway()
{
    QVERIFY(m_table->horizontalHeader()->length() < 600);
    m_table->resize(1600, 300);
    QVERIFY(m_table->horizontalHeader()->length() < 600);
}

void ListTableTest::theFlexibleColumnTakesAndGivesRoom()
{
    m_table->setFlexibleColumn(1);
    QCOMPARE(m_table->horizontalHeader()->length(), m_table->viewport()->width());
    m_model->setItems({{1, QStringLiteral("+33xx"), QString(60, u'w'), 7}});
    m_table->resize(400, 300);
    QCOMPARE(m_table->horizontalHeader()->length(), m_table->viewport()->width());
}

void ListTableTest::empty()
{
    m_model->setItems({});
    m_table->setEmptyText(QStringLiteral("There is none yet."));
}

void ListTableTest::saysThatItIsEmptyOnceItWasRead()
{
    empty();
    QVERIFY(says("Reading…"));
    QVERIFY(!says("There is none yet."));
    m_table->noteRead();
    QVERIFY(says("There is none yet."));
    QVERIFY(!says("Reading…"));
    m_model->setItems({{1, QStringLiteral("+33xx"), QStringLiteral("short"), 7}});
    QVERIFY(!says("There is none yet."));
}

void ListTableTest::aFailureIsNotEmptiness()
{
    empty();
    m_table->noteRead(false);
    QVERIFY(says("This could not be read."));
    m_table->setEmptyText(QStringLiteral("Nobody is here."));
    QVERIFY(says("This could not be read."));
    m_table->noteRead();
    QVERIFY(says("Nobody is here."));
    m_table->noteRead(false); // what was known before stays
    QVERIFY(says("Nobody is here."));
}

void ListTableTest::whatWasKnownOfOtherRowsIsForgotten()
{
    empty();
    m_table->noteRead();
    m_table->forgetRead();
    QVERIFY(says("Reading…"));
    m_table->noteRead(false);
    QVERIFY(says("This could not be read."));
}

QStringList ListTableTest::words() const
{
    QStringList words;
    for (int row = 0; row < m_model->rowCount(); ++row)
        words.append(m_model->item(row).words);
    return words;
}

void ListTableTest::sortsWithoutAMouse()
{
    const QString apple = QStringLiteral("apple"), pear = QStringLiteral("pear"), fig = QStringLiteral("fig");
    m_model->setItems({{1, QStringLiteral("+33xx"), pear, 7}, {2, QStringLiteral("+34xx"), apple, 8},
        {3, QStringLiteral("+35xx"), fig, 9}});
    m_table->setCurrentIndex(m_model->index(0, 1));
    QTest::keyClick(m_table.get(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(words(), QStringList({apple, fig, pear}));
    QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(words(), QStringList({pear, fig, apple}));
    QCOMPARE(m_table->currentIndex().row(), 0); // the row that was current still is
    m_table->setSortingEnabled(false);
    QTest::keyClick(m_table.get(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(words(), QStringList({pear, fig, apple}));
}

void ListTableTest::anotherColumnOfWordsGivesWayToo()
{
    m_table->setItemDelegateForColumn(0, nullptr); // words, too
    m_table->setFlexibleColumn(1);
    m_table->setYieldingColumn(0);
    m_model->setItems({{1, QString(30, u'w'), QString(60, u'w'), 7}});
    m_table->resize(1400, 300);
    const int whole = m_table->columnWidth(0);
    m_table->resize(350, 300);
    QVERIFY(m_table->columnWidth(0) < whole);
    QCOMPARE(m_table->horizontalHeader()->length(), m_table->viewport()->width());
    m_table->resize(1400, 300); // and takes it back first
    QCOMPARE(m_table->columnWidth(0), whole);
    QCOMPARE(m_table->horizontalHeader()->length(), m_table->viewport()->width());
}

} // namespace callveil

QTEST_MAIN(callveil::ListTableTest)
#include "tst_list_table.moc"
