// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/audit/deed_reference.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QTimeZone>

namespace callveil {

/// The actions of one kind, by which the record can be filtered.
struct DeedKind {
    QString noun; ///< "policy"
    QString title; ///< "Masking policies"
    QStringList actions; ///< stable keys: "policy.apply"
};

/// Every kind of action that this version records.
[[nodiscard]] QList<DeedKind> deedKinds();
/// "Masking policy changed" for "policy.apply"; the key itself when this version does not know it.
[[nodiscard]] QString deedActionText(const QString &action);
/// What a deed was done on, when that has a word of its own: "Audit trail" for "record"; the key itself otherwise.
[[nodiscard]] QString deedObjectText(const QString &object);

/// One thing that a deed says about the state before or after it.
struct DeedField {
    QString key; ///< by which before and after are compared; empty for words that name no field
    QString label;
    QString value; ///< as displayed
};

/// What stands before or after a deed, field by field, with its times in the zone and what it names by id as
/// "London (pool 3)". A field that is there twice holds both values.
[[nodiscard]] QList<DeedField> deedFields(
    const QString &action, const QString &text, const QTimeZone &zone, const DeedNames &names = {});
/// The same on one line: "Replacement, 2 + 2 digits shown; Revision 3".
[[nodiscard]] QString deedChangeText(
    const QString &action, const QString &text, const QTimeZone &zone, const DeedNames &names = {});

} // namespace callveil
