// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/callbacks/callback_endpoint.h"
#include "tables/base/cell_texts.h"
#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// How deliveries are worded.
struct DeliveryWords {
    CellTexts texts;
    QString (*type)(CallbackType);
    QString (*state)(CallbackState);
    QString (*failure)(CallbackFailure);
};

/// Events and what became of sending them.
class DeliveryTableModel final : public ListTableModel<CallbackDelivery> {
    Q_DECLARE_TR_FUNCTIONS(DeliveryTableModel)

public:
    enum Column { NotedAt, Event, Process, State, Attempts, Answer, Took, LastTried, NextTry, Id };

    explicit DeliveryTableModel(DeliveryWords words, QObject *parent = nullptr);

protected:
    [[nodiscard]] TableCell cell(const CallbackDelivery &item, int column) const override;
    [[nodiscard]] qint64 idOf(const CallbackDelivery &item) const override { return item.seq; }

private:
    [[nodiscard]] TableCell stateCell(const CallbackDelivery &item) const;
    [[nodiscard]] TableCell answerCell(const CallbackDelivery &item) const;

    DeliveryWords m_words;
};

} // namespace callveil
