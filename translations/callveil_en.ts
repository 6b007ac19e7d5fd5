<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CallExporter</name>
    <message numerus="yes">
        <source>The calls were written to “%1”. %n numbers stayed masked: the vault holds them no longer, or you have no key of it.</source>
        <translation>
            <numerusform>The calls were written to “%1”. %n number stayed masked: the vault holds it no longer, or you have no key of it.</numerusform>
            <numerusform>The calls were written to “%1”. %n numbers stayed masked: the vault holds them no longer, or you have no key of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GrantTableModel</name>
    <message numerus="yes">
        <source>%n wait for the key</source>
        <translation>
            <numerusform>%n waits for the key</numerusform>
            <numerusform>%n wait for the key</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeldDialog</name>
    <message numerus="yes">
        <source>The number was erased from %n legs and from the vault.</source>
        <translation>
            <numerusform>The number was erased from %n leg and from the vault.</numerusform>
            <numerusform>The number was erased from %n legs and from the vault.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NameList</name>
    <message numerus="yes">
        <source>%n others</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PolicyChange</name>
    <message numerus="yes">
        <source>%n people are signed in</source>
        <translation>
            <numerusform>%n person is signed in</numerusform>
            <numerusform>%n people are signed in</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProcessTableModel</name>
    <message numerus="yes">
        <source>%1; %n change(s) scheduled</source>
        <translation>
            <numerusform>%1; %n change scheduled</numerusform>
            <numerusform>%1; %n changes scheduled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionDialog</name>
    <message numerus="yes">
        <source>%n real numbers, of calls up to %1, will be deleted within an hour. This cannot be undone.</source>
        <translation>
            <numerusform>%n real number, of calls up to %1, will be deleted within an hour. This cannot be undone.</numerusform>
            <numerusform>%n real numbers, of calls up to %1, will be deleted within an hour. This cannot be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionPanel</name>
    <message numerus="yes">
        <source>%n real numbers were deleted.</source>
        <translation>
            <numerusform>%n real number was deleted.</numerusform>
            <numerusform>%n real numbers were deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionWatch</name>
    <message numerus="yes">
        <source>%n real numbers were deleted: the time that they are kept has ended. See Security Settings.</source>
        <translation>
            <numerusform>%n real number was deleted: the time that it is kept has ended. See Security Settings.</numerusform>
            <numerusform>%n real numbers were deleted: the time that they are kept has ended. See Security Settings.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message numerus="yes">
        <source>%n people wait for a key that you hold: %1.</source>
        <translation>
            <numerusform>%n person waits for a key that you hold: %1.</numerusform>
            <numerusform>%n people wait for a key that you hold: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 wait for somebody who holds the numbers to sign in.</source>
        <translation>
            <numerusform>%1 waits for somebody who holds the numbers to sign in.</numerusform>
            <numerusform>%1 wait for somebody who holds the numbers to sign in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 wait for somebody who holds the keys for storing numbers or for certifying people to sign in.</source>
        <translation>
            <numerusform>%1 waits for somebody who holds the keys for storing numbers or for certifying people to sign in.</numerusform>
            <numerusform>%1 wait for somebody who holds the keys for storing numbers or for certifying people to sign in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people got their keys.</source>
        <translation>
            <numerusform>%n person got the keys.</numerusform>
            <numerusform>%n people got their keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::AgentsPage</name>
    <message numerus="yes">
        <source>%n rows were refused.</source>
        <translation>
            <numerusform>%n row was refused.</numerusform>
            <numerusform>%n rows were refused.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::AuditPage</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries were written to %1.</source>
        <translation>
            <numerusform>%Ln entry was written to %1.</numerusform>
            <numerusform>%Ln entries were written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::GrantsPanel</name>
    <message numerus="yes">
        <source>%n people got the key.</source>
        <translation>
            <numerusform>%n person got the key.</numerusform>
            <numerusform>%n people got the key.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people wait until somebody who holds the numbers gives them the key.</source>
        <translation>
            <numerusform>%n person waits until somebody who holds the numbers gives the key.</numerusform>
            <numerusform>%n people wait until somebody who holds the numbers gives them the key.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::ImportColumnsPage</name>
    <message numerus="yes">
        <source>%n of the first rows are calls.</source>
        <translation>
            <numerusform>%n of the first rows is a call.</numerusform>
            <numerusform>%n of the first rows are calls.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are rejected.</source>
        <translation>
            <numerusform>%n is rejected.</numerusform>
            <numerusform>%n are rejected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::ImportRunPage</name>
    <message numerus="yes">
        <source>%Ln records read</source>
        <translation>
            <numerusform>%Ln record read</numerusform>
            <numerusform>%Ln records read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::ImportSummaryPage</name>
    <message numerus="yes">
        <source>The calls are stored. %n of them name an agent who is not on the Agents tab and have none.</source>
        <translation>
            <numerusform>The calls are stored. One of them names an agent who is not on the Agents tab and has none.</numerusform>
            <numerusform>The calls are stored. %n of them name an agent who is not on the Agents tab and have none.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The calls are stored. Of the rejected rows the first %n are listed.</source>
        <translation>
            <numerusform>The calls are stored. Of the rejected rows the first is listed.</numerusform>
            <numerusform>The calls are stored. Of the rejected rows the first %n are listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::KeyGiver</name>
    <message numerus="yes">
        <source>%n grants wait for you.</source>
        <translation>
            <numerusform>%n grant waits for you.</numerusform>
            <numerusform>%n grants wait for you.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::MainWindow</name>
    <message numerus="yes">
        <source>%n other people's entries are concerned too.</source>
        <translation>
            <numerusform>Another person's entries are concerned too.</numerusform>
            <numerusform>%n other people's entries are concerned too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::MaskingPage</name>
    <message numerus="yes">
        <source>%n processes with different policies are selected. Apply gives all of them this one.</source>
        <translation>
            <numerusform>%n process with another policy is selected. Apply gives it this one.</numerusform>
            <numerusform>%n processes with different policies are selected. Apply gives all of them this one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::PermissionsPanel</name>
    <message numerus="yes">
        <source>%n changes are not applied.</source>
        <translation>
            <numerusform>%n change is not applied.</numerusform>
            <numerusform>%n changes are not applied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::RotationList</name>
    <message numerus="yes">
        <source>%n numbers of %1 are put under a new key. Whoever had the old one opens nothing of them any more. Imports go on meanwhile. You may cancel: the next run goes on where this one stood.</source>
        <translation>
            <numerusform>%n number of %1 is put under a new key. Whoever had the old one opens nothing of it any more. Imports go on meanwhile. You may cancel: the next run goes on where this one stood.</numerusform>
            <numerusform>%n numbers of %1 are put under a new key. Whoever had the old one opens nothing of them any more. Imports go on meanwhile. You may cancel: the next run goes on where this one stood.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The vault of %1 has a new key; %n numbers were put under it.</source>
        <translation>
            <numerusform>The vault of %1 has a new key; %n number was put under it.</numerusform>
            <numerusform>The vault of %1 has a new key; %n numbers were put under it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n numbers are damaged and stay under the old key. Bring them back from a backup, then give the new key again.</source>
        <translation>
            <numerusform>%n number is damaged and stays under the old key. Bring it back from a backup, then give the new key again.</numerusform>
            <numerusform>%n numbers are damaged and stay under the old key. Bring them back from a backup, then give the new key again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>callveil::VerifyPanel</name>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The record of %Ln people is broken. Named is the first broken entry of each; what follows it proves nothing any more.</source>
        <translation>
            <numerusform>The record of %Ln person is broken. Named is its first broken entry; what follows it proves nothing any more.</numerusform>
            <numerusform>The record of %Ln people is broken. Named is the first broken entry of each; what follows it proves nothing any more.</numerusform>
        </translation>
    </message>
</context>
</TS>
