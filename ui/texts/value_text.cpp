// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/value_text.h"

#include "ui/texts/isolated_text.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString word(const char *text)
{
    return QCoreApplication::translate("Value", text);
}

} // namespace

QString roleText(Role role)
{
    switch (role) {
    case Role::Administrator:
        return word(QT_TRANSLATE_NOOP("Value", "Administrator"));
    case Role::Supervisor:
        return word(QT_TRANSLATE_NOOP("Value", "Supervisor"));
    case Role::Analyst:
        return word(QT_TRANSLATE_NOOP("Value", "Analyst"));
    case Role::Executive:
        return word(QT_TRANSLATE_NOOP("Value", "Executive"));
    case Role::GroupManager:
        return word(QT_TRANSLATE_NOOP("Value", "Group Manager"));
    case Role::ProfessionalAgent:
        return word(QT_TRANSLATE_NOOP("Value", "Professional Agent"));
    case Role::Service:
        return word(QT_TRANSLATE_NOOP("Value", "Service"));
    }
    return {};
}

QString permissionText(Permission permission)
{
    switch (permission) {
    case Permission::ConfigureMasking:
        return word(QT_TRANSLATE_NOOP("Value", "Configure masking"));
    case Permission::ManageProcesses:
        return word(QT_TRANSLATE_NOOP("Value", "Manage processes and agents"));
    case Permission::ManagePools:
        return word(QT_TRANSLATE_NOOP("Value", "Manage pools and bindings"));
    case Permission::ViewCallLog:
        return word(QT_TRANSLATE_NOOP("Value", "View call log"));
    case Permission::SearchByNumber:
        return word(QT_TRANSLATE_NOOP("Value", "Search by number"));
    case Permission::Import:
        return word(QT_TRANSLATE_NOOP("Value", "Import"));
    case Permission::Export:
        return word(QT_TRANSLATE_NOOP("Value", "Export"));
    case Permission::ViewReports:
        return word(QT_TRANSLATE_NOOP("Value", "View reports"));
    case Permission::ViewAudit:
        return word(QT_TRANSLATE_NOOP("Value", "View audit"));
    case Permission::ManageUsers:
        return word(QT_TRANSLATE_NOOP("Value", "Manage users"));
    case Permission::ManageCallbacks:
        return word(QT_TRANSLATE_NOOP("Value", "Manage callbacks"));
    case Permission::ManageSecurity:
        return word(QT_TRANSLATE_NOOP("Value", "Manage security"));
    }
    return {};
}

QString permissionExplanation(Permission permission)
{
    switch (permission) {
    case Permission::ConfigureMasking:
        return word(QT_TRANSLATE_NOOP(
            "Value", "Decide how much of a number new records of a process show, also to switch masking off."));
    case Permission::ManageProcesses:
        return word(QT_TRANSLATE_NOOP("Value", "Add and change processes, campaigns, own DIDs, agents and rates."));
    case Permission::ManagePools:
        return word(QT_TRANSLATE_NOOP("Value", "Add and retire proxy numbers, and make, change and release bindings."));
    case Permission::ViewCallLog:
        return word(QT_TRANSLATE_NOOP("Value", "See the masked calls of one's own processes."));
    case Permission::SearchByNumber:
        return word(QT_TRANSLATE_NOOP(
            "Value", "Find calls by a whole number that one knows; each search is recorded and limited."));
    case Permission::Import:
        return word(QT_TRANSLATE_NOOP("Value", "Bring files of call records in."));
    case Permission::Export:
        return word(QT_TRANSLATE_NOOP("Value", "Save lists as files; the numbers in them stay masked."));
    case Permission::ViewReports:
        return word(QT_TRANSLATE_NOOP("Value", "Run reports, see the figures of the overview, and rates."));
    case Permission::ViewAudit:
        return word(QT_TRANSLATE_NOOP("Value", "Read, verify and export the record of deeds."));
    case Permission::ManageUsers:
        return word(QT_TRANSLATE_NOOP(
            "Value", "Add, change, disable and reset people, change this grid, and grant and revoke actual numbers."));
    case Permission::ManageCallbacks:
        return word(QT_TRANSLATE_NOOP("Value", "Decide where the platform sends call records and events."));
    case Permission::ManageSecurity:
        return word(QT_TRANSLATE_NOOP("Value", "Change the organisation's switch for clear numbers and its limits."));
    }
    return {};
}

