// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/number/free_text.h"
#include "services/platform/gateway_service.h"
#include "storage/processes/process_store.h"

#include <QJsonArray>

namespace callveil {

namespace {

const QString none = QStringLiteral("none");

int list(Command &command, const std::vector<Gateway> &gateways)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Gateway &gateway : gateways) {
        documents.append(
            QJsonObject{{QStringLiteral("gateway"), gateway.name}, {QStringLiteral("target"), gateway.target},
                {QStringLiteral("prefixes"), QJsonArray::fromStringList(gateway.prefixes)},
                {QStringLiteral("priority"), gateway.priority}, {QStringLiteral("channels"), gateway.channels},
                {QStringLiteral("enabled"), gateway.enabled}});
        rows.append({gateway.name, gateway.target,
            gateway.prefixes.isEmpty() ? QStringLiteral("all") : gateway.prefixes.join(QStringLiteral(", ")),
            QString::number(gateway.priority),
            gateway.channels == 0 ? QStringLiteral("not limited") : QString::number(gateway.channels),
            gateway.enabled ? QStringLiteral("enabled") : QStringLiteral("disabled")});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("gateways"), documents}});
    else
        printTable(command.out(),
            {QStringLiteral("Gateway"), QStringLiteral("Target"), QStringLiteral("Prefixes"),
                QStringLiteral("Priority"), QStringLiteral("Channels"), QStringLiteral("State")},
            rows);
    return Done;
}

Result<Gateway> gatewayNamed(const std::vector<Gateway> &gateways, const QString &name)
{
    for (const Gateway &gateway : gateways)
        if (nameKey(gateway.name) == nameKey(name))
            return gateway;
    return fail(ErrorCode::NotFound, Fault::EntryUnknown, {QStringLiteral("gateway"), quotable(name)});
}

/// What is not given stays as it is.
Result<Gateway> entered(const Command &command, Gateway gateway)
{
    if (command.isSet("name"))
        gateway.name = command.value("name");
    if (command.isSet("target"))
        gateway.target = command.value("target");
    if (command.isSet("prefix"))
        gateway.prefixes = command.value("prefix") == none ? QStringList() : command.values("prefix");
    for (const auto &[option, value] :
        {std::pair("priority", &gateway.priority), std::pair("channels", &gateway.channels)}) {
        bool fits = true;
        if (command.isSet(option))
            *value = command.value(option).toInt(&fits);
        if (!fits)
            return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
                {QLatin1String(option), quotable(command.value(option)), QStringLiteral("a whole number")});
    }
    if (command.isSet("enabled") || command.isSet("disabled"))
        gateway.enabled = command.isSet("enabled");
    return gateway;
}

int save(Command &command, GatewayService &service, const Gateway &before)
{
    const bool adds = !before.id.isSet();
    const auto wanted = entered(command, before);
    if (!wanted)
        return command.refuse(wanted.error());
    if (!adds && *wanted == before) {
        command.tell({{QStringLiteral("gateway"), before.name}, {QStringLiteral("id"), before.id.value}},
            QStringLiteral("Nothing was changed."));
        return Done;
    }
    const auto saved = service.save(*wanted).result();
    if (!saved)
        return command.refuse(saved.error());
    const QString name = wanted->name.simplified();
    command.tell({{QStringLiteral("gateway"), name}, {QStringLiteral("id"), saved->value}},
        adds ? QStringLiteral("Added the gateway %1.").arg(name) : QStringLiteral("Changed the gateway %1.").arg(name));
    return Done;
}

int remove(Command &command, GatewayService &service, const Gateway &gateway)
{
    if (const auto removed = service.remove(gateway).result(); !removed)
        return command.refuse(removed.error());
    command.tell({{QStringLiteral("gateway"), gateway.name}, {QStringLiteral("id"), gateway.id.value}},
        QStringLiteral("Removed the gateway %1.").arg(gateway.name));
    return Done;
}

void addOptions(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("target"), QStringLiteral("SIP address without a user: sip:host:port;transport=tls"),
            QStringLiteral("URI")},
        {QStringLiteral("prefix"),
            QStringLiteral("serves numbers that begin so, + and up to 7 digits; may be repeated; none: all numbers"),
            QStringLiteral("PREFIX")},
        {QStringLiteral("priority"), QStringLiteral("0 to 99; the lower one is to be tried first"),
            QStringLiteral("N")},
        {QStringLiteral("channels"), QStringLiteral("calls at once at most; 0: not limited"), QStringLiteral("N")},
        {QStringLiteral("disabled"), QStringLiteral("is not to be used")},
        {QStringLiteral("enabled"), QStringLiteral("change: is to be used again")},
        {QStringLiteral("name"), QStringLiteral("change: its new name"), QStringLiteral("NAME")},
    });
    command.describe(
        QStringLiteral("list | add NAME --target URI [--prefix PREFIX]… [--priority N] [--channels N] [--disabled] |\n"
                       "  change NAME [options] | remove NAME"),
        QStringLiteral("Carriers through which masked calls are to go out, for the voice platform."));
}

/// What is wrong with the options of this verb; empty when nothing is.
QString misused(const Command &command, const QString &what)
{
    const bool adds = what == QLatin1String("add"), changes = what == QLatin1String("change");
    if (adds && !command.isSet("target"))
        return QStringLiteral("add needs --target URI");
    for (const char *option : {"target", "prefix", "priority", "channels", "disabled"})
        if (command.isSet(option) && !adds && !changes)
            return QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what);
    for (const char *option : {"enabled", "name"})
        if (command.isSet(option) && !changes)
            return QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what);
    if (command.isSet("enabled") && command.isSet("disabled"))
        return QStringLiteral("--enabled and --disabled exclude each other");
    return command.values("prefix").size() > 1 && command.values("prefix").contains(none)
        ? QStringLiteral("--prefix none stands alone")
        : QString();
}

} // namespace

int runGateway(Command &command)
{
    addOptions(command);
    if (const auto ends = command.parse(1, 2))
        return *ends;
    const QString what = command.arguments().front();
    const bool names = command.arguments().size() == 2;
    const bool takesName =
        what == QLatin1String("add") || what == QLatin1String("change") || what == QLatin1String("remove");
    if (names ? !takesName : what != QLatin1String("list"))
        return command.misuse(QStringLiteral("expected list, or one of add, change, remove with NAME"));
    if (const QString wrong = misused(command, what); !wrong.isEmpty())
        return command.misuse(wrong);
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    GatewayService service(**workspace);
    const auto gateways = service.list().result();
    if (!gateways)
        return command.refuse(gateways.error());
    if (!names)
        return list(command, *gateways);
    if (what == QLatin1String("add")) {
        Gateway gateway;
        gateway.name = command.arguments().at(1);
        return save(command, service, gateway);
    }
    const auto known = gatewayNamed(*gateways, command.arguments().at(1));
    if (!known)
        return command.refuse(known.error());
    return what == QLatin1String("change") ? save(command, service, *known) : remove(command, service, *known);
}

} // namespace callveil
