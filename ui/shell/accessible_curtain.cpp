// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/accessible_curtain.h"

#include <QAccessibleObject>
#include <QAction>
#include <QApplication>
#include <QPointer>
#include <QWidget>

namespace callveil {

namespace {

/// Qt asks a plain function, which knows no object.
QPointer<const QWidget> s_readable;

/// Answers for a widget that it is there, and nothing else.
class BlankAccessible final : public QAccessibleObject {
public:
    using QAccessibleObject::QAccessibleObject;

    [[nodiscard]] QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(qApp); }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QString text(QAccessible::Text) const override { return {}; }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override { return {}; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Window; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invisible = true;
        return state;
    }
};

/// What stands in the readable window, or belongs to it as a menu does.
bool isReadable(const QObject *object)
{
    for (; object; object = object->parent())
        if (object == s_readable)
            return true;
    return false;
}

QAccessibleInterface *answerNothing(const QString &, QObject *object)
{
    const bool shows = qobject_cast<QWidget *>(object) || qobject_cast<QAction *>(object);
    return shows && !isReadable(object) ? new BlankAccessible(object) : nullptr;
}

void takeBack(QObject *object)
{
    if (QAccessibleInterface *known = QAccessible::queryAccessibleInterface(object))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
}

/// Next time Qt asks anew who answers for a widget.
void takeAllBack()
{
    for (QWidget *widget : QApplication::allWidgets()) {
        if (isReadable(widget))
            continue;
        for (QAction *action : widget->findChildren<QAction *>(Qt::FindDirectChildrenOnly))
            takeBack(action);
        takeBack(widget);
    }
}

} // namespace

AccessibleCurtain::~AccessibleCurtain()
{
    open();
}

void AccessibleCurtain::draw(const QWidget &readable)
{
    Q_ASSERT(!s_readable);
    s_readable = &readable;
    takeAllBack();
    QAccessible::installFactory(answerNothing);
    m_drawn = true;
}

void AccessibleCurtain::open()
{
    if (!m_drawn)
        return;
    m_drawn = false;
    takeAllBack();
    QAccessible::removeFactory(answerNothing);
    s_readable.clear();
}

} // namespace callveil
