// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace callveil {

/// Names the help page (resources/help/<page>.md) that belongs to a widget and to all that is in it or opens over it.
void setHelpTopic(QWidget &widget, const QString &page);

/// That of the widget, or of the nearest one around it; empty: none is named.
[[nodiscard]] QString helpTopicOf(const QWidget *widget);

} // namespace callveil
