// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_field.h"

#include <QSignalBlocker>

namespace callveil {

NumberField::NumberField(const QString &objectName, QWidget *parent) : QLineEdit(parent)
{
    setObjectName(objectName);
    setInputMethodHints(Qt::ImhDialableCharactersOnly | Qt::ImhSensitiveData);
    setLayoutDirection(Qt::LeftToRight);
}

NumberField::~NumberField()
{
    const QSignalBlocker quiet(this); // whoever listened may be gone
    setText({}); // clear() could be undone
}

QString NumberField::typed() const
{
    const QString shared = text();
    return QString(shared.constData(), shared.size());
}

} // namespace callveil
