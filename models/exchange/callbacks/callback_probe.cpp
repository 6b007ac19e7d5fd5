// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/callbacks/callback_probe.h"

#include <QEventLoop>
#include <QPromise>
#include <QTimer>
#include <QtConcurrentRun>

namespace callveil {

using namespace std::chrono_literals;

QFuture<CallbackAnswer> probeCallback(CallbackRequest request, CallbackTargets targets)
{
    const auto probe = [request = std::move(request), targets = std::move(targets)](QPromise<CallbackAnswer> &promise) {
        QEventLoop loop;
        QTimer watch; // of whoever does not want to know any more
        QObject::connect(&watch, &QTimer::timeout, &loop, [&] {
            if (promise.isCanceled())
                loop.quit();
        });
        watch.start(100ms);
        CallbackSender sender(targets);
        sender.send(request, [&](const CallbackAnswer &answer) {
            promise.addResult(answer);
            loop.quit();
        });
        loop.exec();
    };
    return QtConcurrent::run(probe);
}

} // namespace callveil
