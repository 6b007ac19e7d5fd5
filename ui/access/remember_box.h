// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QFuture>
#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace callveil {

class SavedPasswords;
class StatusLine;

/// The choice whether a password is kept in the key chain of this computer. Fills a saved one into the password field,
/// and takes it out of the key chain when the box is unticked.
class RememberBox final : public QWidget {
    Q_OBJECT

public:
    RememberBox(SavedPasswords &passwords, QLineEdit &password, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *box() const;
    /// Who signs in where; looks for a saved password of his.
    void setPerson(const QString &place, const QString &user);
    /// The key chain is still being asked; found() follows.
    [[nodiscard]] bool isLooking() const { return m_looking; }
    /// The field holds what the key chain gave.
    [[nodiscard]] bool isFilled() const { return m_filled; }
    [[nodiscard]] bool isTicked() const;
    /// After a sign-in with the password in the field.
    [[nodiscard]] QFuture<Result<void>> keep();
    /// The saved password was refused: it goes.
    void dropRefused();

Q_SIGNALS:
    void found(bool filled);

private:
    void look();
    void take(const Result<std::optional<QString>> &saved);
    void noteClick(bool ticked);
    void forget();

    SavedPasswords &m_passwords;
    QLineEdit &m_password;
    QCheckBox *m_box;
    StatusLine *m_line;
    QString m_place;
    QString m_user;
    bool m_there = false; ///< a key chain
    bool m_has = false; ///< something was saved when this person was set
    bool m_looking = false;
    bool m_filled = false;
    bool m_tickedForPerson = false; ///< by us, because his password is saved
    int m_request = 0;
};

} // namespace callveil
