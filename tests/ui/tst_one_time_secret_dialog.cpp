// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/one_time_secret_dialog.h"

#include "ui/support/fake_prompt.h"
#include "ui/support/page_driver.h"
#include "ui/widgets/own_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>
#include <QTimer>

namespace callveil {

using namespace std::chrono_literals;

/// A secret that is shown once: it asks before it is lost, and leaves the clipboard.
class OneTimeSecretDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_dialog.reset(); }
    void showsEachLineUnderItsLabel();
    void asksBeforeTheSecretIsLost();
    void clearsTheClipboard();
    void leavesWhatWasCopiedLater();

private:
    [[nodiscard]] PageDriver dialog() const { return PageDriver(*m_dialog); }
    [[nodiscard]] static QString copied() { return QGuiApplication::clipboard()->text(); }

    FakePrompt m_prompt;
    OwnClipboard m_clipboard;
    std::unique_ptr<OneTimeSecretDialog> m_dialog;
    const QString m_secret = QStringLiteral("bafok-dirul-notas");
};

void OneTimeSecretDialogTest::init()
{
    const OneTimeSecret secret{QStringLiteral("secretDialog"), QStringLiteral("Password of uli"),
        QStringLiteral("Hand it over."),
        {{QStringLiteral("&Login"), QStringLiteral("uli")},
            {QStringLiteral("&Password"), m_secret, QStringLiteral("&Copy")},
            {QStringLiteral("L&ine"), QStringLiteral("uli:") + m_secret, QStringLiteral("C&opy line"),
                QStringLiteral("Copy the whole line")}},
        QStringLiteral("Password"), QStringLiteral("Close without it?")};
    m_prompt.agrees = false;
    m_prompt.questions.clear();
    QGuiApplication::clipboard()->clear();
    m_dialog = std::make_unique<OneTimeSecretDialog>(m_prompt, m_clipboard, secret);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    m_dialog->show();
}

void OneTimeSecretDialogTest::showsEachLineUnderItsLabel()
{
    QVERIFY(dialog().says(QStringLiteral("Hand it over.")));
    QCOMPARE(dialog().get<QLineEdit>(QStringLiteral("Login")).text(), QStringLiteral("uli"));
    QCOMPARE(dialog().get<QLineEdit>(QStringLiteral("Password")).text(), m_secret);
    QVERIFY(dialog().get<QLineEdit>(QStringLiteral("Password")).isReadOnly());
    dialog().press(QStringLiteral("Copy the whole line"));
    QCOMPARE(copied(), QStringLiteral("uli:") + m_secret);
    dialog().press(QStringLiteral("Copy"));
    QCOMPARE(copied(), m_secret);
    dialog().press(QStringLiteral("Done"));
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_prompt.questions.isEmpty());
}

void OneTimeSecretDialogTest::asksBeforeTheSecretIsLost()
{
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(m_prompt.questions, QStringList(QStringLiteral("Close without it?")));
    QVERIFY(m_dialog->isVisible());
    dialog().press(QStringLiteral("Copy"));
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QCOMPARE(m_prompt.questions.size(), 1);
    QVERIFY(!m_dialog->isVisible());
}

void OneTimeSecretDialogTest::clearsTheClipboard()
{
    m_dialog->setClipboardLifetime(50ms);
    dialog().press(QStringLiteral("Copy"));
    QCOMPARE(copied(), m_secret);
    m_dialog.reset();
    QTRY_COMPARE(copied(), QString()); // the dialog is gone
}

void OneTimeSecretDialogTest::leavesWhatWasCopiedLater()
{
    m_dialog->setClipboardLifetime(20ms);
    dialog().press(QStringLiteral("Copy"));
    QGuiApplication::clipboard()->setText(QStringLiteral("something else"));
    bool later = false; // a timer that was started later rings later
    QTimer::singleShot(40ms, this, [&later] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(copied(), QStringLiteral("something else"));
}

} // namespace callveil

QTEST_MAIN(callveil::OneTimeSecretDialogTest)
#include "tst_one_time_secret_dialog.moc"
