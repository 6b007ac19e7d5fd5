// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "binding_options.h"

namespace callveil {

// Bindings as they are printed and exported: masked.

/// What "bind" tells of one.
[[nodiscard]] QJsonObject documentOf(const Binding &binding);
/// All of it, as it stands at `now` (ms since 1970).
[[nodiscard]] QJsonObject documentOf(const Binding &binding, const KnownNames &names, qint64 now);
/// When it ends, as fields: its idle time-out too, where it has one.
[[nodiscard]] QList<QStringList> endFieldsOf(const Binding &binding);
/// Why it got its number.
[[nodiscard]] QString whyOf(const Binding &binding);

/// Prints a page; answers Done.
int printBindings(Command &command, const KnownNames &names, const BindingPage &page);
/// A label and a value in each line.
void printFields(QTextStream &out, const QList<QStringList> &fields);
[[nodiscard]] QList<QStringList> fieldsOf(const Binding &binding, const KnownNames &names, qint64 now);

/// The columns of an exported file.
[[nodiscard]] QStringList bindingColumns();
[[nodiscard]] QStringList bindingCells(const Binding &binding, const KnownNames &names, qint64 now);

} // namespace callveil
