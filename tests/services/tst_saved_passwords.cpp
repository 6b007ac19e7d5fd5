// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/saved_passwords.h"

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
    QVERIFY(m_passwords->save(place, user, password).result());
    QVERIFY(m_passwords->has(place, user) && !m_passwords->has(elsewhere, user));
    QCOMPARE(m_passwords->read(place, user).result().value_or(std::nullopt), std::optional(password));
    QVERIFY(m_passwords->forget(place, user).result());
    QVERIFY(!m_passwords->has(place, user) && !isSaved(place, user));
}

void tst_SavedPasswords::neverAsksForWhatItDidNotSave()
{
    const auto found = m_passwords->read(place, user).result();
    QVERIFY(found && !*found);
    QVERIFY(m_store.asked.isEmpty());
}

void tst_SavedPasswords::forgetsWhatWasTakenOutByOtherMeans()
{
    QVERIFY(m_passwords->save(place, user, password).result());
    m_store.saved.clear();
    const auto found = m_passwords->read(place, user).result();
    QVERIFY(found && !*found);
    QVERIFY(!m_passwords->has(place, user));
}

void tst_SavedPasswords::keepsWhatALockedKeyChainHolds()
{
    QVERIFY(m_passwords->save(place, user, password).result());
    m_store.state = FakePasswordStore::Locked;
    QCOMPARE(m_passwords->read(place, user).result().error().fault, Fault::KeyChainLocked);
    QCOMPARE(m_passwords->forget(place, user).result().error().fault, Fault::KeyChainLocked);
    QVERIFY(m_passwords->has(place, user)); // it can be forgotten later
    QVERIFY(!m_passwords->save(place, QStringLiteral("ben"), password).result());
    QVERIFY(!m_passwords->has(place, QStringLiteral("ben")));
}

void tst_SavedPasswords::forgetsEverybodyOfAPlace()
{
    for (const QString &who : {user, QStringLiteral("ben"), QStringLiteral("cleo")})
        QVERIFY(m_passwords->save(place, who, password).result());
    QVERIFY(m_passwords->save(elsewhere, user, password).result());
    QVERIFY(m_passwords->forgetAll({place}).result());
    QVERIFY(m_passwords->users(place).isEmpty());
    QCOMPARE(m_store.saved.size(), 1);
    QVERIFY(isSaved(elsewhere, user));
}

void tst_SavedPasswords::tellsWhenOneOfThemStays()
{
    QVERIFY(m_passwords->save(place, user, password).result());
    m_store.state = FakePasswordStore::Missing;
    QCOMPARE(m_passwords->forgetAll({elsewhere, place}).result().error().fault, Fault::KeyChainMissing);
}

void tst_SavedPasswords::replacesOnlyWhatIsSaved()
{
    const QString fresh = QStringLiteral("green kettle on moon");
    QVERIFY(m_passwords->replace(place, user, fresh).result());
    QVERIFY(!isSaved(place, user));
    QVERIFY(m_passwords->save(place, user, password).result());
    QVERIFY(m_passwords->replace(place, user, fresh).result());
    QCOMPARE(m_passwords->read(place, user).result().value_or(std::nullopt), std::optional(fresh));
}

void tst_SavedPasswords::takesAnOldPasswordOutThatItCannotReplace()
{
    QVERIFY(m_passwords->save(place, user, password).result());
    m_store.refusesToWrite = true;
    QVERIFY(!m_passwords->replace(place, user, QStringLiteral("green kettle on moon")).result());
    m_store.refusesToWrite = false;
    QVERIFY(!m_passwords->has(place, user) && !isSaved(place, user));
}

void tst_SavedPasswords::writesNoPasswordToAFile()
{
    QVERIFY(m_passwords->save(place, user, password).result());
    QFile file(m_folder->filePath(QStringLiteral("local.ini")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("asha") && !content.contains("violet"));
}

QTEST_APPLESS_MAIN(tst_SavedPasswords)
#include "tst_saved_passwords.moc"
