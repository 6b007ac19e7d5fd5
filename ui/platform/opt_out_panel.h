// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/platform/opt_out_service.h"
#include "ui/platform/opt_out_dialog.h"
#include "ui/platform/platform_panel.h"
#include "ui/shell/page.h"

class QPushButton;

namespace callveil {

class ListTable;
class OptOutTableModel;
class WrappedLabel;

/// Who wants no calls over the numbers of a brand: adds, removes and looks for numbers that are typed.
class OptOutPanel final : public PlatformPanel {
    Q_OBJECT

public:
    explicit OptOutPanel(const PageContext &context, QWidget *parent = nullptr);

    void refresh() override;

private:
    void makeTable();
    void makeButtons();
    void arrange();
    void updateButtons();
    void showBrands(const QStringList &brands);
    void open(OptOutDialog::Purpose purpose);
    void tellChecked(const QString &brand, bool listed);
    void removeSelected();

    PageContext m_context;
    OptOutService m_service;
    OptOutTableModel *m_model;
    ListTable *m_table;
    WrappedLabel *m_lifted; ///< what left the list without an entry in the record
    QPushButton *m_add, *m_remove, *m_removeSelected, *m_check;
    QStringList m_brands;
    bool m_brandsRead = false;
    bool m_brandsFailed = false; ///< at the last try
    int m_request = 0;
};

} // namespace callveil
