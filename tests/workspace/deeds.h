// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/base/workspace.h"
#include "storage/audit/deed_log.h"

namespace callveil {

/// Has the signed-in person record deeds, as services do; ends the test program when that fails.
inline void recordDeeds(Workspace &workspace, const Deed &deed, int count = 1)
{
    const auto recorded = workspace.interactive()
                              .run([&](Connection &connection) -> Result<void> {
                                  return connection.transact([&]() -> Result<void> {
                                      DeedLog log(connection);
                                      for (int i = 0; i < count; ++i)
                                          if (const auto done = log.append(*workspace.identity(), deed); !done)
                                              return done;
                                      return {};
                                  });
                              })
                              .result();
    if (!recorded)
        qFatal("a test deed could not be recorded: %s", qPrintable(recorded.error().detail));
}

/// Changes the database of a person who owns its file, behind the program's back.
inline void tamper(Workspace &workspace, const QString &sql)
{
    const auto done = workspace.interactive()
                          .run([&](Connection &connection) -> Result<void> { return connection.runScript(sql); })
                          .result();
    if (!done)
        qFatal("%s: %s", qPrintable(sql), qPrintable(done.error().detail));
}

} // namespace callveil
