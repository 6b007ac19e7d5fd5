// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/message_prompt.h"

#include "ui/widgets/palette_icon.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>

namespace callveil {

namespace {

/// Where people keep what they save; not the folder that the program happened to be started from.
QString usualFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

QString text(const char *source)
{
    return QCoreApplication::translate("Prompt", source);
}

/// "csv" of "CSV file (*.csv)"; nothing of a kind that has several suffixes or none.
QString suffixOf(const QString &filter)
{
    static const QRegularExpression only(QStringLiteral("\\(\\*\\.(\\w+)\\)$"));
    return only.match(filter).captured(1);
}

/// Where several kinds of files are offered, the name follows the kind that is chosen.
void offerKinds(QFileDialog &dialog)
{
    QStringList suffixes;
    for (const QString &filter : dialog.nameFilters())
        suffixes.append(suffixOf(filter));
    if (suffixes.size() < 2 || suffixes.contains(QString()))
        return;
    dialog.setDefaultSuffix(suffixes.front());
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog, suffixes](const QString &filter) {
        const QString suffix = suffixOf(filter);
        dialog.setDefaultSuffix(suffix);
        const QFileInfo named(dialog.selectedFiles().value(0));
        if (suffixes.contains(named.suffix().toLower()))
            dialog.selectFile(named.completeBaseName() + u'.' + suffix);
    });
}

/// The style's own sign is a picture of few pixels, which shows on a fine screen.
void setSign(QMessageBox &box)
{
    const int side = box.fontMetrics().height() * 2;
    box.setIconPixmap(paletteIcon(QStringLiteral("question")).pixmap(QSize(side, side), box.devicePixelRatioF()));
}

/// What stands first in a box is its question; the rest explains it.
void setQuestion(QMessageBox &box, const QString &question)
{
    const qsizetype end = question.indexOf(QLatin1String("\n\n"));
    box.setTextFormat(Qt::PlainText);
    box.setText(end < 0 ? question : question.first(end));
    if (end >= 0)
        box.setInformativeText(question.mid(end + 2));
}

} // namespace

bool MessagePrompt::confirm(QWidget *parent, const QString &title, const QString &question, const QString &action)
{
    QMessageBox box(QMessageBox::NoIcon, title, {}, QMessageBox::Cancel, parent);
    setSign(box);
    setQuestion(box, question);
    const QPushButton *go = box.addButton(action, QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.setEscapeButton(QMessageBox::Cancel);
    ask(box);
    return box.clickedButton() == go;
}

Prompt::Leave MessagePrompt::askToLeave(QWidget *parent, const QString &what)
{
    QMessageBox box(
        QMessageBox::NoIcon, text(QT_TRANSLATE_NOOP("Prompt", "Unsaved changes")), {}, QMessageBox::NoButton, parent);
    setSign(box);
    box.setTextFormat(Qt::PlainText);
    box.setText(text(QT_TRANSLATE_NOOP("Prompt", "%1 has changes that were not applied.")).arg(what));
    box.setInformativeText(text(QT_TRANSLATE_NOOP("Prompt", "Apply or discard them, or cancel to go on editing.")));
    QPushButton *apply = box.addButton(QMessageBox::Apply);
    QPushButton *discard = box.addButton(QMessageBox::Discard);
    QPushButton *stay = box.addButton(QMessageBox::Cancel);
    QWidget::setTabOrder(discard, stay);
    QWidget::setTabOrder(stay, apply);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    ask(box);
    if (box.clickedButton() == apply)
        return Leave::Apply;
    return box.clickedButton() == discard ? Leave::Discard : Leave::Stay;
}

QString MessagePrompt::askText(QWidget *parent, const QString &title, const QString &label, const QString &initial)
{
    QInputDialog dialog(parent);
    dialog.setWindowTitle(title);
    dialog.setLabelText(label);
    dialog.setTextValue(initial);
    return ask(dialog) == QDialog::Accepted ? dialog.textValue() : QString();
}

QString MessagePrompt::openFile(QWidget *parent, const QString &title, const QString &filter)
{
    QFileDialog dialog(parent, title, usualFolder(), filter);
    dialog.setFileMode(QFileDialog::ExistingFile);
    return ask(dialog) == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString MessagePrompt::saveFile(QWidget *parent, const QString &title, const QString &suggestion, const QString &filter)
{
    const QFileInfo proposed(suggestion);
    QFileDialog dialog(parent, title, proposed.isAbsolute() ? proposed.path() : usualFolder(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.selectFile(proposed.fileName());
    offerKinds(dialog);
    return ask(dialog) == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

std::shared_ptr<QPagedPaintDevice> MessagePrompt::choosePrinter(QWidget *parent, const QString &title, bool landscape)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(landscape ? QPageLayout::Landscape : QPageLayout::Portrait);
    printer->setFullPage(true);
    printer->setDocName(title);
    QPrintDialog dialog(printer.get(), parent);
    dialog.setWindowTitle(title);
    // No files: an export to PDF keeps its rights and has an entry that says what it is.
    dialog.setOptions(QAbstractPrintDialog::PrintShowPageSize);
    return ask(dialog) == QDialog::Accepted ? printer : nullptr;
}

int MessagePrompt::ask(QDialog &dialog)
{
    m_asked.append(&dialog);
    const int answer = dialog.exec();
    m_asked.removeOne(&dialog);
    return answer;
}

void MessagePrompt::dismiss()
{
    const QList<QDialog *> asked = m_asked;
    for (QDialog *dialog : asked)
        dialog->reject();
}

} // namespace callveil
