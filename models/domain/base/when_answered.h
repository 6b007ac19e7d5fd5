// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>

#include <concepts>
#include <type_traits>
#include <utility>

namespace callveil {

/// Hands the answer of @p future to @p take, on the main thread, unless @p receiver is gone by then:
/// `whenAnswered(service.list(), this, [this](const Result<List> &list) { … });`
/// Called on the main thread, where @p receiver lives. @p take is called at most once, and never if the future ends
/// without an answer. It is never called at once, even if the answer is there already: it would overtake an earlier
/// answer that is on its way, and an older list would stand in place of a newer one.
/// Qt's own `then()` is not for answers of another thread: with a context it looks at that object on the thread that
/// answers, and in Qt 6.4 a future that ends in the moment in which it is called runs what was given twice.
template <typename Value, typename Take>
requires std::invocable<Take &, Value>
void whenAnswered(QFuture<Value> future, QObject *receiver, Take take)
{
    const auto answer = [](QFuture<Value> &ended) -> Value {
        if constexpr (std::is_copy_constructible_v<Value>)
            return ended.result();
        else
            return ended.takeResult();
    };
    auto *watcher = new QFutureWatcher<Value>(receiver);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, watcher, [watcher, answer, take = std::move(take)]() mutable {
            QFuture<Value> ended = watcher->future();
            watcher->deleteLater();
            if (ended.resultCount() > 0)
                take(answer(ended));
        });
    watcher->setFuture(future);
}

} // namespace callveil
