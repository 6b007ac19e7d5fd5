// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/remember_box.h"

#include "domain/base/awaited.h"
#include "ui/access/change_password_dialog.h"
#include "ui/access/connections_dialog.h"
#include "ui/access/sign_in_dialog.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

#include <QSignalSpy>

using namespace callveil;

namespace {
const QString remember = QStringLiteral("Remember password on this computer");
const QString asha = QStringLiteral("asha");
} // namespace

/// Signing in with a password from the key chain, as the dialog shows it.
class TestRememberBox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_oneTime = m_scene.addPerson(QStringLiteral("boris"), Role::Analyst, {});
    }

    void init() { open(); }

    void cleanup()
    {
        m_dialog.reset();
        m_entered.reset();
        m_scene.keychain.state = FakePasswordStore::There;
        m_scene.keychain.refusesToWrite = false;
        QVERIFY(awaited(m_scene.passwords.forgetAll({place()})));
        m_scene.local.clearFailures(place(), asha);
    }

    void remembersOnlyWhenItIsTicked()
    {
        QTRY_VERIFY(m_driver->canPress(remember));
        QVERIFY(!box().isChecked());
        enter(asha, AccessScene::password());
        QTRY_VERIFY(m_entered);
        QVERIFY(m_scene.keychain.saved.isEmpty());
        open();
        QTRY_VERIFY(m_driver->canPress(remember));
        m_driver->press(remember);
        enter(asha, AccessScene::password());
        QTRY_VERIFY(m_entered);
        QCOMPARE(m_scene.keychain.saved.value(FakePasswordStore::placeOf(place(), asha)), AccessScene::password());
    }

    void savesNothingThatWasRefused()
    {
        QTRY_VERIFY(m_driver->canPress(remember));
        m_driver->press(remember);
        enter(asha, QStringLiteral("something else"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("User name and password do not fit together.")));
        QVERIFY(m_scene.keychain.saved.isEmpty());
    }

    void saysWhatToDoWithoutAKeyChain()
    {
        m_scene.keychain.state = FakePasswordStore::Missing;
        open();
        QTRY_VERIFY(m_driver->says(QStringLiteral("This computer has no key chain that runs.")));
        QVERIFY(m_driver->says(QStringLiteral("gnome-keyring")));
        QVERIFY(!m_driver->canPress(remember));
        enter(asha, AccessScene::password());
        QTRY_VERIFY(m_entered);
    }

    void fillsUserAndPasswordIn()
    {
        save();
        QTRY_COMPARE(password().text(), AccessScene::password());
        QCOMPARE(user().text(), asha);
        QCOMPARE(password().echoMode(), QLineEdit::Password);
        QVERIFY(box().isChecked());
        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        QTRY_VERIFY(m_entered);
    }

    void takesTheFilledPasswordAwayFromAnotherUser()
    {
        save();
        QTRY_COMPARE(password().text(), AccessScene::password());
        m_driver->type(QStringLiteral("User name"), QStringLiteral("boris"));
        QCOMPARE(password().text(), QString());
        QVERIFY(!box().isChecked());
        m_driver->type(QStringLiteral("User name"), asha);
        QTRY_COMPARE(password().text(), AccessScene::password());
    }

    /// As when another organisation is expected at this place from now on.
    void takesTheFilledPasswordAwayWhenItWasForgottenElsewhere()
    {
        save();
        QTRY_COMPARE(password().text(), AccessScene::password());
        m_driver->press(QStringLiteral("Manage connections"));
        QVERIFY(awaited(m_scene.passwords.forgetAll({place()})));
        const PageDriver connections(*m_dialog->findChild<ConnectionsDialog *>());
        connections.press(QStringLiteral("Save"));
        QCOMPARE(password().text(), QString());
        QVERIFY(!box().isChecked());
    }

    void forgetsWhenItIsUnticked()
    {
        save();
        QTRY_COMPARE(password().text(), AccessScene::password());
        m_driver->press(remember);
        QTRY_VERIFY(m_driver->says(QStringLiteral("The saved password was taken out of the key chain.")));
        QCOMPARE(password().text(), QString());
        QVERIFY(m_scene.keychain.saved.isEmpty());
    }

    void takesARefusedPasswordOut()
    {
        save(QStringLiteral("an old password"));
        QTRY_COMPARE(password().text(), QStringLiteral("an old password"));
        m_driver->press(QStringLiteral("Sign in"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("The saved password was refused.")));
        QTRY_VERIFY(m_driver->says(QStringLiteral("The saved password was taken out of the key chain.")));
        QVERIFY(m_scene.keychain.saved.isEmpty());
        QVERIFY(password().hasFocus());
        QTest::keyClicks(&password(), AccessScene::password()); // it is marked: typing replaces it
        m_driver->press(QStringLiteral("Sign in"));
        QTRY_VERIFY(m_entered);
        QCOMPARE(m_scene.keychain.saved.size(), 1); // he had asked for it to be remembered
    }

    void leavesALockedKeyChainAlone()
    {
        save();
        m_scene.keychain.state = FakePasswordStore::Locked;
        open();
        QTRY_VERIFY(m_driver->says(QStringLiteral("The key chain of this computer gave no access.")));
        QVERIFY(!box().isChecked());
        QVERIFY(m_driver->canPress(remember));
        m_driver->type(QStringLiteral("Password"), AccessScene::password());
        m_driver->press(QStringLiteral("Sign in"));
        QTRY_VERIFY(m_entered);
        QCOMPARE(m_scene.keychain.saved.size(), 1);
    }

    void tellsThatThePasswordWasNotSaved()
    {
        const QSignalSpy told(m_dialog.get(), &SignInDialog::passwordNotSaved);
        m_scene.keychain.refusesToWrite = true;
        QTRY_VERIFY(m_driver->canPress(remember));
        m_driver->press(remember);
        enter(asha, AccessScene::password());
        QTRY_VERIFY(m_entered);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.front().front().value<Error>().fault, Fault::KeyChainLocked);
    }

    void waitsForTheKeyChainWhenAskedToSignIn()
    {
        save();
        m_scene.keychain.holdBack();
        open();
        QVERIFY(password().text().isEmpty());
        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        QVERIFY(m_driver->says(QStringLiteral("Asking the key chain")));
        m_scene.keychain.letGo();
        QTRY_VERIFY(m_entered);
        QCOMPARE(m_scene.local.failures(place(), asha), 0);
    }

    void keepsWhatIsTypedMeanwhile()
    {
        save();
        m_scene.keychain.holdBack();
        open();
        m_driver->type(QStringLiteral("Password"), QStringLiteral("typed"));
        QSignalSpy found(m_dialog->findChild<RememberBox *>(), &RememberBox::found);
        m_scene.keychain.letGo();
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(password().text(), QStringLiteral("typed"));
    }

    void neverSavesAOneTimePassword()
    {
        const QString own = QStringLiteral("green kettle on moon");
        QTRY_VERIFY(m_driver->canPress(remember));
        m_driver->press(remember);
        enter(QStringLiteral("boris"), m_oneTime);
        QTRY_VERIFY(m_dialog->findChild<ChangePasswordDialog *>());
        QVERIFY(m_scene.keychain.saved.isEmpty());
        const PageDriver change(*m_dialog->findChild<ChangePasswordDialog *>());
        change.type(QStringLiteral("Current password"), m_oneTime);
        change.type(QStringLiteral("New password"), own);
        change.type(QStringLiteral("New password again"), own);
        change.press(QStringLiteral("Change password"));
        QTRY_VERIFY(m_entered);
        QCOMPARE(m_scene.keychain.saved.values(), QStringList(own));
    }

