// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/help_book.h"

#include <QTextBrowser>

namespace callveil {

/// Shows pages of the help and goes where their links lead, forward and back. It knows these pages alone: neither files
/// nor the network are ever asked.
class HelpBrowser final : public QTextBrowser {
    Q_OBJECT

public:
    explicit HelpBrowser(const HelpBook &book, QWidget *parent = nullptr);

    void open(const QString &page);
    /// Id of the page that is shown.
    [[nodiscard]] QString page() const;
    /// Id of the page that a link leads to; empty when it leads elsewhere. While sourceChanged() is told, page() is the
    /// one before still.
    [[nodiscard]] static QString pageOf(const QUrl &source);
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void arrangeTables();

    const HelpBook &m_book;
};

} // namespace callveil
