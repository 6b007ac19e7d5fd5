// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/leak_text.h"

#include "ui/texts/value_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Leak", text);
}

const char *kindOf(LeakKind kind)
{
    switch (kind) {
    case LeakKind::PresentedOther:
        return QT_TRANSLATE_NOOP("Leak", "Other caller id presented");
    case LeakKind::DialledAround:
        return QT_TRANSLATE_NOOP("Leak", "Call outside any binding");
    case LeakKind::ClearNumber:
        return QT_TRANSLATE_NOOP("Leak", "Clear number in a text");
    case LeakKind::UnboundCallback:
        return QT_TRANSLATE_NOOP("Leak", "Callback without a binding");
    case LeakKind::EndlessBinding:
        return QT_TRANSLATE_NOOP("Leak", "Binding without expiry");
    case LeakKind::IdleBinding:
        return QT_TRANSLATE_NOOP("Leak", "Idle binding");
    case LeakKind::ClosedCase:
        return QT_TRANSLATE_NOOP("Leak", "Closed case still bound");
    case LeakKind::DidInTwoPools:
        return QT_TRANSLATE_NOOP("Leak", "Proxy number in two pools");
    case LeakKind::PoolLow:
        return QT_TRANSLATE_NOOP("Leak", "Pool above its mark");
    case LeakKind::MaskingOff:
        return QT_TRANSLATE_NOOP("Leak", "Masking is off");
    case LeakKind::NoConsent:
        return QT_TRANSLATE_NOOP("Leak", "Recording without consent");
    case LeakKind::CanarySeen:
        break;
    }
    return QT_TRANSLATE_NOOP("Leak", "Canary number seen");
}

const char *remedyOf(LeakKind kind)
{
    switch (kind) {
    case LeakKind::PresentedOther:
        return QT_TRANSLATE_NOOP("Leak", "Set the caller id on the voice platform");
    case LeakKind::DialledAround:
        return QT_TRANSLATE_NOOP("Leak", "Bind the pair, and call over its proxy number");
    case LeakKind::ClearNumber:
        return QT_TRANSLATE_NOOP("Leak", "Take the number out where it is written");
    case LeakKind::UnboundCallback:
        return QT_TRANSLATE_NOOP("Leak", "Extend bindings, or tell callers by an announcement");
    case LeakKind::EndlessBinding:
        return QT_TRANSLATE_NOOP("Leak", "Give it an end, or release it");
    case LeakKind::IdleBinding:
        return QT_TRANSLATE_NOOP("Leak", "Release it");
    case LeakKind::ClosedCase:
        return QT_TRANSLATE_NOOP("Leak", "Close the case once more, or release the binding");
    case LeakKind::DidInTwoPools:
        return QT_TRANSLATE_NOOP("Leak", "Release the old bindings, or serve the process");
    case LeakKind::PoolLow:
        return QT_TRANSLATE_NOOP("Leak", "Add numbers, or shorten expiry and cool-down");
    case LeakKind::MaskingOff:
        return QT_TRANSLATE_NOOP("Leak", "Give the process a policy");
    case LeakKind::NoConsent:
        return QT_TRANSLATE_NOOP("Leak", "Delete the recording, and ask for consent");
    case LeakKind::CanarySeen:
        break;
    }
    return QT_TRANSLATE_NOOP("Leak", "Find out how the number got there");
}

