// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "domain/number/free_text.h"
#include "domain/number/number_reader.h"
#include "services/platform/emergency_service.h"
#include "ui/texts/platform_text.h"

#include <QJsonArray>

#include <algorithm>

namespace callveil {

namespace {

int list(Command &command, EmergencyService &service)
{
    const auto overview = service.overview().result();
    if (!overview)
        return command.refuse(overview.error());
    const QString country = command.value("country").trimmed().toUpper();
    if (command.isSet("country") && !NumberReader::isRegion(country))
        return command.refuse({ErrorCode::Invalid, Fault::CountryUnknown, {quotable(country)}, {}});
    QJsonArray documents;
    QList<QStringList> rows;
    for (const EmergencyLine &line : overview->lines) {
        const EmergencyRow &row = line.row;
        if (!country.isEmpty() && row.number.country != country)
            continue;
        const bool added = row.addedBy.isSet();
        documents.append(
            QJsonObject{{QStringLiteral("country"), row.number.country}, {QStringLiteral("digits"), row.number.digits},
                {QStringLiteral("source"), added ? QStringLiteral("added") : QStringLiteral("prefilled")},
                {QStringLiteral("added_by"), added ? QJsonValue(row.addedByName) : QJsonValue()},
                {QStringLiteral("added_at"), isoTime(row.addedAt)}});
        rows.append({row.number.country, row.number.digits,
            added ? QStringLiteral("added by ") + row.addedByName : QStringLiteral("prefilled"), isoTime(row.addedAt)});
    }
    if (command.wantsJson())
        command.printJson({{QStringLiteral("emergency_numbers"), documents},
            {QStringLiteral("missing"), QJsonArray::fromStringList(overview->missing)}});
    else
        printTable(command.out(),
            {QStringLiteral("Country"), QStringLiteral("Number"), QStringLiteral("Source"),
                QStringLiteral("Since (UTC)")},
            rows);
    if (!command.wantsJson() && !overview->missing.isEmpty())
        command.out() << "no number yet: " << overview->missing.join(QStringLiteral(", "))
                      << "; see callveilctl emergency prefill\n";
    return Done;
}

int add(Command &command, EmergencyService &service, const EmergencyNumber &number)
{
    const auto known = service.add(number).result();
    if (!known)
        return command.refuse(known.error());
    const QString told = QStringLiteral("%1 is an emergency number of %2 now.").arg(number.digits, number.country);
    command.tell({{QStringLiteral("country"), number.country}, {QStringLiteral("digits"), number.digits},
                     {QStringLiteral("prefilled"), QJsonArray::fromStringList(*known)}},
        known->isEmpty() ? told : told + QStringLiteral(" Added too: %1.").arg(prefillText(number.country, *known)));
    return Done;
}

int remove(Command &command, EmergencyService &service, const EmergencyNumber &number)
{
    const auto overview = service.overview().result();
    if (!overview)
        return command.refuse(overview.error());
    const auto line = std::find_if(overview->lines.begin(), overview->lines.end(),
        [&](const EmergencyLine &each) { return each.row.number == number; });
    const QString loss = line == overview->lines.end() ? QString() : emergencyLossText(line->loss, number);
    if (!loss.isEmpty() && !command.isSet("force")) {
        command.err() << "callveilctl: " << loss << " To remove it nevertheless, add --force.\n";
        command.err().flush();
        return Refused;
    }
    if (const auto removed = service.remove(number).result(); !removed)
        return command.refuse(removed.error());
    command.tell({{QStringLiteral("country"), number.country}, {QStringLiteral("digits"), number.digits}},
        QStringLiteral("%1 is no emergency number of %2 any more.").arg(number.digits, number.country));
    return Done;
}

int prefill(Command &command, EmergencyService &service)
{
    const auto prefilled = service.prefill().result();
    if (!prefilled)
        return command.refuse(prefilled.error());
    QJsonArray documents;
    QStringList lines;
    for (const EmergencyPrefill &each : *prefilled) {
        documents.append(QJsonObject{{QStringLiteral("country"), each.country},
            {QStringLiteral("digits"), QJsonArray::fromStringList(each.digits)}});
        lines.append(prefillText(each.country, each.digits));
    }
    command.tell({{QStringLiteral("countries"), documents}},
        lines.isEmpty() ? QStringLiteral("Every country of a process or pool has emergency numbers.")
                        : lines.join(u'\n'));
    return Done;
}

} // namespace

int runEmergency(Command &command)
{
    command.options().addOptions({
        {QStringLiteral("country"), QStringLiteral("list: of this country only"), QStringLiteral("CC")},
        {QStringLiteral("force"), QStringLiteral("remove: also the last one of a country, or one that is known of it")},
    });
    command.describe(QStringLiteral("list [--country CC] | add CC DIGITS | remove CC DIGITS [--force] | prefill"),
        QStringLiteral(
            "Numbers that people of a country dial in an emergency: calls to them are not to be masked. Those "
            "that are known of a country come with its first process or pool; prefill brings them for "
            "countries that have none."));
    if (const auto ends = command.parse(1, 3))
        return *ends;
    const QString what = command.arguments().front();
    const bool lists = what == QLatin1String("list"), removes = what == QLatin1String("remove"),
               adds = what == QLatin1String("add"), prefills = what == QLatin1String("prefill");
    if (command.arguments().size() == 3 ? !adds && !removes : command.arguments().size() != 1 || (!lists && !prefills))
        return command.misuse(QStringLiteral("expected list or prefill, or add or remove with CC DIGITS"));
    for (const auto &[option, fits] : {std::pair("country", lists), std::pair("force", removes)})
        if (command.isSet(option) && !fits)
            return command.misuse(QStringLiteral("--%1 has no meaning with %2").arg(QLatin1String(option), what));
    const auto workspace = command.signIn();
    if (!workspace)
        return workspace.error().code;
    EmergencyService service(**workspace);
    if (lists)
        return list(command, service);
    if (prefills)
        return prefill(command, service);
    const auto number = checkedEmergencyNumber({command.arguments().at(1), command.arguments().at(2)});
    if (!number)
        return command.refuse(number.error());
    return adds ? add(command, service, *number) : remove(command, service, *number);
}

} // namespace callveil