QString directionText(Direction direction)
{
    switch (direction) {
    case Direction::Unknown:
        return word(QT_TRANSLATE_NOOP("Value", "Unknown"));
    case Direction::Inbound:
        return word(QT_TRANSLATE_NOOP("Value", "Inbound"));
    case Direction::Outbound:
        return word(QT_TRANSLATE_NOOP("Value", "Outbound"));
    case Direction::Internal:
        return word(QT_TRANSLATE_NOOP("Value", "Internal"));
    }
    return {};
}

QString dispositionText(Disposition disposition)
{
    switch (disposition) {
    case Disposition::Unknown:
        return word(QT_TRANSLATE_NOOP("Value", "Unknown"));
    case Disposition::Answered:
        return word(QT_TRANSLATE_NOOP("Value", "Answered"));
    case Disposition::NoAnswer:
        return word(QT_TRANSLATE_NOOP("Value", "No answer"));
    case Disposition::Busy:
        return word(QT_TRANSLATE_NOOP("Value", "Busy"));
    case Disposition::Failed:
        return word(QT_TRANSLATE_NOOP("Value", "Failed"));
    case Disposition::Cancelled:
        return word(QT_TRANSLATE_NOOP("Value", "Cancelled"));
    case Disposition::Voicemail:
        return word(QT_TRANSLATE_NOOP("Value", "Voicemail"));
    }
    return {};
}

QString legKindText(LegKind kind)
{
    switch (kind) {
    case LegKind::A:
        return word(QT_TRANSLATE_NOOP("Value", "A (customer)"));
    case LegKind::B:
        return word(QT_TRANSLATE_NOOP("Value", "B (agent)"));
    case LegKind::Transfer:
        return word(QT_TRANSLATE_NOOP("Value", "Transfer"));
    case LegKind::Conference:
        return word(QT_TRANSLATE_NOOP("Value", "Conference"));
    case LegKind::Ivr:
        return word(QT_TRANSLATE_NOOP("Value", "IVR"));
    }
    return {};
}

QString mediumText(Medium medium)
{
    switch (medium) {
    case Medium::Voice:
        return word(QT_TRANSLATE_NOOP("Value", "Voice"));
    case Medium::Sms:
        return word(QT_TRANSLATE_NOOP("Value", "SMS"));
    case Medium::Other:
        return word(QT_TRANSLATE_NOOP("Value", "Other"));
    }
    return {};
}

QString consentText(Consent consent)
{
    switch (consent) {
    case Consent::NotAsked:
        return word(QT_TRANSLATE_NOOP("Value", "Not asked"));
    case Consent::Yes:
        return word(QT_TRANSLATE_NOOP("Value", "Yes"));
    case Consent::No:
        return word(QT_TRANSLATE_NOOP("Value", "No"));
    }
    return {};
}

QString policyText(const MaskingPolicy &policy)
{
    switch (policy.kind) {
    case MaskingKind::Off:
        return word(QT_TRANSLATE_NOOP("Value", "Off"));
    case MaskingKind::Random:
        return word(QT_TRANSLATE_NOOP("Value", "Random"));
    case MaskingKind::Replacement:
        return word(QT_TRANSLATE_NOOP("Value", "Replacement, %1 + %2 digits shown"))
            .arg(QString::number(policy.leading), QString::number(policy.trailing));
    }
    return {};
}

QString durationText(qint64 seconds)
{
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(QString::number(seconds / 3600), two(seconds / 60 % 60), two(seconds % 60));
}

QString displayNumber(const QString &text)
{
    return isolated(text);
}

} // namespace callveil