private:
    [[nodiscard]] QString place() const { return m_scene.database().place(); }
    [[nodiscard]] QLineEdit &password() const { return m_driver->get<QLineEdit>(QStringLiteral("Password")); }
    [[nodiscard]] QLineEdit &user() const { return m_driver->get<QLineEdit>(QStringLiteral("User name")); }
    [[nodiscard]] QAbstractButton &box() const { return m_driver->get<QAbstractButton>(remember); }

    void open()
    {
        m_entered.reset();
        m_dialog = std::make_unique<SignInDialog>(m_scene.access(), QList<ConnectionChoice>{m_scene.thisComputer()});
        m_dialog->show();
        m_driver = std::make_unique<PageDriver>(*m_dialog);
        connect(m_dialog.get(), &SignInDialog::signedIn, this,
            [this](const std::shared_ptr<Workspace> &workspace) { m_entered = workspace; });
    }

    /// Somebody signed in with it before.
    void save(const QString &typed = AccessScene::password())
    {
        QVERIFY(awaited(m_scene.passwords.save(place(), asha, typed)));
        open();
    }

    void enter(const QString &name, const QString &typed)
    {
        m_driver->type(QStringLiteral("User name"), name);
        m_driver->type(QStringLiteral("Password"), typed);
        m_driver->press(QStringLiteral("Sign in"));
    }

    AccessScene m_scene;
    QString m_oneTime;
    std::unique_ptr<SignInDialog> m_dialog;
    std::unique_ptr<PageDriver> m_driver;
    std::shared_ptr<Workspace> m_entered;
};

QTEST_MAIN(TestRememberBox)
#include "tst_remember_box.moc"
