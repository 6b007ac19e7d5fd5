// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/security/security_service.h"
#include "ui/shell/page.h"

class QCheckBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace callveil {

class FieldForm;
class RetentionPanel;

/// The settings of the organisation that protect numbers, a section for each matter: saved together, each change
/// recorded for itself. Below them, how long each process keeps real numbers.
class SecurityPage final : public Page {
    Q_OBJECT

public:
    explicit SecurityPage(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] bool hasChanges() const override;
    void applyChanges() override;
    void discardChanges() override;
    void refresh() override;

private:
    void makeMasking();
    void makeIdleLock();
    void makeLimits();
    void makeBackups();
    void makeCallbacks();
    [[nodiscard]] QSpinBox *makeCount(FieldForm *form, const QString &name, int most);
    void arrange();
    [[nodiscard]] FieldForm *addSection(const QString &title);
    [[nodiscard]] QWidget *setupButtons();
    void load(const SecuritySettings &settings);
    [[nodiscard]] SecuritySettings shown() const;
    void take(const Result<void> &answer, const SecuritySettings &wanted);
    void updateButtons();

    PageContext m_context;
    SecurityService m_service;
    SecuritySettings m_seen; ///< as the database has them
    QVBoxLayout *m_sections;
    QList<FieldForm *> m_forms;
    QCheckBox *m_hides;
    QSpinBox *m_minutes;
    QSpinBox *m_perHour;
    QSpinBox *m_perDay;
    QSpinBox *m_searches;
    QSpinBox *m_backupDays;
    QLineEdit *m_targets;
    RetentionPanel *m_retention;
    QPushButton *m_revert;
    QPushButton *m_save;
    int m_request = 0;
    bool m_known = false; ///< m_seen was read
    bool m_saving = false;
};

} // namespace callveil
