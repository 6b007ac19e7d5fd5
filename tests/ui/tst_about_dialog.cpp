// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include "domain/number/number_finder.h"
#include "ui/shell/diagnostics.h"
#include "ui/support/held_answers.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QClipboard>
#include <QSignalSpy>
#include <QSysInfo>

namespace callveil {

/// What the program says of itself, and what it gives to whoever helps.
class AboutDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void namesVersionEngineAndSchema();
    void copiesWhatHelps();
    void whatIsCopiedNamesNobodyAndNoPlace();
    void saysWhetherAServerIsElsewhere();
    void copiesAlsoWhatADatabaseDoesNotAnswer();
    void leadsToTheLicences();

private:
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_dialog); }
    [[nodiscard]] QString copied() const
    {
        QGuiApplication::clipboard()->clear();
        driver().press(QStringLiteral("Copy diagnostics"));
        return QGuiApplication::clipboard()->text();
    }

    TestWorkspace m_test;
    std::unique_ptr<AboutDialog> m_dialog;
};

void AboutDialogTest::initTestCase()
{
    QCoreApplication::setApplicationVersion(QStringLiteral("1.2.3"));
}

void AboutDialogTest::init()
{
    m_dialog = std::make_unique<AboutDialog>(m_test.workspace(), nullptr);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
    QTRY_VERIFY(driver().canPress(QStringLiteral("Copy diagnostics")));
}

void AboutDialogTest::namesVersionEngineAndSchema()
{
    const auto facts = AboutService(m_test.workspace()).facts().result();
    QVERIFY(facts);
    QVERIFY(driver().says(QStringLiteral("1.2.3")));
    QVERIFY(driver().says(QString::fromLatin1(qVersion())));
    QVERIFY(driver().says(QStringLiteral("SQLite %1, schema %2").arg(facts->version).arg(facts->schema)));
    QVERIFY(driver().says(QStringLiteral("GPL-3.0-or-later")));
}

void AboutDialogTest::copiesWhatHelps()
{
    const QString text = copied();
    for (const char *part : {"Callveil: 1.2.3\n", "Qt: ", "Database: SQLite 3.", "Place: file on this computer\n",
             "System: ", "Platform: offscreen\n", "Screen: ", "Language: "})
        QVERIFY2(text.contains(QLatin1String(part)), part);
    QVERIFY(driver().says(QStringLiteral("Copied.")));
}

void AboutDialogTest::whatIsCopiedNamesNobodyAndNoPlace()
{
    QString text = copied();
    QVERIFY(!text.isEmpty());
    for (const QString &region : {QString(), QStringLiteral("IN"), QStringLiteral("US"), QStringLiteral("DE")})
        QVERIFY(!NumberFinder(region).containsNumber(text));
    QVERIFY(!NumberFinder::holdsLongRow(text));
    const auto me = m_test.workspace().identity();
    for (const QString &name : {me->name, me->displayName, m_test.workspace().organisation(),
             m_test.workspace().address().file, QStringLiteral("test.callveil")})
        QVERIFY2(!text.contains(name, Qt::CaseInsensitive), qPrintable(name));
    const QString host = QSysInfo::machineHostName(); // it may be called as its system is
    QVERIFY(host.size() < 4 || !text.remove(QSysInfo::prettyProductName()).contains(host, Qt::CaseInsensitive));
}

void AboutDialogTest::saysWhetherAServerIsElsewhere()
{
    DatabaseFacts facts{QStringLiteral("PostgreSQL"), QStringLiteral("15.4"), 41, true, QStringLiteral("verify-full")};
    QVERIFY(diagnosticsText(facts).contains(QStringLiteral("Database: PostgreSQL 15.4, schema 41\n")));
    QVERIFY(diagnosticsText(facts).contains(QStringLiteral("Place: server elsewhere\nProtection: verify-full\n")));
    facts.isElsewhere = false;
    QVERIFY(diagnosticsText(facts).contains(QStringLiteral("Place: server on this computer\n")));
}

void AboutDialogTest::copiesAlsoWhatADatabaseDoesNotAnswer()
{
    QVERIFY(diagnosticsText(std::nullopt).contains(QStringLiteral("Database: does not answer\n")));
    QVERIFY(diagnosticsText(std::nullopt).contains(QStringLiteral("Callveil: 1.2.3\n")));
}

void AboutDialogTest::leadsToTheLicences()
{
    QSignalSpy wanted(m_dialog.get(), &AboutDialog::licencesWanted);
    driver().press(QStringLiteral("Licences"));
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!m_dialog->isVisible());
}

} // namespace callveil

QTEST_MAIN(callveil::AboutDialogTest)
#include "tst_about_dialog.moc"
