// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/masking/masking_page.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"
#include "ui/widgets/note_edit.h"

namespace callveil {

/// The Masking page over the processes that a test adds, as a person sees it.
class MaskingScreen final {
public:
    TestWorkspace test;

    void show()
    {
        m_page = std::make_unique<MaskingPage>(test.context());
        m_page->resize(1100, 800);
        m_page->show();
        m_page->refresh();
    }
    /// Shows the page and waits until it has read everything.
    void open()
    {
        show();
        QTRY_VERIFY(driver().rows(QStringLiteral("Preview")) > 0);
        QTRY_VERIFY(driver().rows(QStringLiteral("History")) > 0);
    }

    [[nodiscard]] MaskingPage &page() const { return *m_page; }
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    void typeNote(const QString &text) const { driver().type<NoteEdit>(QStringLiteral("Note"), text); }
    [[nodiscard]] QString note() const { return driver().get<NoteEdit>(QStringLiteral("Note")).note(); }
    [[nodiscard]] Result<std::vector<PolicyRevision>> history(ProcessId process)
    {
        return MaskingService(test.workspace()).history(process).result();
    }

private:
    std::unique_ptr<MaskingPage> m_page;
};

} // namespace callveil
