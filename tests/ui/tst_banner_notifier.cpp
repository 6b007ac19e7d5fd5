// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner_notifier.h"

#include "ui/shell/theme.h"
#include "ui/support/page_driver.h"

using namespace callveil;

class TestBannerNotifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesNoRoomUntilThereIsAMessage()
    {
        QWidget window;
        BannerNotifier banner(&window);
        window.show();
        QVERIFY(!banner.isVisible());
        banner.show(Notifier::Kind::Done, QStringLiteral("The policy was applied."));
        QVERIFY(banner.isVisible());
        QVERIFY(PageDriver(banner).says(QStringLiteral("The policy was applied.")));
    }

    void showsDetailsOnDemandOnly()
    {
        BannerNotifier banner;
        const PageDriver driver(banner);
        banner.show(Notifier::Kind::Information, QStringLiteral("Plain"));
        QVERIFY(!driver.find<QAbstractButton>(QStringLiteral("Details")));
        banner.fail({ErrorCode::Internal, Fault::Unexpected, {}, QStringLiteral("statement 7")});
        QVERIFY(!driver.find<QPlainTextEdit>(QStringLiteral("Details of the message")));
        driver.press(QStringLiteral("Details"));
        QCOMPARE(driver.get<QPlainTextEdit>(QStringLiteral("Details of the message")).toPlainText(),
            QStringLiteral("Callveil , internal error, fault 0\nstatement 7"));
    }

    void everyFailureHasDetailsWithoutWhatWasTyped()
    {
        BannerNotifier banner;
        const PageDriver driver(banner);
        banner.fail({ErrorCode::NotFound, Fault::AgentUnknown, {QStringLiteral("A104")}, {}});
        driver.press(QStringLiteral("Details"));
        const auto &details = driver.get<QPlainTextEdit>(QStringLiteral("Details of the message"));
        QVERIFY(details.toPlainText().contains(QLatin1String("not found error")));
        QVERIFY(!details.toPlainText().contains(QLatin1String("A104")));
    }

    void dismissesOnlyTheKindThatIsOver()
    {
        BannerNotifier banner;
        banner.fail({ErrorCode::Offline, Fault::DatabaseUnreachable, {QStringLiteral("db")}, {}});
        banner.dismiss(Notifier::Kind::Done);
        QVERIFY(banner.isVisible());
        banner.dismiss(Notifier::Kind::Offline);
        QVERIFY(!banner.isVisible());
        banner.fail({ErrorCode::Offline, Fault::CommitUnknown, {}, {}}); // still a question when the server is back
        banner.dismiss(Notifier::Kind::Offline);
        QVERIFY(banner.isVisible());
    }

    void whatWasDoneGoesByItself()
    {
        // Somebody is at work elsewhere in the window.
        QWidget window;
        QLineEdit field;
        BannerNotifier banner;
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&field);
        layout->addWidget(&banner);
        window.show();
        field.setFocus();
        banner.setStay(std::chrono::milliseconds(20));
        banner.show(Notifier::Kind::Done, QStringLiteral("The policy was applied."));
        QVERIFY(banner.isVisible());
        QTRY_VERIFY(!banner.isVisible());
        // A failure in its place is not taken away with it.
        for (const auto kind :
            {Notifier::Kind::Failure, Notifier::Kind::Warning, Notifier::Kind::Information, Notifier::Kind::Offline}) {
            banner.show(Notifier::Kind::Done, QStringLiteral("The policy was applied."));
            QVERIFY(banner.goesByItself());
            banner.show(kind, QStringLiteral("Stays."));
            QVERIFY(!banner.goesByItself());
            QVERIFY(banner.isVisible());
        }
    }

    void isClosedByItsButton()
    {
        BannerNotifier banner;
        banner.show(Notifier::Kind::Warning, QStringLiteral("Few candidates are left."));
        PageDriver(banner).press(QStringLiteral("Close message"));
        QVERIFY(!banner.isVisible());
    }

    void tellsEveryKindByColour()
    {
        BannerNotifier banner;
        QSet<QRgb> grounds;
        for (const auto kind :
            {Notifier::Kind::Done, Notifier::Kind::Information, Notifier::Kind::Warning, Notifier::Kind::Failure}) {
            banner.show(kind, QStringLiteral("x"));
            grounds.insert(banner.palette().color(QPalette::Window).rgb());
        }
        QCOMPARE(grounds.size(), 4);
    }

    void followsTheTheme()
    {
        const QPalette before = QApplication::palette();
        QApplication::setPalette(Theme::lightPalette());
        QWidget window;
        BannerNotifier banner(&window);
        window.show();
        banner.show(Notifier::Kind::Warning, QStringLiteral("x"));
        QVERIFY(!isDark(banner.palette()));
        QApplication::setPalette(Theme::darkPalette());
        QTRY_VERIFY(isDark(banner.palette()));
        QVERIFY(isDark(window.palette()));
        QApplication::setPalette(before);
    }

    void callsACancelledWorkNoFailure()
    {
        BannerNotifier cancelled;
        BannerNotifier information;
        cancelled.fail({ErrorCode::Cancelled, Fault::Cancelled, {}, {}});
        information.show(Notifier::Kind::Information, QStringLiteral("x"));
        QCOMPARE(cancelled.palette().color(QPalette::Window), information.palette().color(QPalette::Window));
    }
};

QTEST_MAIN(TestBannerNotifier)
#include "tst_banner_notifier.moc"
