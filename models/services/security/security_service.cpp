// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/security/security_service.h"

#include "domain/base/check_range.h"
#include "exchange/callbacks/callback_targets.h"
#include "storage/people/person_store.h"

#include <array>

namespace callveil {

namespace {

/// A setting and its text in the database; one that nobody has changed yet stands in no row.
struct Setting {
    QString name;
    QString (*textOf)(const SecuritySettings &settings);
    void (*read)(SecuritySettings &settings, const QString &text);
};

/// All there are: what is read, written and recorded follows from these.
const std::array<Setting, 7> all{
    Setting{QStringLiteral("hide_clear_numbers"),
        [](const SecuritySettings &settings) { return QString::number(settings.hidesClearNumbers ? 1 : 0); },
        [](SecuritySettings &settings, const QString &text) {
            settings.hidesClearNumbers = text == QLatin1String("1");
        }},
    Setting{QStringLiteral("idle_lock_minutes"),
        [](const SecuritySettings &settings) { return QString::number(settings.idleLockMinutes); },
        [](SecuritySettings &settings, const QString &text) {
            settings.idleLockMinutes = idle_lock::within(text.toInt());
        }},
    Setting{QStringLiteral("reveals_per_hour"),
        [](const SecuritySettings &settings) { return QString::number(settings.revealsPerHour); },
        [](SecuritySettings &settings, const QString &text) { settings.revealsPerHour = text.toInt(); }},
    Setting{QStringLiteral("reveals_per_day"),
        [](const SecuritySettings &settings) { return QString::number(settings.revealsPerDay); },
        [](SecuritySettings &settings, const QString &text) { settings.revealsPerDay = text.toInt(); }},
    Setting{QStringLiteral("searches_per_hour"),
        [](const SecuritySettings &settings) { return QString::number(settings.searchesPerHour); },
        [](SecuritySettings &settings, const QString &text) { settings.searchesPerHour = text.toInt(); }},
    Setting{QStringLiteral("backup_days"),
        [](const SecuritySettings &settings) { return QString::number(settings.backupDays); },
        [](SecuritySettings &settings, const QString &text) { settings.backupDays = text.toInt(); }},
    Setting{QStringLiteral("callback_targets"),
        [](const SecuritySettings &settings) { return settings.callbackTargets.join(QStringLiteral(", ")); },
        [](SecuritySettings &settings, const QString &text) {
            settings.callbackTargets = CallbackTargets::listed(text);
        }},
};

Result<void> checkLimits(const SecuritySettings &settings)
{
    constexpr int perHour = SecuritySettings::mostPerHour;
    constexpr int perDay = SecuritySettings::mostPerDay;
    for (const Result<void> &fits :
        {checkRange("idle-lock", settings.idleLockMinutes, idle_lock::least, idle_lock::most, "minutes"),
            checkRange("reveals-per-hour", settings.revealsPerHour, 0, perHour, "in one hour"),
            checkRange("reveals-per-day", settings.revealsPerDay, 0, perDay, "in one day"),
            checkRange("searches-per-hour", settings.searchesPerHour, 0, perHour, "in one hour"),
            checkRange("backup-days", settings.backupDays, 0, SecuritySettings::mostBackupDays, "days")})
        if (!fits)
            return fits;
    return {};
}

/// As targets are kept.
Result<QStringList> checkedTargets(const QStringList &typed)
{
    if (typed.size() > SecuritySettings::mostTargets)
        return fail(ErrorCode::Invalid, Fault::ChoiceUnknown,
            {QStringLiteral("targets"), QString::number(typed.size()),
                QStringLiteral("0 … %1").arg(SecuritySettings::mostTargets)});
    QStringList kept;
    for (const QString &each : typed) {
        const auto entry = CallbackTargets::checkedEntry(each);
        if (!entry)
            return failed(entry);
        kept.append(*entry);
    }
    kept.removeDuplicates();
    return kept;
}

/// As the record has it: a switch in words, so that it is told from a count of 0 or 1.
QString recorded(const Setting &setting, const QString &text)
{
    if (setting.name != QLatin1String("hide_clear_numbers"))
        return text;
    return text == QLatin1String("1") ? QStringLiteral("on") : QStringLiteral("off");
}

Result<void> write(Connection &connection, const Identity &me, const Setting &setting, const QString &text)
{
    PersonStore store(connection);
    const auto before = store.setting(setting.name);
    if (!before)
        return failed(before);
    if (const auto done = store.setSetting(setting.name, text, me.id); !done)
        return done;
    return DeedLog(connection)
        .append(me,
            {QStringLiteral("setting.change"), setting.name, recorded(setting, before->value_or(setting.textOf({}))),
                recorded(setting, text), {}});
}

} // namespace

QFuture<Result<SecuritySettings>> SecurityService::settings()
{
    return read([](Connection &connection, const Identity &) -> Result<SecuritySettings> {
        SecuritySettings settings;
        for (const Setting &setting : all) {
            const auto text = PersonStore(connection).setting(setting.name);
            if (!text)
                return failed(text);
            if (*text)
                setting.read(settings, **text);
        }
        return settings;
    });
}

QFuture<Result<void>> SecurityService::save(SecuritySettings seen, SecuritySettings wanted)
{
    return change(
        Permission::ManageSecurity, [seen, wanted](Connection &connection, const Identity &me) -> Result<void> {
            if (const auto fits = checkLimits(wanted); !fits)
                return fits;
            const auto targets = checkedTargets(wanted.callbackTargets);
            if (!targets)
                return failed(targets);
            SecuritySettings kept = wanted;
            kept.callbackTargets = *targets;
            for (const Setting &setting : all)
                if (setting.textOf(seen) != setting.textOf(kept))
                    if (const auto done = write(connection, me, setting, setting.textOf(kept)); !done)
                        return done;
            return {};
        });
}

} // namespace callveil
