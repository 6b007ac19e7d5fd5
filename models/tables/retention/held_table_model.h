// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/retention/held_service.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

/// What each process holds of one number; the number itself stands nowhere in it.
class HeldTableModel final : public ListTableModel<HeldReport::Line> {
    Q_DECLARE_TR_FUNCTIONS(HeldTableModel)

public:
    enum Column {
        ProcessName,
        Sessions,
        Legs,
        First,
        Last,
        InVault,
        Until,
        InClear,
        Recordings,
        Bindings,
        Agents,
        Hold
    };

    explicit HeldTableModel(CellTexts texts, QObject *parent = nullptr)
        : ListTableModel(
            {{tr("Process")}, {tr("Sessions"), true}, {tr("Legs"), true}, {tr("First call")}, {tr("Last call")},
                {tr("In the vault"), true}, {tr("Until")}, {tr("In clear"), true}, {tr("Recordings"), true},
                {tr("Bindings"), true}, {tr("Agents' lines"), true}, {tr("Legal hold")}},
            parent),
          m_texts(std::move(texts))
    { }

protected:
    [[nodiscard]] TableCell cell(const HeldReport::Line &item, int column) const override
    {
        const HeldLine &held = item.held;
        switch (column) {
        case ProcessName:
            return {item.name};
        case Sessions:
            return count(held.sessions);
        case Legs:
            return count(held.legs);
        case First:
            return held.firstAt ? m_texts.timeCell(*held.firstAt) : TableCell();
        case Last:
            return held.lastAt ? m_texts.timeCell(*held.lastAt) : TableCell();
        case InVault:
            return count(held.numbers);
        case Until:
            return held.dueAt && held.holdReason.isEmpty() ? m_texts.timeCell(*held.dueAt) : TableCell();
        case InClear:
            return count(held.clear);
        case Recordings:
            return count(held.recordings);
        case Bindings:
            return count(held.bindings);
        case Agents:
            return count(held.agents);
        default:
            return {held.holdReason};
        }
    }
    [[nodiscard]] qint64 idOf(const HeldReport::Line &item) const override { return item.held.process.value; }

private:
    [[nodiscard]] static TableCell count(qint64 value) { return {QLocale().toString(value), {}, value}; }

    CellTexts m_texts;
};

} // namespace callveil
