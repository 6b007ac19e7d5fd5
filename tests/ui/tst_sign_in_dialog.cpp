// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/sign_in_dialog.h"

#include "services/demo/demo_service.h"
#include "ui/access/change_password_dialog.h"
#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QThreadPool>

using namespace callveil;

namespace {

const QString remember = QStringLiteral("Remember password on this computer");

/// While it lives, no sign-in is answered: the threads that would do it are taken.
class HeldSignIns final {
public:
    HeldSignIns()
    {
        QThreadPool::globalInstance()->setMaxThreadCount(1);
        QThreadPool::globalInstance()->start([gate = m_gate] { gate->acquire(); });
    }
    ~HeldSignIns()
    {
        m_gate->release();
        QThreadPool::globalInstance()->setMaxThreadCount(QThread::idealThreadCount());
    }
    Q_DISABLE_COPY_MOVE(HeldSignIns)

private:
    const std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>();
};

} // namespace

class TestSignInDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_oneTime = m_scene.addPerson(QStringLiteral("boris"), Role::Analyst, {});
    }

    void init()
    {
        m_dialog = std::make_unique<SignInDialog>(m_scene.access(), choices());
        m_dialog->show();
        m_driver = std::make_unique<PageDriver>(*m_dialog);
        m_entered.reset();
        connect(m_dialog.get(), &SignInDialog::signedIn, this,
            [this](const std::shared_ptr<Workspace> &workspace) { m_entered = workspace; });
    }

    void cleanup()
    {
        m_dialog.reset();
        m_entered.reset();
        m_scene.local.clearFailures(m_scene.database().place(), QStringLiteral("asha"));
    }

    void signsIn()
    {
        {
            const HeldSignIns held;
            enter(QStringLiteral("asha"), AccessScene::password());
            QVERIFY(m_driver->says(QStringLiteral("Signing in to This computer")));
        }
        QTRY_VERIFY(m_entered);
        QCOMPARE(m_entered->identity()->displayName, QStringLiteral("Asha Rao"));
        QVERIFY(!m_dialog->isVisible());
    }

    void saysTheSameForAWrongPasswordAndAnUnknownUser()
    {
        const QString refusal = QStringLiteral("User name and password do not fit together.");
        enter(QStringLiteral("asha"), QStringLiteral("something else"));
        QTRY_VERIFY(m_driver->says(refusal));
        {
            const HeldSignIns held;
            enter(QStringLiteral("nobody"), QStringLiteral("something else"));
            QVERIFY(!m_driver->says(refusal));
        }
        QTRY_VERIFY(m_driver->says(refusal));
        QVERIFY(!m_entered);
    }

    void wantsAUserName()
    {
        enter({}, QStringLiteral("x"));
        QVERIFY(m_driver->says(QStringLiteral("User name is empty.")));
    }

    void countsDownAfterSeveralFailures()
    {
        for (int i = 0; i < 3; ++i) {
            if (i == 2) // one of an hour ago makes the wait long enough to be seen on a slow computer
                m_scene.local.noteFailure(
                    m_scene.database().place(), QStringLiteral("asha"), QDateTime::currentMSecsSinceEpoch() - 3600000);
            enter(QStringLiteral("asha"), QStringLiteral("something else"));
            QTRY_VERIFY(m_driver->find<QAbstractButton>(QStringLiteral("Manage connections"))->isEnabled());
        }
        QVERIFY(m_driver->says(QStringLiteral("Too many failed attempts. Wait")));
        QVERIFY(!m_driver->canPress(QStringLiteral("Sign in")));
        QTest::keyClick(m_dialog.get(), Qt::Key_Return); // a hasty person does not leave the dialog with it
        QVERIFY(m_dialog->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_driver->canPress(QStringLiteral("Sign in")), 30000);
        QVERIFY(!m_driver->says(QStringLiteral("Too many failed attempts")));
    }

    void onlyTheRefusedUserHasToWait()
    {
        for (int i = 0; i < 7; ++i)
            m_scene.local.noteFailure(
                m_scene.database().place(), QStringLiteral("asha"), QDateTime::currentMSecsSinceEpoch());
        m_driver->type(QStringLiteral("User name"), QStringLiteral("asha"));
        QVERIFY(!m_driver->canPress(QStringLiteral("Sign in")));
        m_driver->choose(QStringLiteral("Connection"), QStringLiteral("Server"));
        QVERIFY(m_driver->canPress(QStringLiteral("Sign in")));
        m_driver->choose(QStringLiteral("Connection"), QStringLiteral("This computer"));
        QVERIFY(!m_driver->canPress(QStringLiteral("Sign in")));
        m_driver->type(QStringLiteral("User name"), QStringLiteral("boris"));
        QVERIFY(m_driver->canPress(QStringLiteral("Sign in")));
    }

    void aRefusalLeavesWithTheConnection()
    {
        const QString refusal = QStringLiteral("User name and password do not fit together.");
        enter(QStringLiteral("asha"), QStringLiteral("something else"));
        QTRY_VERIFY(m_driver->says(refusal));
        QTRY_VERIFY(m_driver->get<QLineEdit>(QStringLiteral("Password")).hasFocus());
        m_driver->choose(QStringLiteral("Connection"), QStringLiteral("Server"));
        QVERIFY(!m_driver->says(refusal));
    }

    void keepsTheFocusWhenAServerIsUnknown()
    {
        m_driver->choose(QStringLiteral("Connection"), QStringLiteral("Server"));
        m_driver->type(QStringLiteral("User name"), QStringLiteral("asha"));
        QTest::keyClick(&m_driver->get<QLineEdit>(QStringLiteral("User name")), Qt::Key_Return);
        QTRY_VERIFY(m_driver->says(QStringLiteral("This computer does not know the organisation of this server.")));
        QTRY_VERIFY(m_driver->get<QLineEdit>(QStringLiteral("User name")).hasFocus());
    }

    void tabReachesEveryButton()
    {
        QTRY_VERIFY(m_driver->canPress(remember));
        m_driver->get<QLineEdit>(QStringLiteral("Password")).setFocus();
        QStringList reached;
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
            if (const auto *button = qobject_cast<QAbstractButton *>(m_dialog->focusWidget()))
                reached.append(button->objectName().isEmpty() ? button->text() : button->objectName());
        }
        QCOMPARE(reached,
            QStringList({QStringLiteral("rememberPassword"), QStringLiteral("signIn"), QStringLiteral("Cancel"),
                QStringLiteral("manageConnections"), QStringLiteral("lostPassword")}));
    }

    void saysThatAServerIsUnknown()
    {
        m_driver->choose(QStringLiteral("Connection"), QStringLiteral("Server"));
        enter(QStringLiteral("asha"), AccessScene::password());
        QTRY_VERIFY(m_driver->says(QStringLiteral("This computer does not know the organisation of this server.")));
    }

    void offersThePeopleOfADemoDatabaseOnly()
    {
        const QString analyst = QStringLiteral("Analyst (demo.analyst)");
        QVERIFY(!m_driver->find<QAbstractButton>(analyst));
        m_driver->choose(QStringLiteral("Connection"), QStringLiteral("Demo data"));
        QVERIFY(m_driver->says(DemoService::password()));
        m_driver->press(analyst);
        QCOMPARE(m_driver->get<QLineEdit>(QStringLiteral("User name")).text(), QStringLiteral("demo.analyst"));
        QCOMPARE(m_driver->get<QLineEdit>(QStringLiteral("Password")).text(), DemoService::password());
    }

    void asksForAPasswordOfOnesOwnFirst()
    {
        const QString own = QStringLiteral("green kettle on moon");
        enter(QStringLiteral("boris"), m_oneTime);
        QTRY_VERIFY(m_dialog->findChild<ChangePasswordDialog *>());
        const PageDriver change(*m_dialog->findChild<ChangePasswordDialog *>());
        QVERIFY(change.says(QStringLiteral("Your password can be used only once.")));
        change.type(QStringLiteral("Current password"), m_oneTime);
        change.type(QStringLiteral("New password"), own);
        change.type(QStringLiteral("New password again"), own);
        change.press(QStringLiteral("Change password"));
        QTRY_VERIFY(m_entered);
        QVERIFY(!m_entered->identity()->mustChangePassword);
    }

    void preselectsAConnection()
    {
        QVERIFY(m_dialog->choose(QStringLiteral("Server")));
        QCOMPARE(m_driver->get<QComboBox>(QStringLiteral("Connection")).currentText(), QStringLiteral("Server"));
        QVERIFY(!m_dialog->choose(QStringLiteral("Elsewhere")));
    }

private:
    [[nodiscard]] QList<ConnectionChoice> choices() const
    {
        ConnectionChoice server{QStringLiteral("Server"), {}, false};
        server.address.engine = Engine::PostgreSql;
        server.address.host = QStringLiteral("127.0.0.1");
        server.address.database = QStringLiteral("nowhere");
        return {m_scene.thisComputer(), server,
            {QStringLiteral("Demo data"), m_scene.database(QStringLiteral("demo.db")), true}};
    }

    void enter(const QString &user, const QString &password)
    {
        m_driver->type(QStringLiteral("User name"), user);
        m_driver->type(QStringLiteral("Password"), password);
        m_driver->press(QStringLiteral("Sign in"));
    }

    AccessScene m_scene;
    QString m_oneTime;
    std::unique_ptr<SignInDialog> m_dialog;
    std::unique_ptr<PageDriver> m_driver;
    std::shared_ptr<Workspace> m_entered;
};

QTEST_MAIN(TestSignInDialog)
#include "tst_sign_in_dialog.moc"
