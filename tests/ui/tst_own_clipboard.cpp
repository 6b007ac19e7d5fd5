// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/own_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>

using namespace callveil;
using namespace std::chrono_literals;

/// What we copied goes away by itself; what others copied stays.
class TestOwnClipboard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->clear(); }

    void takesItsTextAwayAfterAWhile()
    {
        OwnClipboard own;
        own.copy(m_ours, 50ms);
        QCOMPARE(QGuiApplication::clipboard()->text(), m_ours);
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
            QByteArrayLiteral("secret"));
        QTRY_VERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void takesItsTextAwayAtOnce()
    {
        OwnClipboard own;
        own.copy(m_ours);
        own.clear();
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void takesItsTextAwayWithItself()
    {
        {
            OwnClipboard own;
            own.copy(m_ours);
        }
        QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
    }

    void leavesWhatSomebodyElseCopied()
    {
        OwnClipboard own;
        own.clear();
        QGuiApplication::clipboard()->setText(m_theirs);
        own.clear();
        QCOMPARE(QGuiApplication::clipboard()->text(), m_theirs);
        own.copy(m_ours);
        QGuiApplication::clipboard()->setText(m_theirs);
        own.clear();
        QCOMPARE(QGuiApplication::clipboard()->text(), m_theirs);
    }

private:
    const QString m_ours = QStringLiteral("something secret");
    const QString m_theirs = QStringLiteral("a shopping list");
};

QTEST_MAIN(TestOwnClipboard)
#include "tst_own_clipboard.moc"
