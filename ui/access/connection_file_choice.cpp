// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/connection_file_choice.h"

#include "ui/shell/prompt.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("ConnectionFile", source);
}

QString filter()
{
    return text(QT_TRANSLATE_NOOP("ConnectionFile", "Connection file (*.json)"));
}

} // namespace

QString chooseConnectionFileToRead(Prompt &prompt, QWidget *parent)
{
    return prompt.openFile(parent, text(QT_TRANSLATE_NOOP("ConnectionFile", "Import connection")), filter());
}

QString chooseConnectionFileToWrite(Prompt &prompt, QWidget *parent)
{
    return prompt.saveFile(parent, text(QT_TRANSLATE_NOOP("ConnectionFile", "Export connection")),
        QStringLiteral("callveil-connection.json"), filter());
}

} // namespace callveil
