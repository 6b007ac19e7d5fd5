// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/setup/setup_service.h"
#include "ui/access/step_page.h"

class QLineEdit;

namespace callveil {

/// The organisation and its first administrator; makes the database when it is left.
class OrganisationPage final : public StepPage {
    Q_OBJECT

public:
    explicit OrganisationPage(FirstStart &state);

    int nextId() const override;
    void initializePage() override;

protected:
    void go() override;
    [[nodiscard]] QString fieldOf(const Error &error) const override;

private:
    void take(const Result<SetupOutcome> &outcome);

    QLineEdit *m_organisation;
    QLineEdit *m_name;
    QLineEdit *m_displayName;
    QLineEdit *m_password;
    QLineEdit *m_again;
};

} // namespace callveil
