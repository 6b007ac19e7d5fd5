// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/session/service_file.h"

#include "storage/crypto/proquint.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace callveil;

namespace {

const QString fileName = QStringLiteral("callveild.json");
const QByteArray fingerprint("twelve bytes");
const QString secret = QStringLiteral("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST");

ServiceFile good()
{
    ServiceFile file;
    file.address = *DatabaseAddress::parse(QStringLiteral("postgresql://db.example.org:6432/callveil"));
    file.organisation = QStringLiteral("Büro \"secret\": \"für\" Anrufe");
    file.fingerprint = fingerprint;
    file.user = QStringLiteral("callveild");
    QByteArray bytes = secret.toLatin1();
    file.secret = std::make_shared<const SecretBytes>(SecretBytes::takeFrom(bytes));
    return file;
}

QByteArray with(const char *key, const QJsonValue &value)
{
    QJsonObject document = QJsonDocument::fromJson(good().text()).object();
    document.insert(QLatin1String(key), value);
    return QJsonDocument(document).toJson();
}

template <typename T>
Fault faultOf(const Result<T> &result)
{
    return result ? Fault::Unexpected : result.error().fault;
}

} // namespace

/// The identity of a service: written once for its owner alone, and refused when it lies open.
class ServiceFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("CREDENTIALS_DIRECTORY"); }
    void readsBackWhatItWrote();
    void readsAFileOnThisComputer();
    void isItsOwnersAlone();
    void neverOverwrites();
    void refusesWhatIsNoneOfOurs_data();
    void refusesWhatIsNoneOfOurs();
    void wipesWhatItRead();
    void refusesAnOpenFile_data();
    void refusesAnOpenFile();
    void takesACredentialOfSystemd();
    void readsNothingButFiles();

private:
    [[nodiscard]] QString path(const QString &name = fileName) const { return m_folder.filePath(name); }
    [[nodiscard]] QString written(const QString &name) const
    {
        if (!ServiceFile::reserve(path(name)) || !good().write(path(name)))
            qFatal("the file cannot be written");
        return path(name);
    }

    QTemporaryDir m_folder;
};

void ServiceFileTest::readsBackWhatItWrote()
{
    const auto again = ServiceFile::read(written(QStringLiteral("again.json")));
    QVERIFY(again);
    QCOMPARE(again->address.place(), QStringLiteral("postgresql://db.example.org:6432/callveil"));
    QCOMPARE(again->address.tls, TlsMode::VerifyFull);
    QVERIFY(again->address.user.isEmpty());
    QCOMPARE(again->organisation, good().organisation);
    QCOMPARE(again->fingerprint, fingerprint);
    QCOMPARE(again->user, QStringLiteral("callveild"));
    QCOMPARE(again->password(), secret);
}

void ServiceFileTest::readsAFileOnThisComputer()
{
    ServiceFile file = good();
    file.address = *DatabaseAddress::parse(path(QStringLiteral("callveil.db")));
    QByteArray bytes = file.text();
    const auto again = ServiceFile::parse(bytes, fileName);
    QVERIFY(again);
    QCOMPARE(again->address.engine, Engine::Sqlite);
    QCOMPARE(again->address.file, path(QStringLiteral("callveil.db")));
}

void ServiceFileTest::isItsOwnersAlone()
{
    const mode_t before = umask(0); // nothing but the program closes it
    const auto reserved = ServiceFile::reserve(path(QStringLiteral("own.json")));
    umask(before);
    QVERIFY(reserved);
    struct stat found = {};
    QCOMPARE(stat(qPrintable(path(QStringLiteral("own.json"))), &found), 0);
    QCOMPARE(int(found.st_mode & 07777), 0600);
    QVERIFY(good().write(path(QStringLiteral("own.json"))));
    QCOMPARE(stat(qPrintable(path(QStringLiteral("own.json"))), &found), 0);
    QCOMPARE(int(found.st_mode & 07777), 0600);
}

void ServiceFileTest::neverOverwrites()
{
    const QString place = written(QStringLiteral("kept.json"));
    QCOMPARE(faultOf(ServiceFile::reserve(place)), Fault::FileExists);
    QCOMPARE(faultOf(good().write(place)), Fault::FileExists);
    QVERIFY(ServiceFile::read(place));
    const QString link = path(QStringLiteral("link.json"));
    QVERIFY(QFile::link(path(QStringLiteral("nowhere")), link));
    QCOMPARE(faultOf(ServiceFile::reserve(link)), Fault::FileExists);
    QVERIFY(!QFile::exists(path(QStringLiteral("nowhere"))));
    QCOMPARE(faultOf(ServiceFile::reserve(path(QStringLiteral("none/x.json")))), Fault::FileUnwritable);
    QCOMPARE(faultOf(good().write(path(QStringLiteral("none.json")))), Fault::FileUnwritable);
}

