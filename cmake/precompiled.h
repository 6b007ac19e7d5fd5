// SPDX-License-Identifier: GPL-3.0-or-later
// Headers that nearly every source needs; precompiled once for each library.
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>
