// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;
class QString;
class QWidget;

namespace callveil {

/// The heading of a part of a page; its mnemonic leads to `part`.
[[nodiscard]] QLabel *sectionHeading(const QString &text, QWidget *part, QWidget *parent);

} // namespace callveil
