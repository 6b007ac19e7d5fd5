// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/password_fields.h"

#include "domain/people/password_rules.h"
#include "ui/widgets/field_form.h"

#include <QCoreApplication>
#include <QLineEdit>

namespace callveil {

QLineEdit *passwordEdit(const QString &objectName)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setEchoMode(QLineEdit::Password);
    edit->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    return edit;
}

QString passwordAdvice()
{
    return QCoreApplication::translate("Password",
        "At least %1 characters. Several words that do not belong together are easy to remember and hard to guess.")
        .arg(shortestPassword);
}

bool checkRepeated(FieldForm &form, const QString &key, const QLineEdit &first, const QLineEdit &second)
{
    if (first.text() == second.text())
        return true;
    form.showError(key,
        QCoreApplication::translate("Password", "The two passwords differ. Type the same password in both fields."));
    return false;
}

QString accessFieldOf(const Error &error)
{
    switch (error.fault) {
    case Fault::UserNameInvalid:
        return QStringLiteral("user");
    case Fault::PasswordWrong:
        return QStringLiteral("current");
    case Fault::SignInRefused:
    case Fault::UnlockRefused:
    case Fault::PasswordTooShort:
    case Fault::PasswordTooCommon:
    case Fault::PasswordSame:
        return QStringLiteral("password");
    default:
        return {};
    }
}

} // namespace callveil
