// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace callveil {

class Prompt;

/// Asks which connection file is meant; empty when the person cancels.
[[nodiscard]] QString chooseConnectionFileToRead(Prompt &prompt, QWidget *parent);
[[nodiscard]] QString chooseConnectionFileToWrite(Prompt &prompt, QWidget *parent);

} // namespace callveil
