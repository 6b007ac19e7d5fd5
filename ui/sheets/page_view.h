// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace callveil {

class SheetPages;

/// Shows one page of a table as it will be on paper: whole, as wide as there is room, or larger.
class PageView final : public QScrollArea {
    Q_OBJECT

public:
    enum class Size { Whole, Width, Double };

    explicit PageView(std::shared_ptr<const SheetPages> pages, QWidget *parent = nullptr);

    void setSize(Size size);
    /// From 0.
    void showPage(int index);
    [[nodiscard]] int shownPage() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Paper;

    void fit();

    std::shared_ptr<const SheetPages> m_pages;
    Paper *m_paper;
    Size m_size = Size::Width;
};

} // namespace callveil
