// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/about/about_service.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPushButton;

namespace callveil {

class StatusLine;

/// Says what this program is, in which versions, and under which licences; and copies what whoever helps wants to know.
/// Deletes itself when it is closed.
class AboutDialog final : public QDialog {
    Q_OBJECT

public:
    AboutDialog(Workspace &workspace, QWidget *parent);

Q_SIGNALS:
    void licencesWanted();

private:
    [[nodiscard]] QFormLayout *makeFacts();
    void makeButtons();
    void copyDiagnostics();

    AboutService m_service;
    std::optional<DatabaseFacts> m_facts;
    QLabel *m_database;
    StatusLine *m_copied;
    QPushButton *m_copy;
    QPushButton *m_licences;
};

} // namespace callveil
