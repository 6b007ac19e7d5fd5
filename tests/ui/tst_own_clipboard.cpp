// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/own_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>
#include <QTimer>

using namespace callveil;
using namespace std::chrono_literals;

/// A secret in the clipboard stays there for its time only, and what others copy is left alone.
class TestOwnClipboard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->setText(m_before); }

    void takesItsTextOutWhenTheTimeIsUp()
    {
        OwnClipboard own;
        own.copy(m_secret, 30ms);
        QCOMPARE(text(), m_secret);
        QTRY_COMPARE(text(), QString());
        QVERIFY(!own.isOurs());
    }

    void leavesWhatWasCopiedMeanwhile()
    {
        OwnClipboard own;
        own.copy(m_secret, 1h);
        QGuiApplication::clipboard()->setText(m_other);
        QVERIFY(!own.isOurs());
        own.clear();
        QCOMPARE(text(), m_other);
    }

    void clearsWhenItGoes()
    {
        {
            OwnClipboard own;
            own.copy(m_secret, 1h);
            QVERIFY(own.isOurs());
        }
        QCOMPARE(text(), QString());
    }

    void touchesNothingBeforeItCopied()
    {
        {
            OwnClipboard own;
            own.clear();
        }
        QCOMPARE(text(), m_before);
    }

    void theLastCopyCounts()
    {
        OwnClipboard own;
        own.copy(m_other, 20ms);
        own.copy(m_secret, 1h);
        QTimer later;
        later.setSingleShot(true);
        later.start(60ms);
        QTRY_VERIFY(!later.isActive()); // the time of the first copy is over
        QVERIFY(own.isOurs());
    }

    void asksHistoriesToLeaveItOut()
    {
        OwnClipboard own;
        own.copy(m_secret, 1h);
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
    }

private:
    static QString text() { return QGuiApplication::clipboard()->text(); }

    const QString m_before = QStringLiteral("before"), m_secret = QStringLiteral("secret"),
                  m_other = QStringLiteral("other");
};

QTEST_MAIN(TestOwnClipboard)
#include "tst_own_clipboard.moc"
