// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/step_page.h"

class QLineEdit;
class QPushButton;

namespace callveil {

class ServerFields;
struct ConnectionFile;

/// Which server, and whether a database is made there or one that exists is known by its fingerprint.
class ServerPage final : public StepPage {
    Q_OBJECT

public:
    explicit ServerPage(FirstStart &state);
    ~ServerPage() override;

    int nextId() const override;
    void initializePage() override;

protected:
    void go() override;
    [[nodiscard]] QString fieldOf(const Error &error) const override;

private:
    [[nodiscard]] QWidget *setupKinds();
    void setExisting(bool existing);
    void connectToExisting();
    void importFile();
    void take(const ConnectionFile &file);
    void lookAtServer();

    std::unique_ptr<ServerFields> m_server;
    QLineEdit *m_login;
    QLineEdit *m_password;
    QLineEdit *m_words;
    QPushButton *m_import;
    QString m_name; ///< of the connection, as a file names it
    QString m_organisation;
    QString m_importedPlace; ///< where both belong: the person may type another
};

} // namespace callveil
