// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "ui/bindings/binding_choices.h"
#include "ui/widgets/form_dialog.h"

#include <QPointer>

class QComboBox;
class QLineEdit;

namespace callveil {

class AgentChoice;
class BusyLine;
class ExpiryChoice;
class NumberField;
class WrappedLabel;

/// Gives a customer and an agent a proxy number. While a number is looked for, the dialog stays: what came of it must
/// not be missed.
class BindingDialog final : public FormDialog {
    Q_OBJECT

public:
    BindingDialog(BindingService &bindings, BindingChoices choices, QWidget *parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void bound(const callveil::BoundPair &pair);

protected:
    void save() override;

private:
    void addNumber();
    void addParties();
    void addModel();
    void addRecording();
    void followProcess();
    void followSource();
    void followPool();
    void followModel();
    [[nodiscard]] QComboBox *addCombo(const QString &key, const QString &label, const QString &help = {});
    [[nodiscard]] ProcessId process() const;
    [[nodiscard]] PoolId pool() const;
    [[nodiscard]] bool isByHand() const;
    [[nodiscard]] QString lackOfNumber() const;
    void settleAnswer(const Result<BoundPair> &answer);
    void setWorking(bool working);

    BindingService &m_bindings;
    BindingChoices m_choices;
    QComboBox *m_process, *m_source, *m_pool, *m_model, *m_recording;
    QLineEdit *m_proxy, *m_case;
    NumberField *m_customer;
    AgentChoice *m_agent;
    WrappedLabel *m_modelHelp;
    ExpiryChoice *m_expiry;
    BusyLine *m_busy;
    QPointer<QWidget> m_focused; ///< when the work began
    bool m_working = false;
};

} // namespace callveil
