// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_status.h"

#include "services/platform/service_enrolment.h"
#include "ui/platform/service_watch.h"
#include "ui/support/test_workspace.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace callveil;
using namespace std::chrono_literals;

/// The foot of the window: whether the service runs.
class WindowStatusTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_test = std::make_unique<TestWorkspace>(); }
    void cleanup() { m_test.reset(); }

    void saysNothingOfTheServiceBeforeItIsAsked()
    {
        const WindowStatus status(m_test->context());
        QVERIFY(label(status).isHidden());
    }

    void tellsWhetherTheServiceRuns()
    {
        WindowStatus status(m_test->context());
        ServiceWatch watch(m_test->workspace(), nullptr, 50ms);
        connect(&watch, &ServiceWatch::answered, &status, &WindowStatus::setService);
        QTRY_COMPARE(label(status).text(), QStringLiteral("Service: not running"));
        QVERIFY(!label(status).isHidden());
        QCOMPARE(label(status).accessibleName(), QStringLiteral("Service status"));
        QVERIFY(label(status).toolTip().contains(QStringLiteral("systemctl start callveild")));
        QVERIFY(!label(status).toolTip().contains(QStringLiteral("last seen")));
        const auto service = enrol();
        const ServiceInstance instance = LeaseService::newInstance(QStringLiteral("1.2"));
        QVERIFY(LeaseService(*service).lead(instance).result().value_or(false));
        QTRY_VERIFY(label(status).text().startsWith(QLatin1String("Service: running on")));
        QVERIFY(label(status).text().contains(instance.host));
        QVERIFY(label(status).toolTip().contains(QStringLiteral("1.2")));
        QVERIFY(LeaseService(*service).leave(instance.mark).result());
        QTRY_COMPARE(label(status).text(), QStringLiteral("Service: not running"));
        QVERIFY(label(status).toolTip().contains(QStringLiteral("last seen")));
        QCOMPARE(label(status).accessibleDescription(), label(status).text());
    }

    void asksForWhoeverManagesPoolsOrSecurity_data()
    {
        QTest::addColumn<Role>("role");
        QTest::addColumn<bool>("asks");
        QTest::newRow("supervisor") << Role::Supervisor << true;
        QTest::newRow("analyst") << Role::Analyst << false;
        QTest::newRow("professional agent") << Role::ProfessionalAgent << false;
    }

    void asksForWhoeverManagesPoolsOrSecurity()
    {
        QFETCH(Role, role);
        QFETCH(bool, asks);
        m_test->hire(QStringLiteral("eva"), QStringLiteral("Eva Lind"), role);
        const auto workspace = m_test->enter(QStringLiteral("eva"));
        ServiceWatch watch(*workspace, nullptr, 10ms);
        QSignalSpy answered(&watch, &ServiceWatch::answered);
        QCOMPARE(answered.wait(asks ? 5000 : 300), asks);
    }

private:
    [[nodiscard]] static QLabel &label(const WindowStatus &status)
    {
        return *status.findChild<QLabel *>(QStringLiteral("statusService"));
    }
    [[nodiscard]] std::shared_ptr<Workspace> enrol()
    {
        const auto file = ServiceEnrolment(m_test->workspace()).enrol(ServiceEnrolment::usualName()).result();
        if (!file)
            qFatal("the service cannot be enrolled");
        const auto signedIn =
            SignInService(m_test->local()).signIn(file->address, file->user, file->password()).result();
        if (!signedIn)
            qFatal("the service cannot sign in");
        return *signedIn;
    }

    std::unique_ptr<TestWorkspace> m_test;
};

QTEST_MAIN(WindowStatusTest)
#include "tst_window_status.moc"
