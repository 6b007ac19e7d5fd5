// SPDX-License-Identifier: GPL-3.0-or-later
#include "call_files.h"

#include <map>

namespace callveil {

namespace {

const QByteArray header = "Call ID,Caller Number,Called Number,Start Time,Talk Time,Status,Recording ID,Consent\n";

QByteArray row(const QByteArray &id, const QByteArray &proxy, const QByteArray &recording, const QByteArray &consent)
{
    return id + ",+44770090010" + id.right(1) + ',' + proxy + ",2026-03-01 10:0" + id.right(1) + ":00,30,Completed,"
        + recording + ',' + consent + '\n';
}

/// Two processes with calls of which most were recorded.
struct Recorder : LineDesk {
    explicit Recorder(Engine engine)
        : LineDesk(engine), sales(addLine(QStringLiteral("Sales"), QStringLiteral("+442079460200")))
    {
        const QByteArray did = "+442079460100";
        import(*this,
            header + row("c0", did, "rec-0", "yes") + row("c1", did, "rec-1", "No")
                + row("c2", did, "in-+447911123456-20260301.wav", "Granted") + row("c3", did, "", "n/a")
                + row("c4", did, "rec-0", ""),
            process);
        import(*this, header + row("s5", "+442079460200", "rec-0", "yes"), sales);
    }

    /// Of the call that started in that minute.
    [[nodiscard]] LegLine legOf(int minute) const
    {
        CallFilter filter;
        filter.from = QDateTime({2026, 3, 1}, {10, minute}, Qt::UTC).toMSecsSinceEpoch();
        filter.to = *filter.from + 1;
        const auto calls = logOf(*admin, filter);
        if (calls.size() != 1)
            qFatal("%d calls in minute %d", int(calls.size()), minute);
        return taken(CallLogService(*admin).legs(calls[0].id)).at(0);
    }
    [[nodiscard]] QList<qint64> startsOf(Workspace &workspace, const QString &recording) const
    {
        CallFilter filter;
        filter.recording = recording;
        QList<qint64> minutes;
        for (const CallLine &call : logOf(workspace, filter))
            minutes.append(call.startedAt / 60000 % 60);
        return minutes;
    }

    ProcessId sales;
};

} // namespace

/// What is stored of recordings, and how they are found.
class RecordingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestOrganisation::addEngines(); }
    void cleanupTestCase() { m_recorders.clear(); }
    void aLegTellsItsConsent();
    void aRecordingShowsNoNumber();
    void findsCallsByTheirRecording();
    void aPersonFindsThoseOfHisProcesses();
    void searchesForNoNumber();

private:
    Recorder &recorder()
    {
        QFETCH_GLOBAL(Engine, engine);
        auto &made = m_recorders[engine];
        if (!made)
            made = std::make_unique<Recorder>(engine);
        return *made;
    }

    std::map<Engine, std::unique_ptr<Recorder>> m_recorders;
};

void RecordingsTest::aLegTellsItsConsent()
{
    const Recorder &desk = recorder();
    QList<Consent> consent;
    for (int minute = 0; minute < 6; ++minute)
        consent.append(desk.legOf(minute).consent);
    QCOMPARE(consent,
        QList<Consent>({Consent::Yes, Consent::No, Consent::Yes, Consent::NotAsked, Consent::NotAsked, Consent::Yes}));
    QCOMPARE(desk.legOf(1).recordingId, QStringLiteral("rec-1"));
    QCOMPARE(desk.legOf(3).recordingId, QString());
}

void RecordingsTest::aRecordingShowsNoNumber()
{
    const Recorder &desk = recorder();
    const QString stored = desk.legOf(2).recordingId;
    QCOMPARE(stored, QStringLiteral("in-+xxxxxxxxxxxx-20260301.wav"));
    QVERIFY(!DatabaseLook(desk.organisation).dump().contains("7911123456"));
    QCOMPARE(desk.startsOf(*desk.admin, stored), QList<qint64>{2}); // as the log shows it
}

void RecordingsTest::findsCallsByTheirRecording()
{
    const Recorder &desk = recorder();
    QCOMPARE(desk.startsOf(*desk.admin, QStringLiteral(" rec-1 ")), QList<qint64>{1});
    QCOMPARE(desk.startsOf(*desk.admin, QStringLiteral("rec-0")), (QList<qint64>{5, 4, 0}));
    for (const char *none : {"rec", "rec-10", "REC-1"})
        QVERIFY2(desk.startsOf(*desk.admin, QLatin1String(none)).isEmpty(), none);
    CallFilter filter;
    filter.recording = QStringLiteral("rec-0");
    filter.process = desk.sales; // the recording alone decides, as a session does
    filter.to = 1;
    CallLogService service(*desk.admin);
    const CallPage first = taken(service.page(filter, CallLogService::newest(), true, 2));
    QCOMPARE(first.calls.size(), 2U);
    QVERIFY(!first.ends);
    const CallKey key{first.calls[1].startedAt, first.calls[1].id.value};
    const CallPage second = taken(service.page(filter, key, true, 2));
    QCOMPARE(second.calls.size(), 1U);
    QVERIFY(second.ends);
    QCOMPARE(taken(service.page(filter, key, false, 2)).calls.at(0).id, first.calls[0].id);
}

void RecordingsTest::aPersonFindsThoseOfHisProcesses()
{
    Recorder &desk = recorder();
    const auto asha = desk.hire(QStringLiteral("asha"), Role::Analyst, {desk.sales});
    QCOMPARE(desk.startsOf(*asha, QStringLiteral("rec-0")), QList<qint64>{5});
    QVERIFY(desk.startsOf(*asha, QStringLiteral("rec-1")).isEmpty());
}

void RecordingsTest::searchesForNoNumber()
{
    const Recorder &desk = recorder();
    CallLogService service(*desk.admin);
    for (const char *typed :
        {"in-07700900555-20260301.wav", "+447700900101", "07700 900101", "rec 020 7946 0100", "447911123456a1b2"}) {
        CallFilter filter;
        filter.recording = QLatin1String(typed);
        const Error error = errorOf(service.page(filter, CallLogService::newest(), true, 10));
        QCOMPARE(error.fault, Fault::TextHoldsNumber);
        QCOMPARE(error.args, QStringList(QStringLiteral("recording")));
    }
}

} // namespace callveil

QTEST_GUILESS_MAIN(callveil::RecordingsTest)
#include "tst_recordings.moc"
