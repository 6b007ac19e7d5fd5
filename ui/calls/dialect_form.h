// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/calls/csv_mapping.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace callveil {

/// How a CSV file is written: everything of its mapping but the columns.
class DialectForm final : public QWidget {
    Q_OBJECT

public:
    explicit DialectForm(QWidget *parent = nullptr);

    void setMapping(const CsvMapping &mapping);
    /// The mapping with what the form says; its columns stay.
    [[nodiscard]] CsvMapping applied(CsvMapping mapping) const;
    /// The person said in which order the dates are written.
    [[nodiscard]] bool isDateOrderChosen() const { return m_isDateOrderChosen; }
    void forgetDateOrder() { m_isDateOrderChosen = false; }

Q_SIGNALS:
    void edited();

private:
    void fillChoices();
    void addRows();
    void explainFields();
    void watch();
    static void select(QComboBox *combo, const QVariant &value);
    [[nodiscard]] static QString wordsOf(const CsvMapping &mapping, Direction direction);

    QComboBox *m_delimiter;
    QCheckBox *m_header;
    QComboBox *m_encoding;
    QComboBox *m_dateOrder;
    QComboBox *m_zone;
    QComboBox *m_unit;
    QComboBox *m_customer;
    QLineEdit *m_inbound;
    QLineEdit *m_outbound;
    QLineEdit *m_internal;
    bool m_isDateOrderChosen = false;
};

} // namespace callveil
