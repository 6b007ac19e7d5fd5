// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/deed_words.h"

#include "domain/masking/masking_policy.h"
#include "domain/reports/report_rules.h"
#include "ui/texts/deed_field_words.h"
#include "ui/texts/deed_values.h"
#include "ui/texts/report_text.h"
#include "ui/texts/value_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace callveil {

namespace {

constexpr DeedWord s_kinds[] = {
    {"policy", QT_TRANSLATE_NOOP("DeedWord", "Masking policies")},
    {"process", QT_TRANSLATE_NOOP("DeedWord", "Processes")},
    {"campaign", QT_TRANSLATE_NOOP("DeedWord", "Campaigns")},
    {"agent", QT_TRANSLATE_NOOP("DeedWord", "Agents")},
    {"person", QT_TRANSLATE_NOOP("DeedWord", "People and sign-ins")},
    {"session", QT_TRANSLATE_NOOP("DeedWord", "Locks of the console")},
    {"service", QT_TRANSLATE_NOOP("DeedWord", "Services")},
    {"role", QT_TRANSLATE_NOOP("DeedWord", "Permissions of roles")},
    {"access", QT_TRANSLATE_NOOP("DeedWord", "Grants of actual numbers")},
    {"number", QT_TRANSLATE_NOOP("DeedWord", "Reveals, searches and erasures of numbers")},
    {"vault", QT_TRANSLATE_NOOP("DeedWord", "Keys of vaults")},
    {"retention", QT_TRANSLATE_NOOP("DeedWord", "Retention of real numbers")},
    {"recovery", QT_TRANSLATE_NOOP("DeedWord", "Recovery kit")},
    {"pool", QT_TRANSLATE_NOOP("DeedWord", "Number pools")},
    {"binding", QT_TRANSLATE_NOOP("DeedWord", "Bindings")},
    {"gateway", QT_TRANSLATE_NOOP("DeedWord", "Gateways")},
    {"switch-login", QT_TRANSLATE_NOOP("DeedWord", "Switch logins")},
    {"emergency", QT_TRANSLATE_NOOP("DeedWord", "Emergency numbers")},
    {"api-key", QT_TRANSLATE_NOOP("DeedWord", "API keys")},
    {"opt-out", QT_TRANSLATE_NOOP("DeedWord", "Opt-outs")},
    {"rate", QT_TRANSLATE_NOOP("DeedWord", "Rates")},
    {"import", QT_TRANSLATE_NOOP("DeedWord", "Imports")},
    {"call", QT_TRANSLATE_NOOP("DeedWord", "Exports and tags of calls")},
    {"import-profile", QT_TRANSLATE_NOOP("DeedWord", "Import profiles")},
    {"leak", QT_TRANSLATE_NOOP("DeedWord", "Leak audit")},
    {"canary", QT_TRANSLATE_NOOP("DeedWord", "Canary numbers")},
    {"report", QT_TRANSLATE_NOOP("DeedWord", "Exports of reports")},
    {"callback", QT_TRANSLATE_NOOP("DeedWord", "Callbacks")},
    {"setting", QT_TRANSLATE_NOOP("DeedWord", "Settings")},
    {"record", QT_TRANSLATE_NOOP("DeedWord", "Use of the audit trail")},
    {"backup", QT_TRANSLATE_NOOP("DeedWord", "Backups")},
};

constexpr DeedWord s_actions[] = {
    {"policy.apply", QT_TRANSLATE_NOOP("DeedWord", "Masking policy changed")},
    {"policy.cancel", QT_TRANSLATE_NOOP("DeedWord", "Scheduled policy change cancelled")},
    {"process.create", QT_TRANSLATE_NOOP("DeedWord", "Process added")},
    {"process.change", QT_TRANSLATE_NOOP("DeedWord", "Process changed")},
    {"process.archive", QT_TRANSLATE_NOOP("DeedWord", "Process archived")},
    {"process.restore", QT_TRANSLATE_NOOP("DeedWord", "Process restored")},
    {"campaign.create", QT_TRANSLATE_NOOP("DeedWord", "Campaign added")},
    {"campaign.rename", QT_TRANSLATE_NOOP("DeedWord", "Campaign renamed")},
    {"campaign.archive", QT_TRANSLATE_NOOP("DeedWord", "Campaign archived")},
    {"campaign.restore", QT_TRANSLATE_NOOP("DeedWord", "Campaign restored")},
    {"agent.create", QT_TRANSLATE_NOOP("DeedWord", "Agent added")},
    {"agent.change", QT_TRANSLATE_NOOP("DeedWord", "Agent changed")},
    {"agent.disable", QT_TRANSLATE_NOOP("DeedWord", "Agent disabled")},
    {"agent.enable", QT_TRANSLATE_NOOP("DeedWord", "Agent enabled")},
    {"person.sign-in", QT_TRANSLATE_NOOP("DeedWord", "Signed in")},
    {"person.sign-out", QT_TRANSLATE_NOOP("DeedWord", "Signed out")},
    {"person.change-password", QT_TRANSLATE_NOOP("DeedWord", "Password changed")},
    {"person.create", QT_TRANSLATE_NOOP("DeedWord", "Person added")},
    {"person.bar", QT_TRANSLATE_NOOP("DeedWord", "Person put out of the database")},
    {"person.disable", QT_TRANSLATE_NOOP("DeedWord", "Person disabled")},
    {"person.enable", QT_TRANSLATE_NOOP("DeedWord", "Person enabled")},
    {"person.change", QT_TRANSLATE_NOOP("DeedWord", "Role or processes of a person changed")},
    {"person.reset", QT_TRANSLATE_NOOP("DeedWord", "Password of a person reset")},
    {"person.end-sign-in", QT_TRANSLATE_NOOP("DeedWord", "Person signed out by somebody else")},
    {"session.lock", QT_TRANSLATE_NOOP("DeedWord", "Console locked")},
    {"session.unlock", QT_TRANSLATE_NOOP("DeedWord", "Console unlocked")},
    {"service.enrol", QT_TRANSLATE_NOOP("DeedWord", "Service enrolled")},
    {"service.copies", QT_TRANSLATE_NOOP("DeedWord", "Bound numbers sealed to services")},
    {"pool.create", QT_TRANSLATE_NOOP("DeedWord", "Pool added")},
    {"pool.change", QT_TRANSLATE_NOOP("DeedWord", "Pool changed")},
    {"pool.remove", QT_TRANSLATE_NOOP("DeedWord", "Pool removed")},
    {"pool.add-numbers", QT_TRANSLATE_NOOP("DeedWord", "Numbers added to a pool")},
    {"pool.move-numbers", QT_TRANSLATE_NOOP("DeedWord", "Numbers moved to a pool")},
    {"pool.drain", QT_TRANSLATE_NOOP("DeedWord", "Numbers set to drain")},
    {"pool.suspend", QT_TRANSLATE_NOOP("DeedWord", "Numbers suspended")},
    {"pool.return", QT_TRANSLATE_NOOP("DeedWord", "Numbers put back into service")},
    {"pool.retire", QT_TRANSLATE_NOOP("DeedWord", "Numbers retired")},
    {"binding.create", QT_TRANSLATE_NOOP("DeedWord", "Binding made")},
    {"binding.release", QT_TRANSLATE_NOOP("DeedWord", "Binding released")},
    {"binding.close-case", QT_TRANSLATE_NOOP("DeedWord", "Binding ended: its case was closed")},
    {"binding.extend", QT_TRANSLATE_NOOP("DeedWord", "End of a binding moved")},
    {"binding.reassign", QT_TRANSLATE_NOOP("DeedWord", "Binding given to another agent")},
    {"binding.record", QT_TRANSLATE_NOOP("DeedWord", "Recording of a binding changed")},
    {"binding.export", QT_TRANSLATE_NOOP("DeedWord", "Bindings exported")},
    {"binding.tidy", QT_TRANSLATE_NOOP("DeedWord", "Numbers of ended bindings taken out of the vault")},
    {"binding.call-request", QT_TRANSLATE_NOOP("DeedWord", "Call of a binding's parties asked for")},
    {"binding.call-cancel", QT_TRANSLATE_NOOP("DeedWord", "Call of a binding's parties taken back")},
    {"gateway.create", QT_TRANSLATE_NOOP("DeedWord", "Gateway added")},
    {"gateway.change", QT_TRANSLATE_NOOP("DeedWord", "Gateway changed")},
    {"gateway.remove", QT_TRANSLATE_NOOP("DeedWord", "Gateway removed")},
    {"switch-login.create", QT_TRANSLATE_NOOP("DeedWord", "Switch login added")},
    {"switch-login.rekey", QT_TRANSLATE_NOOP("DeedWord", "New password for a switch")},
    {"switch-login.disable", QT_TRANSLATE_NOOP("DeedWord", "Switch login disabled")},
    {"switch-login.enable", QT_TRANSLATE_NOOP("DeedWord", "Switch login enabled")},
    {"switch-login.cache", QT_TRANSLATE_NOOP("DeedWord", "Switch may keep routes")},
    {"switch-login.no-cache", QT_TRANSLATE_NOOP("DeedWord", "Switch may keep routes no longer")},
    {"switch-login.remove", QT_TRANSLATE_NOOP("DeedWord", "Switch login removed")},
    {"emergency.add", QT_TRANSLATE_NOOP("DeedWord", "Emergency number added")},
    {"emergency.remove", QT_TRANSLATE_NOOP("DeedWord", "Emergency number removed")},
    {"emergency.prefill", QT_TRANSLATE_NOOP("DeedWord", "Emergency numbers of a country prefilled")},
    {"opt-out.add", QT_TRANSLATE_NOOP("DeedWord", "Opt-out added")},
    {"opt-out.remove", QT_TRANSLATE_NOOP("DeedWord", "Opt-out removed")},
    {"opt-out.check", QT_TRANSLATE_NOOP("DeedWord", "Looked whether a number opted out")},
    {"api-key.create", QT_TRANSLATE_NOOP("DeedWord", "API key made")},
    {"api-key.revoke", QT_TRANSLATE_NOOP("DeedWord", "API key revoked")},
    {"rate.add", QT_TRANSLATE_NOOP("DeedWord", "Rate added")},
    {"rate.change", QT_TRANSLATE_NOOP("DeedWord", "Rate changed")},
    {"rate.remove", QT_TRANSLATE_NOOP("DeedWord", "Rate removed")},
    {"rate.import", QT_TRANSLATE_NOOP("DeedWord", "Rates imported")},
    {"rate.rerate", QT_TRANSLATE_NOOP("DeedWord", "Calls of a period rated again: begun")},
    {"rate.rerated", QT_TRANSLATE_NOOP("DeedWord", "Calls of a period rated again: ended")},
    {"role.change", QT_TRANSLATE_NOOP("DeedWord", "Permissions of a role changed")},
    {"access.grant", QT_TRANSLATE_NOOP("DeedWord", "Actual numbers granted")},
    {"access.revoke", QT_TRANSLATE_NOOP("DeedWord", "Grant of actual numbers revoked")},
    {"access.seal", QT_TRANSLATE_NOOP("DeedWord", "Keys given to a person")},
    {"number.reveal", QT_TRANSLATE_NOOP("DeedWord", "Actual number revealed or refused")},
    {"number.search", QT_TRANSLATE_NOOP("DeedWord", "Search by number")},
    {"number.report", QT_TRANSLATE_NOOP("DeedWord", "Report of what is held of a number")},
    {"number.erase", QT_TRANSLATE_NOOP("DeedWord", "Erasure of a number asked for")},
    {"number.erased", QT_TRANSLATE_NOOP("DeedWord", "Number erased")},
    {"retention.change", QT_TRANSLATE_NOOP("DeedWord", "Retention of real numbers changed")},
    {"retention.hold", QT_TRANSLATE_NOOP("DeedWord", "Legal hold begun")},
    {"retention.release", QT_TRANSLATE_NOOP("DeedWord", "Legal hold ended")},
    {"retention.delete", QT_TRANSLATE_NOOP("DeedWord", "Real numbers deleted when due")},
    {"vault.rotate-begin", QT_TRANSLATE_NOOP("DeedWord", "New key for a vault begun")},
    {"vault.rotate-left", QT_TRANSLATE_NOOP("DeedWord", "New key for a vault: damaged numbers left under the old one")},
    {"vault.rotate-end", QT_TRANSLATE_NOOP("DeedWord", "New key for a vault complete")},
    {"recovery.use", QT_TRANSLATE_NOOP("DeedWord", "Recovery kit used and replaced")},
    {"import.publish", QT_TRANSLATE_NOOP("DeedWord", "Call records imported")},
    {"import-profile.save", QT_TRANSLATE_NOOP("DeedWord", "Import profile saved")},
    {"import-profile.remove", QT_TRANSLATE_NOOP("DeedWord", "Import profile removed")},
    {"call.export", QT_TRANSLATE_NOOP("DeedWord", "Calls or numbers exported")},
    {"call.tag", QT_TRANSLATE_NOOP("DeedWord", "Session tagged")},
    {"call.untag", QT_TRANSLATE_NOOP("DeedWord", "Tag taken from a session")},
    {"leak.scan", QT_TRANSLATE_NOOP("DeedWord", "Scanned for leaks")},
    {"leak.resolve", QT_TRANSLATE_NOOP("DeedWord", "Finding resolved")},
    {"leak.accept", QT_TRANSLATE_NOOP("DeedWord", "Finding accepted")},
    {"leak.reopen", QT_TRANSLATE_NOOP("DeedWord", "Finding reopened")},
    {"leak.export", QT_TRANSLATE_NOOP("DeedWord", "Findings exported")},
    {"canary.plant", QT_TRANSLATE_NOOP("DeedWord", "Canary number planted")},
    {"canary.check", QT_TRANSLATE_NOOP("DeedWord", "Looked whether a number is a canary")},
    {"canary.remove", QT_TRANSLATE_NOOP("DeedWord", "Canary number removed")},
    {"report.export", QT_TRANSLATE_NOOP("DeedWord", "Report exported")},
    {"callback.change", QT_TRANSLATE_NOOP("DeedWord", "Callback URL changed")},
    {"callback.show", QT_TRANSLATE_NOOP("DeedWord", "Callback secret shown")},
    {"callback.rotate", QT_TRANSLATE_NOOP("DeedWord", "Callback secret renewed")},
    {"callback.pause", QT_TRANSLATE_NOOP("DeedWord", "Callbacks paused")},
    {"callback.resume", QT_TRANSLATE_NOOP("DeedWord", "Callbacks resumed")},
    {"callback.test", QT_TRANSLATE_NOOP("DeedWord", "Callback URL tried")},
    {"callback.replay", QT_TRANSLATE_NOOP("DeedWord", "Callbacks sent again")},
    {"setting.change", QT_TRANSLATE_NOOP("DeedWord", "Setting changed")},
    {"record.export", QT_TRANSLATE_NOOP("DeedWord", "Audit trail exported")},
    {"record.accept", QT_TRANSLATE_NOOP("DeedWord", "Audit trail accepted as it is")},
    {"backup.create", QT_TRANSLATE_NOOP("DeedWord", "Backup made")},
};

constexpr DeedWord s_objects[] = {
    {"record", QT_TRANSLATE_NOOP("DeedWord", "Audit trail")},
    {"numbers", QT_TRANSLATE_NOOP("DeedWord", "Numbers")},
    {"calls", QT_TRANSLATE_NOOP("DeedWord", "Calls")},
    {"bindings", QT_TRANSLATE_NOOP("DeedWord", "Bindings")},
    {"emergency", QT_TRANSLATE_NOOP("DeedWord", "Emergency numbers")},
    {"opt-outs", QT_TRANSLATE_NOOP("DeedWord", "Opt-outs")},
    {"rates", QT_TRANSLATE_NOOP("DeedWord", "Rates")},
    {"backup", QT_TRANSLATE_NOOP("DeedWord", "Backup")},
    {"leaks", QT_TRANSLATE_NOOP("DeedWord", "Findings")},
    {"callback cdr", QT_TRANSLATE_NOOP("DeedWord", "CDR callbacks")},
    {"callback call-status", QT_TRANSLATE_NOOP("DeedWord", "Call status callbacks")},
    {"callback task-status", QT_TRANSLATE_NOOP("DeedWord", "Predictive task callbacks")},
    {"reveals_per_hour", QT_TRANSLATE_NOOP("DeedWord", "Reveals per hour")},
    {"reveals_per_day", QT_TRANSLATE_NOOP("DeedWord", "Reveals per day")},
    {"searches_per_hour", QT_TRANSLATE_NOOP("DeedWord", "Searches by number per hour")},
    {"backup_days", QT_TRANSLATE_NOOP("DeedWord", "Backups are kept for (days)")},
    {"callback_targets", QT_TRANSLATE_NOOP("DeedWord", "Allowed callback targets")},
    {"idle_lock_minutes", QT_TRANSLATE_NOOP("DeedWord", "Idle lock (minutes)")},
    {"hide_clear_numbers", QT_TRANSLATE_NOOP("DeedWord", "Phone number masking")},
};

QString say(const char *text)
{
    return QCoreApplication::translate("DeedWord", text);
}

template <size_t Count>
const char *find(const DeedWord (&words)[Count], const QString &key)
{
    const auto found = std::find_if(
        std::begin(words), std::end(words), [&](const DeedWord &word) { return key == QLatin1String(word.key); });
    return found == std::end(words) ? nullptr : found->text;
}

/// The words of masking_service's policyKey().
std::optional<MaskingPolicy> policyFrom(const QString &text)
{
    static const QRegularExpression replacement(QStringLiteral("^replacement (\\d+)\\+(\\d+)$"));
    if (text == QLatin1String("off"))
        return MaskingPolicy::off();
    if (text == QLatin1String("random"))
        return MaskingPolicy::random();
    const auto match = replacement.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return MaskingPolicy{MaskingKind::Replacement, match.captured(1).toInt(), match.captured(2).toInt()};
}

/// One part of a text between its separators, with what it may name.
DeedField fieldFrom(const QString &action, const QString &part, const QTimeZone &zone, const DeedNames &names)
{
    for (const DeedWord &field : deedFieldWords) {
        const QLatin1String key(field.key);
        if (part.startsWith(key) && (part.size() == key.size() || part[key.size()] == u' '))
            return {key, say(field.text), deedValueText(action, key, part.mid(key.size()).trimmed(), zone, names)};
    }
    return {{}, {}, part};
}

/// Adds a field, or to the one that is there: a typed value of an older entry may hold the separator, and even
/// what looks like a field.
void take(const DeedField &field, QList<DeedField> &fields)
{
    const auto same =
        std::find_if(fields.begin(), fields.end(), [&](const DeedField &each) { return each.key == field.key; });
    if (field.key.isEmpty() && !fields.isEmpty())
        fields.last().value += QStringLiteral("; ") + field.value;
    else if (same != fields.end())
        same->value += QStringLiteral("; ") + field.value;
    else
        fields.append(field);
}

} // namespace

