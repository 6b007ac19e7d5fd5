// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/emergency_service.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace callveil {

class SearchCombo;

/// Adds an emergency number of a country.
class EmergencyDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `country`: the one that is offered; may be empty.
    EmergencyDialog(EmergencyService &numbers, const QString &country, QWidget *parent = nullptr);

Q_SIGNALS:
    /// `known`: the numbers that came with it.
    void added(const callveil::EmergencyNumber &number, const QStringList &known);

protected:
    void save() override;

private:
    EmergencyService &m_numbers;
    SearchCombo *m_country;
    QLineEdit *m_digits;
};

} // namespace callveil
