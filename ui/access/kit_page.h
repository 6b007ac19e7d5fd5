// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/access/first_start.h"

#include <QWizardPage>

class QGridLayout;
class QLabel;

namespace callveil {

class StatusLine;

/// Shows the recovery kit and the fingerprint words once, to be written down or saved.
class KitPage final : public QWizardPage {
    Q_OBJECT

public:
    explicit KitPage(FirstStart &state);

    int nextId() const override;
    void initializePage() override;

private:
    void save();

    FirstStart &m_state;
    QGridLayout *m_words;
    QLabel *m_fingerprint;
    StatusLine *m_status;
};

} // namespace callveil