const char *explanationOf(LeakKind kind)
{
    switch (kind) {
    case LeakKind::PresentedOther:
        return QT_TRANSLATE_NOOP("Leak",
            "These calls went over a proxy number, but the called party saw another caller id. Whoever calls that one "
            "back is not connected by the binding, and may reach somebody directly.");
    case LeakKind::DialledAround:
        return QT_TRANSLATE_NOOP("Leak",
            "The process masks its numbers and uses bindings, but no binding covers these calls: somebody dialled "
            "around the platform, so that one party may have seen the other's number.");
    case LeakKind::ClearNumber:
        return QT_TRANSLATE_NOOP("Leak",
            "A telephone number that is none of the organisation's own stands in a stored text. Everybody who may read "
            "the text sees it, whatever the masking.");
    case LeakKind::UnboundCallback:
        return QT_TRANSLATE_NOOP("Leak",
            "Somebody called a proxy number while no binding connected it: the binding was over, or the caller had "
            "none. Most often a customer calls back too late.");
    case LeakKind::EndlessBinding:
        return QT_TRANSLATE_NOOP("Leak",
            "This binding never ends by itself. Both parties reach each other over the proxy number for good, long "
            "after their business is done.");
    case LeakKind::IdleBinding:
        return QT_TRANSLATE_NOOP("Leak",
            "Nobody has called over this live binding for longer than its kind of business explains: a day for a "
            "session, a week for a case, 30 days for a number of one party's own. It was probably forgotten.");
    case LeakKind::ClosedCase:
        return QT_TRANSLATE_NOOP("Leak",
            "Bindings of this case were ended because the case was closed, but this one is live: it was made under the "
            "case again, or left over.");
    case LeakKind::DidInTwoPools:
        return QT_TRANSLATE_NOOP("Leak",
            "This proxy number belongs to one pool and serves another: it has bindings of a pool that it was moved "
            "from, or it is the own number of a process that its pool does not serve. Rules of both pools apply to "
            "it.");
    case LeakKind::PoolLow:
        return QT_TRANSLATE_NOOP("Leak",
            "Fewer numbers of this pool are left than its low-water mark. When it runs dry, calls are made without a "
            "proxy number or not at all.");
    case LeakKind::MaskingOff:
        return QT_TRANSLATE_NOOP("Leak",
            "The policy of this process is Off: the real numbers of customers and agents are stored and shown with "
            "every call, and stay in the records that are written meanwhile.");
    case LeakKind::NoConsent:
        return QT_TRANSLATE_NOOP("Leak",
            "These calls have a recording, although the caller refused it, or was not asked and the pool says that "
            "callers are asked.");
    case LeakKind::CanarySeen:
        break;
    }
    return QT_TRANSLATE_NOOP("Leak",
        "A number that was planted as a canary turned up. Nobody has a reason to use it, so whoever has it got it from "
        "where it was planted.");
}

const char *adviceOf(LeakKind kind)
{
    switch (kind) {
    case LeakKind::PresentedOther:
        return QT_TRANSLATE_NOOP("Leak",
            "Look at the calls. Have the voice platform present the proxy number of the route (cli), and take fixed "
            "caller ids off trunks and campaigns. Then resolve the finding.");
    case LeakKind::DialledAround:
        return QT_TRANSLATE_NOOP("Leak",
            "Look at the calls and find out who made them, and how. Have the agents call over the bindings alone, and "
            "close other ways out of the switch. Then resolve the finding; further calls reopen it.");
    case LeakKind::ClearNumber:
        return QT_TRANSLATE_NOOP("Leak",
            "Open where it stands and write it without the number. In calls and in the record of deeds nothing can be "
            "rewritten: mend the system that writes it, erase the person's number when that is asked for, and accept "
            "or resolve the finding.");
    case LeakKind::UnboundCallback:
        return QT_TRANSLATE_NOOP("Leak",
            "Where customers call back late, let the pool's bindings live longer, or have it answer late callbacks "
            "with an announcement. Where unknown callers try a number, give it time to cool.");
    case LeakKind::EndlessBinding:
        return QT_TRANSLATE_NOOP("Leak",
            "Open the binding and choose Extend to give it an end, or Release. Where it shall never end, accept the "
            "finding with the reason.");
    case LeakKind::IdleBinding:
        return QT_TRANSLATE_NOOP(
            "Leak", "Open the binding and release it. An idle time-out of its pool does that by itself from then on.");
    case LeakKind::ClosedCase:
        return QT_TRANSLATE_NOOP(
            "Leak", "Open the binding. Release it, or accept the finding where the case was opened again.");
    case LeakKind::DidInTwoPools:
        return QT_TRANSLATE_NOOP("Leak",
            "Open the pool. Release the bindings that were made from the other pool, or wait until they end; let the "
            "pool serve the process, or take the number from the process.");
    case LeakKind::PoolLow:
        return QT_TRANSLATE_NOOP("Leak",
            "Open the pool. Add numbers, release stale bindings, or shorten its expiry and cool-down; Sizing tells how "
            "many numbers it needs.");
    case LeakKind::MaskingOff:
        return QT_TRANSLATE_NOOP("Leak",
            "Open Masking and give the process a policy. What was written while it was off stays as it is. Where it is "
            "meant, accept the finding with the reason.");
    case LeakKind::NoConsent:
        return QT_TRANSLATE_NOOP("Leak",
            "Look at the calls and delete their recordings where they are kept. Have the voice platform ask for "
            "consent before it records, or turn recording off in the pool.");
    case LeakKind::CanarySeen:
        break;
    }
    return QT_TRANSLATE_NOOP("Leak",
        "Open what is named here: who brought these calls or wrote this text, and from which file? Look in the audit "
        "trail for exports, imports and reveals of that time. Then resolve the finding.");
}

