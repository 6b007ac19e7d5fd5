// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/masking/masking_service.h"
#include "services/people/people_service.h"
#include "services/processes/process_service.h"
#include "ui/masking/policy_change.h"
#include "ui/shell/page.h"

class QBoxLayout;
class QPushButton;

namespace callveil {

class PolicyEditor;
class PolicyPreview;
class ProcessPanel;
class RevisionsPanel;
class StatusLine;

/// The Masking tab: processes and what of their numbers new records show (domain.md, Masking policy).
class MaskingPage final : public Page {
    Q_OBJECT

public:
    explicit MaskingPage(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] bool hasChanges() const override;
    void applyChanges() override;
    void discardChanges() override;
    void refresh() override;
    void follow(const PageLink &link) override { m_next = link.id ? QList<qint64>{link.id} : m_next; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeParts();
    void makeButtons();
    void arrange();
    [[nodiscard]] QWidget *lowerHalf();
    [[nodiscard]] QWidget *editorColumn();

    void sayUnread(const Error &error);
    void takeProcesses(const std::vector<ProcessPolicy> &policies, std::vector<ProcessDetails> all);
    void considerSelection();
    void askBeforeLeaving(const QList<qint64> &wanted);
    void loadSelection();
    void loadShapes();
    void previewShapes();
    void previewPolicy();
    void updateButtons();

    [[nodiscard]] std::vector<PolicyChange> changes() const;
    [[nodiscard]] QString moment() const;
    [[nodiscard]] bool mayApply();
    void confirmAndApply(int signedIn);
    void refuse();
    void takeAnswer(const Result<std::vector<PolicyRevision>> &answer, const std::vector<PolicyChange> &changes,
        const QString &moment);

    PageContext m_context;
    MaskingService m_masking;
    ProcessService m_processes;
    PeopleService m_people;
    ProcessPanel *m_panel = nullptr;
    PolicyEditor *m_editor = nullptr;
    PolicyPreview *m_preview = nullptr;
    RevisionsPanel *m_revisions = nullptr;
    StatusLine *m_offBand = nullptr; ///< which processes store numbers in clear
    StatusLine *m_several = nullptr; ///< said when the selected processes differ
    QBoxLayout *m_columns = nullptr; ///< one under the other where the page is narrow
    QPushButton *m_create = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_revert = nullptr;
    QList<qint64> m_loaded; ///< ids of the processes that the editor is about
    QList<qint64> m_next; ///< to select after what is being applied
    QHash<qint64, std::vector<ShapeCount>> m_shapes;
    QSet<qint64> m_freshShapes; ///< ids whose shapes were read after the processes were
    int m_request = 0;
    bool m_applying = false;
};

} // namespace callveil
