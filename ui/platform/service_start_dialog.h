// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace callveil {

/// Says how a service that was enrolled is started: what is typed on its computer. Holds no secret. Deletes itself when
/// it is closed.
class ServiceStartDialog final : public QDialog {
    Q_OBJECT

public:
    /// `path`: where the identity was written.
    ServiceStartDialog(const QString &name, const QString &path, bool onServer, QWidget *parent = nullptr);
};

} // namespace callveil
