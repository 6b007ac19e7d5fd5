// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "kit_output.h"

#include "services/demo/demo_service.h"
#include "services/setup/setup_service.h"
#include "ui/texts/value_text.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <cstdlib>

namespace callveil {

namespace {

QString superuserPassword()
{
    return qEnvironmentVariable("PGPASSWORD"); // as every PostgreSQL tool takes it
}

} // namespace

int runInit(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("organisation"), QStringLiteral("its name; if left out, My organisation"),
            QStringLiteral("NAME"), QStringLiteral("My organisation")},
        {QStringLiteral("admin"), QStringLiteral("user name of the first administrator; if left out, admin"),
            QStringLiteral("NAME"), QStringLiteral("admin")},
        {QStringLiteral("recovery-kit"), QStringLiteral("write the recovery kit to this new file (0600)"),
            QStringLiteral("FILE")},
    });
    command.describe(QStringLiteral("[--organisation NAME] [--admin NAME] [--recovery-kit FILE]"),
        QStringLiteral("Makes the database and its first administrator. On a server the address's user is a superuser "
                       "(password in PGPASSWORD), used for this run only."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    const auto address = command.address();
    if (!address)
        return command.refuse(address.error());
    const QString kit = command.value("recovery-kit");
    if (!kit.isEmpty() && QFile::exists(kit))
        return command.refuse({ErrorCode::Conflict, Fault::FileExists, {kit}, {}});
    if (!kit.isEmpty() && !QFileInfo(QFileInfo(kit).absolutePath()).isWritable()) // before a database is made
        return command.refuse({ErrorCode::Invalid, Fault::FileUnwritable, {kit}, {}});
    const auto password = command.password();
    if (!password)
        return password.error().code;
    const SetupOrder order{
        *address, superuserPassword(), command.value("organisation"), command.value("admin"), {}, *password, false};
    const auto outcome = SetupService(command.local()).create(order).result();
    if (!outcome)
        return command.refuse(outcome.error());
    const QString text = kitText(order.organisation, outcome->fingerprintWords, outcome->recoveryWords);
    if (!kit.isEmpty()) {
        if (const auto written = writeKit(kit, text); !written) {
            command.err() << text; // the words exist nowhere else
            return command.refuse(written.error());
        }
    }
    if (command.wantsJson()) {
        QJsonObject document{{QStringLiteral("admin"), outcome->adminName},
            {QStringLiteral("fingerprint"), outcome->fingerprintWords.join(u' ')}};
        if (kit.isEmpty())
            document.insert(QStringLiteral("recovery_kit"), outcome->recoveryWords.join(u' '));
        command.printJson(document);
        return Done;
    }
    if (kit.isEmpty())
        command.out() << text << '\n';
    command.out() << "Made " << (address->engine == Engine::Sqlite ? address->file : address->place()) << " for "
                  << order.organisation << ". Sign in as " << outcome->adminName << ".\n";
    command.out().flush();
    return Done;
}

int runUpgrade(Command &command)
{
    command.describe({},
        QStringLiteral("Brings the database of a server to this program's version, once after each new version and "
                       "before anybody signs in with it. The address's user is a superuser (password in PGPASSWORD), "
                       "used for this run only. Make a backup first. A file is upgraded when somebody signs in."));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    const auto address = command.address();
    if (!address)
        return command.refuse(address.error());
    if (address->engine == Engine::Sqlite)
        return command.misuse(QStringLiteral("a file is upgraded when somebody signs in; only servers need this"));
    if (const auto done = SetupService(command.local()).upgradeServer(*address, superuserPassword()).result(); !done)
        return command.refuse(done.error());
    command.tell({{QStringLiteral("database"), address->place()}, {QStringLiteral("upgraded"), true}},
        QStringLiteral("%1 has the version of this program now.").arg(address->place()));
    return Done;
}

int runDemo(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("legs"), QStringLiteral("about so many legs"), QStringLiteral("N"), QStringLiteral("20000")},
        {QStringLiteral("seed"), QStringLiteral("the same seed makes the same organisation"), QStringLiteral("N"),
            QStringLiteral("1")},
        {QStringLiteral("if-missing"), QStringLiteral("leave a demo database that exists as it is")},
    });
    command.describe(QStringLiteral("[--legs N] [--seed N] [--if-missing]"),
        QStringLiteral(
            "Makes a demo organisation: four processes in three countries, 60 agents, 90 days of calls. Prints who may "
            "sign in, the password of everybody, and where the database is; if left out, %1.")
            .arg(LocalState::demoDatabase()));
    if (const auto ends = command.parse(0, 0))
        return *ends;
    const auto address = command.isSet("database") || command.isSet("connection")
        ? command.address()
        : DatabaseAddress::parse(LocalState::demoDatabase());
    if (!address)
        return command.refuse(address.error());
    bool legsFit = false;
    bool seedFits = false;
    DemoOrder order{*address, superuserPassword(), command.value("legs").toLongLong(&legsFit),
        command.value("seed").toUInt(&seedFits), 0};
    if (!legsFit || !seedFits || order.legs < 0)
        return command.misuse(QStringLiteral("--legs and --seed take numbers"));
    const auto made = DemoService(command.local()).create(order, std::make_shared<ImportProgress>()).result();
    const bool kept = !made && made.error().fault == Fault::DatabaseExists && command.isSet("if-missing");
    if (!made && !kept)
        return command.refuse(made.error());
    if (kept && address->engine == Engine::PostgreSql) // a file is there whole or not at all
        if (const auto whole = DemoService(command.local()).check(*address).result(); !whole)
            return command.refuse(whole.error());
    QJsonArray people;
    for (const DemoPerson &person : DemoService::people()) {
        people.append(
            QJsonObject{{QStringLiteral("user"), person.name}, {QStringLiteral("role"), roleKey(person.role)}});
        if (!command.wantsJson())
            command.out() << person.name.leftJustified(22) << roleText(person.role) << '\n';
    }
    if (command.wantsJson())
        command.printJson(
            {{QStringLiteral("database"), address->engine == Engine::Sqlite ? address->file : address->place()},
                {QStringLiteral("password"), DemoService::password()}, {QStringLiteral("people"), people}});
    else
        command.out() << "Password of everybody: " << DemoService::password() << '\n'
                      << "Database: " << (address->engine == Engine::Sqlite ? address->file : address->place())
                      << " (callveilctl VERB --database … --user demo.administrator; callveil --demo)\n";
    command.out().flush();
    return Done;
}

} // namespace callveil
