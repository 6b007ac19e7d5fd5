// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/service_start_dialog.h"

#include "ui/texts/isolated_text.h"
#include "ui/texts/service_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/wrapped_label.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace callveil {

namespace {

/// Where the unit of one's own service looks for the identity.
QString ownPlace()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/callveil/callveild.json");
}

} // namespace

ServiceStartDialog::ServiceStartDialog(const QString &name, const QString &path, bool onServer, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("serviceStartDialog"));
    setWindowTitle(tr("Start the service %1").arg(name));
    setMinimumWidth(characters(this, 84));
    const QString where = onServer
        ? tr("Take this file to the computer that is to run callveild, by a way on which nobody else can read it. "
             "Then delete it here. On that computer, type in the file's folder:")
        : tr("Where callveild is installed, type:");
    auto *text = new WrappedLabel(
        tr("The identity of “%1” is in %2: whoever reads that file is the service.").arg(name, isolated(path)) + u' '
            + where,
        this);
    const QStringList lines = serviceCommands(onServer ? QFileInfo(path).fileName() : path, onServer, ownPlace());
    auto *commands = new QPlainTextEdit(lines.join(u'\n'), this);
    commands->setObjectName(QStringLiteral("startCommands"));
    commands->setWhatsThis(tr("The lines that start the service, to be copied into a terminal."));
    commands->setReadOnly(true);
    commands->setTabChangesFocus(true);
    commands->setLineWrapMode(QPlainTextEdit::NoWrap);
    commands->setLayoutDirection(Qt::LeftToRight);
    commands->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    commands->setMinimumHeight(commands->fontMetrics().lineSpacing() * 6);
    auto *label = new QLabel(tr("&Commands"), this);
    label->setBuddy(commands);
    auto *after =
        new WrappedLabel(tr("A moment later the table says that it leads, or that it waits to follow another. "
                            "What was bound before is missing to it: choose Seal missing copies…"),
            this);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *done = buttons->addButton(tr("&Done"), QDialogButtonBox::AcceptRole);
    done->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(gridUnit(this) * 2);
    for (QWidget *part : std::initializer_list<QWidget *>{text, label, commands, after, buttons})
        column->addWidget(part);
    done->setFocus();
}

} // namespace callveil
