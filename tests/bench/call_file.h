// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench_organisation.h"

class QTextStream;

namespace callveil {

/// Writes deterministic call records of one process as a switch would, oldest first: 90 days, half of the sessions of
/// one leg (a PBX's) and half of two (a platform's), one distinct customer for ten legs, numbers of fictional ranges.
class CallFile final {
public:
    CallFile(const BenchProcess &process, int place, qint64 legs);

    [[nodiscard]] bool write(const QString &path);

private:
    struct Leg {
        QString source, destination;
        qint64 startsAt = 0; ///< s since 1970
        int ring = 0, talk = 0;
        bool answered = false;
        QString uniqueId;
    };
    [[nodiscard]] quint64 random();
    [[nodiscard]] QString customer(qint64 number) const;
    void writeSession(QTextStream &out, qint64 session, qint64 startsAt, bool linked);
    static void writeLeg(QTextStream &out, const Leg &leg);

    const BenchProcess &m_process;
    int m_place;
    qint64 m_legs;
    quint64 m_state;
};

} // namespace callveil
