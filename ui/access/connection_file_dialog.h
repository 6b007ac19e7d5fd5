// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/session/connection_file.h"

#include <QDialog>

namespace callveil {

class Prompt;
class StatusLine;
class Workspace;

/// Shows whoever is signed in what a second console needs to trust this server: the six words, and the file that holds
/// them.
class ConnectionFileDialog final : public QDialog {
    Q_OBJECT

public:
    ConnectionFileDialog(const Workspace &workspace, Prompt &prompt, QWidget *parent);

private:
    [[nodiscard]] QWidget *setupFacts();
    void exportFile();

    ConnectionFile m_file;
    Prompt &m_prompt;
    StatusLine *m_status;
};

} // namespace callveil
