// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace callveil {

struct DatabaseAddress;

/// Says what this program is, in which versions, and under which licences.
class AboutDialog final : public QDialog {
    Q_OBJECT

public:
    AboutDialog(const DatabaseAddress &address, QWidget *parent);
};

} // namespace callveil
