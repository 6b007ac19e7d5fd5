// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/leaks/canary_service.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;

namespace callveil {

class NumberField;

/// Takes a number that is planted, and where.
class PlantCanaryDialog final : public FormDialog {
    Q_OBJECT

public:
    explicit PlantCanaryDialog(CanaryService &canaries, QWidget *parent = nullptr);

Q_SIGNALS:
    void planted(const callveil::PlantedCanary &canary);

protected:
    void save() override;

private:
    CanaryService &m_canaries;
    QLineEdit *m_name;
    NumberField *m_number;
};

} // namespace callveil
