// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/finder/finder_dialog.h"

#include "ui/shell/page_registry.h"
#include "ui/support/call_books.h"
#include "ui/support/held_answers.h"
#include "ui/support/page_driver.h"

#include <QPointer>
#include <QSignalSpy>

namespace callveil {

/// The finder, used as it is meant to be: with the keyboard alone.
class FinderDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void beginsWithThePagesAndTabs();
    void findsBySomePartOfTheName();
    void namesThatBeginWithItComeFirst();
    void opensAProcessWhereItIsKept();
    void leadsToCallsWhoMayNotConfigure();
    void findsOnlyWhatThePersonMayOpen();
    void arrowsChooseAndReturnOpens();
    void typingGoesOnFromTheList();
    void escapeLeavesItAtThat();
    void aSessionIsFoundByItsWholeName();
    void aSessionThatIsNotThereIsNotFound();
    void returnWaitsForTheSession();
    void anAnswerAboutAnotherTextIsDropped();

private:
    void open() { open(m_test->context(), allPages()); }
    void open(const PageContext &context, const std::vector<PageEntry> &places);
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_finder); }
    [[nodiscard]] QLineEdit &field() const { return driver().get<QLineEdit>(QStringLiteral("Find")); }
    void type(const QString &text) const { driver().type(QStringLiteral("Find"), text); }
    [[nodiscard]] QStringList hits() const;
    [[nodiscard]] PageLink chosen() const { return m_spy->value(0).value(0).value<PageLink>(); }

    std::unique_ptr<TestWorkspace> m_test;
    std::shared_ptr<Workspace> m_guest;
    ProcessId m_sales;
    PoolId m_pool;
    QString m_session;
    QPointer<FinderDialog> m_finder;
    std::unique_ptr<QSignalSpy> m_spy;
};

void FinderDialogTest::initTestCase()
{
    m_test = std::make_unique<TestWorkspace>();
    m_sales = addCallProcess(*m_test, QStringLiteral("Sales north"));
    static_cast<void>(addCallProcess(*m_test, QStringLiteral("After-sales"), {QStringLiteral("+12025550177")}));
    CallFile file(QDateTime::currentMSecsSinceEpoch() - 3600000);
    file.add(1);
    importCalls(*m_test, m_sales, file);
    const auto page = CallLogService(m_test->workspace()).page({}, CallLogService::newest(), true, 1).result();
    QVERIFY(page && page->calls.size() == 1);
    m_session = CallLogService::sessionName(page->calls.front().publicId);
    Pool pool;
    pool.name = QStringLiteral("London");
    pool.country = QStringLiteral("GB");
    const auto id = PoolService(m_test->workspace()).save(pool).result();
    QVERIFY(id);
    m_pool = *id;
    m_test->hire(QStringLiteral("carla"), QStringLiteral("Carla"), Role::Analyst);
    m_guest = m_test->enter(QStringLiteral("carla"));
}

void FinderDialogTest::open(const PageContext &context, const std::vector<PageEntry> &places)
{
    delete m_finder;
    m_finder = new FinderDialog(context, places, nullptr);
    m_spy = std::make_unique<QSignalSpy>(m_finder.data(), &FinderDialog::chosen);
    m_finder->open();
    QVERIFY(QTest::qWaitForWindowActive(m_finder.data()));
}

QStringList FinderDialogTest::hits() const
{
    QStringList hits;
    for (int row = 0; row < driver().rows(QStringLiteral("Found")); ++row)
        hits.append(driver().cell(QStringLiteral("Found"), row, QStringLiteral("Kind")) + QStringLiteral(": ")
            + driver().cell(QStringLiteral("Found"), row, QStringLiteral("Name")));
    return hits;
}

void FinderDialogTest::beginsWithThePagesAndTabs()
{
    open();
    QCOMPARE(size_t(hits().size()), allPages().size());
    QCOMPARE(hits().front(), QStringLiteral("Page: %1").arg(allPages().front().title));
    QVERIFY(hits().contains(QStringLiteral("System Configuration: Masking")));
}

void FinderDialogTest::findsBySomePartOfTheName()
{
    open();
    type(QStringLiteral("trail"));
    QCOMPARE(hits(), QStringList(QStringLiteral("Page: Audit Trail")));
    type(QStringLiteral("LON"));
    QTRY_COMPARE(hits(), QStringList(QStringLiteral("Pool: London")));
    type(QStringLiteral("no such thing"));
    QCOMPARE(hits(), QStringList());
    QVERIFY(driver().says(QStringLiteral("Nothing has this name.")));
    QVERIFY(!driver().canPress(QStringLiteral("Open")));
}

