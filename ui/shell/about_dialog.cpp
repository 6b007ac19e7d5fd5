// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include "services/base/workspace.h"
#include "ui/widgets/page_head.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSysInfo>
#include <QVBoxLayout>

namespace callveil {

AboutDialog::AboutDialog(const DatabaseAddress &address, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("About Callveil"));
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(
        new PageHead(tr("Callveil"), tr("Administrator console for phone number masking in call centres")));
    auto *facts = new QFormLayout;
    const auto add = [facts](const QString &name, const QString &value) {
        auto *label = new QLabel(value);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        facts->addRow(name, label);
    };
    const bool embedded = address.engine == Engine::Sqlite;
    add(tr("Version"), QCoreApplication::applicationVersion());
    add(tr("Qt"), QString::fromLatin1(qVersion()));
    add(tr("Database"), embedded ? QStringLiteral("SQLite") : QStringLiteral("PostgreSQL"));
    add(tr("System"), QSysInfo::prettyProductName());
    add(tr("Licence"), QStringLiteral("GPL-3.0-or-later"));
    add(tr("Icons"), tr("Breeze Icons, LGPL-3.0-or-later"));
    layout->addLayout(facts);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

} // namespace callveil