QList<DeedKind> deedKinds()
{
    QList<DeedKind> kinds;
    for (const DeedWord &kind : s_kinds) {
        DeedKind one{QLatin1String(kind.key), say(kind.text), {}};
        for (const DeedWord &action : s_actions)
            if (QLatin1String(action.key).startsWith(QString(one.noun + u'.')))
                one.actions.append(QLatin1String(action.key));
        kinds.append(one);
    }
    return kinds;
}

QString deedActionText(const QString &action)
{
    const char *text = find(s_actions, action);
    return text ? say(text) : action;
}

QString deedObjectText(const QString &object)
{
    const QLatin1String roles("role ");
    if (object.startsWith(roles))
        if (const auto role = roleFromKey(object.mid(roles.size())))
            return roleText(*role);
    if (const char *text = find(s_objects, object))
        return say(text);
    const auto report = reportKindFromKey(object);
    return report ? reportTitle(*report) : object;
}

QList<DeedField> deedFields(const QString &action, const QString &text, const QTimeZone &zone, const DeedNames &names)
{
    if (text.isEmpty())
        return {};
    if (action == QLatin1String("setting.change") && (text == QLatin1String("off") || text == QLatin1String("on")))
        return {{{}, {},
            text == QLatin1String("on") ? say(QT_TRANSLATE_NOOP("DeedWord", "On"))
                                        : say(QT_TRANSLATE_NOOP("DeedWord", "Off"))}};
    if (action.startsWith(QLatin1String("campaign."))) // the name alone
        return {{QStringLiteral("name"), say("Name"), text}};
    QList<DeedField> fields;
    for (const QString &part : text.split(QLatin1String("; "))) {
        if (const auto policy = policyFrom(part); policy && action.startsWith(QLatin1String("policy.")))
            fields.append(
                {QStringLiteral("masking"), say(QT_TRANSLATE_NOOP("DeedWord", "Masking")), policyText(*policy)});
        else
            take(fieldFrom(action, part, zone, names), fields);
    }
    return fields;
}

QString deedChangeText(const QString &action, const QString &text, const QTimeZone &zone, const DeedNames &names)
{
    QStringList parts;
    for (const DeedField &field : deedFields(action, text, zone, names)) {
        const bool namesItself = field.label.isEmpty() || field.key == QLatin1String("masking");
        if (!field.value.isEmpty())
            parts.append(namesItself ? field.value : QStringLiteral("%1: %2").arg(field.label, field.value));
    }
    return parts.join(QLatin1String("; "));
}

} // namespace callveil
