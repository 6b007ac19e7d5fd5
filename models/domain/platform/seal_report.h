// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace callveil {

/// How far the sealing of missing copies is; written by the database thread, read by whoever shows it.
struct SealProgress {
    std::atomic<qint64> done{0}; ///< copies that were sealed
    std::atomic<qint64> all{0}; ///< that can be, counted up to some thousands; 0: not known yet
    std::atomic<bool> cancelled{false};
};

/// What became of the copies that services lacked.
struct SealReport {
    qint64 sealed = 0;
    qint64 missing = 0; ///< still, of the caller's processes, counted up to some thousands
    qint64 foreign = 0; ///< of these: of processes whose actual numbers the caller may not view
    qint64 failed = 0; ///< of these: numbers that do not open, or services that do not prove who they are
    bool cancelled = false; ///< as the person wanted; what was sealed stays
};

} // namespace callveil
