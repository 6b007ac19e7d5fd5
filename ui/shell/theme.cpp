// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/shell/console_style.h"

#include <QApplication>
#include <QEvent>
#include <QSettings>

#include <array>

namespace callveil {

namespace {

const QString settingKey = QStringLiteral("theme");
constexpr std::array<std::pair<ThemeChoice, const char *>, 3> names{
    {{ThemeChoice::System, "system"}, {ThemeChoice::Light, "light"}, {ThemeChoice::Dark, "dark"}}};

struct Shade {
    QPalette::ColorRole role;
    const char *light;
    const char *dark;
};

constexpr Shade shades[] = {
    {QPalette::Window, "#f3f4f6", "#26282a"},
    {QPalette::WindowText, "#1d2126", "#e8e9ea"},
    {QPalette::Base, "#ffffff", "#1e1e1e"},
    {QPalette::AlternateBase, "#f7f8f9", "#232425"},
    {QPalette::Text, "#1d2126", "#e8e9ea"},
    {QPalette::Button, "#f8f9fa", "#34373a"},
    {QPalette::ButtonText, "#1d2126", "#e8e9ea"},
    {QPalette::BrightText, "#ffffff", "#ffffff"},
    {QPalette::Highlight, "#0a5ea8", "#1d6cb0"},
    {QPalette::HighlightedText, "#ffffff", "#ffffff"},
    {QPalette::ToolTipBase, "#1d2126", "#3a3d40"},
    {QPalette::ToolTipText, "#ffffff", "#f2f2f2"},
    {QPalette::PlaceholderText, "#5f6670", "#a3a8ad"},
    {QPalette::Link, "#0a5ea8", "#6fb7ff"},
    {QPalette::LinkVisited, "#6a3d9a", "#c3a6f2"},
    {QPalette::Light, "#ffffff", "#44484c"},
    {QPalette::Midlight, "#e6e8eb", "#3a3d40"},
    {QPalette::Mid, "#868d96", "#7f868d"},
    {QPalette::Dark, "#79808a", "#8a9097"},
    {QPalette::Shadow, "#4d545c", "#0c0c0c"},
};

QPalette paletteOf(bool dark)
{
    QPalette palette;
    for (const Shade &shade : shades)
        palette.setColor(shade.role, QColor(QLatin1String(dark ? shade.dark : shade.light)));
    const QColor faint(dark ? QStringLiteral("#84898e") : QStringLiteral("#8b9199"));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Base, palette.color(QPalette::Window));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, palette.color(QPalette::Midlight));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faint);
    return palette;
}

/// Qt 6.4 does not tell the colour scheme of the system: the palette that its platform theme gives does.
bool systemIsDark()
{
#ifdef Q_OS_WIN
    const QSettings personal(
        QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"),
        QSettings::NativeFormat);
    return personal.value(QStringLiteral("AppsUseLightTheme"), 1).toInt() == 0;
#else
    QApplication::setPalette(QPalette());
    return isDark(QApplication::palette());
#endif
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor statusColour(Status status, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (status) {
    case Status::Neutral:
        return palette.color(QPalette::Link);
    case Status::Ok:
        return QColor(dark ? QStringLiteral("#2BC9A0") : QStringLiteral("#00735C"));
    case Status::Warning:
        return QColor(dark ? QStringLiteral("#E69F00") : QStringLiteral("#9A5B00"));
    case Status::Critical:
        return QColor(dark ? QStringLiteral("#FF8A80") : QStringLiteral("#B3261E"));
    }
    return {};
}

Theme::Theme(QSettings &settings, QObject *parent) : QObject(parent), m_settings(settings)
{
#ifndef Q_OS_MACOS
    QApplication::setStyle(new ConsoleStyle);
#endif
    qApp->installEventFilter(this);
    apply(fromName(settings.value(settingKey).toString()).value_or(ThemeChoice::System));
}

void Theme::choose(ThemeChoice choice)
{
    m_settings.setValue(settingKey, name(choice));
    apply(choice);
}

void Theme::apply(ThemeChoice choice)
{
    m_applying = true;
    m_choice = choice;
#ifdef Q_OS_MACOS
    if (choice == ThemeChoice::System)
        QApplication::setPalette(QPalette());
    else
        QApplication::setPalette(paletteOf(choice == ThemeChoice::Dark));
#else
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    QApplication::setPalette(paletteOf(dark));
#endif
    m_applying = false;
}

std::optional<ThemeChoice> Theme::fromName(const QString &name)
{
    for (const auto &[choice, known] : names)
        if (name == QLatin1String(known))
            return choice;
    return std::nullopt;
}

QString Theme::name(ThemeChoice choice)
{
    for (const auto &[known, name] : names)
        if (known == choice)
            return QLatin1String(name);
    return {};
}

QPalette Theme::lightPalette()
{
    return paletteOf(false);
}

QPalette Theme::darkPalette()
{
    return paletteOf(true);
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_choice == ThemeChoice::System && !m_applying)
        apply(ThemeChoice::System);
    return QObject::eventFilter(watched, event);
}

} // namespace callveil
