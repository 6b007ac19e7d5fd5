// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/local_state.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

namespace {
const QString place = QStringLiteral("postgresql://127.0.0.1:5432/calls");
const QString user = QStringLiteral("asha");
constexpr qint64 now = 1767268800000;
} // namespace

/// What this computer remembers outside any database.
class tst_LocalState final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remembersAPin();
    void remembersConnections();
    void makesNobodyWaitForTwoFailures();
    void doublesTheWaitUpToFiveMinutes();
    void forgetsFailuresWhenCleared();
    void tellsUsersAndPlacesApart();
    void keepsItsFileToItsOwner();
    void remembersTheNewestKeys();
    void remembersTheNewestEntries();

private:
    [[nodiscard]] QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

void tst_LocalState::remembersAPin()
{
    const QByteArray fingerprint("\x00\x01\xfe\xff\n=;#\"/ ]", 12);
    LocalState(file("pins")).pin(place, fingerprint);
    QCOMPARE(LocalState(file("pins")).pinned(place), fingerprint);
    QCOMPARE(LocalState(file("pins")).pinned(place + u'x'), QByteArray());
    LocalState(file("pins")).pin(place, "other");
    QCOMPARE(LocalState(file("pins")).pinned(place), QByteArray("other"));
}

void tst_LocalState::remembersConnections()
{
    LocalState local(file("connections"));
    QVERIFY(local.connections().isEmpty());
    local.setConnections(
        {{QStringLiteral("Büro, 2. Stock"), QStringLiteral("/a b/c;d.db")}, {QStringLiteral("Server"), place}});
    const QList<SavedConnection> found = LocalState(file("connections")).connections();
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].name, QStringLiteral("Büro, 2. Stock"));
    QCOMPARE(found[0].address, QStringLiteral("/a b/c;d.db"));
    QCOMPARE(found[1].address, place);
    local.setConnections({found[1]});
    QCOMPARE(LocalState(file("connections")).connections().size(), 1);
    QCOMPARE(LocalState(file("connections")).connections()[0].name, QStringLiteral("Server"));
}

void tst_LocalState::makesNobodyWaitForTwoFailures()
{
    LocalState local(file("two"));
    for (int i = 1; i <= 2; ++i) {
        local.noteFailure(place, user, now);
        QCOMPARE(local.failures(place, user), i);
        QVERIFY(local.blockedUntil(place, user) <= now);
    }
}

void tst_LocalState::doublesTheWaitUpToFiveMinutes()
{
    LocalState local(file("waits"));
    QList<qint64> seconds;
    for (int i = 0; i < 14; ++i) {
        local.noteFailure(place, user, now + i);
        seconds.append((local.blockedUntil(place, user) - now - i) / 1000);
    }
    QCOMPARE(seconds, (QList<qint64>{0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300}));
}

void tst_LocalState::forgetsFailuresWhenCleared()
{
    LocalState local(file("cleared"));
    for (int i = 0; i < 5; ++i)
        local.noteFailure(place, user, now);
    local.clearFailures(place, user);
    QCOMPARE(local.failures(place, user), 0);
    QCOMPARE(local.blockedUntil(place, user), 0);
}

void tst_LocalState::tellsUsersAndPlacesApart()
{
    LocalState local(file("apart"));
    for (int i = 0; i < 3; ++i)
        local.noteFailure(place, user, now);
    QCOMPARE(local.failures(place, QStringLiteral("ben")), 0);
    QCOMPARE(local.failures(place + QStringLiteral("2"), user), 0);
    local.clearFailures(place, QStringLiteral("ben"));
    QCOMPARE(local.failures(place, user), 3);
}

void tst_LocalState::remembersTheNewestKeys()
{
    const SeenDatabase here{place, "fingerprint"};
    const QHash<QString, qint64> first{{QStringLiteral("recovery"), 5}, {QStringLiteral("vault-1"), 2}};
    LocalState(file("keys")).noteKeys(here, first);
    LocalState local(file("keys"));
    QCOMPARE(local.knownKeys(here), first);
    QVERIFY(local.knownKeys({place, "another"}).isEmpty());
    QVERIFY(local.knownKeys({QStringLiteral("elsewhere"), "fingerprint"}).isEmpty());
    local.noteKeys(here, {{QStringLiteral("recovery"), 4}, {QStringLiteral("vault-1"), 3}});
    QCOMPARE(local.knownKeys(here),
        (QHash<QString, qint64>{{QStringLiteral("recovery"), 5}, {QStringLiteral("vault-1"), 3}}));
    local.forgetKeys(here);
    QVERIFY(local.knownKeys(here).isEmpty());
}

void tst_LocalState::remembersTheNewestEntries()
{
    QVERIFY(SeenDatabase::markOf(place) != SeenDatabase::markOf(QStringLiteral("elsewhere")));
    LocalState local(file("heads"));
    const SeenDatabase here{place, "fingerprint"};
    const SeenDatabase drill{QStringLiteral("elsewhere"), "fingerprint"};
    const DeedHead fifth{PersonId{1}, 5, QByteArray(32, 'a')};
    const DeedHead third{PersonId{1}, 3, QByteArray(32, 'b')};
    local.noteHeads(here, {fifth});
    local.noteHeads(here, {third});
    QCOMPARE(local.seenHeads(here), QList<DeedHead>{fifth});
    QVERIFY(local.seenHeads(drill).isEmpty());
    local.noteHeads(drill, {third});
    QCOMPARE(local.seenHeads(drill), QList<DeedHead>{third});
    QCOMPARE(local.seenHeads(here), QList<DeedHead>{fifth});
    QVERIFY(local.seenHeads({place, "another"}).isEmpty());
    local.replaceHeads(here, {third});
    QCOMPARE(local.seenHeads(here), QList<DeedHead>{third});
}

void tst_LocalState::keepsItsFileToItsOwner()
{
    LocalState local(file("owner"));
    local.noteFailure(place, user, now);
    local.pin(place, "fingerprint");
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file("owner")) & others));
    QFile content(file("owner"));
    QVERIFY(content.open(QIODevice::ReadOnly));
    QVERIFY(!content.readAll().contains("asha")); // who failed to sign in is nobody's business
}

QTEST_APPLESS_MAIN(tst_LocalState)
#include "tst_local_state.moc"
