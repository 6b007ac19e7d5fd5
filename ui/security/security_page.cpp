// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/security_page.h"

#include "domain/base/when_answered.h"
#include "exchange/callbacks/callback_targets.h"
#include "ui/retention/retention_panel.h"
#include "ui/shell/notifier.h"
#include "ui/texts/isolated_text.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/section_heading.h"
#include "ui/widgets/wrapped_label.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace callveil {

SecurityPage::SecurityPage(const PageContext &context, QWidget *parent)
    : Page(parent), m_context(context), m_service(context.workspace), m_sections(new QVBoxLayout)
{
    makeMasking();
    makeIdleLock();
    makeLimits();
    makeBackups();
    makeCallbacks();
    arrange();
    load(m_seen);
}

/// A new matter is one more of these, and its place in load() and shown().
void SecurityPage::makeMasking()
{
    FieldForm *form = addSection(tr("Display"));
    m_hides = new QCheckBox(tr("Phone number &masking"), form);
    m_hides->setObjectName(QStringLiteral("hidesClearNumbers"));
    m_hides->setWhatsThis(
        tr("Stars in numbers that are stored in clear, for everybody who may not view actual numbers."));
    form->addLine(m_hides);
    auto *help = new WrappedLabel(
        tr("Shows numbers that are stored in clear as %1 to everybody who may not view actual numbers. What is stored "
           "stays as it is; people see the change from their next sign-in on.")
            .arg(isolated(QStringLiteral("+86 138****1234"))),
        form);
    help->setMuted();
    form->addLine(help);
    connect(m_hides, &QCheckBox::toggled, this, &SecurityPage::updateButtons);
}

void SecurityPage::makeIdleLock()
{
    FieldForm *form = addSection(tr("Console"));
    m_minutes = new QSpinBox(form);
    m_minutes->setObjectName(QStringLiteral("idleLockMinutes"));
    m_minutes->setRange(idle_lock::least, idle_lock::most);
    form->addField(QStringLiteral("idle-lock"), tr("&Idle lock (minutes)"), m_minutes,
        tr("A console that nobody uses for so long asks for the password again. It also locks with the screen. People "
           "get the new time with their next sign-in."));
    form->layout()->setAlignment(m_minutes, Qt::AlignLeading); // no wider than its numbers
    connect(m_minutes, &QSpinBox::valueChanged, this, &SecurityPage::updateButtons);
}

void SecurityPage::makeLimits()
{
    FieldForm *form = addSection(tr("Reveal limits"));
    m_perHour = makeCount(form, QStringLiteral("revealsPerHour"), SecuritySettings::mostPerHour);
    m_perDay = makeCount(form, QStringLiteral("revealsPerDay"), SecuritySettings::mostPerDay);
    m_searches = makeCount(form, QStringLiteral("searchesPerHour"), SecuritySettings::mostPerHour);
    form->addField(QStringLiteral("reveals-per-hour"), tr("Reveals &per hour"), m_perHour);
    form->explain(QStringLiteral("reveals-per-hour"), tr("How many numbers one person may reveal within an hour."));
    form->addField(QStringLiteral("reveals-per-day"), tr("Reveals per &day"), m_perDay);
    form->explain(QStringLiteral("reveals-per-day"), tr("How many numbers one person may reveal within a day."));
    form->addField(QStringLiteral("searches-per-hour"), tr("Searches by &number per hour"), m_searches,
        tr("Of each person. Beyond that he is refused, which is recorded, and those who view the audit trail are told. "
           "Limits hold at once."));
    for (QSpinBox *count : {m_perHour, m_perDay, m_searches})
        form->layout()->setAlignment(count, Qt::AlignLeading);
}

void SecurityPage::makeBackups()
{
    FieldForm *form = addSection(tr("Backups"));
    m_backupDays = makeCount(form, QStringLiteral("backupDays"), SecuritySettings::mostBackupDays);
    form->addField(QStringLiteral("backup-days"), tr("&Backups are kept for (days)"), m_backupDays,
        tr("Copies of the database, and logs of its server, that are kept elsewhere. Numbers that were deleted here "
           "are "
           "in them until then; the table below tells the day."));
    form->layout()->setAlignment(m_backupDays, Qt::AlignLeading);
}

void SecurityPage::makeCallbacks()
{
    FieldForm *form = addSection(tr("Callbacks"));
    m_targets = new QLineEdit(form);
    m_targets->setObjectName(QStringLiteral("callbackTargets"));
    m_targets->setPlaceholderText(tr("Such as crm.example.org, 10.1.2.3, 10.2.0.0/16"));
    form->addField(QStringLiteral("targets"), tr("Allowed callback tar&gets"), m_targets,
        tr("Events are sent to addresses of the Internet alone. Systems of your own network are named here: their host "
           "names, addresses or networks, with commas between them. Who sends events follows at once."));
    connect(m_targets, &QLineEdit::textChanged, this, &SecurityPage::updateButtons);
}

