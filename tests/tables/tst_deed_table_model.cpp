// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/audit/deed_table_model.h"

#include "tables/table_text.h"
#include "workspace/deeds.h"
#include "workspace/test_organisation.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace callveil {

namespace {

/// Words that need no translation.
DeedTexts texts()
{
    return {[](const QString &action) { return QStringLiteral("<%1>").arg(action); },
        [](const QString &object) { return QStringLiteral("the %1").arg(object); },
        [](const QString &, const QString &text, const QTimeZone &, const DeedNames &) {
            return text.isEmpty() ? text : QString(QChar(0x2066) + text + QChar(0x2069));
        },
        [](const QString &number) { return QString(u'[' + number + u']'); }, QTimeZone("Asia/Kolkata")};
}

const Deed exported{QStringLiteral("record.export"), QStringLiteral("record"), QStringLiteral("old"),
    QStringLiteral("new"), QStringLiteral("why")};

} // namespace

/// The record of deeds as a table that grows as it is scrolled.
class DeedTableModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void wordsEntries();
    void readsOlderPagesWhenMoreIsWanted();
    void showsTheFilterThatWasAskedForLast();
    void readsAgainWhatIsShownAndWhatIsNew();
    void keepsNoRowsOfAnotherFilterThatCannotBeRead();
    void asksNoMoreAfterAFailure();

private:
    /// Reads until the wanted number of rows is there.
    void fetchUntil(int rows);
    [[nodiscard]] Workspace &workspace() const { return *m_workspace; }

    std::unique_ptr<TestOrganisation> m_organisation;
    std::shared_ptr<Workspace> m_workspace;
    std::unique_ptr<AuditService> m_audit;
    std::unique_ptr<DeedTableModel> m_model;
};

void DeedTableModelTest::init()
{
    m_organisation = std::make_unique<TestOrganisation>(Engine::Sqlite);
    m_workspace = m_organisation->signIn();
    m_audit = std::make_unique<AuditService>(*m_workspace, m_organisation->local());
    m_model = std::make_unique<DeedTableModel>(*m_audit, texts());
}

void DeedTableModelTest::cleanup()
{
    m_model.reset();
    m_audit.reset();
    m_workspace.reset();
    m_organisation.reset();
}

void DeedTableModelTest::fetchUntil(int rows)
{
    while (m_model->rowCount() < rows) {
        const int before = m_model->rowCount();
        m_model->fetchMore({});
        QTRY_VERIFY(m_model->rowCount() > before);
    }
}

void DeedTableModelTest::wordsEntries()
{
    static_cast<void>(m_organisation->addProcess(workspace(), QStringLiteral("Support"), QStringLiteral("GB")));
    recordDeeds(workspace(), exported);
    tamper(workspace(), QStringLiteral("UPDATE deed SET at = 1704067200000, console = 'desk' WHERE seq = 4"));
    // It fetches what there is to fetch, so that it is here alone.
    const QAbstractItemModelTester tester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->show({});
    QTRY_COMPARE(m_model->rowCount(), 4);
    QCOMPARE(
        rowText(*m_model, -1), QStringLiteral("When | Person | Action | Object | Before | After | Reason | Console"));
    const int row = m_model->rowOf(workspace().identity()->id, 4);
    QCOMPARE(row, 3); // by time
    const QString read = rowText(*m_model, row, Qt::AccessibleTextRole);
    QCOMPARE(read,
        QStringLiteral("%1 05:30:00 | Ada Administrator | <record.export> | the record | old | new | why | desk")
            .arg(QLocale().toString(QDate(2024, 1, 1), QLocale::ShortFormat)));
    QVERIFY(m_model->index(row, DeedTableModel::When).data().toString().startsWith(u'[')); // as painted
    QCOMPARE(
        m_model->index(row, DeedTableModel::Action).data(Qt::ToolTipRole).toString(), QStringLiteral("record.export"));
    const QModelIndex object = m_model->index(0, DeedTableModel::Object);
    QCOMPARE(object.data().toString(), QStringLiteral("Support"));
    QCOMPARE(object.data(Qt::ToolTipRole).toString(), QStringLiteral("process 1"));
}

void DeedTableModelTest::readsOlderPagesWhenMoreIsWanted()
{
    QVERIFY(!m_model->canFetchMore({})); // nothing was asked for
    recordDeeds(workspace(), exported, 2 * DeedTableModel::pageRows);
    m_model->show({});
    QTRY_COMPARE(m_model->rowCount(), DeedTableModel::pageRows);
    QVERIFY(!m_model->isComplete());
    m_model->fetchMore({});
    QVERIFY(!m_model->canFetchMore({})); // one request at a time
    fetchUntil(2 * DeedTableModel::pageRows + 1);
    QVERIFY(m_model->isComplete());
    QVERIFY(!m_model->canFetchMore({}));
    for (int row = 0; row < m_model->rowCount(); ++row)
        QCOMPARE(m_model->line(row).entry.seq, m_model->rowCount() - row);
}

void DeedTableModelTest::showsTheFilterThatWasAskedForLast()
{
    recordDeeds(workspace(), exported, 5);
    DeedFilter signIns;
    signIns.action = QStringLiteral("person.sign-in");
    QSignalSpy landed(m_model.get(), &DeedTableModel::landed);
    m_model->show({});
    m_model->show(signIns);
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(landed.size(), 1);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->line(0).entry.deed.action, signIns.action);
}

void DeedTableModelTest::readsAgainWhatIsShownAndWhatIsNew()
{
    recordDeeds(workspace(), exported, 2 * DeedTableModel::pageRows);
    m_model->show({});
    QTRY_COMPARE(m_model->rowCount(), DeedTableModel::pageRows);
    fetchUntil(DeedTableModel::pageRows + 1);
    const int rows = m_model->rowCount();
    recordDeeds(workspace(), exported);
    const qint64 newest = m_model->line(0).entry.seq + 1;
    m_model->reload();
    QTRY_COMPARE(m_model->line(0).entry.seq, newest);
    QCOMPARE(m_model->rowCount(), rows);
}

void DeedTableModelTest::keepsNoRowsOfAnotherFilterThatCannotBeRead()
{
    m_model->show({});
    QTRY_COMPARE(m_model->rowCount(), 1);
    tamper(workspace(), QStringLiteral("ALTER TABLE deed RENAME TO hidden"));
    QSignalSpy failures(m_model.get(), &DeedTableModel::failed);
    m_model->reload();
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(m_model->rowCount(), 1); // they are what they were
    DeedFilter other;
    other.text = QStringLiteral("x");
    m_model->show(other);
    QTRY_COMPARE(failures.size(), 2);
    QCOMPARE(m_model->rowCount(), 0);
}

void DeedTableModelTest::asksNoMoreAfterAFailure()
{
    recordDeeds(workspace(), exported, DeedTableModel::pageRows);
    m_model->show({});
    QTRY_VERIFY(m_model->canFetchMore({}));
    tamper(workspace(), QStringLiteral("ALTER TABLE deed RENAME TO hidden"));
    QSignalSpy failures(m_model.get(), &DeedTableModel::failed);
    m_model->fetchMore({});
    QTRY_COMPARE(failures.size(), 1);
    QVERIFY(!m_model->canFetchMore({})); // a view would ask again at once
    tamper(workspace(), QStringLiteral("ALTER TABLE hidden RENAME TO deed"));
    m_model->reload();
    QTRY_VERIFY(m_model->canFetchMore({}));
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::DeedTableModelTest)
#include "tst_deed_table_model.moc"
