// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace callveil {

/// What we put on the clipboard and should not stay there: taken away after a while, at the latest with this object,
/// unless somebody put something else there since.
class OwnClipboard final : public QObject {
    Q_OBJECT

public:
    explicit OwnClipboard(QObject *parent = nullptr);
    ~OwnClipboard() override;

    void copy(const QString &text, std::chrono::milliseconds keep = std::chrono::seconds(10));
    void clear();

private:
    QTimer m_timer;
    QString m_text; ///< empty: nothing of ours is there
};

} // namespace callveil
