// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>

#include <vector>

namespace callveil {

/// One measured line of the performance contract: ours against a reference of the same run.
struct BenchLine {
    QString row; ///< its number in the contract
    QString engine; ///< empty where none takes part
    QString what;
    double ours = 0, reference = 0;
    QString unit;
    double goal = 0; ///< of ours / reference; 0: none
    bool atLeast = false; ///< true: the ratio should reach the goal; false: it should not exceed it
    double limit = 0; ///< what ours should not exceed besides, in the unit; 0: none
    QString note;

    [[nodiscard]] double ratio() const { return reference > 0 ? ours / reference : 0; }
    [[nodiscard]] bool reached() const;
};

/// Collects the lines and prints them as they come, as a table and as JSON.
class BenchReport final {
public:
    void add(BenchLine line);
    /// Something to know that is no line of the table.
    void note(const QString &text);
    void printTable() const;
    [[nodiscard]] bool saveJson(const QString &file, qint64 legs) const;

private:
    std::vector<BenchLine> m_lines;
    QStringList m_notes;
};

} // namespace callveil
