// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connections_dialog.h"

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

private:
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

    std::unique_ptr<AccessScene> m_scene;
    std::unique_ptr<ConnectionsDialog> m_dialog;
    std::unique_ptr<PageDriver> m_driver;
};

QTEST_MAIN(TestConnectionsDialog)
#include "tst_connections_dialog.moc"
