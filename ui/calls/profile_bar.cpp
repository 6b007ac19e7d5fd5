// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/profile_bar.h"

#include "domain/base/when_answered.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/status_line.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <utility>

namespace callveil {

ProfileBar::ProfileBar(ImportService &service, Prompt &prompt, QWidget *parent)
    : QWidget(parent), m_service(service), m_prompt(prompt), m_combo(new QComboBox(this)),
      m_save(new QPushButton(tr("&Save profile…"), this)), m_remove(new QPushButton(tr("Re&move profile"), this)),
      m_state(new StatusLine(this))
{
    auto *label = new QLabel(tr("&Profile"), this);
    label->setBuddy(m_combo);
    m_combo->setObjectName(QStringLiteral("profile"));
    m_combo->setWhatsThis(
        tr("How files of one kind are read, saved under a name. Choosing one sets the columns and all below."));
    m_combo->setMinimumContentsLength(20);
    m_save->setAccessibleName(tr("Save profile"));
    m_remove->setAccessibleName(tr("Remove profile"));
    auto *row = new QHBoxLayout;
    row->setSpacing(gridUnit(this));
    for (QWidget *widget : std::initializer_list<QWidget *>{label, m_combo, m_save, m_remove})
        row->addWidget(widget);
    row->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addLayout(row);
    column->addWidget(m_state);
    for (QPushButton *button : {m_save, m_remove})
        button->setAutoDefault(false);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &ProfileBar::choose);
    connect(m_save, &QPushButton::clicked, this, &ProfileBar::saveWanted);
    connect(m_remove, &QPushButton::clicked, this, &ProfileBar::remove);
    setProfiles({}, {});
}

void ProfileBar::refresh(const QString &chosen)
{
    whenAnswered(m_service.profiles(), this, [this, chosen](Result<std::vector<ImportProfile>> profiles) {
        if (profiles)
            setProfiles(std::move(*profiles), chosen);
        else
            fail(profiles.error());
    });
}

void ProfileBar::setProfiles(std::vector<ImportProfile> profiles, const QString &chosen)
{
    m_profiles = std::move(profiles);
    const QSignalBlocker quiet(m_combo);
    m_combo->clear();
    m_combo->addItem(tr("None"));
    int index = 0;
    for (size_t i = 0; i < m_profiles.size(); ++i) {
        m_combo->addItem(m_profiles[i].name);
        if (m_profiles[i].name == chosen)
            index = int(i) + 1;
    }
    m_combo->setCurrentIndex(index);
    m_remove->setEnabled(index > 0);
}

void ProfileBar::choose(int index)
{
    m_remove->setEnabled(index > 0);
    if (index > 0)
        Q_EMIT profileChosen(m_profiles[size_t(index) - 1].mapping);
}

void ProfileBar::save(const CsvMapping &mapping)
{
    const QString known = m_combo->currentIndex() > 0 ? m_combo->currentText() : QString();
    const QString name = m_prompt.askText(this, tr("Save profile"), tr("Name of the profile"), known).simplified();
    if (name.isEmpty())
        return;
    whenAnswered(m_service.saveProfile({name, mapping}), this, [this, name](Result<void> saved) {
        if (!saved) {
            fail(saved.error());
            return;
        }
        m_state->say(Status::Ok, tr("The profile “%1” is saved.").arg(name));
        refresh(name);
    });
}

void ProfileBar::remove()
{
    const QString name = m_combo->currentText();
    if (!m_prompt.confirm(this, tr("Remove profile"),
            tr("Remove the profile “%1” for everybody who imports?").arg(name), tr("Remove")))
        return;
    whenAnswered(m_service.removeProfile(name), this, [this](Result<void> removed) {
        m_state->clear();
        if (!removed)
            fail(removed.error());
        refresh();
    });
}

void ProfileBar::fail(const Error &error)
{
    m_state->say(Status::Critical, faultText(error));
}

} // namespace callveil
