// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/bindings/binding_order.h"
#include "tables/base/cell_texts.h"

#include <QObject>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace callveil {

class FieldForm;

/// The fields of a form that say when a binding ends.
class ExpiryChoice final : public QObject {
    Q_OBJECT

public:
    ExpiryChoice(FieldForm &form, QObject *parent);

    /// The pool whose expiry is offered first, and whose idle time-out holds; nullptr while it is not known.
    void setPool(const Pool *pool);
    /// In place of the pool's idle time-out.
    void setIdle(std::optional<int> minutes);
    [[nodiscard]] ExpiryOrder order() const;
    /// When a binding ends that gets this at `now` (ms since 1970); nullopt for never, and while it is not known.
    [[nodiscard]] std::optional<qint64> end(qint64 now) const;
    /// What that comes to: "Then it ends on 3/2/2026 14:00, or when nobody called for 90 min."
    [[nodiscard]] QString preview(qint64 now, const CellTexts &texts) const;

Q_SIGNALS:
    void changed();

private:
    void addKinds();
    void addTime();
    void followKind();
    void followUnit();

    FieldForm &m_form;
    QComboBox *m_kind;
    QSpinBox *m_count;
    QComboBox *m_unit;
    QLineEdit *m_reason;
    bool m_knowsPool = false;
    std::optional<int> m_ofPool; ///< minutes
    std::optional<int> m_idle; ///< minutes
};

} // namespace callveil
