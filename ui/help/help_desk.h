// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace callveil {

class HelpWindow;

/// Opens the help: when it is asked to, and with F1 in any window that belongs to a page of it. There is one help
/// window, made when it is first needed.
class HelpDesk final : public QObject {
    Q_OBJECT

public:
    explicit HelpDesk(QObject *parent = nullptr);
    ~HelpDesk() override;

    /// `page`: a file name in resources/help without ".md".
    void open(const QString &page);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::unique_ptr<HelpWindow> m_window;
};

} // namespace callveil
