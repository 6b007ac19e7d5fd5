// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reveal/limit_watch.h"

#include "services/processes/process_service.h"
#include "ui/support/access_scene.h"
#include "ui/support/recording_notifier.h"

#include <QTest>

using namespace callveil;
using namespace std::chrono_literals;

/// Who hears of people that met a limit.
class TestLimitWatch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene.found();
        m_scene.addPerson(QStringLiteral("boris"), Role::Administrator, m_password);
        m_scene.addPerson(QStringLiteral("clara"), Role::ProfessionalAgent, m_password);
        m_asha = m_scene.enter(QStringLiteral("asha"));
        m_boris = m_scene.enter(QStringLiteral("boris"), m_password);
        run(QStringLiteral("INSERT INTO setting VALUES ('searches_per_hour', '0', 1, 0)"));
        ProcessDetails details;
        details.process.name = QStringLiteral("Support");
        details.process.country = QStringLiteral("GB");
        QVERIFY(ProcessService(*m_asha).create(details).result());
    }

    void tellsOfOthersOnceWhileItRuns()
    {
        LimitWatch watch(*m_asha, m_notifier, QTimeZone::utc(), nullptr, 20ms);
        LimitWatch own(*m_boris, m_ownNotifier, QTimeZone::utc(), nullptr, 20ms);
        const QDate before = QDateTime::currentDateTimeUtc().date();
        meetTheLimit();
        const QDate after = QDateTime::currentDateTimeUtc().date(); // another day at midnight
        QTRY_COMPARE(m_notifier.messages.size(), 1);
        const auto &message = m_notifier.messages.front();
        QCOMPARE(message.kind, Notifier::Kind::Warning);
        QVERIFY(message.text.startsWith(QLatin1String("boris met the limit of searches by number at ")));
        QVERIFY(message.text.endsWith(QLatin1String("The Audit Trail tells more.")));
        QVERIFY(message.text.contains(QLocale().toString(before, QLocale::ShortFormat))
            || message.text.contains(QLocale().toString(after, QLocale::ShortFormat)));
        meetTheLimit();
        QTRY_COMPARE(m_notifier.messages.size(), 2);
        meetTheLimit();
        QTRY_COMPARE(m_notifier.messages.size(), 3); // each told once
        QVERIFY(m_ownNotifier.messages.isEmpty()); // he knows
    }

    void tellsAtSignInOfTheLastDay()
    {
        LimitWatch watch(*m_asha, m_notifier, QTimeZone::utc(), nullptr, 1h);
        QTRY_COMPARE(m_notifier.messages.size(), 1);
        m_notifier.clear();
        run(QStringLiteral("UPDATE request SET asked_at = asked_at - 2 * 86400000"));
        LimitWatch later(*m_asha, m_notifier, QTimeZone::utc(), nullptr, 20ms);
        meetTheLimit();
        QTRY_COMPARE(m_notifier.messages.size(), 1);
        QVERIFY(m_notifier.messages.front().details.isEmpty());
    }

    void tellsNobodyElse()
    {
        const auto clara = m_scene.enter(QStringLiteral("clara"), m_password);
        QVERIFY(!clara->identity()->may(Permission::ViewAudit));
        RecordingNotifier claras;
        LimitWatch hers(*clara, claras, QTimeZone::utc(), nullptr, 20ms);
        LimitWatch watch(*m_asha, m_notifier, QTimeZone::utc(), nullptr, 20ms);
        QTRY_VERIFY(!m_notifier.messages.isEmpty());
        meetTheLimit();
        QTRY_COMPARE(m_notifier.messages.size(), 2);
        QVERIFY(claras.messages.isEmpty());
    }

    void cleanup()
    {
        m_notifier.clear();
        m_ownNotifier.clear();
    }

private:
    void run(const QString &sql)
    {
        const auto done =
            m_asha->interactive().run([sql](Connection &database) { return database.runScript(sql); }).result();
        if (!done)
            qFatal("a test's database could not be changed");
    }

    void meetTheLimit()
    {
        const auto answer = RevealService(*m_boris).search(QStringLiteral("+447700900123")).result();
        if (answer || answer.error().fault != Fault::SearchLimit)
            qFatal("the limit of a test was not met");
    }

    AccessScene m_scene;
    const QString m_password = QStringLiteral("green kettle on moon");
    std::shared_ptr<Workspace> m_asha, m_boris;
    RecordingNotifier m_notifier, m_ownNotifier;
};

QTEST_MAIN(TestLimitWatch)
#include "tst_limit_watch.moc"
