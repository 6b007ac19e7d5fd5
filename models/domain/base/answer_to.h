// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace callveil {

/// Hands the answer of a future to an object of the main thread, unless that object is gone by then:
/// `service.list().then(answerTo(this, [this](const Result<List> &list) { … }))`.
/// Qt's own `then(context, …)` looks at the context on the thread that answers, and posts to it while the main thread
/// may be deleting it. Here the answer travels to the application object, and whether the receiver is still there is
/// asked on the main thread, where alone it can go.
template <typename Take>
class AnswerTo final {
public:
    AnswerTo(QObject *receiver, Take take) : m_state(std::make_shared<State>(receiver, std::move(take))) { }

    template <typename Value>
    requires std::invocable<Take &, Value>
    void operator()(Value value) const
    {
        QMetaObject::invokeMethod(QCoreApplication::instance(), [state = m_state, value = std::move(value)]() mutable {
            if (state->receiver)
                state->take(std::move(value));
        });
    }

private:
    struct State {
        State(QObject *to, Take how) : receiver(to), take(std::move(how)) { }
        QPointer<QObject> receiver;
        Take take;
    };

    std::shared_ptr<State> m_state; ///< goes with the answer, so that what was captured is freed on the main thread
};

/// @p receiver lives on the main thread; @p take is called there, at most once, at once if the answer is there already.
template <typename Take>
[[nodiscard]] AnswerTo<std::decay_t<Take>> answerTo(QObject *receiver, Take &&take)
{
    return {receiver, std::forward<Take>(take)};
}

} // namespace callveil
