// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace callveil {

class Command;

// The verbs. Each reads its options, calls one service and prints what came of it.
int runInit(Command &command);
int runProcess(Command &command);
int runCampaign(Command &command);
int runAgent(Command &command);
int runPool(Command &command);
int runGateway(Command &command);
int runEmergency(Command &command);
int runOptOut(Command &command);
int runLate(Command &command);
int runApiKey(Command &command);
int runCallback(Command &command);
int runSwitch(Command &command);
int runService(Command &command);
int runCallTest(Command &command);
int runCall(Command &command);
int runBind(Command &command);
int runRelease(Command &command);
int runBinding(Command &command);
int runImport(Command &command);
int runCalls(Command &command);
int runLegs(Command &command);
int runTag(Command &command);
int runExport(Command &command);
int runFind(Command &command);
int runReveal(Command &command);
int runPolicy(Command &command);
int runRates(Command &command);
int runUsers(Command &command);
int runPassword(Command &command);
int runConnection(Command &command);
int runGrant(Command &command);
int runRevoke(Command &command);
int runVault(Command &command);
int runRecover(Command &command);
int runRetention(Command &command);
int runHeld(Command &command);
int runErase(Command &command);
int runAudit(Command &command);
int runLeaks(Command &command);
int runReport(Command &command);
int runBackup(Command &command);
int runRestore(Command &command);
int runUpgrade(Command &command);
int runDemo(Command &command);

} // namespace callveil
