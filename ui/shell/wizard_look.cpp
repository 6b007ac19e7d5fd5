// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/wizard_look.h"

#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"

#include <QScreen>
#include <QVBoxLayout>
#include <QWizard>

namespace callveil {

void dressWizard(QWizard *wizard, const QSize &wished)
{
    wizard->setWizardStyle(QWizard::ClassicStyle);
    const QWidget *window = wizard->parentWidget() ? wizard->parentWidget() : wizard;
    wizard->resize(wished.boundedTo(window->screen()->availableSize() * 9 / 10));
}

QVBoxLayout *wizardColumn(QWizardPage *page, const QString &title, const QString &sentence)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0); // the wizard has margins enough
    column->setSpacing(gridUnit(page) * 3 / 2);
    column->addWidget(new PageHead(title, sentence, page));
    return column;
}

} // namespace callveil
