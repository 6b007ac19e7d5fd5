// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/first_start_wizard.h"

#include "services/session/connection_file.h"
#include "services/setup/recovery_kit.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

#include <QFile>

using namespace callveil;

class TestFirstStartWizard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scene = std::make_unique<AccessScene>();
        m_wizard = std::make_unique<FirstStartWizard>(m_scene->access(), m_scene->database());
        m_wizard->show();
        m_driver = std::make_unique<PageDriver>(*m_wizard);
    }

    void cleanup()
    {
        m_wizard.reset();
        m_scene.reset();
    }

    void makesADatabaseAndSignsIn()
    {
        makeDatabase();
        m_driver->press(QStringLiteral("Next >"));
        typeKit(m_wizard->outcome().outcome.recoveryWords);
        m_driver->press(QStringLiteral("Finish"));
        QTRY_VERIFY(!m_wizard->isVisible());
        const FirstStart &outcome = m_wizard->outcome();
        QCOMPARE(m_wizard->result(), int(QDialog::Accepted));
        QVERIFY(outcome.workspace);
        QCOMPARE(outcome.workspace->organisation(), QStringLiteral("Test Centre"));
        QCOMPARE(outcome.workspace->identity()->name, QStringLiteral("admin"));
    }

    void showsTheKitAndTheFingerprint()
    {
        makeDatabase();
        const SetupOutcome &made = m_wizard->outcome().outcome;
        QCOMPARE(made.recoveryWords.size(), 17);
        for (int i = 0; i < made.recoveryWords.size(); ++i)
            QVERIFY(m_driver->says(QStringLiteral("%1. %2").arg(i + 1, 2).arg(made.recoveryWords[i])));
        QVERIFY(m_driver->says(made.fingerprintWords.join(u' ')));
    }

    void savesTheKitForItsOwnerOnly()
    {
        makeDatabase();
        m_scene->prompt.file = m_scene->filePath(QStringLiteral("kit.txt"));
        m_driver->press(QStringLiteral("Save to file"));
        QVERIFY(m_driver->says(QStringLiteral("Saved as “kit.txt”.")));
        QFile kit(m_scene->prompt.file);
        QVERIFY(kit.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(kit.readAll());
        for (const QString &word : m_wizard->outcome().outcome.recoveryWords)
            QVERIFY(text.contains(word));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(kit.permissions() & others));
    }

    void wantsTheRightWordsOfTheKit()
    {
        makeDatabase();
        m_driver->press(QStringLiteral("Next >"));
        QStringList words = m_wizard->outcome().outcome.recoveryWords;
        words[8] = QStringLiteral("babab");
        typeKit(words);
        m_driver->press(QStringLiteral("Finish"));
        QVERIFY(m_driver->says(QStringLiteral("This is not word 9 of the kit.")));
        QVERIFY(m_wizard->isVisible());
    }

    void saysWhatIsWrongBesideItsField()
    {
        m_driver->press(QStringLiteral("Next >"));
        fill(QStringLiteral("Test Centre"), QStringLiteral("Admin"), QStringLiteral("short"), QStringLiteral("short "));
        m_driver->press(QStringLiteral("Make database"));
        QVERIFY(m_driver->says(QStringLiteral("The two passwords differ.")));
        fill(QStringLiteral("Test Centre"), QStringLiteral("Admin"), QStringLiteral("short"), QStringLiteral("short"));
        m_driver->press(QStringLiteral("Make database"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("“Admin” cannot be a user name.")));
        fill(QStringLiteral("Test Centre"), QStringLiteral("admin"), QStringLiteral("short"), QStringLiteral("short"));
        m_driver->press(QStringLiteral("Make database"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("The password is too short. Use at least 12 characters.")));
        QVERIFY(!QFile::exists(m_scene->database().file));
    }

    void asksBeforeTheKitIsLeftUnchecked()
    {
        makeDatabase();
        m_scene->prompt.agrees = false;
        m_wizard->reject();
        QVERIFY(m_wizard->isVisible());
        QCOMPARE(m_scene->prompt.questions.size(), 1);
        m_scene->prompt.agrees = true;
        m_wizard->reject();
        QVERIFY(!m_wizard->isVisible());
    }

    void leadsToDemoDataAtOnce()
    {
        m_driver->press(QStringLiteral("Try with demo data"));
        QVERIFY(!m_driver->find<QAbstractButton>(QStringLiteral("Next >")));
        m_driver->press(QStringLiteral("Finish"));
        QCOMPARE(m_wizard->result(), int(QDialog::Accepted));
        QCOMPARE(m_wizard->outcome().way, FirstStart::Way::Demo);
    }

    void knowsAServerByItsSixWords()
    {
        m_driver->press(QStringLiteral("Connect to a PostgreSQL server"));
        m_driver->press(QStringLiteral("Next >"));
        m_driver->press(QStringLiteral("Connect to one that exists"));
        m_driver->press(QStringLiteral("Finish"));
        QVERIFY(m_driver->says(QStringLiteral("Host is empty.")));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("db.example.org"));
        m_driver->type(QStringLiteral("Fingerprint words"), QStringLiteral("lusab babad"));
        m_driver->press(QStringLiteral("Finish"));
        QVERIFY(m_driver->says(QStringLiteral("These are not six fingerprint words.")));
        const QByteArray fingerprint("twelve bytes");
        m_driver->type(QStringLiteral("Fingerprint words"), toWords(fingerprint).join(u' '));
        m_driver->press(QStringLiteral("Finish"));
        QCOMPARE(m_wizard->result(), int(QDialog::Accepted));
        QCOMPARE(m_wizard->outcome().connection, QStringLiteral("callveil @ db.example.org"));
        const QList<ConnectionChoice> saved = savedChoices(m_scene->local);
        QCOMPARE(saved.size(), 1);
        QCOMPARE(m_scene->local.pinned(saved.front().address.place()), fingerprint);
        QCOMPARE(saved.front().address.tls, TlsMode::VerifyFull);
    }

    void knowsAServerByItsFile()
    {
        const QByteArray fingerprint("twelve bytes");
        const auto address = DatabaseAddress::parse(QStringLiteral("postgresql://db.example.org:6432/calls"));
        m_scene->prompt.file = m_scene->filePath(QStringLiteral("given.json"));
        QVERIFY(ConnectionFile({QStringLiteral("Main"), *address, QStringLiteral("Test Centre"), fingerprint})
                    .write(m_scene->prompt.file)
                    .result());
        m_driver->press(QStringLiteral("Connect to a PostgreSQL server"));
        m_driver->press(QStringLiteral("Next >"));
        m_driver->press(QStringLiteral("Connect to one that exists"));
        m_driver->press(QStringLiteral("Import connection file"));
        QTRY_COMPARE(
            m_driver->get<QLineEdit>(QStringLiteral("Fingerprint words")).text(), toWords(fingerprint).join(u' '));
        m_driver->press(QStringLiteral("Finish"));
        QCOMPARE(m_wizard->outcome().connection, QStringLiteral("Main"));
        QCOMPARE(m_scene->local.pinned(address->place()), fingerprint);
        QCOMPARE(m_scene->local.organisation(address->place()), QStringLiteral("Test Centre"));
    }

    void pinsNothingOverAPin()
    {
        const QByteArray known("other twelve");
        const auto address = DatabaseAddress::parse(QStringLiteral("postgresql://db.example.org/callveil"));
        m_scene->local.pin(address->place(), known);
        m_driver->press(QStringLiteral("Connect to a PostgreSQL server"));
        m_driver->press(QStringLiteral("Next >"));
        m_driver->press(QStringLiteral("Connect to one that exists"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("db.example.org"));
        m_driver->type(QStringLiteral("Fingerprint words"), toWords("twelve bytes").join(u' '));
        m_driver->press(QStringLiteral("Finish"));
        QVERIFY(m_driver->says(toWords(known).join(u' ')));
        QCOMPARE(m_scene->local.pinned(address->place()), known);
    }

private:
    void fill(const QString &organisation, const QString &user, const QString &password, const QString &again)
    {
        m_driver->type(QStringLiteral("Organisation"), organisation);
        m_driver->type(QStringLiteral("User name"), user);
        m_driver->type(QStringLiteral("Password"), password);
        m_driver->type(QStringLiteral("Password again"), again);
    }

    void makeDatabase()
    {
        m_driver->press(QStringLiteral("Next >"));
        fill(QStringLiteral("Test Centre"), QStringLiteral("admin"), AccessScene::password(), AccessScene::password());
        m_driver->press(QStringLiteral("Make database"));
        QTRY_VERIFY_WITH_TIMEOUT(m_driver->find<QAbstractButton>(QStringLiteral("Save to file")), 30000);
    }

    void typeKit(const QStringList &words)
    {
        for (const int place : RecoveryKit::checkPlaces())
            m_driver->type(QStringLiteral("Word %1").arg(place + 1), words[place]);
    }

    std::unique_ptr<AccessScene> m_scene;
    std::unique_ptr<FirstStartWizard> m_wizard;
    std::unique_ptr<PageDriver> m_driver;
};

QTEST_MAIN(TestFirstStartWizard)
#include "tst_first_start_wizard.moc"
