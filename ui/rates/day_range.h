// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimeZone>

class QDateEdit;

namespace callveil {

class FieldForm;

/// Two fields of a form: the first and the last day of a period, in the visible zone. The form owns them.
class DayRange final : public QObject {
    Q_OBJECT

public:
    DayRange(const QTimeZone &zone, FieldForm &form);

    /// Empty, or the sentence that says that there is no such period: the last day is before the first one.
    [[nodiscard]] QString fault() const;
    /// Moments in ms since 1970, half open: both days belong to it.
    [[nodiscard]] qint64 from() const;
    [[nodiscard]] qint64 to() const;
    [[nodiscard]] QDateEdit *firstField() const { return m_first; }
    [[nodiscard]] QDateEdit *lastField() const { return m_last; }

Q_SIGNALS:
    void changed();

private:
    QTimeZone m_zone;
    QDateEdit *m_first, *m_last;
};

} // namespace callveil
