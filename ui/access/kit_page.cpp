// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/kit_page.h"

#include "ui/access/first_start_wizard.h"
#include "ui/access/kit_file.h"
#include "ui/shell/prompt.h"
#include "ui/shell/wizard_look.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QFileInfo>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace callveil {

namespace {
constexpr int rows = 6; // 17 words in three columns
}

KitPage::KitPage(FirstStart &state)
    : m_state(state), m_words(new QGridLayout), m_fingerprint(new QLabel), m_status(new StatusLine)
{
    QVBoxLayout *layout = wizardColumn(this, tr("Recovery kit"),
        tr("If all passwords are lost, these words open everything; without them nothing does. They are shown only "
           "now: write them down or save them, and lock them away."));
    m_words->setHorizontalSpacing(gridUnit(this) * 4);
    m_words->setVerticalSpacing(gridUnit(this));
    m_fingerprint->setObjectName(QStringLiteral("fingerprint"));
    m_fingerprint->setWordWrap(true);
    m_fingerprint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *saveButton = new QPushButton(tr("&Save to file…"));
    saveButton->setObjectName(QStringLiteral("saveKit"));
    saveButton->setAccessibleName(tr("Save to file"));
    connect(saveButton, &QPushButton::clicked, this, &KitPage::save);
    layout->setSpacing(gridUnit(this) * 2);
    layout->addLayout(m_words);
    layout->addWidget(m_fingerprint);
    layout->addWidget(saveButton, 0, Qt::AlignLeft);
    layout->addWidget(m_status);
    layout->addStretch();
}

int KitPage::nextId() const
{
    return FirstStartWizard::KitCheckStep;
}

void KitPage::initializePage()
{
    const QStringList &words = m_state.outcome.recoveryWords;
    for (int i = 0; i < words.size(); ++i) {
        auto *word = new QLabel(tr("%1. %2").arg(i + 1, 2).arg(words[i]));
        word->setObjectName(QStringLiteral("word%1").arg(i + 1));
        word->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        word->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_words->addWidget(word, i % rows, i / rows);
    }
    m_fingerprint->setText(
        tr("Your organisation is known by these six words: %1. They are no secret; others type them when "
           "they connect for the first time.")
            .arg(m_state.outcome.fingerprintWords.join(u' ')));
}

void KitPage::save()
{
    const QString file = m_state.context.prompt.saveFile(
        this, tr("Save recovery kit"), QStringLiteral("callveil-recovery-kit.txt"), tr("Text (*.txt)"));
    if (file.isEmpty())
        return;
    const auto written = writeKit(file, kitText(m_state.order.organisation, m_state.outcome));
    if (!written)
        return m_status->say(Status::Critical, faultText(written.error()));
    m_status->say(Status::Ok, tr("Saved as “%1”. Only you can read it.").arg(QFileInfo(file).fileName()));
}

} // namespace callveil
