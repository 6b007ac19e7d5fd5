// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/notifier.h"

namespace callveil {

/// Remembers what a person was told.
class RecordingNotifier final : public Notifier {
public:
    struct Message {
        Kind kind = Kind::Information;
        QString text;
        QString details;
    };

    QList<Message> messages;

    void show(Kind kind, const QString &text, const QString &details) override
    {
        messages.append({kind, text, details});
    }
    void clear() override { messages.clear(); }
    void dismiss(Kind kind) override
    {
        messages.removeIf([kind](const Message &message) { return message.kind == kind; });
    }

    /// The last sentence; empty when nothing was said.
    [[nodiscard]] QString lastText() const { return messages.isEmpty() ? QString() : messages.last().text; }
    [[nodiscard]] bool hasFailed() const
    {
        return !messages.isEmpty() && (messages.last().kind == Kind::Failure || messages.last().kind == Kind::Offline);
    }
};

} // namespace callveil
