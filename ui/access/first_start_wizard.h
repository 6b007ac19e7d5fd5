// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/first_start.h"

#include <QWizard>

namespace callveil {

/// The first start on this computer: makes a database here or on a server, knows one that exists, or leads to demo
/// data.
class FirstStartWizard final : public QWizard {
    Q_OBJECT

public:
    enum Step { WayStep, ServerStep, OrganisationStep, KitStep, KitCheckStep };

    /// `local`: where a new database on this computer goes.
    FirstStartWizard(const AccessContext &context, DatabaseAddress local, QWidget *parent = nullptr);

    /// What came of it, when accepted.
    [[nodiscard]] const FirstStart &outcome() const { return m_state; }
    void reject() override;

private:
    FirstStart m_state;
};

} // namespace callveil