QSpinBox *SecurityPage::makeCount(FieldForm *form, const QString &name, int most)
{
    auto *count = new QSpinBox(form);
    count->setObjectName(name);
    count->setRange(0, most);
    connect(count, &QSpinBox::valueChanged, this, &SecurityPage::updateButtons);
    return count;
}

FieldForm *SecurityPage::addSection(const QString &title)
{
    auto *form = new FieldForm(this);
    m_sections->addWidget(sectionHeading(title, form, this));
    m_sections->addWidget(form);
    m_sections->addSpacing(gridUnit(this) * 2);
    m_forms.append(form);
    return form;
}

void SecurityPage::arrange()
{
    auto *column = new QWidget;
    column->setMaximumWidth(characters(this, 110));
    m_sections->setContentsMargins(0, 0, 0, 0);
    m_sections->setSpacing(gridUnit(this));
    m_sections->addWidget(setupButtons());
    m_sections->addSpacing(gridUnit(this) * 2);
    m_sections->addWidget(m_retention = new RetentionPanel(m_context, this));
    m_sections->addStretch();
    column->setLayout(m_sections);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *page = new QVBoxLayout(this);
    page->setSpacing(gridUnit(this) * 2);
    page->addWidget(new PageHead(tr("Security Settings"),
        tr("Protects numbers and consoles, for everybody in the organisation. Each change stands in the audit trail."),
        this));
    page->addWidget(scroll, 1);
}

QWidget *SecurityPage::setupButtons()
{
    auto *bar = new QWidget(this);
    m_revert = new QPushButton(tr("Reve&rt"), bar);
    m_revert->setObjectName(QStringLiteral("revert"));
    m_save = new QPushButton(tr("&Save"), bar);
    m_save->setObjectName(QStringLiteral("save"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addStretch();
    row->addWidget(m_revert);
    row->addWidget(m_save);
    connect(m_revert, &QPushButton::clicked, this, &SecurityPage::discardChanges);
    connect(m_save, &QPushButton::clicked, this, &SecurityPage::applyChanges);
    return bar;
}

void SecurityPage::load(const SecuritySettings &settings)
{
    m_hides->setChecked(settings.hidesClearNumbers);
    m_minutes->setValue(settings.idleLockMinutes);
    m_perHour->setValue(settings.revealsPerHour);
    m_perDay->setValue(settings.revealsPerDay);
    m_searches->setValue(settings.searchesPerHour);
    m_backupDays->setValue(settings.backupDays);
    m_targets->setText(settings.callbackTargets.join(QStringLiteral(", ")));
    updateButtons();
}

SecuritySettings SecurityPage::shown() const
{
    return {m_hides->isChecked(), m_minutes->value(), m_perHour->value(), m_perDay->value(), m_searches->value(),
        m_backupDays->value(), CallbackTargets::listed(m_targets->text())};
}

void SecurityPage::updateButtons()
{
    const bool open = m_known && !m_saving;
    for (FieldForm *form : std::as_const(m_forms))
        form->setEnabled(open);
    m_save->setEnabled(open && hasChanges());
    m_revert->setEnabled(open && hasChanges());
}

bool SecurityPage::hasChanges() const
{
    return m_known && shown() != m_seen;
}

void SecurityPage::discardChanges()
{
    for (FieldForm *form : std::as_const(m_forms))
        form->clearErrors();
    load(m_seen);
}

/// Edits stay: what another changed meanwhile is read after they are saved or given up.
void SecurityPage::refresh()
{
    m_retention->refresh();
    whenAnswered(m_service.settings(), this, [this, request = ++m_request](const Result<SecuritySettings> &settings) {
        if (request != m_request || m_saving || hasChanges())
            return;
        if (!settings)
            return m_context.notifier.fail(settings.error());
        m_known = true;
        m_seen = *settings;
        load(m_seen);
    });
}

void SecurityPage::applyChanges()
{
    for (FieldForm *form : std::as_const(m_forms))
        form->clearErrors();
    m_saving = true;
    updateButtons();
    whenAnswered(m_service.save(m_seen, shown()), this,
        [this, wanted = shown()](const Result<void> &answer) { take(answer, wanted); });
}

void SecurityPage::take(const Result<void> &answer, const SecuritySettings &wanted)
{
    m_saving = false;
    if (answer)
        m_seen = wanted;
    updateButtons();
    const auto shows = [&](FieldForm *form) { return form->showError(answer.error()); };
    if (answer)
        m_context.notifier.show(Notifier::Kind::Done,
            tr("The settings were saved. People get those of the console and the display with their next sign-in."));
    else if (std::none_of(m_forms.begin(), m_forms.end(), shows))
        m_context.notifier.fail(answer.error());
    Q_EMIT changesSettled(answer.has_value());
    if (answer)
        refresh();
}

} // namespace callveil
