// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/reveal/reveal_service.h"
#include "ui/widgets/form_dialog.h"

namespace callveil {

class NumberField;

/// Takes a number to search calls by. What was typed is wiped when it was searched for.
class NumberSearchDialog final : public FormDialog {
    Q_OBJECT

public:
    NumberSearchDialog(RevealService &service, QWidget *parent);

Q_SIGNALS:
    void found(const callveil::SearchOutcome &outcome);

protected:
    void save() override;

private:
    RevealService &m_service;
    NumberField *m_number;
};

} // namespace callveil
