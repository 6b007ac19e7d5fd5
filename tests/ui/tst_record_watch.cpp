// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/record_watch.h"

#include "ui/support/access_scene.h"
#include "workspace/deeds.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

namespace callveil {

/// The console notices by itself that the record is not what this computer saw.
class RecordWatchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_workspace.reset();
        m_scene = std::make_unique<AccessScene>();
        m_scene->found();
        m_workspace = m_scene->enter(QStringLiteral("asha"));
    }

    void saysNothingOfAWholeRecord()
    {
        RecordWatch watch(*m_workspace, m_scene->local);
        QSignalSpy told(&watch, &RecordWatch::breaksChanged);
        QTRY_VERIFY(!m_scene->local
                         .seenHeads({SeenDatabase::markOf(m_workspace->address().place()),
                             m_workspace->identity()->fingerprint})
                         .isEmpty()); // it has looked
        look(watch); // and was answered: it asks nothing while it waits for an answer
        static_cast<void>(m_scene->enter(QStringLiteral("asha"))); // the record grows
        look(watch);
        QVERIFY(told.isEmpty());
    }

    void tellsOnceWhatIsMissing()
    {
        lose();
        RecordWatch watch(*m_workspace, m_scene->local);
        QSignalSpy told(&watch, &RecordWatch::breaksChanged);
        QTRY_COMPARE(told.size(), 1);
        const auto breaks = told.front().front().value<std::vector<DeedBreak>>();
        QCOMPARE(breaks.size(), size_t(1));
        QCOMPARE(breaks.front().kind, DeedBreak::Kind::Forgotten);
        QCOMPARE(breaks.front().name, QStringLiteral("asha"));
        look(watch);
        QCOMPARE(told.size(), 1);
        QVERIFY(
            AuditService(*m_workspace, m_scene->local).accept(QStringLiteral("a backup was brought back")).result());
        watch.look();
        QTRY_COMPARE(told.size(), 2);
        QVERIFY(told.last().front().value<std::vector<DeedBreak>>().empty());
    }

    void tellsNothingOnceItIsStopped()
    {
        lose();
        RecordWatch watch(*m_workspace, m_scene->local);
        QSignalSpy told(&watch, &RecordWatch::breaksChanged);
        watch.stop();
        RecordWatch other(*m_workspace, m_scene->local);
        QSignalSpy otherTold(&other, &RecordWatch::breaksChanged);
        QTRY_COMPARE(otherTold.size(), 1);
        QVERIFY(told.isEmpty());
    }

private:
    /// This computer saw more than there is.
    void lose()
    {
        recordDeeds(*m_workspace, {QStringLiteral("x.y"), QStringLiteral("z"), {}, {}, {}}, 3);
        QVERIFY(AuditService(*m_workspace, m_scene->local).watch().result());
        tamper(*m_workspace, QStringLiteral("DELETE FROM deed WHERE seq > 1"));
        tamper(*m_workspace,
            QStringLiteral("UPDATE deed_head SET seq = 1, hash = (SELECT hash FROM deed WHERE deed.seq = 1)"));
    }

    /// Has the watch look again, and waits for its answer: the services of a workspace work one after another.
    void look(RecordWatch &watch)
    {
        watch.look();
        QSignalSpy answered(&m_answer, &QFutureWatcherBase::finished);
        m_answer.setFuture(AuditService(*m_workspace, m_scene->local).watch());
        QTRY_COMPARE(answered.size(), 1);
    }

    std::unique_ptr<AccessScene> m_scene;
    std::shared_ptr<Workspace> m_workspace;
    QFutureWatcher<Result<std::vector<DeedBreak>>> m_answer;
};

} // namespace callveil

QTEST_MAIN(callveil::RecordWatchTest)
#include "tst_record_watch.moc"
