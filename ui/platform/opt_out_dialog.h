// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/opt_out_service.h"
#include "ui/widgets/form_dialog.h"

class QComboBox;

namespace callveil {

class NumberField;

/// Takes a number and a brand, to add an opt-out, to remove it, or to look whether there is one.
class OptOutDialog final : public FormDialog {
    Q_OBJECT

public:
    enum class Purpose { Add, Remove, Check };

    /// `brands`: at least one.
    OptOutDialog(OptOutService &optOuts, Purpose purpose, const QStringList &brands, QWidget *parent = nullptr);

Q_SIGNALS:
    /// `changed`: it was not on the list before.
    void added(const QString &brand, bool changed);
    void removed(const QString &brand);
    void checked(const QString &brand, bool listed);

protected:
    void save() override;

private:
    [[nodiscard]] static QString titleOf(Purpose purpose);
    [[nodiscard]] static QString actionOf(Purpose purpose);
    [[nodiscard]] static QString helpOf(Purpose purpose);
    /// Ends the dialog, or shows why not; a number that may be mended stays.
    void finish(const std::optional<Error> &error);

    OptOutService &m_optOuts;
    Purpose m_purpose;
    QComboBox *m_brand;
    NumberField *m_number;
};

} // namespace callveil
