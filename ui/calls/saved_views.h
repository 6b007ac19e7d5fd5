// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/calls/call_log_service.h"
#include "ui/shell/page.h"

#include <QJsonObject>

class QComboBox;
class QPushButton;

namespace callveil {

/// The views of the call log that this person saved: chooses, saves and removes them. What a view holds is the page's.
class SavedViews final : public QWidget {
    Q_OBJECT

public:
    SavedViews(CallLogService &service, const PageContext &context, QWidget *parent = nullptr);

    void refresh();
    /// Stores what the page shows under a name that the person is asked for.
    void save(const QJsonObject &view);
    /// What the chosen view holds; empty when none is chosen.
    [[nodiscard]] QJsonObject chosen() const;
    /// Another filter is shown than that of the chosen view.
    void chooseNone();

Q_SIGNALS:
    void viewChosen(const QJsonObject &view);
    /// "Save view…" was pressed: the page answers with save().
    void saveWanted();

private:
    void setViews(std::vector<SavedView> views);
    void choose(int index);
    void remove();

    CallLogService &m_service;
    PageContext m_context;
    QComboBox *m_combo;
    QPushButton *m_save;
    QPushButton *m_remove;
    std::vector<SavedView> m_views;
    QString m_wanted; ///< name of the view that is chosen when the list was read
    int m_request = 0;
};

} // namespace callveil