const QHash<QString, const char *> &places()
{
    static const QHash<QString, const char *> words{
        {QLatin1String(placeOfCalls), QT_TRANSLATE_NOOP("Leak", "Calls, in the vault")},
        {QLatin1String(placeOfBindings), QT_TRANSLATE_NOOP("Leak", "Bindings, in the vault")},
        {QLatin1String(placeOfAgents), QT_TRANSLATE_NOOP("Leak", "Line of an agent")},
        {QStringLiteral("agent.code"), QT_TRANSLATE_NOOP("Leak", "Id of an agent")},
        {QStringLiteral("agent.name"), QT_TRANSLATE_NOOP("Leak", "Name of an agent")},
        {QStringLiteral("agent_process.number_text"), QT_TRANSLATE_NOOP("Leak", "Shown number of an agent")},
        {QStringLiteral("api_key.name"), QT_TRANSLATE_NOOP("Leak", "Name of an API key")},
        {QStringLiteral("binding.agent_text"), QT_TRANSLATE_NOOP("Leak", "Shown agent of a binding")},
        {QStringLiteral("binding.case_ref"), QT_TRANSLATE_NOOP("Leak", "Case of a binding")},
        {QStringLiteral("binding.customer_text"), QT_TRANSLATE_NOOP("Leak", "Shown customer of a binding")},
        {QStringLiteral("call_leg.account"), QT_TRANSLATE_NOOP("Leak", "Account of calls")},
        {QStringLiteral("call_leg.agent_text"), QT_TRANSLATE_NOOP("Leak", "Shown agent of calls")},
        {QStringLiteral("call_leg.customer_text"), QT_TRANSLATE_NOOP("Leak", "Shown customer of calls")},
        {QStringLiteral("call_leg.recording_id"), QT_TRANSLATE_NOOP("Leak", "Recording id of calls")},
        {QStringLiteral("call_session.case_ref"), QT_TRANSLATE_NOOP("Leak", "Case of calls")},
        {QStringLiteral("call_session.recording_id"), QT_TRANSLATE_NOOP("Leak", "Recording id of sessions")},
        {QStringLiteral("callback_endpoint.url"), QT_TRANSLATE_NOOP("Leak", "Callback URL")},
        {QStringLiteral("campaign.name"), QT_TRANSLATE_NOOP("Leak", "Name of a campaign")},
        {QStringLiteral("canary.name"), QT_TRANSLATE_NOOP("Leak", "Name of a canary number")},
        {QStringLiteral("deed.after"), QT_TRANSLATE_NOOP("Leak", "Record of deeds: after a change")},
        {QStringLiteral("deed.before"), QT_TRANSLATE_NOOP("Leak", "Record of deeds: before a change")},
        {QStringLiteral("deed.console"), QT_TRANSLATE_NOOP("Leak", "Record of deeds: name of a computer")},
        {QStringLiteral("deed.reason"), QT_TRANSLATE_NOOP("Leak", "Record of deeds: reason")},
        {QStringLiteral("gateway.name"), QT_TRANSLATE_NOOP("Leak", "Name of a gateway")},
        {QStringLiteral("import_profile.body"), QT_TRANSLATE_NOOP("Leak", "Import profile")},
        {QStringLiteral("import_profile.name"), QT_TRANSLATE_NOOP("Leak", "Name of an import profile")},
        {QStringLiteral("leak_finding.reason"), QT_TRANSLATE_NOOP("Leak", "Reason of a finding")},
        {QStringLiteral("opt_out.brand"), QT_TRANSLATE_NOOP("Leak", "Brand of an opt-out")},
        {QStringLiteral("organisation.name"), QT_TRANSLATE_NOOP("Leak", "Name of the organisation")},
        {QStringLiteral("person.display_name"), QT_TRANSLATE_NOOP("Leak", "Name of a person")},
        {QStringLiteral("person.name"), QT_TRANSLATE_NOOP("Leak", "User name")},
        {QStringLiteral("policy_revision.note"), QT_TRANSLATE_NOOP("Leak", "Note of a masking policy")},
        {QStringLiteral("pool.brand"), QT_TRANSLATE_NOOP("Leak", "Brand of a pool")},
        {QStringLiteral("pool.name"), QT_TRANSLATE_NOOP("Leak", "Name of a pool")},
        {QStringLiteral("process.account"), QT_TRANSLATE_NOOP("Leak", "Account of a process")},
        {QStringLiteral("process.name"), QT_TRANSLATE_NOOP("Leak", "Name of a process")},
        {QStringLiteral("process.project"), QT_TRANSLATE_NOOP("Leak", "Project of a process")},
        {QStringLiteral("request.reason"), QT_TRANSLATE_NOOP("Leak", "Reason of a reveal or search")},
        {QStringLiteral("retention.hold_reason"), QT_TRANSLATE_NOOP("Leak", "Reason of a legal hold")},
        {QStringLiteral("saved_view.body"), QT_TRANSLATE_NOOP("Leak", "Saved view")},
        {QStringLiteral("saved_view.name"), QT_TRANSLATE_NOOP("Leak", "Name of a saved view")},
        {QStringLiteral("service_lease.host"), QT_TRANSLATE_NOOP("Leak", "Name of a service's computer")},
        {QStringLiteral("session_tag.tag"), QT_TRANSLATE_NOOP("Leak", "Tag of a session")},
        {QStringLiteral("setting.value"), QT_TRANSLATE_NOOP("Leak", "Setting")},
        {QStringLiteral("sign_in.console"), QT_TRANSLATE_NOOP("Leak", "Name of a signed-in computer")},
        {QStringLiteral("task_event.task"), QT_TRANSLATE_NOOP("Leak", "Task of a dialler")},
    };
    return words;
}

} // namespace

