// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tables/base/list_table_model.h"

#include <QCoreApplication>

namespace callveil {

/// A page of the help in the list of pages.
struct HelpTopic {
    qint64 id = 0;
    QString title;
};

/// The pages of the help that are listed.
class HelpTableModel final : public ListTableModel<HelpTopic> {
    Q_DECLARE_TR_FUNCTIONS(HelpTableModel)

public:
    explicit HelpTableModel(QObject *parent = nullptr) : ListTableModel({{tr("Page")}}, parent) { }

protected:
    [[nodiscard]] TableCell cell(const HelpTopic &item, int) const override { return {item.title}; }
    [[nodiscard]] qint64 idOf(const HelpTopic &item) const override { return item.id; }
};

} // namespace callveil
