// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/change_password_dialog.h"

#include "ui/support/access_scene.h"
#include "ui/support/page_driver.h"

using namespace callveil;

class TestChangePasswordDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_workspace = m_scene.enter(QStringLiteral("asha"));
    }

    void init()
    {
        m_dialog = std::make_unique<ChangePasswordDialog>(*m_workspace, nullptr);
        m_dialog->show();
        m_driver = std::make_unique<PageDriver>(*m_dialog);
    }

    void wantsTheSamePasswordTwice()
    {
        change(AccessScene::password(), m_fresh, QStringLiteral("green kettle on mars"));
        QVERIFY(m_driver->says(QStringLiteral("The two passwords differ.")));
    }

    void saysBesideTheFieldWhatIsWrong()
    {
        change(QStringLiteral("not my password"), m_fresh, m_fresh);
        QTRY_VERIFY(m_driver->says(QStringLiteral("The current password is wrong.")));
        change(AccessScene::password(), QStringLiteral("password1234"), QStringLiteral("password1234"));
        QTRY_VERIFY(m_driver->says(QStringLiteral("The password is easy to guess.")));
        QVERIFY(m_dialog->isVisible());
    }

    void refusesTheCurrentPasswordAsTheNewOne()
    {
        change(AccessScene::password(), AccessScene::password(), AccessScene::password());
        QTRY_VERIFY(m_driver->says(QStringLiteral("The new password is the current one. Choose another.")));
        QTRY_VERIFY(m_driver->get<QLineEdit>(QStringLiteral("New password")).hasFocus());
        QVERIFY(m_dialog->isVisible());
    }

    void tabReachesEveryButton()
    {
        m_driver->get<QLineEdit>(QStringLiteral("New password again")).setFocus();
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_dialog->focusWidget()->objectName(), QStringLiteral("changePassword"));
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(m_dialog->focusWidget(), &m_driver->get<QAbstractButton>(QStringLiteral("Cancel")));
    }

    void changesThePassword()
    {
        change(AccessScene::password(), m_fresh, m_fresh);
        QTRY_VERIFY(!m_dialog->isVisible());
        QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
        const auto again = m_scene.signIn.signIn(m_scene.database(), QStringLiteral("asha"), m_fresh).result();
        QVERIFY(again);
        QVERIFY(!m_scene.signIn.signIn(m_scene.database(), QStringLiteral("asha"), AccessScene::password()).result());
    }

private:
    void change(const QString &current, const QString &next, const QString &again)
    {
        m_driver->type(QStringLiteral("Current password"), current);
        m_driver->type(QStringLiteral("New password"), next);
        m_driver->type(QStringLiteral("New password again"), again);
        m_driver->press(QStringLiteral("Change password"));
    }

    AccessScene m_scene;
    const QString m_fresh = QStringLiteral("green kettle on moon");
    std::shared_ptr<Workspace> m_workspace;
    std::unique_ptr<ChangePasswordDialog> m_dialog;
    std::unique_ptr<PageDriver> m_driver;
};

QTEST_MAIN(TestChangePasswordDialog)
#include "tst_change_password_dialog.moc"
