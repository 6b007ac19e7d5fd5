// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_service.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace callveil {

class Prompt;
class StatusLine;

/// The column mappings that were saved under a name, for everybody who imports.
class ProfileBar final : public QWidget {
    Q_OBJECT

public:
    ProfileBar(ImportService &service, Prompt &prompt, QWidget *parent = nullptr);

    /// Reads the profiles again and shows @p chosen, or none.
    void refresh(const QString &chosen = {});
    void save(const CsvMapping &mapping);

Q_SIGNALS:
    void profileChosen(const callveil::CsvMapping &mapping);
    /// "Save profile…" was pressed: the page answers with save().
    void saveWanted();

private:
    void setProfiles(std::vector<ImportProfile> profiles, const QString &chosen);
    void choose(int index);
    void remove();
    void fail(const Error &error);

    ImportService &m_service;
    Prompt &m_prompt;
    QComboBox *m_combo;
    QPushButton *m_save;
    QPushButton *m_remove;
    StatusLine *m_state;
    std::vector<ImportProfile> m_profiles;
};

} // namespace callveil
