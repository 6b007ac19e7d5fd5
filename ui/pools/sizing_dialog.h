// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/pools/pool.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace callveil {

class FieldForm;
class StatusLine;

/// How many numbers a pool needs, and how many channels its calls take. Changes nothing.
class SizingDialog final : public QDialog {
    Q_OBJECT

public:
    /// Begins with the times and sharing of `pool`; `numbers` is how many it has in service, 0 without a pool.
    SizingDialog(const std::optional<Pool> &pool, qint64 numbers, QWidget *parent);

private:
    void makeInputs(const Pool &pool);
    void makeAnswers();
    void compute();
    void computeExclusive();
    void computePairUnique();
    void computeChannels();
    [[nodiscard]] QSpinBox *addSpin(
        const QString &key, const QString &label, int value, int most, const QString &suffix, const QString &help = {});

    FieldForm *m_form;
    QComboBox *m_sharing;
    QSpinBox *m_perHour, *m_expiry, *m_coolDown, *m_bindings, *m_calls, *m_seconds;
    QDoubleSpinBox *m_refused;
    StatusLine *m_numbers, *m_have, *m_channels;
    qint64 m_owned;
};

} // namespace callveil
