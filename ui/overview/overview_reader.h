// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/overview/overview_service.h"

#include <QObject>

namespace callveil {

/// Asks for everything that the Overview shows and this person may see. Each part is told when it is there.
class OverviewReader final : public QObject {
    Q_OBJECT

public:
    explicit OverviewReader(Workspace &workspace, QObject *parent = nullptr);

    /// What was asked before and is not answered yet is not told any more.
    void read();
    [[nodiscard]] bool isReading() const { return m_waiting > 0; }

Q_SIGNALS:
    void callsRead(const callveil::CallFigures &figures);
    void stateRead(const callveil::Overview &overview);
    void newsRead(const callveil::SinceSignIn &since);
    /// The first failure of a reading; other parts may be told all the same.
    void failed(const callveil::Error &error);
    /// All is answered.
    void ended(bool well);

private:
    /// For an answer to the present question that can be told.
    template <typename T>
    [[nodiscard]] bool isGood(int request, const Result<T> &answer);
    void endPart(int request);

    OverviewService m_overview;
    int m_request = 0;
    int m_waiting = 0; ///< parts that are not there yet
    bool m_well = true;
};

} // namespace callveil
