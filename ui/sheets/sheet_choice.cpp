// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_choice.h"

#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace callveil {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("SheetChoice", text);
}

} // namespace

std::optional<SheetChoice> chooseSheet(
    const PageContext &context, QWidget *parent, const QString &title, const QString &name)
{
    const QStringList kinds{say(QT_TRANSLATE_NOOP("SheetChoice", "Excel workbook (*.xlsx)")),
        say(QT_TRANSLATE_NOOP("SheetChoice", "CSV file (*.csv)")),
        say(QT_TRANSLATE_NOOP("SheetChoice", "PDF document (*.pdf)"))};
    const QString file = context.prompt.saveFile(
        parent, title, name + u'.' + sheetKey(SheetFormat::Xlsx), kinds.join(QStringLiteral(";;")));
    if (file.isEmpty())
        return std::nullopt;
    const auto format = sheetOfFile(file);
    if (!format) {
        context.notifier.show(Notifier::Kind::Warning,
            say(QT_TRANSLATE_NOOP("SheetChoice",
                    "“%1” was not written. Choose a name that ends in .xlsx, .csv or .pdf: it says what is written."))
                .arg(QFileInfo(file).fileName()));
        return std::nullopt;
    }
    return SheetChoice{file, *format};
}

} // namespace callveil
