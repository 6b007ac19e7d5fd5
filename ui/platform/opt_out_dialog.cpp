// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/platform/opt_out_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/number_field.h"

#include <QComboBox>

namespace callveil {

namespace {

template <typename T>
std::optional<Error> errorOf(const Result<T> &answer)
{
    return answer ? std::nullopt : std::optional(answer.error());
}

} // namespace

OptOutDialog::OptOutDialog(OptOutService &optOuts, Purpose purpose, const QStringList &brands, QWidget *parent)
    : FormDialog(titleOf(purpose), actionOf(purpose), parent), m_optOuts(optOuts), m_purpose(purpose),
      m_brand(new QComboBox(this)), m_number(new NumberField(QStringLiteral("optOutNumber"), this))
{
    setObjectName(QStringLiteral("optOutDialog"));
    m_brand->setObjectName(QStringLiteral("optOutBrand"));
    m_brand->addItems(brands);
    form().addField(QStringLiteral("brand"), tr("&Brand"), m_brand,
        tr("Of number pools. A pool without a brand stands here with its name."));
    form().addField(QStringLiteral("number"), tr("&Number"), m_number, helpOf(purpose));
}

QString OptOutDialog::titleOf(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Add:
        return tr("Add opt-out");
    case Purpose::Remove:
        return tr("Remove opt-out");
    case Purpose::Check:
        break;
    }
    return tr("Check a number");
}

QString OptOutDialog::actionOf(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Add:
        return tr("&Add");
    case Purpose::Remove:
        return tr("&Remove");
    case Purpose::Check:
        break;
    }
    return tr("Chec&k");
}

QString OptOutDialog::helpOf(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Add:
        return tr("Of the person who wants no calls over this brand's numbers. Only a keyed hash of it is kept.");
    case Purpose::Remove:
        return tr("Of the person who wants calls again. Only do this when that person asked for it.");
    case Purpose::Check:
        break;
    }
    return tr("Tells whether this number opted out. The number itself is not stored; that you asked is recorded.");
}

void OptOutDialog::finish(const std::optional<Error> &error)
{
    const bool mayBeMended = error
        && (error->fault == Fault::NumberNotPossible || error->fault == Fault::NumberCharacters
            || error->fault == Fault::OptOutUnknown);
    if (!mayBeMended)
        m_number->setText({});
    settle(error);
}

void OptOutDialog::save()
{
    const QString brand = m_brand->currentText();
    switch (m_purpose) {
    case Purpose::Add:
        whenAnswered(m_optOuts.add(brand, m_number->typed()), this, [this, brand](const Result<bool> &answer) {
            if (answer)
                Q_EMIT added(brand, *answer);
            finish(errorOf(answer));
        });
        return;
    case Purpose::Remove:
        whenAnswered(m_optOuts.remove(brand, m_number->typed()), this, [this, brand](const Result<void> &answer) {
            if (answer)
                Q_EMIT removed(brand);
            finish(errorOf(answer));
        });
        return;
    case Purpose::Check:
        whenAnswered(m_optOuts.check(brand, m_number->typed()), this, [this, brand](const Result<bool> &answer) {
            if (answer)
                Q_EMIT checked(brand, *answer);
            finish(errorOf(answer));
        });
    }
}

} // namespace callveil
