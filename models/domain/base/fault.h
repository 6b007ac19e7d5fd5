// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace callveil {

/// Every fault that a person can be told of; sentenceOf() has a sentence for each. %1 and %2 are its arguments.
enum class Fault {
    Unexpected, ///< something that should not happen; detail says what
    // names and forms
    NameEmpty, ///< %1 field
    NameTaken, ///< %1 field, %2 name
    TextTooLong, ///< %1 field, %2 most characters
    TextHoldsNumber, ///< %1 field: a free text contains a telephone number
    CountryUnknown, ///< %1 what was given
    TimeZoneUnknown, ///< %1 what was given
    TimeZoneNeeded, ///< %1 country that has several, %2 some of them
    NumberNotPossible, ///< %1 field: not a possible telephone number (the value is never repeated)
    NumberCharacters, ///< %1 field: characters that no telephone number has
    ProcessUnknown, ///< %1 name
    ProcessUnknownInFile, ///< %1 column: a row of a file names a process that is none (the name is never repeated)
    ProcessArchived, ///< %1 name
    CampaignUnknown, ///< %1 name
    SessionUnknown, ///< %1 session
    AgentUnknown, ///< %1 agent
    PersonUnknown, ///< %1 user name
    TimeNotUnderstood, ///< %1 field
    ChoiceUnknown, ///< %1 field, %2 what was given, %3 what is allowed
    EntryUnknown, ///< %1 field, %2 what was given: a list has no such entry (any more)
    EntryChanged, ///< somebody else changed or removed it meanwhile
    Cancelled, ///< as the person wanted: nothing was changed
    CancelledHalfway, ///< as the person wanted: what was done stays, and the next run goes on
    // pools and bindings
    PoolUnknown, ///< %1 name
    PoolFallsBackToItself, ///< %1 name: over its fallback order a pool comes back to itself
    PoolNotEmpty, ///< %1 name, %2 numbers of another country or area than it shall have
    RangeBackwards, ///< the last number of a range is below its first, or has other digits
    RangeTooLong, ///< %1 most numbers
    DidElsewhere, ///< %1 proxy number, %2 pool that it belongs to; empty when the person does not see it
    DidRepeated, ///< %1 proxy number that stands twice in a list
    DidStateRefused, ///< %1 proxy number, %2 key of its state: the change is none that this state allows
    BindingUnknown, ///< %1 binding
    BindingChanged, ///< it has ended, or somebody else changed it meanwhile
    BindingExists, ///< the pair has another binding already
    BindingOfAgent, ///< the number is the agent's own: it goes to nobody else
    PoolExhausted, ///< %1 pool, %2 key of the reason, %3 when the next number is free (ms); empty when nobody knows
    DidNotFree, ///< %1 proxy number that was named: a party has it already, or it is in use or cooling
    DidUnknown, ///< no proxy number of a pool that serves the process (the value is never repeated)
    PoolServesNot, ///< %1 pool, %2 process
    PartiesSame, ///< customer and agent have one number
    PartyIsProxy, ///< %1 field: a proxy number of the organisation's own
    AgentWithoutNumber, ///< %1 agent
    PartyOptedOut, ///< %1 brand whose calls the customer does not want
    // the voice platform
    NeedsServer, ///< what switches ask is kept on a server: this database is a file
    SwitchNameInvalid, ///< %1 name of a switch's login
    BrandUnknown, ///< %1 brand that no pool has
    OptOutUnknown, ///< %1 brand: the number did not opt out of it
    // masking
    MaskTooLong, ///< %1 n, %2 n': n + n' is more than 15
    MaskNegative,
    NoteNeeded, ///< few candidates are left: the policy needs a note
    EffectiveInPast,
    RevisionChanged, ///< somebody else changed the policy meanwhile
    RevisionNotWaiting, ///< the scheduled change has taken effect or was cancelled
    // people and their keys
    SignInRefused, ///< wrong user name or password
    SignInBackOff, ///< %1 seconds to wait
    PersonDisabled,
    PasswordTooShort, ///< %1 least characters
    PasswordTooCommon,
    PasswordSame, ///< the new password is the old one
    PasswordWrong, ///< the old password of "change my password"
    PasswordMustChange,
    UserNameInvalid, ///< %1 user name
    NotPermitted, ///< %1 permission
    KeyChainMissing, ///< this computer has no key chain, or none that answers
    KeyChainLocked, ///< the key chain stayed locked or refused
    SessionLocked, ///< the console is locked
    UnlockRefused, ///< wrong password of somebody who is signed in
    KeysReplaced, ///< the person got other keys since he signed in
    KitWrong, ///< the words of the recovery kit do not fit
    FingerprintDiffers, ///< the database belongs to another organisation than the one pinned for it
    FingerprintUnknown, ///< no fingerprint is pinned for this server
    FingerprintConflict, ///< %1 server, %2 words pinned for it, %3 words that were given
    CertificateInvalid, ///< %1 whose key: not certified by the organisation root
    CostLowered, ///< the stored key derivation cost is under the floor
    CiphertextDamaged,
    VaultNotReadable, ///< this person has no key of the vault
    WriterKeyMissing, ///< this person may not write numbers
    LastHolder, ///< nobody but the recovery kit could open a vault then
    AdministratorKeeps, ///< a permission that administrators cannot lose
    OwnPerson, ///< nobody disables, resets or changes himself
    ServiceIdentity, ///< a service's identity: it is enrolled and disabled, and never changed like a person
    OwnRole, ///< nobody changes the permissions of his own role
    GrantUnknown, ///< %1 role: no such grant
    ReasonNeeded,
    RevealRefused, ///< this person may not view the number
    RevealLimit, ///< %1 reveals in %2 (hour or day) are the most
    SearchLimit, ///< %1 searches in an hour are the most
    NumberGone, ///< the vault holds the number no longer
    NumberHeld, ///< %1 process: a legal hold stands
    SignInEnded, ///< an administrator ended the sign-in, or disabled the person
    // databases
    DatabaseMissing, ///< %1 file
    DatabaseExists, ///< %1 file
    DatabaseNotCallveil, ///< %1 name
    DemoUnfinished, ///< %1 database: the demo organisation was cut short
    DatabaseNewer, ///< %1 its version, %2 ours
    DatabaseOlder, ///< %1 its version, %2 ours: an administrator must upgrade it
    DatabaseUnreachable, ///< %1 host
    DatabaseTls, ///< %1 host
    DatabaseLost, ///< the connection was lost; nothing was saved
    CommitUnknown, ///< the connection was lost while saving and did not come back
    DatabaseBusy, ///< another program is writing
    DatabaseReadOnly,
    DatabaseFull,
    DatabaseAddress, ///< %1 what was given: not a file or postgresql:// address
    ServerTooOld, ///< %1 its version
    NeedsSuperuser,
    SuperuserRefused, ///< %1 login: the server does not let it in
    FilePermission, ///< %1 file name
    DatabaseDamaged, ///< %1 file name: pages or references are wrong
    ServiceFileDamaged, ///< %1 file name: no identity of a service, or not as it was written
    FileUnreadable, ///< %1 file name
    FileUnwritable, ///< %1 file name
    FileExists, ///< %1 file name
    FileEmpty, ///< %1 file name
    FileBusy, ///< %1 file name: another program is writing it
    ConnectionFileUnknown, ///< %1 file name: no connection file
    ConnectionFileNewer, ///< %1 file name: of a version that this program does not know
    ConnectionFileDamaged, ///< %1 field, %2 file name
    ConnectionNotServer, ///< %1 file of a database: only servers have connection files
    ConnectionUnknown, ///< %1 name
    FormatUnknown, ///< %1 file name
    FormatNoCalls, ///< %1 file name
    MappingIncomplete, ///< %1 missing column
    ProfileUnknown, ///< %1 name
    CallsChanged, ///< calls changed while they were exported
    RowNotReadable, ///< a row of a file is damaged
    BackupDamaged, ///< %1 file name: cut off, changed, or something else
    BackupStranger, ///< %1 organisation, %2 its six words: this computer does not know it
    BackupOtherWords, ///< the words that were typed are not those of the backup's organisation
    BackupOfFile, ///< a backup of a file cannot become a server's database
    BackupOfServer, ///< a backup of a server's database cannot become a file
    ProgramMissing, ///< %1 version of PostgreSQL whose programs are needed
    ProgramFailed, ///< %1 program
    ServerOlder, ///< %1 its version, %2 the version that the backup is of
};

} // namespace callveil
