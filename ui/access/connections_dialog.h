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
struct ConnectionFile;
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
        QByteArray known; ///< pinned when it was loaded: typing over it is deliberate
        QString organisation; ///< as an imported file names it
    };

    [[nodiscard]] QWidget *setupList();
    [[nodiscard]] QWidget *setupButtons();
    void setupForm();
    void fill();
    void keep();
    void present(int row);
    void add();
    void removeCurrent();
    void save();
    void importFile();
    void take(const ConnectionFile &file);
    void exportFile();
    [[nodiscard]] bool check(int row);
    [[nodiscard]] bool checkWords(const Draft &draft);
    [[nodiscard]] int rowOf(const QString &place) const;
    [[nodiscard]] QString freeName(const QString &name) const;
    [[nodiscard]] QStringList forget();
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
    QPushButton *m_export;
    StatusLine *m_empty;
    StatusLine *m_notice;
    QStringList m_places; ///< where the connections led when the dialog was opened
    QStringList m_removed; ///< of them: their fingerprints may be replaced
    int m_shown = -1;
};

} // namespace callveil
