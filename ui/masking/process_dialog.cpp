// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/process_dialog.h"

#include "domain/base/when_answered.h"
#include "domain/number/number_reader.h"
#include "services/processes/usual_zone.h"
#include "ui/widgets/countries.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/search_combo.h"

#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTimeZone>

namespace callveil {

namespace {

QStringList linesOf(const QPlainTextEdit *edit)
{
    QStringList lines;
    for (const QString &line : edit->toPlainText().split(u'\n'))
        if (!line.trimmed().isEmpty())
            lines.append(line.simplified());
    return lines;
}

QPlainTextEdit *linesEdit(QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 2 + gridUnit(edit) * 2);
    return edit;
}

} // namespace

ProcessDialog::ProcessDialog(ProcessService &processes, ProcessDetails details, QWidget *parent)
    : FormDialog(details.process.id.isSet() ? tr("Edit process") : tr("New process"),
        details.process.id.isSet() ? tr("&Save") : tr("C&reate"), parent),
      m_processes(processes), m_details(std::move(details))
{
    setObjectName(QStringLiteral("processDialog"));
    makeFields();
    addFields();
    showDetails();
    connect(m_country, &QComboBox::currentTextChanged, this, &ProcessDialog::listZones);
}

void ProcessDialog::makeFields()
{
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("name"));
    m_country = new SearchCombo(this);
    m_country->setObjectName(QStringLiteral("country"));
    listCountries(*m_country);
    m_zone = new SearchCombo(this);
    m_zone->setObjectName(QStringLiteral("zone"));
    m_zone->lineEdit()->setPlaceholderText(tr("Choose a time zone"));
    m_account = new QLineEdit(this);
    m_account->setObjectName(QStringLiteral("account"));
    m_project = new QLineEdit(this);
    m_project->setObjectName(QStringLiteral("project"));
    m_callerId = new QLineEdit(this);
    m_callerId->setObjectName(QStringLiteral("callerId"));
    m_dids = linesEdit(this);
    m_dids->setObjectName(QStringLiteral("dids"));
    if (m_details.process.id.isSet())
        return; // its campaigns have a list of their own
    m_campaigns = linesEdit(this);
    m_campaigns->setObjectName(QStringLiteral("firstCampaigns"));
}

void ProcessDialog::addFields()
{
    form().addField(QStringLiteral("name"), tr("&Name"), m_name);
    form().explain(QStringLiteral("name"), tr("The name of the business line. Call records name it too."));
    form().addField(QStringLiteral("country"), tr("Co&untry"), m_country,
        tr("Numbers without a country code are read as numbers of this country."));
    form().addField(QStringLiteral("zone"), tr("Time &zone"), m_zone);
    form().explain(QStringLiteral("zone"),
        tr("In which the days of its calls are counted, and times of files that name no zone."));
    form().addField(QStringLiteral("account"), tr("&Account"), m_account);
    form().explain(QStringLiteral("account"), tr("The account that its calls are charged to."));
    form().addField(QStringLiteral("project"), tr("Pro&ject"), m_project);
    form().explain(QStringLiteral("project"), tr("The project that its calls belong to."));
    form().addField(QStringLiteral("caller-id"), tr("De&fault caller ID"), m_callerId,
        tr("The number of yours that customers see when nothing else is chosen."));
    form().addField(QStringLiteral("did"), tr("&Own DIDs"), m_dids, tr("Your own numbers, one in each line."));
    if (m_campaigns)
        form().addField(
            QStringLiteral("campaign"), tr("First ca&mpaigns"), m_campaigns, tr("Names, one in each line."));
}

void ProcessDialog::showDetails()
{
    const Process &process = m_details.process;
    m_name->setText(process.name);
    m_account->setText(process.account);
    m_project->setText(process.project);
    m_callerId->setText(process.defaultCallerId);
    m_dids->setPlainText(m_details.dids.join(u'\n'));
    m_country->setValue(process.id.isSet() ? process.country : QLocale::territoryToCode(QLocale::system().territory()));
    listZones();
    if (!process.timeZone.isEmpty())
        m_zone->setValue(process.timeZone);
}

