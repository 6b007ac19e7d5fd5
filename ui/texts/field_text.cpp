// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/field_text.h"

#include <QCoreApplication>
#include <QHash>

namespace callveil {

QString fieldText(const QString &key)
{
    static const QHash<QString, const char *> names{
        {QStringLiteral("account"), QT_TRANSLATE_NOOP("Field", "Account")},
        {QStringLiteral("address"), QT_TRANSLATE_NOOP("Field", "Address")},
        {QStringLiteral("agent"), QT_TRANSLATE_NOOP("Field", "Agent")},
        {QStringLiteral("area-match"), QT_TRANSLATE_NOOP("Field", "Area matching")},
        {QStringLiteral("number-type"), QT_TRANSLATE_NOOP("Field", "Number type")},
        {QStringLiteral("sharing"), QT_TRANSLATE_NOOP("Field", "Sharing")},
        {QStringLiteral("area"), QT_TRANSLATE_NOOP("Field", "Area code")},
        {QStringLiteral("at"), QT_TRANSLATE_NOOP("Field", "Time")},
        {QStringLiteral("binding"), QT_TRANSLATE_NOOP("Field", "Binding")},
        {QStringLiteral("brand"), QT_TRANSLATE_NOOP("Field", "Brand")},
        {QStringLiteral("call"), QT_TRANSLATE_NOOP("Field", "Call")},
        {QStringLiteral("caller-id"), QT_TRANSLATE_NOOP("Field", "Default caller id")},
        {QStringLiteral("campaign"), QT_TRANSLATE_NOOP("Field", "Campaign")},
        {QStringLiteral("case"), QT_TRANSLATE_NOOP("Field", "Case")},
        {QStringLiteral("cool-down"), QT_TRANSLATE_NOOP("Field", "Cool-down")},
        {QStringLiteral("counts"), QT_TRANSLATE_NOOP("Field", "Counts")},
        {QStringLiteral("country"), QT_TRANSLATE_NOOP("Field", "Country")},
        {QStringLiteral("customer"), QT_TRANSLATE_NOOP("Field", "Customer number")},
        {QStringLiteral("expiry"), QT_TRANSLATE_NOOP("Field", "Expiry")},
        {QStringLiteral("late-target"), QT_TRANSLATE_NOOP("Field", "Target of late callbacks")},
        {QStringLiteral("low-water"), QT_TRANSLATE_NOOP("Field", "Low-water mark")},
        {QStringLiteral("media"), QT_TRANSLATE_NOOP("Field", "Voice or SMS")},
        {QStringLiteral("no-expiry-reason"), QT_TRANSLATE_NOOP("Field", "Why no expiry")},
        {QStringLiteral("gateway"), QT_TRANSLATE_NOOP("Field", "Gateway")},
        {QStringLiteral("switch"), QT_TRANSLATE_NOOP("Field", "Switch login")},
        {QStringLiteral("target"), QT_TRANSLATE_NOOP("Field", "Target")},
        {QStringLiteral("prefixes"), QT_TRANSLATE_NOOP("Field", "Prefixes")},
        {QStringLiteral("priority"), QT_TRANSLATE_NOOP("Field", "Priority")},
        {QStringLiteral("channels"), QT_TRANSLATE_NOOP("Field", "Channels at most")},
        {QStringLiteral("scopes"), QT_TRANSLATE_NOOP("Field", "Scopes")},
        {QStringLiteral("per-minute"), QT_TRANSLATE_NOOP("Field", "Requests per minute")},
        {QStringLiteral("key"), QT_TRANSLATE_NOOP("Field", "API key")},
        {QStringLiteral("digits"), QT_TRANSLATE_NOOP("Field", "Digits")},
        {QStringLiteral("database"), QT_TRANSLATE_NOOP("Field", "Database")},
        {QStringLiteral("direction-words"), QT_TRANSLATE_NOOP("Field", "A word for a direction")},
        {QStringLiteral("disposition-words"), QT_TRANSLATE_NOOP("Field", "A word for a disposition")},
        {QStringLiteral("days"), QT_TRANSLATE_NOOP("Field", "Days")},
        {QStringLiteral("did"), QT_TRANSLATE_NOOP("Field", "Own DID")},
        {QStringLiteral("extension"), QT_TRANSLATE_NOOP("Field", "Extension")},
        {QStringLiteral("fingerprint"), QT_TRANSLATE_NOOP("Field", "Fingerprint words")},
        {QStringLiteral("format"), QT_TRANSLATE_NOOP("Field", "Format")},
        {QStringLiteral("host"), QT_TRANSLATE_NOOP("Field", "Host")},
        {QStringLiteral("idle"), QT_TRANSLATE_NOOP("Field", "Idle time-out")},
        {QStringLiteral("idle-lock"), QT_TRANSLATE_NOOP("Field", "Idle lock")},
        {QStringLiteral("reveals-per-hour"), QT_TRANSLATE_NOOP("Field", "Reveals per hour")},
        {QStringLiteral("reveals-per-day"), QT_TRANSLATE_NOOP("Field", "Reveals per day")},
        {QStringLiteral("backup-days"), QT_TRANSLATE_NOOP("Field", "Backups are kept for (days)")},
        {QStringLiteral("searches-per-hour"), QT_TRANSLATE_NOOP("Field", "Searches by number per hour")},
        {QStringLiteral("medium-words"), QT_TRANSLATE_NOOP("Field", "A word for a medium")},
        {QStringLiteral("name"), QT_TRANSLATE_NOOP("Field", "Name")},
        {QStringLiteral("note"), QT_TRANSLATE_NOOP("Field", "Note")},
        {QStringLiteral("number"), QT_TRANSLATE_NOOP("Field", "Number")},
        {QStringLiteral("organisation"), QT_TRANSLATE_NOOP("Field", "Organisation")},
        {QStringLiteral("agent_number"), QT_TRANSLATE_NOOP("Field", "Agent number")},
        {QStringLiteral("model"), QT_TRANSLATE_NOOP("Field", "Model")},
        {QStringLiteral("pool"), QT_TRANSLATE_NOOP("Field", "Pool")},
        {QStringLiteral("recording"), QT_TRANSLATE_NOOP("Field", "Recording")},
        {QStringLiteral("tag"), QT_TRANSLATE_NOOP("Field", "Tag")},
        {QStringLiteral("processes"), QT_TRANSLATE_NOOP("Field", "Processes")},
        {QStringLiteral("project"), QT_TRANSLATE_NOOP("Field", "Project")},
        {QStringLiteral("caller"), QT_TRANSLATE_NOOP("Field", "Caller")},
        {QStringLiteral("proxy"), QT_TRANSLATE_NOOP("Field", "Proxy number")},
        {QStringLiteral("reason"), QT_TRANSLATE_NOOP("Field", "Reason")},
        {QStringLiteral("list"), QT_TRANSLATE_NOOP("Field", "List")},
        {QStringLiteral("prefix"), QT_TRANSLATE_NOOP("Field", "Prefix")},
        {QStringLiteral("price"), QT_TRANSLATE_NOOP("Field", "Price per minute")},
        {QStringLiteral("currency"), QT_TRANSLATE_NOOP("Field", "Currency")},
        {QStringLiteral("increment"), QT_TRANSLATE_NOOP("Field", "Increment")},
        {QStringLiteral("minimum"), QT_TRANSLATE_NOOP("Field", "Minimum")},
        {QStringLiteral("valid-from"), QT_TRANSLATE_NOOP("Field", "Valid from")},
        {QStringLiteral("valid-until"), QT_TRANSLATE_NOOP("Field", "Valid until")},
        {QStringLiteral("rows"), QT_TRANSLATE_NOOP("Field", "Rows")},
        {QStringLiteral("to"), QT_TRANSLATE_NOOP("Field", "To")},
        {QStringLiteral("from"), QT_TRANSLATE_NOOP("Field", "From")},
        {QStringLiteral("rate"), QT_TRANSLATE_NOOP("Field", "Rate")},
        {QStringLiteral("start"), QT_TRANSLATE_NOOP("Field", "Start")},
        {QStringLiteral("task"), QT_TRANSLATE_NOOP("Field", "Task")},
        {QStringLiteral("ticket"), QT_TRANSLATE_NOOP("Field", "Ticket")},
        {QStringLiteral("user"), QT_TRANSLATE_NOOP("Field", "User name")},
    };
    if (key.isEmpty())
        return QCoreApplication::translate("Field", "This field");
    const char *name = names.value(key, nullptr);
    return name ? QCoreApplication::translate("Field", name) : key;
}

} // namespace callveil
