// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/access_context.h"
#include "ui/access/connection_choice.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace callveil {

class FieldForm;
class ServerFields;
class StatusLine;

/// The saved connections of this computer and the fingerprints pinned for them. Nothing is kept before Save.
class ConnectionsDialog final : public QDialog {
    Q_OBJECT

public:
    ConnectionsDialog(const AccessContext &context, QWidget *parent);
    ~ConnectionsDialog() override;

private:
    struct Draft {
        QString name;
        DatabaseAddress address;
        QString words;
    };

    [[nodiscard]] QWidget *setupList();
    void setupForm();
    void fill();
    void keep();
    void present(int row);
    void add();
    void removeCurrent();
    void save();
    [[nodiscard]] bool check(int row);
    [[nodiscard]] QString pinnedWords(const DatabaseAddress &address) const;

    AccessContext m_context;
    QList<Draft> m_drafts;
    QListWidget *m_list;
    FieldForm *m_form;
    QLineEdit *m_name;
    QLineEdit *m_file;
    std::unique_ptr<ServerFields> m_server;
    QLineEdit *m_words;
    QPushButton *m_remove;
    StatusLine *m_empty;
    int m_shown = -1;
};

} // namespace callveil
