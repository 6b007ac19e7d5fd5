// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_service.h"
#include "ui/widgets/progress_of.h"

namespace callveil {

/// How far a release of many bindings, or the closing of a case, has come.
class ReleaseLine final : public ProgressOf<ReleaseProgress> {
    Q_OBJECT

public:
    explicit ReleaseLine(QWidget *parent = nullptr);

    /// `all`: how many are to end; 0: not known. Answers what the work tells its progress to.
    [[nodiscard]] std::shared_ptr<ReleaseProgress> start(qint64 all);

protected:
    [[nodiscard]] State state() const override;

private:
    qint64 m_all = 0;
};

} // namespace callveil
