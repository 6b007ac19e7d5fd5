// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/connection_file.h"

#include "services/session/saved_connections.h"
#include "storage/crypto/proquint.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace callveil;

namespace {

const QString fileName = QStringLiteral("main.json");
const QByteArray fingerprint("twelve bytes");

QJsonObject good()
{
    return {{QStringLiteral("callveil_connection"), 1}, {QStringLiteral("name"), QStringLiteral("Main")},
        {QStringLiteral("address"), QStringLiteral("postgresql://db.example.org:6432/callveil?sslmode=verify-ca")},
        {QStringLiteral("organisation"), QStringLiteral("Büro für Anrufe")},
        {QStringLiteral("fingerprint"), toWords(fingerprint).join(u' ')}};
}

QByteArray with(const char *key, const QJsonValue &value)
{
    QJsonObject document = good();
    document.insert(QLatin1String(key), value);
    return QJsonDocument(document).toJson();
}

} // namespace

/// What one console writes for another, and what a stranger may have written instead.
class tst_ConnectionFile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBackWhatItWrote();
    void holdsNoUser();
    void refusesWhatIsNoneOfOurs_data();
    void refusesWhatIsNoneOfOurs();
    void readsNothingButFiles();
    void writesNoFileOfADatabaseOnThisComputer();
    void writesOnlyWhatIsPinned();
    void pinsAndSaves();
    void neverReplacesAPin();
    void savesAServerOnce();
    void findsAFreeName();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void tst_ConnectionFile::readsBackWhatItWrote()
{
    const auto file = ConnectionFile::parse(QJsonDocument(good()).toJson(), fileName);
    QVERIFY(file);
    QVERIFY(file->write(path(fileName)).result());
    const auto again = ConnectionFile::read(path(fileName)).result();
    QVERIFY(again);
    QCOMPARE(again->name, QStringLiteral("Main"));
    QCOMPARE(again->organisation, QStringLiteral("Büro für Anrufe"));
    QCOMPARE(again->address.place(), QStringLiteral("postgresql://db.example.org:6432/callveil"));
    QCOMPARE(again->address.tls, TlsMode::VerifyCa);
    QCOMPARE(again->fingerprint, fingerprint);
    QCOMPARE(again->words(), toWords(fingerprint));
}

void tst_ConnectionFile::holdsNoUser()
{
    const auto file =
        ConnectionFile::parse(with("address", QStringLiteral("postgresql://asha@db.example.org/callveil")), fileName);
    QVERIFY(file);
    QVERIFY(file->address.user.isEmpty());
    QVERIFY(!file->text().contains("asha"));
}

void tst_ConnectionFile::refusesWhatIsNoneOfOurs_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("field");
    const auto unknown = [](const char *name, const QByteArray &content) {
        QTest::newRow(name) << content << Fault::ConnectionFileUnknown << fileName;
    };
    const auto damaged = [](const char *name, const char *field, const QJsonValue &value) {
        QTest::newRow(name) << with(field, value) << Fault::ConnectionFileDamaged << QString::fromLatin1(field);
    };
    unknown("empty", {});
    unknown("no JSON", "caller,callee\n1,2\n");
    unknown("cut off", QJsonDocument(good()).toJson().chopped(9));
    unknown("an array", "[1, 2]");
    unknown("zeros", QByteArray(100, '\0'));
    unknown("nested deeply", QByteArray(20000, '['));
    unknown("too big", with("note", QString(20000, u'x')));
    unknown("no version", with("callveil_connection", QJsonValue()));
    unknown("version of another type", with("callveil_connection", QStringLiteral("1")));
    unknown("version between two", with("callveil_connection", 1.5));
    unknown("version nought", with("callveil_connection", 0));
    unknown("version beyond all", with("callveil_connection", 1e300));
    QTest::newRow("newer") << with("callveil_connection", 2) << Fault::ConnectionFileNewer << fileName;
    damaged("name missing", "name", {});
    damaged("name empty", "name", QStringLiteral("  "));
    damaged("name of another type", "name", QJsonObject{});
    damaged("name of two lines", "name", QStringLiteral("Main\nServer"));
    damaged("name that turns writing round", "name", QString(QStringLiteral("Main ") + QChar(0x202e) + u'x'));
    damaged("name too long", "name", QString(500, u'x'));
    damaged("organisation of another type", "organisation", 7);
    damaged("organisation with a bell", "organisation", QStringLiteral("A\aB"));
    damaged("address of another type", "address", true);
    damaged("address empty", "address", QString());
    damaged("address of another scheme", "address", QStringLiteral("mysql://db.example.org/callveil"));
    damaged("address of a page", "address", QStringLiteral("https://db.example.org/callveil"));
    damaged("address of a file", "address", QStringLiteral("/etc/passwd"));
    damaged("address without a host", "address", QStringLiteral("postgresql:///callveil"));
    damaged("address with a password", "address", QStringLiteral("postgresql://asha:secret@db.example.org/callveil"));
    damaged("address with a TLS mode of its own", "address",
        QStringLiteral("postgresql://db.example.org/callveil?sslmode=allow"));
    damaged("host that says more", "address",
        QStringLiteral("postgresql://db.example.org/callveil?host=evil%20sslmode%3Ddisable"));
    damaged("database that says more", "address", QStringLiteral("postgresql://db.example.org/call%27veil"));
    damaged("words of another type", "fingerprint", QJsonValue::Null);
    damaged("five words", "fingerprint", toWords(fingerprint.first(10)).join(u' '));
    damaged("seven words", "fingerprint", toWords(fingerprint + "xy").join(u' '));
    damaged("other words", "fingerprint", QStringLiteral("six words but not the right ones"));
    damaged("no words", "fingerprint", QString());
}

