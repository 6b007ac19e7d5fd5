// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

namespace callveil {

/// Drives a page or dialog as a person with a screen reader would: by the names of its widgets. A widget that is not
/// there fails the program at once, because nothing after that could be trusted.
class PageDriver final {
public:
    explicit PageDriver(QWidget &root) : m_root(root) { }

    /// The visible widget of that accessible name; nullptr when there is none.
    template <typename WidgetClass>
    [[nodiscard]] WidgetClass *find(const QString &name) const
    {
        for (WidgetClass *widget : m_root.findChildren<WidgetClass *>())
            if (widget->isVisible() && nameOf(*widget) == name)
                return widget;
        return nullptr;
    }

    template <typename WidgetClass>
    [[nodiscard]] WidgetClass &get(const QString &name) const
    {
        WidgetClass *widget = find<WidgetClass>(name);
        if (!widget)
            qFatal("no visible widget is named %s", qPrintable(name));
        return *widget;
    }

    [[nodiscard]] bool canPress(const QString &name) const { return get<QAbstractButton>(name).isEnabled(); }
    void press(const QString &name) const
    {
        auto &button = get<QAbstractButton>(name);
        if (!button.isEnabled())
            qFatal("%s is disabled", qPrintable(name));
        QTest::mouseClick(&button, Qt::LeftButton, {}, {8, button.height() / 2});
    }

    void choose(const QString &combo, const QString &entry) const
    {
        auto &box = get<QComboBox>(combo);
        const int index = box.findText(entry);
        if (index < 0 || !box.isEnabled())
            qFatal("%s cannot be chosen in %s", qPrintable(entry), qPrintable(combo));
        box.setCurrentIndex(index);
        Q_EMIT box.activated(index);
    }

    /// Replaces what a field, spin box or editable combo holds, key by key.
    template <typename WidgetClass = QLineEdit>
    void type(const QString &field, const QString &text) const
    {
        auto &widget = get<WidgetClass>(field);
        widget.setFocus();
        QTest::keySequence(&widget, QKeySequence::SelectAll);
        QTest::keyClick(&widget, Qt::Key_Delete);
        QTest::keyClicks(&widget, text);
    }

    void selectRow(const QString &table, int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        auto &view = get<QTableView>(table);
        const QRect place = view.visualRect(view.model()->index(row, 0));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, place.center());
    }

    [[nodiscard]] int rows(const QString &table) const { return get<QTableView>(table).model()->rowCount(); }
    /// What a screen reader reads in a cell.
    [[nodiscard]] QString cell(const QString &table, int row, const QString &column) const
    {
        const QAbstractItemModel &model = *get<QTableView>(table).model();
        for (int i = 0; i < model.columnCount(); ++i)
            if (model.headerData(i, Qt::Horizontal).toString() == column)
                return model.index(row, i).data(Qt::AccessibleTextRole).toString();
        qFatal("%s has no column %s", qPrintable(table), qPrintable(column));
    }

    /// True when a visible label says so.
    [[nodiscard]] bool says(const QString &part) const
    {
        const auto labels = m_root.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }

private:
    [[nodiscard]] static QString nameOf(QWidget &widget)
    {
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&widget);
        // A combo box answers its current entry; its name is the label that points to it.
        if (qobject_cast<QComboBox *>(&widget)) {
            const auto labels = accessible->relations(QAccessible::Label);
            return labels.isEmpty() ? QString() : labels.front().first->text(QAccessible::Name);
        }
        return accessible ? accessible->text(QAccessible::Name) : QString();
    }

    QWidget &m_root;
};

} // namespace callveil
