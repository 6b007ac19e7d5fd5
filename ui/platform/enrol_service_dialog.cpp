// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/enrol_service_dialog.h"

#include "domain/base/when_answered.h"
#include "domain/people/password_rules.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/field_form.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace callveil {

namespace {

const QString nameKey = QStringLiteral("user"); // as the service's refusals name the field
const QString fileKey = QStringLiteral("file");

bool isOfFile(Fault fault)
{
    return fault == Fault::FileExists || fault == Fault::FileUnwritable || fault == Fault::FilePermission;
}

} // namespace

EnrolServiceDialog::EnrolServiceDialog(
    ServiceEnrolment &enrolment, Prompt &prompt, const QString &name, QWidget *parent)
    : FormDialog(tr("Enrol service"), tr("&Enrol"), parent), m_enrolment(enrolment), m_prompt(prompt),
      m_name(new QLineEdit(name, this)), m_file(new QLineEdit(this)),
      m_choose(new QPushButton(tr("Choose a &place…"), this))
{
    setObjectName(QStringLiteral("enrolServiceDialog"));
    m_name->setObjectName(QStringLiteral("serviceName"));
    form().addField(nameKey, tr("&Name"), m_name,
        tr("Begins with callveild; small letters, digits, dots, dashes and underscores, 24 at most. Give each computer "
           "a service of its own, so that one can be disabled without the others."));
    m_file->setObjectName(QStringLiteral("serviceFile"));
    m_file->setPlaceholderText(QStringLiteral("callveild.json"));
    form().addField(fileKey, tr("New f&ile"), m_file,
        tr("The identity is written here, readable for you alone; nothing that is there is written over. Its secret "
           "exists nowhere else, and whoever reads the file is the service."));
    m_choose->setObjectName(QStringLiteral("chooseServiceFile"));
    m_choose->setAccessibleName(tr("Choose a place"));
    m_choose->setAutoDefault(false);
    form().addLine(m_choose);
    form().layout()->setAlignment(m_choose, Qt::AlignLeading);
    connect(m_choose, &QPushButton::clicked, this, &EnrolServiceDialog::choosePlace);
}

QString EnrolServiceDialog::freeName(const QStringList &taken)
{
    QString name = ServiceEnrolment::usualName();
    for (int i = 2; taken.contains(name); ++i)
        name = QStringLiteral("%1-%2").arg(ServiceEnrolment::usualName()).arg(i);
    return name;
}

/// The button was made after the fields, and stands behind them.
void EnrolServiceDialog::showEvent(QShowEvent *event)
{
    FormDialog::showEvent(event);
    setTabOrder(m_file, m_choose);
}

void EnrolServiceDialog::choosePlace()
{
    const QString proposed =
        m_file->text().isEmpty() ? m_name->text().trimmed() + QStringLiteral(".json") : m_file->text();
    const QString path =
        m_prompt.saveFile(this, tr("Identity of the service"), proposed, tr("Identity of a service (*.json)"));
    if (path.isEmpty())
        return;
    form().clearErrors();
    m_file->setText(path);
}

void EnrolServiceDialog::save()
{
    const QString name = m_name->text().trimmed();
    const QString typed = m_file->text().trimmed();
    if (!isServiceName(name))
        return refuse(nameKey, tr("Begin the name with callveild. People have no such names."));
    if (typed.isEmpty())
        return refuse(fileKey, tr("Choose where the identity is to be written."));
    const QString path = QFileInfo(typed).absoluteFilePath();
    m_waiting = true;
    whenAnswered(m_enrolment.enrolInto(name, path), this, [this, path](const Result<EnrolledFile> &answer) {
        m_waiting = false;
        settleEnrolment(answer, path);
    });
}

void EnrolServiceDialog::settleEnrolment(const Result<EnrolledFile> &answer, const QString &path)
{
    if (!answer && isOfFile(answer.error().fault))
        return refuse(fileKey, faultText(answer.error()));
    settle(answer ? std::nullopt : std::optional(answer.error()));
    if (answer)
        Q_EMIT enrolled(*answer, path);
}

/// An enrolment cannot be taken back: nobody would be told of it.
void EnrolServiceDialog::reject()
{
    if (!m_waiting)
        FormDialog::reject();
}

} // namespace callveil
