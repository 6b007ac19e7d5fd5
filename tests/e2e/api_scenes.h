// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api_scene.h"

namespace callveil {

/// The scenes of a test program, one for an engine: to make one and to start callveild takes longer than most tests.
/// Tests keep apart by customers, tokens, keys and processes of their own. Whoever stops callveild gives the next test
/// a new one.
class ApiScenes final {
public:
    /// The engine's scene with callveild ready and the key of all scopes; null when it does not become so.
    [[nodiscard]] ApiScene *running(Engine engine)
    {
        Seat &seat = m_seats[int(engine)];
        if (!seat.scene) {
            seat.scene = std::make_unique<ApiScene>(engine);
            seat.scene->setUp();
            seat.key = seat.scene->key;
        }
        ApiScene &scene = *seat.scene;
        scene.key = seat.key;
        const bool isReady = !scene.key.isEmpty() && ((scene.service && scene.service->runs()) || scene.start());
        if (!isReady && scene.service)
            qWarning("%s", scene.service->said().constData());
        return isReady ? &scene : nullptr;
    }

    /// A new scene of the engine, for tests that count what there is; null when callveild does not become ready.
    [[nodiscard]] ApiScene *fresh(Engine engine)
    {
        m_seats[int(engine)] = {};
        return running(engine);
    }

    /// After each test: whether the journal holds no number.
    [[nodiscard]] bool journalsHoldNoNumber()
    {
        for (const Seat &seat : m_seats)
            if (seat.scene && !seat.scene->journalHoldsNoNumber())
                return false;
        return true;
    }

private:
    struct Seat {
        std::unique_ptr<ApiScene> scene;
        QByteArray key;
    };
    Seat m_seats[2];
};

/// The number at the end of a line of the metrics that begins so; nullopt without such a line.
[[nodiscard]] inline std::optional<qint64> metricOf(const QByteArray &metrics, const QByteArray &name)
{
    const QByteArray beginning = name + ' ';
    for (const QByteArray &line : metrics.split('\n'))
        if (line.startsWith(beginning))
            return line.mid(beginning.size()).toLongLong();
    return std::nullopt;
}

} // namespace callveil