void tst_ConnectionFile::refusesWhatIsNoneOfOurs()
{
    QFETCH(QByteArray, content);
    QFETCH(Fault, fault);
    QFETCH(QString, field);
    const auto file = ConnectionFile::parse(content, fileName);
    QVERIFY(!file);
    QCOMPARE(file.error().fault, fault);
    QCOMPARE(file.error().args.value(0), field);
    QVERIFY(!file.error().args.join(u' ').contains(QStringLiteral("secret")));
}

void tst_ConnectionFile::readsNothingButFiles()
{
    QDir().mkpath(path(QStringLiteral("folder.json")));
    for (const QString &name : {QStringLiteral("folder.json"), QStringLiteral("missing.json")})
        QCOMPARE(ConnectionFile::read(path(name)).result().error().fault, Fault::FileUnreadable);
    QFile big(path(QStringLiteral("big.json")));
    QVERIFY(big.open(QIODevice::WriteOnly) && big.resize(1LL << 32)); // without taking the room
    QCOMPARE(ConnectionFile::read(big.fileName()).result().error().fault, Fault::ConnectionFileUnknown);
    const auto file = ConnectionFile::parse(QJsonDocument(good()).toJson(), fileName);
    QCOMPARE(file->write(path(QStringLiteral("folder.json"))).result().error().fault, Fault::FileUnwritable);
}

void tst_ConnectionFile::writesNoFileOfADatabaseOnThisComputer()
{
    LocalState local(path(QStringLiteral("file.ini")));
    DatabaseAddress address;
    address.file = path(QStringLiteral("callveil.db"));
    local.pin(address.place(), fingerprint);
    QCOMPARE(ConnectionFile::of(local, {}, address).error().fault, Fault::ConnectionNotServer);
}

void tst_ConnectionFile::writesOnlyWhatIsPinned()
{
    LocalState local(path(QStringLiteral("pinned.ini")));
    const auto address = DatabaseAddress::parse(QStringLiteral("postgresql://asha@db.example.org/callveil"));
    QVERIFY(address);
    QCOMPARE(ConnectionFile::of(local, {}, *address).error().fault, Fault::FingerprintUnknown);
    local.pin(address->place(), fingerprint);
    local.noteOrganisation(address->place(), QStringLiteral("Centre"));
    const auto file = ConnectionFile::of(local, {}, *address);
    QVERIFY(file);
    QCOMPARE(file->name, QStringLiteral("callveil @ db.example.org"));
    QCOMPARE(file->organisation, QStringLiteral("Centre"));
    QCOMPARE(file->fingerprint, fingerprint);
}

void tst_ConnectionFile::pinsAndSaves()
{
    LocalState local(path(QStringLiteral("import.ini")));
    const auto file = ConnectionFile::parse(QJsonDocument(good()).toJson(), fileName);
    QCOMPARE(importConnection(local, *file).value_or(QString()), QStringLiteral("Main"));
    QCOMPARE(local.pinned(file->address.place()), fingerprint);
    QCOMPARE(local.organisation(file->address.place()), QStringLiteral("Büro für Anrufe"));
    QCOMPARE(local.connections().size(), 1);
    QCOMPARE(local.connections().front().address, addressText(file->address));
    QVERIFY(importConnection(local, *file)); // once more changes nothing
    QCOMPARE(local.connections().size(), 1);
}

void tst_ConnectionFile::neverReplacesAPin()
{
    LocalState local(path(QStringLiteral("conflict.ini")));
    const auto file = ConnectionFile::parse(QJsonDocument(good()).toJson(), fileName);
    const QByteArray other("other twelve");
    local.pin(file->address.place(), other);
    const auto refused = importConnection(local, *file);
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::FingerprintConflict);
    QCOMPARE(refused.error().args.mid(1), QStringList({toWords(other).join(u' '), toWords(fingerprint).join(u' ')}));
    QCOMPARE(local.pinned(file->address.place()), other);
    QVERIFY(local.connections().isEmpty());
}

void tst_ConnectionFile::savesAServerOnce()
{
    LocalState local(path(QStringLiteral("once.ini")));
    const auto address = DatabaseAddress::parse(QStringLiteral("postgresql://db.example.org/callveil"));
    QCOMPARE(saveConnection(local, *address), QStringLiteral("callveil @ db.example.org"));
    QCOMPARE(saveConnection(local, *address, QStringLiteral("Main")), QStringLiteral("callveil @ db.example.org"));
    QCOMPARE(local.connections().size(), 1);
}

void tst_ConnectionFile::findsAFreeName()
{
    LocalState local(path(QStringLiteral("names.ini")));
    for (const char *host : {"one", "two", "three"}) {
        const auto address =
            DatabaseAddress::parse(QStringLiteral("postgresql://%1/callveil").arg(QLatin1String(host)));
        saveConnection(local, *address, QStringLiteral("Main"));
    }
    QCOMPARE(local.connections().back().name, QStringLiteral("Main (3)"));
}

QTEST_GUILESS_MAIN(tst_ConnectionFile)
#include "tst_connection_file.moc"
