// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/keychain_store.h"

#include "workspace/wallet_bus.h"

#include <QElapsedTimer>
#include <QTest>

using namespace callveil;

namespace {
const QString place = QStringLiteral("postgresql://db.example.org:5432/callveil");
const QString user = QStringLiteral("asha");
const QString password = QStringLiteral("violet tram at noon ü 😀");
} // namespace

/// The real key chain library, against a key chain on a bus of our own.
class tst_KeychainStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsTheKeyChain();
    void findsNothingThatWasNotSaved();
    void readsBackWhatItWrote();
    void writesOverWhatIsThere();
    void removesASavedPassword();
    void saysThatTheKeyChainIsLocked();
    void saysSoonThatThereIsNone();

private:
    WalletBus m_bus;
    std::unique_ptr<KeychainStore> m_store;
};

void tst_KeychainStore::initTestCase()
{
    QVERIFY2(m_bus.start(), "dbus-daemon does not start; packaging/test.sh installs it");
    const auto environment = m_bus.environment();
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        qputenv(variable.key().toLatin1(), variable.value().toUtf8());
    m_store = std::make_unique<KeychainStore>();
}

void tst_KeychainStore::findsTheKeyChain()
{
    QVERIFY(m_store->check().result());
}

void tst_KeychainStore::findsNothingThatWasNotSaved()
{
    const auto found = m_store->read(place, user).result();
    QVERIFY(found && !*found);
    QVERIFY(m_store->remove(place, user).result());
}

void tst_KeychainStore::readsBackWhatItWrote()
{
    QVERIFY(m_store->write(place, user, password).result());
    QCOMPARE(m_bus.entries().value(user + u'@' + place), password);
    QCOMPARE(m_store->read(place, user).result().value_or(std::nullopt), std::optional(password));
    QCOMPARE(m_store->read(place, QStringLiteral("ben")).result().value_or(QString()), std::optional<QString>());
    QCOMPARE(m_store->read(place + u'2', user).result().value_or(QString()), std::optional<QString>());
}

void tst_KeychainStore::writesOverWhatIsThere()
{
    QVERIFY(m_store->write(place, user, password + u'!').result());
    QCOMPARE(m_store->read(place, user).result().value_or(std::nullopt), std::optional<QString>(password + u'!'));
    QCOMPARE(m_bus.entries().size(), 1);
}

void tst_KeychainStore::removesASavedPassword()
{
    QVERIFY(m_store->remove(place, user).result());
    QVERIFY(m_bus.entries().isEmpty());
}

void tst_KeychainStore::saysThatTheKeyChainIsLocked()
{
    m_bus.setLocked(true);
    QVERIFY(m_store->check().result()); // there is one
    const auto read = m_store->read(place, user).result();
    QVERIFY(!read && read.error().fault == Fault::KeyChainLocked);
    const auto written = m_store->write(place, user, password).result();
    QVERIFY(!written && written.error().fault == Fault::KeyChainLocked);
    QVERIFY(m_bus.entries().isEmpty());
    m_bus.setLocked(false);
}

/// Last, because the bus stays away.
void tst_KeychainStore::saysSoonThatThereIsNone()
{
    m_bus.stop();
    QElapsedTimer clock;
    clock.start();
    const auto there = m_store->check().result();
    QVERIFY(!there && there.error().fault == Fault::KeyChainMissing);
    const auto read = m_store->read(place, user).result();
    QVERIFY(!read && read.error().fault == Fault::KeyChainMissing);
    QVERIFY(clock.elapsed() < 15000); // two limits of 5 s, on a busy machine
}

QTEST_GUILESS_MAIN(tst_KeychainStore)
#include "tst_keychain_store.moc"
