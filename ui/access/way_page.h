// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/first_start.h"

#include <QWizardPage>

namespace callveil {

/// The first question of the first start: where the database shall be.
class WayPage final : public QWizardPage {
    Q_OBJECT

public:
    explicit WayPage(FirstStart &state);

    int nextId() const override;

private:
    void addWay(FirstStart::Way way, const QString &text, const QString &help);

    FirstStart &m_state;
};

} // namespace callveil
