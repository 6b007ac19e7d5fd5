// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMutex>

namespace callveil {

/// Counts the statements of all connections of a proxy and says at which one to cut. Thread-safe.
class CutPlan final {
public:
    enum class Verdict { Pass, CutBefore, CutAfter };

    /// To be asked once for each statement that a client sends.
    [[nodiscard]] Verdict next();

    /// Plans one cut, at the given statement (1 is the first since the last reset).
    void plan(Verdict verdict, int statement);
    void setRefusing(bool refusing);
    void reset();

    [[nodiscard]] int statements() const;
    [[nodiscard]] bool hasCut() const;
    [[nodiscard]] bool isRefusing() const;

private:
    mutable QMutex m_mutex;
    Verdict m_verdict = Verdict::Pass;
    int m_at = 0;
    int m_statements = 0;
    bool m_hasCut = false;
    bool m_refusing = false;
};

} // namespace callveil
