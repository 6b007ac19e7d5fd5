// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/fault_sentences.h"

#include <QtGlobal>

namespace callveil {

// One entry for each fault. A switch without default, however long: the compiler then names the fault that has no
// sentence.
const char *sentenceOf(Fault fault)
{
    switch (fault) {
    case Fault::Unexpected:
        return QT_TRANSLATE_NOOP("Fault",
            "Something went wrong that should not. Try again; if it happens again, report it "
            "together with the details.");
    case Fault::NameEmpty:
        return QT_TRANSLATE_NOOP("Fault", "%1 is empty. Fill it in.");
    case Fault::NameTaken:
        return QT_TRANSLATE_NOOP("Fault", "%1: “%2” is in use already. Choose another.");
    case Fault::TextTooLong:
        return QT_TRANSLATE_NOOP("Fault", "%1 is too long. Use at most %2 characters.");
    case Fault::TextHoldsNumber:
        return QT_TRANSLATE_NOOP(
            "Fault", "%1 contains a telephone number. Take it out: this text is stored unprotected.");
    case Fault::CountryUnknown:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” is no country code. Use the two letters of ISO 3166, for example DE, US, or GB for the United "
            "Kingdom.");
    case Fault::TimeZoneUnknown:
        return QT_TRANSLATE_NOOP("Fault", "“%1” is no time zone. Use a name such as Europe/Berlin.");
    case Fault::TimeZoneNeeded:
        return QT_TRANSLATE_NOOP("Fault", "%1 has several time zones. Choose one, for example %2.");
    case Fault::NumberNotPossible:
        return QT_TRANSLATE_NOOP(
            "Fault", "%1 is not a possible telephone number. Check its country code and its length.");
    case Fault::NumberCharacters:
        return QT_TRANSLATE_NOOP("Fault",
            "%1 holds characters that no telephone number has. Use digits, one leading +, "
            "blanks and ( ) - . / only.");
    case Fault::ProcessUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no process “%1” that you may use. Check the name.");
    case Fault::ProcessUnknownInFile:
        return QT_TRANSLATE_NOOP(
            "Fault", "%1 names a process that you may not use or that does not exist. Check the name.");
    case Fault::ProcessArchived:
        return QT_TRANSLATE_NOOP("Fault", "The process “%1” is archived. Restore it first or choose another.");
    case Fault::SessionUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no session “%1” that you may see. Check its id.");
    case Fault::CampaignUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no campaign “%1” in this process. Check the name or add it.");
    case Fault::AgentUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no agent “%1”. Check the name or add the agent.");
    case Fault::PersonUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no user “%1” whom you may change. Check the user name.");
    case Fault::TimeNotUnderstood:
        return QT_TRANSLATE_NOOP("Fault", "%1 is not a time that can be read. Write it like 2024-05-31 14:30.");
    case Fault::ChoiceUnknown:
        return QT_TRANSLATE_NOOP("Fault", "%1: “%2” does not fit. What fits: %3.");
    case Fault::EntryUnknown:
        return QT_TRANSLATE_NOOP("Fault", "%1: “%2” is not in the list (any more). Look at the list again.");
    case Fault::EntryChanged:
        return QT_TRANSLATE_NOOP(
            "Fault", "Somebody else changed or removed this meanwhile. Look at what holds now, then decide again.");
    case Fault::Cancelled:
        return QT_TRANSLATE_NOOP("Fault", "Cancelled. Nothing was changed.");
    case Fault::CancelledHalfway:
        return QT_TRANSLATE_NOOP("Fault", "Cancelled. What was done stays done; the next run goes on with the rest.");
    case Fault::PoolUnknown:
    case Fault::PoolFallsBackToItself:
    case Fault::PoolNotEmpty:
    case Fault::RangeBackwards:
    case Fault::RangeTooLong:
    case Fault::DidElsewhere:
    case Fault::DidRepeated:
    case Fault::DidStateRefused:
    case Fault::BindingUnknown:
    case Fault::BindingChanged:
    case Fault::BindingExists:
    case Fault::BindingOfAgent:
    case Fault::PoolExhausted:
    case Fault::DidNotFree:
    case Fault::DidUnknown:
    case Fault::PoolServesNot:
    case Fault::PartiesSame:
    case Fault::PartyIsProxy:
    case Fault::AgentWithoutNumber:
    case Fault::PartyOptedOut:
        return poolSentence(fault);
    case Fault::NeedsServer:
        return QT_TRANSLATE_NOOP("Fault",
            "Switches ask a PostgreSQL server, and this database is a file. Set up a server for the voice platform.");
    case Fault::SwitchNameInvalid:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” cannot be the name of a switch. Use 1 to 24 small letters, digits and hyphens, a letter first.");
    case Fault::BrandUnknown:
        return QT_TRANSLATE_NOOP(
            "Fault", "No pool has the brand “%1”. Use the brand of a pool, or the name of a pool without one.");
    case Fault::OptOutUnknown:
        return QT_TRANSLATE_NOOP("Fault", "This number did not opt out of “%1”. Check the number and the brand.");
    case Fault::MaskTooLong:
        return QT_TRANSLATE_NOOP(
            "Fault", "At most 15 digits can be shown: n + n' is %1 + %2. Make one of them smaller.");
    case Fault::MaskNegative:
        return QT_TRANSLATE_NOOP("Fault", "The digits shown, n and n', cannot be negative. Use 0 or more.");
    case Fault::NoteNeeded:
        return QT_TRANSLATE_NOOP("Fault",
            "This policy leaves numbers easy to guess or in clear. Write a note that says why "
            "it is wanted.");
    case Fault::EffectiveInPast:
        return QT_TRANSLATE_NOOP(
            "Fault", "The time from which the change holds is past. Give a later one, or let it hold from now on.");
    case Fault::RevisionChanged:
        return QT_TRANSLATE_NOOP("Fault",
            "Somebody else changed the masking policy meanwhile. Look at the new policy, then "
            "decide again.");
    case Fault::RevisionNotWaiting:
        return QT_TRANSLATE_NOOP("Fault",
            "The scheduled change has taken effect or was cancelled already. Refresh to see "
            "what holds now.");
    case Fault::SignInRefused:
        return QT_TRANSLATE_NOOP("Fault",
            "User name and password do not fit together. Check both and try again. On a server, the database's name "
            "and the six words of the organisation must be right too.");
    case Fault::SignInBackOff:
        return QT_TRANSLATE_NOOP("Fault", "Too many failed attempts. Wait %1 seconds, then try again.");
    case Fault::PersonDisabled:
        return QT_TRANSLATE_NOOP("Fault", "This user is disabled. Ask an administrator to enable the user again.");
    case Fault::PasswordTooShort:
        return QT_TRANSLATE_NOOP("Fault", "The password is too short. Use at least %1 characters.");
    case Fault::PasswordTooCommon:
        return QT_TRANSLATE_NOOP(
            "Fault", "The password is easy to guess. Use several words that do not belong together.");
    case Fault::PasswordSame:
        return QT_TRANSLATE_NOOP("Fault", "The new password is the current one. Choose another.");
    case Fault::PasswordWrong:
        return QT_TRANSLATE_NOOP("Fault", "The current password is wrong. Type it again.");
    case Fault::PasswordMustChange:
        return QT_TRANSLATE_NOOP("Fault",
            "Your password can be used only once. Sign in with it in the console, which asks for a password of your "
            "own.");
    case Fault::UserNameInvalid:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” cannot be a user name. Use 1 to 24 small letters, digits, dots, dashes or "
            "underscores, the first a letter or digit.");
    case Fault::NotPermitted:
        return QT_TRANSLATE_NOOP("Fault", "Your role does not permit this. Ask an administrator.");
    case Fault::KeyChainMissing:
        return QT_TRANSLATE_NOOP("Fault",
            "This computer has no key chain that runs. Install and start one (package gnome-keyring or "
            "kwalletmanager), "
            "then sign in to the desktop again. Until then the password is typed each time.");
    case Fault::KeyChainLocked:
        return QT_TRANSLATE_NOOP(
            "Fault", "The key chain of this computer gave no access. Unlock it and try again, or type the password.");
    case Fault::SessionLocked:
        return QT_TRANSLATE_NOOP("Fault", "Callveil is locked. Unlock it first.");
    case Fault::UnlockRefused:
        return QT_TRANSLATE_NOOP("Fault", "The password is wrong. Type it again.");
    case Fault::KeysReplaced:
        return QT_TRANSLATE_NOOP(
            "Fault", "You were given other keys since you signed in. Sign out, then sign in with your new password.");
    case Fault::KitWrong:
        return QT_TRANSLATE_NOOP("Fault", "The words of the recovery kit do not fit. Compare each with the kit.");
    case Fault::FingerprintDiffers:
        return QT_TRANSLATE_NOOP("Fault",
            "This database belongs to another organisation than the one this computer knows for "
            "it. Do not sign in; ask your administrator.");
    case Fault::FingerprintUnknown:
        return QT_TRANSLATE_NOOP("Fault",
            "This computer does not know the organisation of this server. Import a connection file, or type its six "
            "fingerprint words in the connection (callveilctl: connection import, --fingerprint); your administrator "
            "has both.");
    case Fault::FingerprintConflict:
        return QT_TRANSLATE_NOOP("Fault",
            "This computer knows %1 by the words “%2”, not by “%3”. Ask an administrator which are right, but not by "
            "way of the server. If the new ones are, remove the old connection (callveilctl: connection remove) and "
            "try again.");
    case Fault::CertificateInvalid:
        return QT_TRANSLATE_NOOP("Fault",
            "The keys of “%1” are not certified by the organisation, or not any more: the database may have been "
            "tampered with. Ask your administrator.");
    case Fault::CostLowered:
        return QT_TRANSLATE_NOOP("Fault",
            "The protection of this password was changed in the database. Do not sign in; ask "
            "your administrator.");
    case Fault::CiphertextDamaged:
        return QT_TRANSLATE_NOOP("Fault", "A stored secret is damaged. Restore the database from a backup.");
    case Fault::VaultNotReadable:
        return QT_TRANSLATE_NOOP(
            "Fault", "You hold no key for these numbers. Somebody who does can grant it to your role.");
    case Fault::WriterKeyMissing:
        return QT_TRANSLATE_NOOP(
            "Fault", "You hold no key to store or find numbers. Ask an administrator who holds it.");
    case Fault::LastHolder:
        return QT_TRANSLATE_NOOP("Fault",
            "Nobody but the recovery kit could open the numbers then. Grant them to another role first, and wait "
            "until one of its people holds them.");
    case Fault::AdministratorKeeps:
        return QT_TRANSLATE_NOOP("Fault", "Administrators keep this permission: without it nobody could give it back.");
    case Fault::ServiceIdentity:
        return QT_TRANSLATE_NOOP("Fault",
            "This is the identity of a service, not a person. Disable it here, and enrol the service anew with "
            "callveilctl.");
    case Fault::OwnPerson:
        return QT_TRANSLATE_NOOP(
            "Fault", "Nobody disables, resets or changes himself. Ask somebody else who manages users.");
    case Fault::OwnRole:
        return QT_TRANSLATE_NOOP(
            "Fault", "Nobody changes the permissions of his own role. Ask somebody of another role who manages users.");
    case Fault::GrantUnknown:
        return QT_TRANSLATE_NOOP(
            "Fault", "Actual numbers are not granted to that role there (any more). Look at the grants again.");
    case Fault::ReasonNeeded:
        return QT_TRANSLATE_NOOP("Fault",
            "Say why the number is needed, in three letters at least. The reason is kept in the record of deeds.");
    case Fault::RevealRefused:
        return QT_TRANSLATE_NOOP("Fault",
            "You may not view this actual number. The attempt was recorded. Ask an administrator for a grant.");
    case Fault::RevealLimit:
        return QT_TRANSLATE_NOOP("Fault",
            "You have revealed the most numbers that are allowed: %1 in one %2. The attempt was recorded. Wait, or ask "
            "an administrator to raise the limit.");
    case Fault::SearchLimit:
        return QT_TRANSLATE_NOOP("Fault",
            "You have searched by number as often as is allowed: %1 times in one hour. Wait, or ask an administrator "
            "to "
            "raise the limit.");
    case Fault::NumberGone:
        return QT_TRANSLATE_NOOP("Fault",
            "The vault does not hold this number any more: its retention has ended, or it was erased. It cannot be "
            "brought back.");
    case Fault::NumberHeld:
        return QT_TRANSLATE_NOOP("Fault",
            "Calls with this number are under a legal hold in the process “%1”, so that nothing was erased anywhere. "
            "End the hold first, if you may.");
    case Fault::SignInEnded:
        return QT_TRANSLATE_NOOP("Fault", "An administrator ended your sign-in. Sign in again.");
    case Fault::DatabaseMissing:
        return QT_TRANSLATE_NOOP("Fault", "There is no database “%1”. Check the name or make a new one.");
    case Fault::DatabaseExists:
        return QT_TRANSLATE_NOOP(
            "Fault", "There is a Callveil database “%1” already. Sign in to it or choose another place.");
    case Fault::DatabaseNotCallveil:
        return QT_TRANSLATE_NOOP("Fault", "“%1” is not a Callveil database. Choose another.");
    case Fault::DemoUnfinished:
        return QT_TRANSLATE_NOOP(
            "Fault", "The demo in “%1” was cut short while it was made. Drop that database and make the demo again.");
    case Fault::DatabaseNewer:
        return QT_TRANSLATE_NOOP(
            "Fault", "The database has version %1, this program knows %2. Install a newer Callveil.");
    case Fault::DatabaseOlder:
        return QT_TRANSLATE_NOOP("Fault",
            "The database has version %1, this program needs %2. Whoever manages the server upgrades it by "
            "callveilctl upgrade.");
    case Fault::DatabaseUnreachable:
        return QT_TRANSLATE_NOOP("Fault", "The server %1 cannot be reached. Check host, port and network.");
    case Fault::DatabaseTls:
        return QT_TRANSLATE_NOOP("Fault",
            "No protected connection to %1 could be made. Check its certificate and the TLS mode "
            "of the connection.");
    case Fault::DatabaseLost:
        return QT_TRANSLATE_NOOP("Fault",
            "The connection to the database was lost; nothing was saved. Try again when the "
            "connection is back.");
    case Fault::CommitUnknown:
        return QT_TRANSLATE_NOOP("Fault",
            "The connection was lost while saving. Check whether the change is there before you "
            "repeat it.");
    case Fault::DatabaseBusy:
        return QT_TRANSLATE_NOOP("Fault", "Another program is writing to the database. Try again in a moment.");
    case Fault::DatabaseReadOnly:
        return QT_TRANSLATE_NOOP(
            "Fault", "The database can only be read. Check the permissions of its file and folder.");
    case Fault::DatabaseFull:
        return QT_TRANSLATE_NOOP(
            "Fault", "There is no room left for the database. Free some disk space and try again.");
    case Fault::DatabaseAddress:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” is no usable database. Give a file or postgresql://user@host:port/database, "
            "its name in small letters, digits and underscores, without a password.");
    case Fault::ServerTooOld:
        return QT_TRANSLATE_NOOP("Fault", "The server runs PostgreSQL %1. Use version 15 or newer.");
    case Fault::NeedsSuperuser:
        return QT_TRANSLATE_NOOP("Fault", "This needs a superuser's login of the server. Use another login.");
    case Fault::SuperuserRefused:
        return QT_TRANSLATE_NOOP("Fault",
            "The server does not let the superuser's login “%1” in. Check that login and its password (callveilctl "
            "takes it from PGPASSWORD).");
    case Fault::FilePermission:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” cannot be used: its permissions do not allow it. Check the file and its "
            "folder.");
    case Fault::DatabaseDamaged:
        return QT_TRANSLATE_NOOP(
            "Fault", "The database “%1” is damaged: its file is not what was written to it. Restore the last backup.");
    case Fault::FileUnreadable:
        return QT_TRANSLATE_NOOP(
            "Fault", "The file “%1” cannot be read. Check that it exists and that you may read it.");
    case Fault::FileUnwritable:
        return QT_TRANSLATE_NOOP("Fault", "The file “%1” cannot be written. Check its folder and the free space.");
    case Fault::FileExists:
        return QT_TRANSLATE_NOOP("Fault", "There is a file “%1” already, and it stays as it is. Choose another name.");
    case Fault::FileEmpty:
        return QT_TRANSLATE_NOOP("Fault", "The file “%1” is empty. Choose another.");
    case Fault::FileBusy:
        return QT_TRANSLATE_NOOP(
            "Fault", "Another program is writing the file “%1”. Wait until it is done, or choose another name.");
    case Fault::ServiceFileDamaged:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” is no identity of a service, or it is damaged. Enrol the service anew with callveilctl service "
            "enrol.");
    case Fault::ConnectionFileUnknown:
        return QT_TRANSLATE_NOOP(
            "Fault", "“%1” is no connection file. Choose the file that an administrator exported.");
    case Fault::ConnectionFileNewer:
        return QT_TRANSLATE_NOOP(
            "Fault", "“%1” was written by a newer version of Callveil. Update this program, then import it.");
    case Fault::ConnectionFileDamaged:
        return QT_TRANSLATE_NOOP(
            "Fault", "%1: what the connection file “%2” says cannot be used. Ask an administrator to export it again.");
    case Fault::ConnectionNotServer:
        return QT_TRANSLATE_NOOP("Fault",
            "“%1” is a file on this computer: other consoles cannot connect to it. Export the connection of a server.");
    case Fault::ConnectionUnknown:
        return QT_TRANSLATE_NOOP("Fault", "This computer knows no connection “%1”. Check the name.");
    case Fault::FormatUnknown:
        return QT_TRANSLATE_NOOP(
            "Fault", "The format of “%1” is not recognised. Choose the format or map its columns.");
    case Fault::FormatNoCalls:
        return QT_TRANSLATE_NOOP("Fault", "“%1” holds no call records. Choose another file.");
    case Fault::MappingIncomplete:
        return QT_TRANSLATE_NOOP("Fault", "No column is chosen for “%1”. Choose the one that holds it.");
    case Fault::ProfileUnknown:
        return QT_TRANSLATE_NOOP("Fault", "There is no saved mapping “%1”. Check the name.");
    case Fault::CallsChanged:
        return QT_TRANSLATE_NOOP(
            "Fault", "Calls changed while they were exported. No file was written; export them again.");
    case Fault::RowNotReadable:
        return QT_TRANSLATE_NOOP(
            "Fault", "The row is damaged: its fields or quotes cannot be read. Mend it in the file.");
    case Fault::BackupDamaged:
    case Fault::BackupStranger:
    case Fault::BackupOtherWords:
    case Fault::BackupOfFile:
    case Fault::BackupOfServer:
    case Fault::ProgramMissing:
    case Fault::ProgramFailed:
    case Fault::ServerOlder:
        return backupSentence(fault);
    }
    return "";
}

const char *putOutSentence()
{
    return QT_TRANSLATE_NOOP("Fault",
        "“%1” held the change off, and is shut out now, but the change itself was not made. Try again: it can be held "
        "off no longer.");
}

const char *ungrantedSentence()
{
    return QT_TRANSLATE_NOOP("Fault",
        "This is for whoever may view the actual numbers of all processes. Ask an administrator for a grant, or "
        "somebody who has it to do this.");
}

} // namespace callveil
