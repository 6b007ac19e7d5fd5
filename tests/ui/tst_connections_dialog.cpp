// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connections_dialog.h"

#include "domain/base/awaited.h"
#include "services/session/connection_file.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

#include <QListWidget>

using namespace callveil;

class TestConnectionsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scene = std::make_unique<AccessScene>();
        open();
    }

    void savesAServerWithItsFingerprint()
    {
        QVERIFY(m_driver->says(QStringLiteral("No connection is saved yet.")));
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Name"), QStringLiteral("Main"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("db.example.org"));
        m_driver->type<QSpinBox>(QStringLiteral("Port"), QStringLiteral("6432"));
        m_driver->choose(QStringLiteral("TLS mode"), QStringLiteral("Encrypt without checking (require)"));
        const QByteArray fingerprint("twelve bytes");
        m_driver->type(QStringLiteral("Fingerprint words"), toWords(fingerprint).join(u' ').toUpper());
        m_driver->press(QStringLiteral("Save"));
        QVERIFY(!m_dialog->isVisible());
        const QList<ConnectionChoice> saved = savedChoices(m_scene->local);
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved.front().name, QStringLiteral("Main"));
        QCOMPARE(saved.front().address.port, 6432);
        QCOMPARE(saved.front().address.tls, TlsMode::Require);
        QCOMPARE(m_scene->local.pinned(saved.front().address.place()), fingerprint);
        open();
        QCOMPARE(m_driver->get<QLineEdit>(QStringLiteral("Fingerprint words")).text(), toWords(fingerprint).join(u' '));
    }

    void refusesANameThatIsTaken()
    {
        save(QStringLiteral("Main"), QStringLiteral("one.example.org"));
        open();
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Name"), QStringLiteral("Main"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("two.example.org"));
        m_driver->press(QStringLiteral("Save"));
        QVERIFY(m_driver->says(QStringLiteral("Name: “Main” is in use already.")));
        QCOMPARE(savedChoices(m_scene->local).size(), 1);
    }

    void refusesWordsThatAreNoFingerprint()
    {
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("db.example.org"));
        m_driver->type(QStringLiteral("Fingerprint words"), QStringLiteral("six words but not the right ones"));
        m_driver->press(QStringLiteral("Save"));
        QVERIFY(m_driver->says(QStringLiteral("These are not six fingerprint words.")));
        QVERIFY(m_dialog->isVisible());
    }

    void keepsWhatWasTypedWhenAnotherIsShown()
    {
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Name"), QStringLiteral("First"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("one.example.org"));
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("two.example.org"));
        m_driver->get<QListWidget>(QStringLiteral("Saved connections")).setCurrentRow(0);
        QCOMPARE(m_driver->get<QLineEdit>(QStringLiteral("Host")).text(), QStringLiteral("one.example.org"));
        m_driver->press(QStringLiteral("Remove"));
        QCOMPARE(m_driver->get<QLineEdit>(QStringLiteral("Host")).text(), QStringLiteral("two.example.org"));
        m_driver->press(QStringLiteral("Save"));
        QCOMPARE(savedChoices(m_scene->local).size(), 1);
        QCOMPARE(savedChoices(m_scene->local).front().address.host, QStringLiteral("two.example.org"));
    }

    void changesNothingWhenCancelled()
    {
        save(QStringLiteral("Main"), QStringLiteral("one.example.org"));
        open();
        m_driver->press(QStringLiteral("Remove"));
        m_dialog->reject();
        QCOMPARE(savedChoices(m_scene->local).size(), 1);
    }

    void importsWhatAnotherConsoleExported()
    {
        m_scene->prompt.file = writeFile(QStringLiteral("Main"), fingerprint);
        m_driver->press(QStringLiteral("Import"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("Read the connection to Test Centre.")));
        QCOMPARE(m_driver->get<QLineEdit>(QStringLiteral("Host")).text(), QStringLiteral("db.example.org"));
        QCOMPARE(m_driver->get<QLineEdit>(QStringLiteral("Fingerprint words")).text(), wordsOf(fingerprint));
        QVERIFY(m_scene->local.pinned(place).isEmpty()); // nothing is kept before Save
        m_driver->press(QStringLiteral("Save"));
        QCOMPARE(m_scene->local.pinned(place), fingerprint);
        QCOMPARE(m_scene->local.organisation(place), QStringLiteral("Test Centre"));
        open();
        m_scene->prompt.file = m_scene->filePath(QStringLiteral("exported.json"));
        m_driver->press(QStringLiteral("Export"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("The connection is in “exported.json”.")));
        const auto again = ConnectionFile::read(m_scene->prompt.file).result();
        QVERIFY(again);
        QCOMPARE(again->name, QStringLiteral("Main"));
        QCOMPARE(again->organisation, QStringLiteral("Test Centre"));
        QCOMPARE(again->fingerprint, fingerprint);
    }

    void saysWhatIsWrongWithAFile()
    {
        m_scene->prompt.file = m_scene->filePath(QStringLiteral("calls.csv"));
        QFile file(m_scene->prompt.file);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a,b\n1,2\n") > 0);
        file.close();
        m_driver->press(QStringLiteral("Import"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("“calls.csv” is no connection file.")));
        QVERIFY(m_driver->says(QStringLiteral("No connection is saved yet.")));
    }

    void importsNothingOverAPin()
    {
        m_scene->local.pin(place, other);
        m_scene->prompt.file = writeFile(QStringLiteral("Main"), fingerprint);
        m_driver->press(QStringLiteral("Import"));
        QTRY_VERIFY(m_driver->says(wordsOf(other)) && m_driver->says(wordsOf(fingerprint)));
        QVERIFY(m_driver->says(QStringLiteral("Ask an administrator which are right")));
        m_driver->press(QStringLiteral("Save"));
        QCOMPARE(m_scene->local.pinned(place), other);
        QVERIFY(m_scene->local.connections().isEmpty());
    }

    void addsNothingOverAPin()
    {
        m_scene->local.pin(place, other);
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("db.example.org"));
        m_driver->type(QStringLiteral("Fingerprint words"), wordsOf(fingerprint));
        m_driver->press(QStringLiteral("Save"));
        QVERIFY(m_driver->says(wordsOf(other)));
        QVERIFY(m_dialog->isVisible());
        QCOMPARE(m_scene->local.pinned(place), other);
    }

    void takesAnotherFileWhenTheConnectionIsRemoved()
    {
        save(QStringLiteral("Old"), QStringLiteral("db.example.org"));
        m_scene->local.pin(place, other);
        open();
        m_scene->prompt.file = writeFile(QStringLiteral("Main"), fingerprint);
        m_driver->press(QStringLiteral("Remove"));
        m_driver->press(QStringLiteral("Import"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("Read the connection")));
        m_driver->press(QStringLiteral("Save"));
        QVERIFY(!m_dialog->isVisible());
        QCOMPARE(m_scene->local.pinned(place), fingerprint);
    }

    void wantsTheWordsBeforeItExports()
    {
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Host"), QStringLiteral("db.example.org"));
        m_driver->press(QStringLiteral("Export"));
        QVERIFY(m_driver->says(QStringLiteral("This computer does not know the organisation of this server.")));
        QVERIFY(m_scene->prompt.questions.isEmpty());
    }

    void forgetsPasswordAndFingerprintOfARemovedConnection()
    {
        save(QStringLiteral("Main"), QStringLiteral("db.example.org"));
        m_scene->local.pin(place, fingerprint);
        QVERIFY(awaited(m_scene->passwords.save(place, QStringLiteral("asha"), AccessScene::password())));
        open();
        m_driver->press(QStringLiteral("Remove"));
        QCOMPARE(m_scene->keychain.saved.size(), 1);
        m_driver->press(QStringLiteral("Save"));
        QTRY_VERIFY(!m_dialog->isVisible());
        QVERIFY(m_scene->keychain.saved.isEmpty());
        QVERIFY(m_scene->local.pinned(place).isEmpty());
    }

    void saysThatAPasswordStaysInALockedKeyChain()
    {
        save(QStringLiteral("Main"), QStringLiteral("db.example.org"));
        QVERIFY(awaited(m_scene->passwords.save(place, QStringLiteral("asha"), AccessScene::password())));
        m_scene->keychain.state = FakePasswordStore::Locked;
        open();
        m_driver->press(QStringLiteral("Remove"));
        m_driver->press(QStringLiteral("Save"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("a password is still in the key chain")));
        QVERIFY(m_scene->local.connections().isEmpty());
        m_scene->keychain.state = FakePasswordStore::There;
        m_driver->press(QStringLiteral("Save"));
        QTRY_VERIFY(!m_dialog->isVisible());
        QVERIFY(m_scene->keychain.saved.isEmpty());
    }

    void forgetsPasswordsWhenAnotherOrganisationIsExpected()
    {
        save(QStringLiteral("Main"), QStringLiteral("db.example.org"));
        m_scene->local.pin(place, other);
        QVERIFY(awaited(m_scene->passwords.save(place, QStringLiteral("asha"), AccessScene::password())));
        open();
        m_driver->type(QStringLiteral("Fingerprint words"), wordsOf(fingerprint));
        m_driver->press(QStringLiteral("Save"));
        QTRY_VERIFY(!m_dialog->isVisible());
        QCOMPARE(m_scene->local.pinned(place), fingerprint);
        QVERIFY(m_scene->keychain.saved.isEmpty());
    }