QString leakSeverityText(LeakSeverity severity)
{
    switch (severity) {
    case LeakSeverity::Critical:
        return say(QT_TRANSLATE_NOOP("Leak", "Critical"));
    case LeakSeverity::High:
        return say(QT_TRANSLATE_NOOP("Leak", "High"));
    case LeakSeverity::Medium:
        return say(QT_TRANSLATE_NOOP("Leak", "Medium"));
    case LeakSeverity::Low:
        break;
    }
    return say(QT_TRANSLATE_NOOP("Leak", "Low"));
}

QString leakStateText(LeakState state)
{
    switch (state) {
    case LeakState::Open:
        return say(QT_TRANSLATE_NOOP("Leak", "Open"));
    case LeakState::Resolved:
        return say(QT_TRANSLATE_NOOP("Leak", "Resolved"));
    case LeakState::Accepted:
        return say(QT_TRANSLATE_NOOP("Leak", "Accepted"));
    case LeakState::Reopened:
        break;
    }
    return say(QT_TRANSLATE_NOOP("Leak", "Reopened"));
}

QString leakKindText(LeakKind kind)
{
    return say(kindOf(kind));
}

QString leakRemedyText(LeakKind kind)
{
    return say(remedyOf(kind));
}

QString leakExplanation(const Leak &leak)
{
    return say(explanationOf(leak.key.kind));
}

QString leakAdvice(const Leak &leak)
{
    return say(adviceOf(leak.key.kind));
}

QString leakPlaceText(const QString &place)
{
    const char *text = places().value(place);
    return text ? say(text) : place;
}

QString leakWhereText(const Leak &leak)
{
    QStringList parts;
    if (!leak.canaryName.isEmpty())
        parts.append(say(QT_TRANSLATE_NOOP("Leak", "canary “%1”")).arg(leak.canaryName));
    if (!leak.processName.isEmpty())
        parts.append(leak.processName);
    if (!leak.key.place.isEmpty())
        parts.append(leakPlaceText(leak.key.place));
    if (!leak.number.isEmpty())
        parts.append(displayNumber(leak.number));
    if (!leak.poolName.isEmpty() && !leak.key.process.isSet())
        parts.append(say(QT_TRANSLATE_NOOP("Leak", "pool %1")).arg(leak.poolName));
    if (leak.counted)
        parts.append(say(leak.key.place.startsWith(QLatin1String("deed.")) ? QT_TRANSLATE_NOOP("Leak", "entries: %1")
                                                                           : QT_TRANSLATE_NOOP("Leak", "calls: %1"))
                         .arg(QLocale().toString(leak.rows)));
    return parts.join(QStringLiteral(", "));
}

} // namespace callveil
