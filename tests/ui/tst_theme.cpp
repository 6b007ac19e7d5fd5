// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/widgets/palette_icon.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace callveil;

namespace {

/// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &colour)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double light = qMax(luminance(a), luminance(b));
    const double dark = qMin(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTextReadable_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << Theme::lightPalette();
        QTest::newRow("dark") << Theme::darkPalette();
    }

    void keepsTextReadable()
    {
        QFETCH(QPalette, palette);
        const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {{QPalette::WindowText, QPalette::Window},
            {QPalette::Text, QPalette::Base}, {QPalette::Text, QPalette::AlternateBase},
            {QPalette::ButtonText, QPalette::Button}, {QPalette::HighlightedText, QPalette::Highlight},
            {QPalette::PlaceholderText, QPalette::Base}, {QPalette::PlaceholderText, QPalette::Window},
            {QPalette::Link, QPalette::Window}, {QPalette::ToolTipText, QPalette::ToolTipBase}};
        for (const auto &[text, ground] : pairs)
            QVERIFY2(contrast(palette.color(text), palette.color(ground)) >= 4.5, qPrintable(QString::number(text)));
        for (const Status status : {Status::Neutral, Status::Ok, Status::Warning, Status::Critical})
            QVERIFY(contrast(statusColour(status, palette), palette.color(QPalette::Window)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::Mid), palette.color(QPalette::Base)) >= 3); // frames of fields
    }

    void remembersWhatWasChosen()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Theme(settings).choose(ThemeChoice::Dark);
        QApplication::setPalette(Theme::lightPalette());
        const Theme next(settings);
        QCOMPARE(next.choice(), ThemeChoice::Dark);
        QVERIFY(isDark(QApplication::palette()));
    }

    void keepsNoChoiceThatWasMadeForOneRun()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Theme theme(settings);
        theme.apply(ThemeChoice::Dark);
        QVERIFY(isDark(QApplication::palette()));
        QVERIFY(settings.allKeys().isEmpty());
        theme.apply(ThemeChoice::Light);
        QVERIFY(!isDark(QApplication::palette()));
    }

    void readsTheNamesOfTheCommandLine()
    {
        for (const ThemeChoice choice : {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
            QCOMPARE(Theme::fromName(Theme::name(choice)), choice);
        QVERIFY(!Theme::fromName(QStringLiteral("pink")));
    }

    void paintsIconsInTheTextColour()
    {
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 20);
        for (const QPalette &palette : {Theme::lightPalette(), Theme::darkPalette()}) {
            QApplication::setPalette(palette);
            for (const QString &file : files) {
                const QImage image = paletteIcon(file.chopped(4)).pixmap(64, 64).toImage();
                int painted = 0;
                for (int y = 0; y < image.height(); ++y)
                    for (int x = 0; x < image.width(); ++x)
                        if (image.pixelColor(x, y).alpha() == 255
                            && contrast(image.pixelColor(x, y), palette.color(QPalette::Text)) < 1.2)
                            ++painted;
                QVERIFY2(painted > 10, qPrintable(file));
            }
        }
    }

    void hasNoIconForAnUnknownName() { QVERIFY(paletteIcon(QStringLiteral("no_such_icon")).isNull()); }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