/// The zones of the country; every zone while no country is chosen.
void ProcessDialog::listZones()
{
    const QString chosen = m_zone->value();
    QList<QByteArray> zones = QTimeZone::availableTimeZoneIds(QLocale::codeToTerritory(m_country->value()));
    const bool ofCountry = NumberReader::isRegion(m_country->value()) && !zones.isEmpty();
    if (!ofCountry)
        zones = QTimeZone::availableTimeZoneIds();
    m_zone->clear();
    for (const QByteArray &zone : std::as_const(zones))
        m_zone->addItem(QString::fromLatin1(zone), QString::fromLatin1(zone));
    if (zones.contains(chosen.toLatin1()))
        m_zone->setValue(chosen);
    else if (ofCountry)
        m_zone->setValue(usualZone(m_country->value()).value_or(QString())); // one of several is asked for
    else
        m_zone->setValue({});
}

ProcessDetails ProcessDialog::entered() const
{
    ProcessDetails details = m_details;
    Process &process = details.process;
    process.name = m_name->text().simplified();
    process.country = m_country->value();
    process.timeZone = m_zone->value();
    process.account = m_account->text().simplified();
    process.project = m_project->text().simplified();
    process.defaultCallerId = m_callerId->text().trimmed();
    details.dids = linesOf(m_dids);
    if (!process.id.isSet()) {
        details.campaigns.clear();
        for (const QString &name : linesOf(m_campaigns))
            details.campaigns.push_back({{}, {}, name, {}});
    }
    return details;
}

/// Says what is wrong with the country or the zone; true when something is.
bool ProcessDialog::refusesPlace(const Process &process)
{
    const QString country = QStringLiteral("country");
    const QString zone = QStringLiteral("zone");
    if (process.country.isEmpty())
        refuse(country, tr("Choose a country."));
    else if (!NumberReader::isRegion(process.country))
        refuse(country, tr("“%1” is no country of the list. Choose one from it.").arg(process.country));
    else if (process.timeZone.isEmpty())
        refuse(zone, tr("This country has several time zones. Choose the one in which the process works."));
    else if (!QTimeZone::isTimeZoneIdAvailable(process.timeZone.toLatin1()))
        refuse(zone, tr("“%1” is no time zone of the list. Choose one from it.").arg(process.timeZone));
    else
        return false;
    return true;
}

void ProcessDialog::save()
{
    const ProcessDetails details = entered();
    if (details.process.name.isEmpty())
        return refuse(QStringLiteral("name"), tr("Give the process a name."));
    if (refusesPlace(details.process))
        return;
    if (details.process.id.isSet())
        whenAnswered(m_processes.update(details), this, [this, id = details.process.id](const Result<void> &answer) {
            finish(answer ? Result<ProcessId>(id) : failed(answer));
        });
    else
        whenAnswered(m_processes.create(details), this, [this](const Result<ProcessId> &answer) { finish(answer); });
}

void ProcessDialog::finish(const Result<ProcessId> &answer)
{
    if (answer)
        Q_EMIT saved(*answer);
    settle(answer ? std::nullopt : std::optional(answer.error()));
}

/// The service names the field of a wrong number; the line is found here.
void ProcessDialog::refused(const Error &error)
{
    if (error.args.value(0) != QLatin1String("did"))
        return;
    const NumberReader reader(m_country->value());
    for (QTextBlock line = m_dids->document()->begin(); line.isValid(); line = line.next()) {
        if (line.text().trimmed().isEmpty() || reader.readStrictly(line.text(), QStringLiteral("did")))
            continue;
        QTextCursor cursor(line);
        cursor.select(QTextCursor::LineUnderCursor);
        m_dids->setTextCursor(cursor);
        return;
    }
}

} // namespace callveil
