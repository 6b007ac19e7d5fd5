// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

#include <optional>

class QSettings;

namespace callveil {

enum class ThemeChoice { System, Light, Dark };

/// The states that colour marks, always together with an icon and a word.
enum class Status { Neutral, Ok, Warning, Critical };

/// The colour of a state on this palette: the light or the dark one, after the palette's window colour.
[[nodiscard]] QColor statusColour(Status status, const QPalette &palette);
[[nodiscard]] bool isDark(const QPalette &palette);

/// The look of the program: Fusion with our light or dark palette, except on macOS, which keeps its own. Follows the
/// system unless the person chose; the choice is remembered in the settings.
class Theme final : public QObject {
    Q_OBJECT

public:
    explicit Theme(QSettings &settings, QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Applies and remembers it.
    void choose(ThemeChoice choice);
    /// Applies it for this run only (an option of the command line).
    void apply(ThemeChoice choice);

    /// "light", "dark" or "system".
    [[nodiscard]] static std::optional<ThemeChoice> fromName(const QString &name);
    [[nodiscard]] static QString name(ThemeChoice choice);
    [[nodiscard]] static QPalette lightPalette();
    [[nodiscard]] static QPalette darkPalette();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QSettings &m_settings;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_applying = false;
};

} // namespace callveil
