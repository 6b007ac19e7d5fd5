// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"
#include "ui/shell/message_prompt.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/theme.h"
#include "ui/support/access_scene.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace callveil;

/// A sign-in that ends while the person is asked something: the box goes first, whoever asked gets "no", and the window
/// goes after that.
class TestExpulsion final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_scene.addPerson(m_user, Role::Supervisor, m_password);
        m_theme = std::make_unique<Theme>(m_scene.settings);
        m_admin = m_scene.enter(QStringLiteral("asha"));
    }

    void init()
    {
        const auto workspace = m_scene.enter(m_user, m_password);
        m_window = new MainWindow(workspace, pagesFor(allPages(), workspace->identity()->permissions),
            WindowContext{m_prompt, *m_theme, m_scene.settings, m_scene.local, m_scene.clipboard});
        m_window->show();
        connect(m_window, &MainWindow::expelled, this, [this] {
            m_askedWhenTold = m_prompt.isAsking();
            m_window->deleteLater(); // as the console does
        });
    }

    void theBoxGoesFirst_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("question") << 0;
        QTest::newRow("question within a question") << 1;
        QTest::newRow("file to write") << 2;
        QTest::newRow("file to read") << 3;
        QTest::newRow("line of text") << 4;
    }

    void theBoxGoesFirst()
    {
        QFETCH(int, what);
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] {
            if (!m_prompt.isAsking())
                return;
            poll.stop();
            AccessScene::expel(*m_admin, m_user);
        });
        poll.start(50);
        QVERIFY(ask(what)); // comes back by the expulsion alone
        QVERIFY(!m_window.isNull());
        QTRY_VERIFY(m_window.isNull());
        QVERIFY(!m_askedWhenTold && !m_prompt.isAsking());
        QVERIFY(!QApplication::activeModalWidget());
    }

private:
    /// True when nothing was answered.
    bool ask(int what)
    {
        const QString text = QStringLiteral("text");
        if (what == 1)
            QTimer::singleShot(
                0, m_window, [this, text] { static_cast<void>(m_prompt.askText(m_window, text, text, text)); });
        if (what <= 1)
            return !m_prompt.confirm(m_window, text, text, text);
        if (what == 2)
            return m_prompt.saveFile(m_window, text, QStringLiteral("calls.csv"), text).isEmpty();
        if (what == 3)
            return m_prompt.openFile(m_window, text, text).isEmpty();
        return m_prompt.askText(m_window, text, text, text).isEmpty();
    }

    AccessScene m_scene;
    MessagePrompt m_prompt;
    std::unique_ptr<Theme> m_theme;
    std::shared_ptr<Workspace> m_admin;
    QPointer<MainWindow> m_window;
    bool m_askedWhenTold = false;
    const QString m_user = QStringLiteral("ben"), m_password = QStringLiteral("green kettle on moon");
};

QTEST_MAIN(TestExpulsion)

#include "tst_expulsion.moc"
