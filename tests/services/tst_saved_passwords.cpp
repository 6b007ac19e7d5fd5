// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/saved_passwords.h"

#include "domain/base/awaited.h"
#include "workspace/fake_password_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

namespace {
const QString place = QStringLiteral("postgresql://db.example.org:5432/callveil");
const QString elsewhere = QStringLiteral("postgresql://db.example.org:5432/other");
const QString user = QStringLiteral("asha");
const QString password = QStringLiteral("violet tram at noon");
} // namespace

/// What is in the key chain, and what this computer knows of it.
class tst_SavedPasswords final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void knowsWhoseItSaved();
    void neverAsksForWhatItDidNotSave();
    void forgetsWhatWasTakenOutByOtherMeans();
    void keepsWhatALockedKeyChainHolds();
    void forgetsEverybodyOfAPlace();
    void tellsWhenOneOfThemStays();
    void replacesOnlyWhatIsSaved();
    void takesAnOldPasswordOutThatItCannotReplace();
    void writesNoPasswordToAFile();

private:
    [[nodiscard]] bool isSaved(const QString &where, const QString &who) const
    {
        return m_store.saved.contains(FakePasswordStore::placeOf(where, who));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalState> m_local;
    FakePasswordStore m_store;
    std::unique_ptr<SavedPasswords> m_passwords;
};

void tst_SavedPasswords::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_local = std::make_unique<LocalState>(m_folder->filePath(QStringLiteral("local.ini")));
    m_store.state = FakePasswordStore::There;
    m_store.saved.clear();
    m_store.asked.clear();
    m_passwords = std::make_unique<SavedPasswords>(*m_local, m_store);
}

void tst_SavedPasswords::knowsWhoseItSaved()
{
    QVERIFY(awaited(m_passwords->save(place, user, password)));
    QVERIFY(m_passwords->has(place, user) && !m_passwords->has(elsewhere, user));
    QCOMPARE(awaited(m_passwords->read(place, user)).value_or(std::nullopt), std::optional(password));
    QVERIFY(awaited(m_passwords->forget(place, user)));
    QVERIFY(!m_passwords->has(place, user) && !isSaved(place, user));
}

void tst_SavedPasswords::neverAsksForWhatItDidNotSave()
{
    const auto found = awaited(m_passwords->read(place, user));
    QVERIFY(found && !*found);
    QVERIFY(m_store.asked.isEmpty());
}

void tst_SavedPasswords::forgetsWhatWasTakenOutByOtherMeans()
{
    QVERIFY(awaited(m_passwords->save(place, user, password)));
    m_store.saved.clear();
    const auto found = awaited(m_passwords->read(place, user));
    QVERIFY(found && !*found);
    QVERIFY(!m_passwords->has(place, user));
}

void tst_SavedPasswords::keepsWhatALockedKeyChainHolds()
{
    QVERIFY(awaited(m_passwords->save(place, user, password)));
    m_store.state = FakePasswordStore::Locked;
    QCOMPARE(awaited(m_passwords->read(place, user)).error().fault, Fault::KeyChainLocked);
    QCOMPARE(awaited(m_passwords->forget(place, user)).error().fault, Fault::KeyChainLocked);
    QVERIFY(m_passwords->has(place, user)); // it can be forgotten later
    QVERIFY(!awaited(m_passwords->save(place, QStringLiteral("ben"), password)));
    QVERIFY(!m_passwords->has(place, QStringLiteral("ben")));
}

void tst_SavedPasswords::forgetsEverybodyOfAPlace()
{
    for (const QString &who : {user, QStringLiteral("ben"), QStringLiteral("cleo")})
        QVERIFY(awaited(m_passwords->save(place, who, password)));
    QVERIFY(awaited(m_passwords->save(elsewhere, user, password)));
    QVERIFY(awaited(m_passwords->forgetAll({place})));
    QVERIFY(m_passwords->users(place).isEmpty());
    QCOMPARE(m_store.saved.size(), 1);
    QVERIFY(isSaved(elsewhere, user));
}

void tst_SavedPasswords::tellsWhenOneOfThemStays()
{
    QVERIFY(awaited(m_passwords->save(place, user, password)));
    m_store.state = FakePasswordStore::Missing;
    QCOMPARE(awaited(m_passwords->forgetAll({elsewhere, place})).error().fault, Fault::KeyChainMissing);
}

void tst_SavedPasswords::replacesOnlyWhatIsSaved()
{
    const QString fresh = QStringLiteral("green kettle on moon");
    QVERIFY(awaited(m_passwords->replace(place, user, fresh)));
    QVERIFY(!isSaved(place, user));
    QVERIFY(awaited(m_passwords->save(place, user, password)));
    QVERIFY(awaited(m_passwords->replace(place, user, fresh)));
    QCOMPARE(awaited(m_passwords->read(place, user)).value_or(std::nullopt), std::optional(fresh));
}

void tst_SavedPasswords::takesAnOldPasswordOutThatItCannotReplace()
{
    QVERIFY(awaited(m_passwords->save(place, user, password)));
    m_store.refusesToWrite = true;
    QVERIFY(!awaited(m_passwords->replace(place, user, QStringLiteral("green kettle on moon"))));
    m_store.refusesToWrite = false;
    QVERIFY(!m_passwords->has(place, user) && !isSaved(place, user));
}

void tst_SavedPasswords::writesNoPasswordToAFile()
{
    QVERIFY(awaited(m_passwords->save(place, user, password)));
    QFile file(m_folder->filePath(QStringLiteral("local.ini")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("asha") && !content.contains("violet"));
}

QTEST_GUILESS_MAIN(tst_SavedPasswords)
#include "tst_saved_passwords.moc"
