// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

class QLineEdit;

namespace callveil {

class FieldForm;

/// A line that shows dots for what is typed.
[[nodiscard]] QLineEdit *passwordEdit(const QString &objectName);

/// What a good password is, for the line under its field.
[[nodiscard]] QString passwordAdvice();

/// Says beside the second field that the two differ; true when they are the same.
[[nodiscard]] bool checkRepeated(FieldForm &form, const QString &key, const QLineEdit &first, const QLineEdit &second);

/// The key of the field that a refusal of sign-in, set-up or change of password is about; empty for none.
[[nodiscard]] QString accessFieldOf(const Error &error);

} // namespace callveil
