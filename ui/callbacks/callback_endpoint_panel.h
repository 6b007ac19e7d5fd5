// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callbacks/callback_service.h"

#include <QTimeZone>
#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace callveil {

class FieldForm;
class StatusLine;

/// One URL that events are sent to: edits it, tells how sending goes, and asks for all else.
class CallbackEndpointPanel final : public QWidget {
    Q_OBJECT

public:
    CallbackEndpointPanel(CallbackKind kind, const QTimeZone &zone, QWidget *parent = nullptr);

    /// What the database has; edits stay.
    void show(const CallbackEndpoint &endpoint);
    [[nodiscard]] CallbackKind kind() const { return m_seen.kind; }
    [[nodiscard]] const CallbackEndpoint &seen() const { return m_seen; }
    [[nodiscard]] QLineEdit *field() const { return m_url; }

    [[nodiscard]] bool hasChanges() const;
    [[nodiscard]] CallbackWish wish() const;
    void discard();
    /// What was typed is stored.
    void keep();
    /// Whether the URL can be one; says beside the field what is wrong with it. None is fine, unless one is needed.
    [[nodiscard]] bool check(bool isNeeded);
    /// False when no field here is at fault.
    bool showError(const Error &error);
    void setOpen(bool open);

Q_SIGNALS:
    void edited();
    void testAsked();
    void secretAsked();
    void renewalAsked();
    void pauseAsked(bool pauses);

private:
    void makeForm();
    QWidget *makeButtons();
    void load();
    void update();

    QTimeZone m_zone;
    CallbackEndpoint m_seen;
    FieldForm *m_form;
    QLineEdit *m_url;
    QCheckBox *m_imports;
    StatusLine *m_state, *m_plain;
    QPushButton *m_test, *m_secret, *m_pause;
    bool m_known = false, m_open = true;
};

} // namespace callveil
