// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/processes/process_service.h"
#include "services/rates/rate_service.h"
#include "ui/shell/page.h"

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QPushButton;

namespace callveil {

class ListTable;
class RateTableModel;
class TableSearch;

/// The Rates tab: what calls cost and what is charged on, their history, and what follows from them.
class RatesPage final : public Page {
    Q_OBJECT

public:
    explicit RatesPage(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeFilter();
    void makeButtons();
    [[nodiscard]] QPushButton *makeButton(const QString &text, const QString &name, void (RatesPage::*slot)());
    void arrange();
    [[nodiscard]] QHBoxLayout *makeBar();
    void take(const Result<std::vector<RateLine>> &lines);
    void showChosen();
    void updateButtons();
    [[nodiscard]] std::optional<Rate> current() const;
    void add();
    void edit();
    void openDialog(const Rate &rate);
    void remove();
    void importFile();
    void showImported(const RateImport &outcome);
    void rerate();
    void listUnrated();

    PageContext m_context;
    RateService m_rates;
    ProcessService m_processes;
    std::vector<RateLine> m_lines; ///< all that were read
    RateTableModel *m_model;
    ListTable *m_table;
    TableSearch *m_search;
    QComboBox *m_kind = nullptr;
    QCheckBox *m_past = nullptr;
    QPushButton *m_add, *m_edit, *m_remove, *m_import, *m_rerate, *m_unrated;
    qint64 m_saved = 0; ///< the rate to select once it is read
    int m_request = 0;
};

} // namespace callveil