void ServiceFileTest::refusesWhatIsNoneOfOurs_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("caller,callee\n1,2\n");
    QTest::newRow("cut off") << good().text().chopped(9);
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("too big") << with("note", QString(20000, u'x'));
    QTest::newRow("no version") << with("callveil_service", QJsonValue());
    QTest::newRow("newer") << with("callveil_service", 2);
    QTest::newRow("address of a page") << with("address", QStringLiteral("https://db.example.org/callveil"));
    QTest::newRow("address empty") << with("address", QString());
    QTest::newRow("five words") << with("fingerprint", toWords(fingerprint.first(10)).join(u' '));
    QTest::newRow("no user") << with("user", QString());
    QTest::newRow("user that says more") << with("user", QStringLiteral("a'; x"));
    QTest::newRow("secret missing") << with("secret", QJsonValue());
    QTest::newRow("secret too short") << with("secret", secret.chopped(1));
    QTest::newRow("secret too long") << with("secret", QString(secret + u'A'));
    QTest::newRow("secret of other letters") << with("secret", QString(secret.chopped(1) + u'a'));
    QTest::newRow("secret in another place") << QByteArray(
        with("secret", QJsonValue()).chopped(2) + ", \"x\": {\"secret\": \"" + secret.toLatin1() + "\"}}");
}

void ServiceFileTest::refusesWhatIsNoneOfOurs()
{
    QFETCH(QByteArray, content);
    const auto file = ServiceFile::parse(content, fileName);
    QVERIFY(!file);
    QCOMPARE(file.error().fault, Fault::ServiceFileDamaged);
    QCOMPARE(file.error().args, QStringList(fileName)); // and nothing of what it holds
}

void ServiceFileTest::wipesWhatItRead()
{
    QByteArray content = good().text();
    QVERIFY(content.contains(secret.toLatin1()));
    QVERIFY(ServiceFile::parse(content, fileName));
    QVERIFY(content.isEmpty());
}

void ServiceFileTest::refusesAnOpenFile_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("fits");
    for (const int mode : {0600, 0400, 0700})
        QTest::addRow("0%o", mode) << mode << true;
    for (const int mode : {0640, 0604, 0620, 0602, 0660, 0644, 0666, 0440, 0610})
        QTest::addRow("0%o", mode) << mode << false;
}

void ServiceFileTest::refusesAnOpenFile()
{
    QFETCH(int, mode);
    QFETCH(bool, fits);
    const QString place = written(QStringLiteral("mode-%1.json").arg(mode));
    QCOMPARE(chmod(qPrintable(place), mode_t(mode)), 0);
    const auto read = ServiceFile::read(place);
    QCOMPARE(read.has_value(), fits);
    if (!fits)
        QCOMPARE(read.error().fault, Fault::FilePermission);
}

/// There the group stands for an access list; elsewhere the same mode is refused.
void ServiceFileTest::takesACredentialOfSystemd()
{
    const QString place = written(fileName);
    QCOMPARE(chmod(qPrintable(place), 0440), 0);
    QCOMPARE(faultOf(ServiceFile::read(place)), Fault::FilePermission);
    qputenv("CREDENTIALS_DIRECTORY", m_folder.path().toLocal8Bit());
    QVERIFY(ServiceFile::read(place));
    QCOMPARE(ServiceFile::usualPlace(), place);
    for (const int mode : {0444, 0460, 0404})
        QVERIFY2(
            chmod(qPrintable(place), mode_t(mode)) == 0 && faultOf(ServiceFile::read(place)) == Fault::FilePermission,
            qPrintable(QString::number(mode, 8)));
    qputenv("CREDENTIALS_DIRECTORY", "/nowhere");
    QVERIFY(ServiceFile::usualPlace() != place);
}

void ServiceFileTest::readsNothingButFiles()
{
    QCOMPARE(faultOf(ServiceFile::read(path(QStringLiteral("missing")))), Fault::FileUnreadable);
    QCOMPARE(faultOf(ServiceFile::read(m_folder.path())), Fault::FileUnreadable);
    QCOMPARE(mkfifo(qPrintable(path(QStringLiteral("pipe"))), 0600), 0);
    QCOMPARE(faultOf(ServiceFile::read(path(QStringLiteral("pipe")))), Fault::FileUnreadable);
}

QTEST_GUILESS_MAIN(ServiceFileTest)
#include "tst_service_file.moc"
