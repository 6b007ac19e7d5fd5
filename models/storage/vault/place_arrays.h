// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace callveil {

/// Where a number may be: a process, and the number's keyed hash under one of its revisions.
struct BlindIndex {
    ProcessId process;
    QByteArray blind;
};

/// The two columns of the places, each as PostgreSQL reads an array.
struct PlaceArrays {
    explicit PlaceArrays(const std::vector<BlindIndex> &places);

    QString processes, blinds;
};

} // namespace callveil
