// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QWidget>

namespace callveil {

/// Everything that an assistive program, or any program that reads screens, can learn of all windows; and everything
/// that their tables could show, copy or tell in a tool tip.
class AccessibleText final {
public:
    /// What assistive programs alone find, in hidden windows as well.
    [[nodiscard]] static QString readOfAllWindows()
    {
        AccessibleText text;
        for (QWidget *window : QApplication::topLevelWidgets())
            text.add(QAccessible::queryAccessibleInterface(window), 0);
        return text.m_lines.join(u'\n');
    }

    [[nodiscard]] static QString ofAllWindows()
    {
        AccessibleText text;
        for (QWidget *window : QApplication::topLevelWidgets()) {
            text.add(QAccessible::queryAccessibleInterface(window), 0);
            for (const QAbstractItemView *view : window->findChildren<QAbstractItemView *>())
                if (view->model())
                    text.add(*view->model());
        }
        return text.m_lines.join(u'\n');
    }

private:
    static constexpr int deepest = 60;

    void add(QAccessibleInterface *item, int depth)
    {
        if (!item || depth > deepest)
            return;
        for (const auto part : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help,
                 QAccessible::Accelerator})
            add(item->text(part));
        if (QAccessibleTextInterface *text = item->textInterface())
            add(text->text(0, text->characterCount()));
        for (int i = 0; i < item->childCount(); ++i)
            add(item->child(i), depth + 1);
    }

    void add(const QAbstractItemModel &model)
    {
        for (int column = 0; column < model.columnCount(); ++column)
            add(model.headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < model.rowCount(); ++row)
            for (int column = 0; column < model.columnCount(); ++column)
                for (const auto &[first, end] : {std::pair(0, 32), std::pair(int(Qt::UserRole), Qt::UserRole + 16)})
                    for (int role = first; role < end; ++role) // Qt names none between these
                        add(model.index(row, column).data(role).toString());
    }

    void add(const QString &text)
    {
        if (!text.isEmpty())
            m_lines.append(text);
    }

    QStringList m_lines;
};

} // namespace callveil
