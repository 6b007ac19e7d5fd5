// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTextEdit>
#include <QWizardPage>

namespace callveil {

/// A whole page or window: what it says of itself explains none of its fields.
[[nodiscard]] inline bool isWhole(const QWidget &widget)
{
    return qobject_cast<const Page *>(&widget) || qobject_cast<const QDialog *>(&widget)
        || qobject_cast<const QMainWindow *>(&widget) || qobject_cast<const QWizardPage *>(&widget)
        || widget.isWindow();
}

/// What a person types in, chooses from, ticks or reads as a list. Parts that Qt makes of such a field are none.
[[nodiscard]] inline bool isField(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    const bool isPart = parent
        && (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent)
            || parent->inherits("QComboBoxPrivateContainer") || parent->inherits("QCalendarWidget"));
    if (isPart || qobject_cast<const QHeaderView *>(&widget))
        return false;
    return qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget)
        || qobject_cast<const QAbstractSpinBox *>(&widget) || qobject_cast<const QCheckBox *>(&widget)
        || qobject_cast<const QRadioButton *>(&widget) || qobject_cast<const QAbstractItemView *>(&widget)
        || qobject_cast<const QPlainTextEdit *>(&widget) || qobject_cast<const QTextEdit *>(&widget);
}

/// Fields of a window, also those that are hidden now, of which What's This knows nothing: their object names, or
/// accessible names, or classes.
[[nodiscard]] inline QStringList unexplainedFields(const QWidget &window)
{
    QStringList names;
    for (const QWidget *field : window.findChildren<QWidget *>()) {
        if (!isField(*field) || field->window() != &window)
            continue;
        const QWidget *around = field;
        while (around && !isWhole(*around) && around->whatsThis().isEmpty())
            around = around->parentWidget();
        if (around && !isWhole(*around))
            continue;
        const QString name = field->objectName().isEmpty() ? field->accessibleName() : field->objectName();
        names.append(name.isEmpty() ? QString::fromLatin1(field->metaObject()->className()) : name);
    }
    return names;
}

} // namespace callveil
