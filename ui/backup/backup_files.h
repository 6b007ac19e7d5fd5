// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace callveil {

class Prompt;

// Where backups are read and written; empty when the person does not choose.

[[nodiscard]] QString chooseBackupToRead(Prompt &prompt, QWidget *parent);
/// A name with the organisation and the day is proposed.
[[nodiscard]] QString chooseBackupToWrite(Prompt &prompt, QWidget *parent, const QString &organisation);
[[nodiscard]] QString chooseRestoredFile(Prompt &prompt, QWidget *parent, const QString &proposed);

} // namespace callveil
