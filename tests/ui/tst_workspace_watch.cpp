// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspace_watch.h"

#include "services/processes/process_service.h"
#include "ui/support/access_scene.h"

#include <QSignalSpy>
#include <QTest>

using namespace callveil;

class TestWorkspaceWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_scene.addPerson(QStringLiteral("boris"), Role::Administrator, m_borisPassword);
        m_asha = m_scene.enter(QStringLiteral("asha"));
        m_boris = m_scene.enter(QStringLiteral("boris"), m_borisPassword);
        ProcessDetails details;
        details.process.name = QStringLiteral("Support");
        details.process.country = QStringLiteral("IN");
        const auto process = ProcessService(*m_asha).create(details).result();
        QVERIFY(process);
        m_process = *process;
    }

    void tellsOfChangesByOthersOnly()
    {
        WorkspaceWatch watch(*m_asha);
        QSignalSpy changes(&watch, &WorkspaceWatch::policyChanged);
        QCoreApplication::processEvents(); // it asks what stands there now
        apply(*m_asha, 1, MaskingPolicy::random());
        apply(*m_boris, 2, {MaskingKind::Replacement, 1, 1});
        QTRY_COMPARE_WITH_TIMEOUT(changes.size(), 1, 15000);
        QCOMPARE(changes.front().at(0).toString(), QStringLiteral("Support"));
        const auto revision = changes.front().at(1).value<PolicyRevision>();
        QCOMPARE(revision.createdByName, QStringLiteral("boris"));
        QCOMPARE(revision.revision, 3);
    }

    void tellsNothingOnceItIsStopped()
    {
        WorkspaceWatch watch(*m_asha);
        QSignalSpy changes(&watch, &WorkspaceWatch::policyChanged);
        QCoreApplication::processEvents();
        watch.stop();
        apply(*m_boris, 3, {MaskingKind::Replacement, 1, 2});
        WorkspaceWatch other(*m_asha); // runs on the same thread, after all that the first had asked for
        QSignalSpy otherChanges(&other, &WorkspaceWatch::policyChanged);
        QCoreApplication::processEvents();
        QVERIFY(MaskingService(*m_asha).newest().result()); // so its first look is done: what it saw is no change
        apply(*m_boris, 4, {MaskingKind::Replacement, 2, 1});
        QTRY_VERIFY_WITH_TIMEOUT(!otherChanges.isEmpty(), 15000);
        QVERIFY(changes.isEmpty());
    }

private:
    void apply(Workspace &workspace, int last, const MaskingPolicy &policy)
    {
        PolicyOrder order;
        order.policy = policy;
        order.targets = {{m_process, last}};
        if (!MaskingService(workspace).apply(order).result())
            qFatal("a test policy could not be applied");
    }

    AccessScene m_scene;
    const QString m_borisPassword = QStringLiteral("green kettle on moon");
    std::shared_ptr<Workspace> m_asha;
    std::shared_ptr<Workspace> m_boris;
    ProcessId m_process;
};

QTEST_MAIN(TestWorkspaceWatch)
#include "tst_workspace_watch.moc"
