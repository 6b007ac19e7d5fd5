// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/rates/rate_service.h"
#include "ui/widgets/form_dialog.h"

#include <QTimeZone>

class QComboBox;
class QLineEdit;

namespace callveil {

class MomentField;

/// Adds a rate, or puts another one in the place of one.
class RateDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `rate` without an id: a new one, which begins with what it holds.
    RateDialog(RateService &rates, Rate rate, const QTimeZone &zone, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(callveil::RateId id, const callveil::Rate &rate);

protected:
    void save() override;

private:
    void addPlace();
    void addPrice();
    void addValidity(const QTimeZone &zone);

    RateService &m_rates;
    Rate m_stored;
    QComboBox *m_kind;
    QLineEdit *m_prefix, *m_price, *m_currency, *m_increment;
    MomentField *m_from;
};

} // namespace callveil
