// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/when_answered.h"

#include <QPromise>
#include <QTest>
#include <QThread>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace callveil;

/// How answers of other threads come to objects of the main thread.
class tst_WhenAnswered final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsThere();
    void answersComeInTheirOrder();
    void takesOnTheMainThreadWhatAnotherAnswers();
    void takesEveryAnswerOnce();
    void tellsNobodyWhoIsGone();
    void letsTheReceiverGoMeanwhile();
    void takesNothingOfAFutureWithoutAnswer();
    void takesWhatCannotBeCopied();
};

void tst_WhenAnswered::takesWhatIsThere()
{
    int taken = 0;
    whenAnswered(QtFuture::makeReadyFuture(7), this, [&](int value) { taken = value; });
    QTRY_COMPARE(taken, 7);
    QTRY_VERIFY(findChildren<QObject *>().isEmpty());
}

/// An answer that is there already does not overtake one that is on its way.
void tst_WhenAnswered::answersComeInTheirOrder()
{
    QPromise<int> earlier;
    earlier.start();
    std::vector<int> taken;
    const auto take = [&](int value) { taken.push_back(value); };
    whenAnswered(earlier.future(), this, take);
    earlier.addResult(1);
    earlier.finish();
    whenAnswered(QtFuture::makeReadyFuture(2), this, take);
    QTRY_COMPARE(taken.size(), size_t(2));
    QCOMPARE(taken, std::vector<int>({1, 2}));
}

void tst_WhenAnswered::takesOnTheMainThreadWhatAnotherAnswers()
{
    QPromise<int> promise;
    promise.start();
    QThread *where = nullptr;
    int taken = 0;
    whenAnswered(promise.future(), this, [&](int value) {
        where = QThread::currentThread();
        taken = value;
    });
    std::thread other([&] {
        promise.addResult(5);
        promise.finish();
    });
    other.join();
    QCOMPARE(taken, 0); // not on the thread that answers
    QTRY_COMPARE(taken, 5);
    QCOMPARE(where, thread());
    QTRY_VERIFY(findChildren<QObject *>().isEmpty()); // nothing is left behind
}

/// Also of a future that ends in the moment in which it is asked.
void tst_WhenAnswered::takesEveryAnswerOnce()
{
    constexpr int rounds = 2000;
    int taken = 0;
    for (int i = 0; i < rounds; ++i) {
        auto promise = std::make_shared<QPromise<int>>();
        promise->start();
        const QFuture<int> future = promise->future();
        std::thread other([promise] {
            promise->addResult(1);
            promise->finish();
        });
        whenAnswered(future, this, [&](int value) { taken += value; });
        other.join();
    }
    QTRY_COMPARE(taken, rounds);
    QTRY_VERIFY(findChildren<QObject *>().isEmpty());
    QCOMPARE(taken, rounds);
}

void tst_WhenAnswered::tellsNobodyWhoIsGone()
{
    QPromise<int> promise;
    promise.start();
    auto receiver = std::make_unique<QObject>();
    bool taken = false, after = false;
    whenAnswered(promise.future(), receiver.get(), [&](int) { taken = true; });
    promise.addResult(1);
    promise.finish(); // the answer is on its way
    receiver.reset();
    whenAnswered(promise.future(), this, [&](int) { after = true; });
    QTRY_VERIFY(after);
    QVERIFY(!taken);
}

void tst_WhenAnswered::letsTheReceiverGoMeanwhile()
{
    QPromise<int> promise;
    promise.start();
    auto receiver = std::make_unique<QObject>();
    int taken = 0;
    whenAnswered(promise.future(), receiver.get(), [&](int value) {
        receiver.reset();
        taken = value;
    });
    promise.addResult(3);
    promise.finish();
    QTRY_COMPARE(taken, 3);
}

void tst_WhenAnswered::takesNothingOfAFutureWithoutAnswer()
{
    std::optional<QPromise<int>> promise(std::in_place);
    promise->start();
    bool taken = false;
    whenAnswered(promise->future(), this, [&](int) { taken = true; });
    promise.reset(); // it is cancelled
    QTRY_VERIFY(findChildren<QObject *>().isEmpty());
    QVERIFY(!taken);
}

void tst_WhenAnswered::takesWhatCannotBeCopied()
{
    QPromise<std::unique_ptr<int>> promise;
    promise.start();
    int taken = 0;
    whenAnswered(promise.future(), this, [&](std::unique_ptr<int> value) { taken = *value; });
    promise.addResult(std::make_unique<int>(9));
    promise.finish();
    QTRY_COMPARE(taken, 9);
}

QTEST_GUILESS_MAIN(tst_WhenAnswered)

#include "tst_when_answered.moc"
