// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/bar_chart.h"
#include "ui/charts/time_chart.h"
#include "ui/shell/theme.h"
#include "ui/support/fake_prompt.h"
#include "ui/support/page_driver.h"
#include "ui/support/recording_notifier.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QTemporaryDir>

namespace callveil {

/// One chart in a window of its own, as a person sees it.
template <typename Chart>
class ChartScreen final {
public:
    template <typename... Arguments>
    explicit ChartScreen(const QString &name, const Arguments &...arguments)
        : chart(name, arguments..., prompt, notifier), m_driver(chart)
    {
        chart.setPalette(Theme::lightPalette());
        chart.resize(900, 500);
        chart.show();
        if (!QTest::qWaitForWindowExposed(&chart))
            qFatal("the chart is not shown");
    }

    FakePrompt prompt;
    RecordingNotifier notifier;
    Chart chart;

    [[nodiscard]] const PageDriver &driver() const { return m_driver; }
    [[nodiscard]] QAbstractScrollArea &view() const { return m_driver.get<QAbstractScrollArea>(chart.name()); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(&view(), key, modifiers);
    }
    /// Chooses this file, and waits until something was said about it.
    [[nodiscard]] QString saveAs(const QString &file)
    {
        notifier.clear();
        prompt.file = file.isEmpty() ? file : m_folder.filePath(file);
        m_driver.press(QStringLiteral("Save"));
        if (!QTest::qWaitFor([this] { return !notifier.messages.isEmpty(); }, 30000))
            qFatal("nothing was said about the file");
        return notifier.lastText();
    }
    [[nodiscard]] QString path(const QString &file) const { return m_folder.filePath(file); }

private:
    QTemporaryDir m_folder;
    PageDriver m_driver;
};

/// How many of an image's pixels have about this colour.
[[nodiscard]] inline int pixelsOf(const QImage &image, const QColor &colour)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            found += qAbs(pixel.red() - colour.red()) + qAbs(pixel.green() - colour.green())
                    + qAbs(pixel.blue() - colour.blue())
                < 12;
        }
    return found;
}

} // namespace callveil
