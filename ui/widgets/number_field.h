// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace callveil {

/// Takes somebody's real number: left to right in every language, not remembered by input methods, and emptied when
/// its dialog goes.
class NumberField final : public QLineEdit {
    Q_OBJECT

public:
    explicit NumberField(const QString &objectName, QWidget *parent = nullptr);
    ~NumberField() override;

    /// A copy of its own: services wipe what they are given.
    [[nodiscard]] QString typed() const;
};

} // namespace callveil
