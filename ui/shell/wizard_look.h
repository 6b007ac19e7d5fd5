// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QString;
class QVBoxLayout;
class QWizard;
class QWizardPage;

namespace callveil {

/// Gives a wizard the look of all wizards: no picture, no band, never larger than the screen.
void dressWizard(QWizard *wizard, const QSize &wished);

/// The column of a wizard's page, with the head that every page has.
QVBoxLayout *wizardColumn(QWizardPage *page, const QString &title, const QString &sentence);

} // namespace callveil
