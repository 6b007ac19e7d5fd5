// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace callveil {

class StatusLine;

/// A form of one column: label, field, a line of help under it, and in the same place what is wrong with it, until the
/// field is edited.
class FieldForm final : public QWidget {
    Q_OBJECT

public:
    explicit FieldForm(QWidget *parent = nullptr);

    /// `key` is the stable name that errors use for the field; `label` holds the mnemonic and names the field. The help
    /// is what What's This says too.
    QLabel *addField(const QString &key, const QString &label, QWidget *field, const QString &help = {});
    /// A field as wide as the form, with its label above it.
    void addWideField(const QString &key, const QString &label, QWidget *field);
    /// A widget that needs no label of its own.
    void addLine(QWidget *widget);
    /// What What's This says of a field that has no line of help, or another one.
    void explain(const QString &key, const QString &text);
    /// In the order in which they were added.
    [[nodiscard]] const QList<QWidget *> &fields() const { return m_order; }
    void setFieldVisible(const QString &key, bool visible);

    /// A wheel that scrolls past a field does not change it: only one that has the focus turns with the wheel.
    bool eventFilter(QObject *watched, QEvent *event) override;

    void clearErrors();
    /// Shows a refusal beside its field and moves the focus there; false when no field of this form is at fault.
    bool showError(const Error &error);
    void showError(const QString &key, const QString &text);

private:
    struct Field {
        QLabel *label = nullptr;
        QWidget *field = nullptr;
        QWidget *help = nullptr; ///< nullptr: none
        StatusLine *error = nullptr;
    };

    void add(const QString &key, const Field &entry);

    QGridLayout *m_rows;
    QHash<QString, Field> m_fields;
    QList<QWidget *> m_order;
};

} // namespace callveil
