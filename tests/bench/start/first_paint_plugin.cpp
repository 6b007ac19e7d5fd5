// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QEvent>
#include <QGenericPlugin>
#include <QTimer>

#include <unistd.h>

namespace callveil {

/// Ends the program as soon as it has painted its first window; whoever started it takes the time.
class FirstPaint final : public QObject {
    Q_OBJECT

public:
    FirstPaint() { QCoreApplication::instance()->installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType())
            QTimer::singleShot(0, [] { _exit(0); }); // after the children and the flush to the screen
        return false;
    }
};

/// Loaded into any Qt program by QT_QPA_GENERIC_PLUGINS=firstpaint.
class FirstPaintPlugin final : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "first_paint.json")

public:
    QObject *create(const QString &, const QString &) override { return new FirstPaint; }
};

} // namespace callveil

#include "first_paint_plugin.moc"