private:
    [[nodiscard]] static QString wordsOf(const QByteArray &bytes) { return toWords(bytes).join(u' '); }

    /// As an administrator hands it over.
    [[nodiscard]] QString writeFile(const QString &name, const QByteArray &bytes) const
    {
        const auto address = DatabaseAddress::parse(QStringLiteral("postgresql://db.example.org/callveil"));
        const QString path = m_scene->filePath(QStringLiteral("given.json"));
        if (!ConnectionFile{name, *address, QStringLiteral("Test Centre"), bytes}.write(path).result())
            qFatal("the connection file could not be written");
        return path;
    }

    void open()
    {
        m_dialog = std::make_unique<ConnectionsDialog>(m_scene->access(), nullptr);
        m_dialog->show();
        m_driver = std::make_unique<PageDriver>(*m_dialog);
    }

    void save(const QString &name, const QString &host)
    {
        m_driver->press(QStringLiteral("Add"));
        m_driver->type(QStringLiteral("Name"), name);
        m_driver->type(QStringLiteral("Host"), host);
        m_driver->press(QStringLiteral("Save"));
        QVERIFY(!m_dialog->isVisible());
    }

    const QString place = QStringLiteral("postgresql://db.example.org:5432/callveil");
    const QByteArray fingerprint = "twelve bytes";
    const QByteArray other = "other twelve";
    std::unique_ptr<AccessScene> m_scene;
    std::unique_ptr<ConnectionsDialog> m_dialog;
    std::unique_ptr<PageDriver> m_driver;
};

QTEST_MAIN(TestConnectionsDialog)
#include "tst_connections_dialog.moc"
