// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field_form.h"

#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSpinBox>

namespace callveil {

namespace {

enum Column { LabelColumn, FieldColumn };

/// Which field a fault is about. Most faults name it in their first argument.
QString keyOf(const Error &error)
{
    switch (error.fault) {
    case Fault::UserNameInvalid:
        return QStringLiteral("user");
    case Fault::CountryUnknown:
        return QStringLiteral("country");
    case Fault::TimeZoneUnknown:
        return QStringLiteral("zone");
    case Fault::ProcessUnknown:
        return QStringLiteral("processes");
    case Fault::MaskTooLong:
    case Fault::MaskNegative:
        return QStringLiteral("mask");
    case Fault::NoteNeeded:
        return QStringLiteral("note");
    case Fault::EffectiveInPast:
        return QStringLiteral("effective");
    default:
        return error.args.value(0);
    }
}

void clearWhenEdited(StatusLine *error, const QWidget *field)
{
    const auto connectTo = [error](const auto *edited, auto signal) {
        QObject::connect(edited, signal, error, &StatusLine::clear);
    };
    if (const auto *line = qobject_cast<const QLineEdit *>(field))
        connectTo(line, &QLineEdit::textEdited); // dialogs empty fields themselves when they refuse what was typed
    else if (const auto *text = qobject_cast<const QPlainTextEdit *>(field))
        connectTo(text, &QPlainTextEdit::textChanged);
    else if (const auto *combo = qobject_cast<const QComboBox *>(field))
        connectTo(combo, &QComboBox::currentTextChanged);
    else if (const auto *spin = qobject_cast<const QSpinBox *>(field))
        connectTo(spin, &QSpinBox::textChanged);
    else if (const auto *list = qobject_cast<const QListWidget *>(field))
        connectTo(list, &QListWidget::itemChanged);
    else // several boxes to tick
        for (const auto *box : field->findChildren<QAbstractButton *>())
            connectTo(box, &QAbstractButton::toggled);
}

} // namespace

FieldForm::FieldForm(QWidget *parent) : QWidget(parent), m_rows(new QGridLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setVerticalSpacing(gridUnit(this));
    m_rows->setHorizontalSpacing(gridUnit(this) * 2);
    m_rows->setColumnStretch(FieldColumn, 1);
}

// Label and field have one parent: screen readers know a field by its label only then.
QLabel *FieldForm::addField(const QString &key, const QString &label, QWidget *field, const QString &help)
{
    Field entry{new QLabel(label, this), field, nullptr, new StatusLine(this)};
    field->setParent(this);
    if (qobject_cast<QComboBox *>(field) || qobject_cast<QAbstractSpinBox *>(field)) {
        field->setFocusPolicy(Qt::StrongFocus);
        field->installEventFilter(this);
    }
    entry.label->setBuddy(field);
    const int row = m_rows->rowCount();
    const bool isTall = field->sizeHint().height() > fontMetrics().height() * 3;
    m_rows->addWidget(entry.label, row, LabelColumn, isTall ? Qt::AlignTop : Qt::AlignVCenter);
    m_rows->addWidget(field, row, FieldColumn);
    if (!help.isEmpty()) {
        auto *line = new WrappedLabel(help, this);
        line->setMuted();
        entry.help = line;
        m_rows->addWidget(line, row + 1, FieldColumn);
    }
    m_rows->addWidget(entry.error, row + 2, FieldColumn);
    add(key, entry);
    if (!help.isEmpty())
        explain(key, help);
    return entry.label;
}

void FieldForm::addWideField(const QString &key, const QString &label, QWidget *field)
{
    Field entry{new QLabel(label, this), field, nullptr, new StatusLine(this)};
    field->setParent(this);
    entry.label->setBuddy(field);
    const int row = m_rows->rowCount();
    m_rows->addWidget(entry.label, row, LabelColumn);
    m_rows->addWidget(field, row + 1, LabelColumn, 1, 2);
    m_rows->addWidget(entry.error, row + 2, LabelColumn, 1, 2);
    add(key, entry);
}

void FieldForm::add(const QString &key, const Field &entry)
{
    m_fields.insert(key, entry);
    m_order.append(entry.field);
    clearWhenEdited(entry.error, entry.field);
}

void FieldForm::explain(const QString &key, const QString &text)
{
    const Field entry = m_fields.value(key);
    for (QWidget *part : std::initializer_list<QWidget *>{entry.label, entry.field})
        part->setWhatsThis(text);
}

bool FieldForm::eventFilter(QObject *watched, QEvent *event)
{
    const auto *field = qobject_cast<QWidget *>(watched);
    if (event->type() != QEvent::Wheel || !field || field->hasFocus())
        return QWidget::eventFilter(watched, event);
    event->ignore(); // so that what is around the form scrolls
    return true;
}

void FieldForm::addLine(QWidget *widget)
{
    m_rows->addWidget(widget, m_rows->rowCount(), FieldColumn);
}

void FieldForm::setFieldVisible(const QString &key, bool visible)
{
    const Field entry = m_fields.value(key);
    for (QWidget *part : std::initializer_list<QWidget *>{entry.label, entry.field, entry.help})
        if (part)
            part->setVisible(visible);
    if (!visible)
        entry.error->clear();
}

void FieldForm::clearErrors()
{
    for (const Field &entry : std::as_const(m_fields))
        entry.error->clear();
}

bool FieldForm::showError(const Error &error)
{
    const QString key = keyOf(error);
    if (!m_fields.contains(key))
        return false;
    showError(key, faultText(error));
    return true;
}

void FieldForm::showError(const QString &key, const QString &text)
{
    const Field entry = m_fields.value(key);
    entry.error->say(Status::Critical, text);
    entry.field->setFocus(Qt::OtherFocusReason);
}

} // namespace callveil
