// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>

namespace callveil {

/// The answer of what is brought by the event loop of the main thread, which result() would hold up for ever. For
/// callveilctl and for tests: a window would take clicks while it waits, and a service answers others meanwhile.
template <typename Value>
[[nodiscard]] Value awaited(const QFuture<Value> &future)
{
    QEventLoop loop;
    QFutureWatcher<Value> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

} // namespace callveil
