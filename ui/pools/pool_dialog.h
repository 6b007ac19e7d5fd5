// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/opt_out_service.h"
#include "services/pools/pool_service.h"
#include "ui/shell/page.h"
#include "ui/widgets/form_dialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace callveil {

class ProcessChoice;
class Prompt;
class SearchCombo;
class WrappedLabel;

/// Adds a pool or changes one.
class PoolDialog final : public FormDialog {
    Q_OBJECT

public:
    /// `pool` without an id: a new one. `overview`: the other pools, and the processes to choose from.
    PoolDialog(const PageContext &context, PoolService &pools, Pool pool, const PoolOverview &overview,
        QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(callveil::PoolId pool, const QString &name);

protected:
    void save() override;

private:
    void addPlace();
    void addStrategy();
    void addTimes();
    void addCalls();
    void addFallbacks(const std::vector<PoolLine> &pools);
    void tellBindings(const std::vector<PoolLine> &pools);
    void applyPreset();
    void followAttributes();
    void followExpiry();
    void followLateAnswer();
    [[nodiscard]] Pool entered() const;
    void store(const Pool &pool);
    [[nodiscard]] QComboBox *addCombo(const QString &key, const QString &label, const QString &help = {});
    /// The line below a combo that tells what is chosen.
    [[nodiscard]] WrappedLabel *addMeaning();
    static void sayMeaning(QComboBox &combo, WrappedLabel &line, const QString &text);
    [[nodiscard]] QSpinBox *addSpin(
        const QString &key, const QString &label, int most, const QString &suffix, const QString &help = {});

    Prompt &m_prompt;
    PoolService &m_pools;
    OptOutService m_optOuts;
    Pool m_stored;
    QLineEdit *m_name, *m_area, *m_reason, *m_target, *m_brand;
    SearchCombo *m_country;
    WrappedLabel *m_strategyMeaning, *m_sharingMeaning, *m_areaMeaning;
    QComboBox *m_strategy, *m_sharing, *m_areaMatch, *m_type, *m_expiry, *m_late;
    QSpinBox *m_minutes, *m_idle, *m_coolDown, *m_lowWater;
    QCheckBox *m_voice, *m_sms, *m_records, *m_consent;
    ProcessChoice *m_processes = nullptr;
    QList<QComboBox *> m_fallbacks;
};

} // namespace callveil
