// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"

#include <QWidget>

namespace callveil {

struct CellTexts;
class PreviewTableModel;
class StatusLine;
class WrappedLabel;

/// Shows what a policy makes of each shape of the selected processes' numbers, and warns when it hides too little.
/// Nothing is decrypted for it: the examples are invented.
class PolicyPreview final : public QWidget {
    Q_OBJECT

public:
    explicit PolicyPreview(const CellTexts &texts, QWidget *parent = nullptr);

    /// The shapes of each selected process's traffic.
    void setShapes(std::vector<std::vector<ShapeCount>> shapes);
    void setPolicy(const MaskingPolicy &policy);
    /// Whether the policy is yet to be applied and has no note, which a weak one needs.
    void setNoteMissing(bool missing);
    /// True when the policy is weak for one of the processes.
    [[nodiscard]] bool isWeak() const { return m_weak; }
    /// Why it is weak; empty when it is not.
    [[nodiscard]] QString weakness() const;

private:
    void recompute();
    void warn();
    [[nodiscard]] QString explanation() const;

    std::vector<std::vector<ShapeCount>> m_shapes;
    MaskingPolicy m_policy;
    bool m_weak = false;
    bool m_noteMissing = false;
    PreviewTableModel *m_model;
    WrappedLabel *m_basis; ///< what the lines are
    StatusLine *m_warning;
};

} // namespace callveil
