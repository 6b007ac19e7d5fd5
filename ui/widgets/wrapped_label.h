// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace callveil {

/// A text that wraps and claims the height that it needs at its width, so that forms, splitters and dialogs make room
/// for it; Qt's own label only wishes for it.
class WrappedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget *parent = nullptr);
    WrappedLabel(const QString &text, QWidget *parent);

    void say(const QString &text) { setText(text); }
    /// For what explains rather than tells.
    void setMuted() { setForegroundRole(QPalette::PlaceholderText); }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QSize fitted(QSize guess) const;
};

} // namespace callveil