void FinderDialogTest::namesThatBeginWithItComeFirst()
{
    open();
    type(QStringLiteral("sales"));
    const QStringList both{QStringLiteral("Process: Sales north"), QStringLiteral("Process: After-sales")};
    QTRY_COMPARE(hits(), both);
    type(QStringLiteral("north sal")); // every word, in any order
    QCOMPARE(hits(), QStringList(both.front()));
}

void FinderDialogTest::opensAProcessWhereItIsKept()
{
    open();
    type(QStringLiteral("sales n"));
    QTRY_COMPARE(hits().size(), 1);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(m_spy->size(), 1);
    QCOMPARE(chosen().page, QStringLiteral("masking"));
    QCOMPARE(chosen().id, m_sales.value);
    QVERIFY(!m_finder || !m_finder->isVisible());
}

void FinderDialogTest::leadsToCallsWhoMayNotConfigure()
{
    open(m_test->context(*m_guest), pagesFor(allPages(), {Permission::ViewCallLog}));
    type(QStringLiteral("sales n"));
    QTRY_COMPARE(hits().size(), 1);
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(chosen().page, QStringLiteral("calls"));
    QCOMPARE(chosen().id, m_sales.value);
}

void FinderDialogTest::findsOnlyWhatThePersonMayOpen()
{
    open(m_test->context(*m_guest), pagesFor(allPages(), {Permission::ViewAudit}));
    QCOMPARE(hits(),
        QStringList({QStringLiteral("Page: Overview"), QStringLiteral("Page: Leak Audit"),
            QStringLiteral("Page: Audit Trail")}));
    type(QStringLiteral("sales"));
    QTRY_VERIFY(driver().says(QStringLiteral("Nothing has this name."))); // once processes were read
    type(QStringLiteral("London"));
    QCOMPARE(hits(), QStringList());
    type(m_session);
    QVERIFY(!driver().canPress(QStringLiteral("Open"))); // nor is it looked for
}

void FinderDialogTest::arrowsChooseAndReturnOpens()
{
    open();
    const QString second = allPages()[1].id;
    QTest::keyClick(&field(), Qt::Key_Down);
    auto &list = driver().get<QTableView>(QStringLiteral("Found"));
    QVERIFY(list.hasFocus());
    QCOMPARE(list.currentIndex().row(), 1);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(m_spy->size(), 1);
    QCOMPARE(chosen().page, second);
}

void FinderDialogTest::typingGoesOnFromTheList()
{
    open();
    auto &list = driver().get<QTableView>(QStringLiteral("Found"));
    QTest::keyClick(&field(), Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Up);
    QTest::keyClick(&list, Qt::Key_Up);
    QVERIFY(field().hasFocus());
    QTest::keyClick(&field(), Qt::Key_Down);
    QTest::keyClick(&list, 'p');
    QVERIFY(field().hasFocus());
    QCOMPARE(field().text(), QStringLiteral("p"));
}

void FinderDialogTest::escapeLeavesItAtThat()
{
    open();
    QTest::keyClick(&field(), Qt::Key_Escape);
    QVERIFY(!m_finder || !m_finder->isVisible());
    QVERIFY(m_spy->isEmpty());
}

void FinderDialogTest::aSessionIsFoundByItsWholeName()
{
    open();
    type(m_session.chopped(1));
    QCOMPARE(hits(), QStringList());
    type(m_session);
    QTRY_COMPARE(hits(), QStringList(QStringLiteral("Session: %1").arg(m_session)));
    QTest::keyClick(&field(), Qt::Key_Return);
    QCOMPARE(chosen().page, QStringLiteral("calls"));
    QCOMPARE(chosen().text, m_session);
    QCOMPARE(chosen().id, 0);
}

void FinderDialogTest::aSessionThatIsNotThereIsNotFound()
{
    open();
    type(CallLogService::sessionName(QByteArray(16, 'x')));
    QTRY_VERIFY(!driver().canPress(QStringLiteral("Open")));
    QCOMPARE(hits(), QStringList());
}

void FinderDialogTest::returnWaitsForTheSession()
{
    open();
    {
        const HeldAnswers held(m_test->workspace());
        type(m_session);
        QTest::keyClick(&field(), Qt::Key_Return);
        QVERIFY(m_spy->isEmpty());
    }
    QTRY_COMPARE(m_spy->size(), 1);
    QCOMPARE(chosen().text, m_session);
}

void FinderDialogTest::anAnswerAboutAnotherTextIsDropped()
{
    open();
    {
        const HeldAnswers held(m_test->workspace());
        type(m_session);
        type(QStringLiteral("trail"));
    }
    // Whatever is asked later is answered later.
    QVERIFY(CallLogService(m_test->workspace()).extent({}).result());
    QCoreApplication::processEvents();
    QCOMPARE(hits(), QStringList(QStringLiteral("Page: Audit Trail")));
}

} // namespace callveil

QTEST_MAIN(callveil::FinderDialogTest)
#include "tst_finder_dialog.moc"
