// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/callbacks/callback_service.h"
#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;

namespace callveil {

class CallbackEndpointPanel;
class DeliveryPanel;

/// Where events are sent to, one URL for each kind, and what became of sending them.
class CallbacksPage final : public Page {
    Q_OBJECT

public:
    explicit CallbacksPage(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] bool hasChanges() const override;
    void applyChanges() override;
    void discardChanges() override;
    void refresh() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makePanels();
    void arrange();
    QWidget *makeHead();
    void readEndpoints();
    void saveNext();
    void takeSaved(CallbackEndpointPanel *panel, const Result<void> &answer);
    void settle(bool applied);
    [[nodiscard]] bool mayClear(CallbackEndpointPanel *panel);
    void test(CallbackEndpointPanel *panel);
    void showSecret(CallbackKind kind);
    void renew(CallbackKind kind);
    void pause(CallbackKind kind, bool pauses);
    void updateButtons();

    PageContext m_context;
    CallbackService m_callbacks;
    QList<CallbackEndpointPanel *> m_panels;
    QList<CallbackEndpointPanel *> m_unsaved; ///< of what is being saved, the rest
    DeliveryPanel *m_deliveries;
    QPushButton *m_revert, *m_save;
    QTimer m_watch; ///< while the page is shown
    int m_request = 0;
    bool m_saving = false;
    bool m_hasFailed = false; ///< the last reading: told once
};

} // namespace callveil
