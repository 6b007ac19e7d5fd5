// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/message_prompt.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace callveil;

/// The one place where boxes really open: here a test has to press keys while they wait.
class TestMessagePrompt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesNothingWhenReturnOrEscapeIsPressed()
    {
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape}) {
            whenOpen([key](QWidget *box) { QTest::keyClick(box, key); });
            QVERIFY(!m_prompt.confirm(nullptr, m_title, QStringLiteral("Really?\n\nIt cannot be undone."), m_action));
            whenOpen([key](QWidget *box) { QTest::keyClick(box, key); });
            QCOMPARE(m_prompt.askToLeave(nullptr, m_title), Prompt::Leave::Stay);
        }
    }

    void goesOnWithTheNamedButton()
    {
        whenOpen([this](QWidget *box) { press(box, m_action); });
        QVERIFY(m_prompt.confirm(nullptr, m_title, QStringLiteral("Really?"), m_action));
        whenOpen([](QWidget *box) { press(box, QStringLiteral("Discard")); });
        QCOMPARE(m_prompt.askToLeave(nullptr, m_title), Prompt::Leave::Discard);
        whenOpen([](QWidget *box) { press(box, QStringLiteral("Apply")); });
        QCOMPARE(m_prompt.askToLeave(nullptr, m_title), Prompt::Leave::Apply);
    }

    void takesALineOfText()
    {
        whenOpen([](QWidget *box) {
            QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Late calls"));
            QTest::keyClick(box, Qt::Key_Return);
        });
        QCOMPARE(m_prompt.askText(nullptr, m_title, QStringLiteral("Name"), {}), QStringLiteral("Late calls"));
        whenOpen([](QWidget *box) { QTest::keyClick(box, Qt::Key_Escape); });
        QVERIFY(m_prompt.askText(nullptr, m_title, QStringLiteral("Name"), QStringLiteral("x")).isEmpty());
    }

    void theNameFollowsTheKindOfFile()
    {
        const QTemporaryDir folder;
        const QString kinds = QStringLiteral("Workbook (*.xlsx);;CSV file (*.csv)");
        const auto saved = [&] {
            return QFileInfo(m_prompt.saveFile(nullptr, m_title, folder.filePath(QStringLiteral("calls.xlsx")), kinds))
                .fileName();
        };
        whenOpen([](QWidget *box) { press(box, QStringLiteral("Save")); });
        QCOMPARE(saved(), QStringLiteral("calls.xlsx"));
        whenOpen([](QWidget *box) {
            auto &kind = *box->findChild<QComboBox *>(QStringLiteral("fileTypeCombo"));
            kind.setFocus(); // a name that is being typed stays
            kind.setCurrentIndex(1);
            Q_EMIT kind.textActivated(kind.currentText());
            press(box, QStringLiteral("Save"));
        });
        QCOMPARE(saved(), QStringLiteral("calls.csv"));
        whenOpen([](QWidget *box) {
            box->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(QStringLiteral("mine"));
            press(box, QStringLiteral("Save"));
        });
        QCOMPARE(saved(), QStringLiteral("mine.xlsx"));
    }

private:
    void whenOpen(const std::function<void(QWidget *)> &act)
    {
        QTimer::singleShot(0, this, [act] {
            QWidget *box = QApplication::activeModalWidget();
            if (!box)
                qFatal("no box is open");
            if (!QTest::qWaitForWindowActive(box))
                qFatal("the box does not get the keys");
            act(box);
        });
    }

    static void press(QWidget *box, const QString &text)
    {
        for (QAbstractButton *button : box->findChildren<QAbstractButton *>())
            if (button->text().remove(u'&') == text)
                return button->click();
        qFatal("the box has no such button");
    }

    MessagePrompt m_prompt;
    const QString m_title = QStringLiteral("Masking");
    const QString m_action = QStringLiteral("Apply policy");
};

QTEST_MAIN(TestMessagePrompt)
#include "tst_message_prompt.moc"
