// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/pools/pool_service.h"
#include "ui/shell/page.h"
#include "ui/widgets/form_dialog.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace callveil {

class BusyLine;

/// Adds numbers to a pool: a range, a list, or a file that fills the list. Closing it cancels.
class AddNumbersDialog final : public FormDialog {
    Q_OBJECT

public:
    AddNumbersDialog(const PageContext &context, PoolService &pools, const Pool &pool, QWidget *parent);
    ~AddNumbersDialog() override;

Q_SIGNALS:
    void added(const callveil::DidAddition &outcome);

protected:
    void save() override;

private:
    void readFile();
    void refuseAll(const std::vector<DidReject> &rejects);
    [[nodiscard]] QString entered() const;

    PageContext m_context;
    PoolService &m_pools;
    PoolId m_pool;
    QLineEdit *m_first, *m_last;
    QPlainTextEdit *m_list;
    QPushButton *m_file;
    BusyLine *m_busy;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
};

} // namespace callveil
