// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privileges/waiting_text.h"

#include "ui/texts/fault_text.h"
#include "ui/texts/name_list.h"

#include <QCoreApplication>

namespace callveil {

namespace {

QString text(const char *source, qsizetype count)
{
    return QCoreApplication::translate("Waiting", source, nullptr, int(count));
}

QStringList namesOf(const std::vector<WaitingPerson> &waiting, bool canGive, bool vaults)
{
    QStringList names;
    for (const WaitingPerson &person : waiting)
        if (person.canGive == canGive && person.vaults == vaults)
            names.append(person.displayName);
    return names;
}

} // namespace

QStringList namesToServe(const std::vector<WaitingPerson> &waiting)
{
    return namesOf(waiting, true, true) + namesOf(waiting, true, false);
}

QString serveText(const std::vector<WaitingPerson> &waiting)
{
    const QStringList names = namesToServe(waiting);
    if (names.isEmpty())
        return {};
    return text(QT_TRANSLATE_N_NOOP("Waiting", "%n people wait for a key that you hold: %1."), names.size())
        .arg(nameList(names));
}

QString elsewhereText(const std::vector<WaitingPerson> &waiting)
{
    const QStringList vaults = namesOf(waiting, false, true), others = namesOf(waiting, false, false);
    QStringList sentences;
    if (!vaults.isEmpty())
        sentences.append(text(
            QT_TRANSLATE_N_NOOP("Waiting", "%1 wait for somebody who holds the numbers to sign in."), vaults.size())
                             .arg(nameList(vaults)));
    if (!others.isEmpty())
        sentences.append(text(QT_TRANSLATE_N_NOOP("Waiting",
                                  "%1 wait for somebody who holds the keys for storing numbers or for "
                                  "certifying people to sign in."),
            others.size())
                             .arg(nameList(others)));
    return sentences.join(u' ');
}

QString servedText(const GivenKeys &given)
{
    QStringList sentences{text(QT_TRANSLATE_N_NOOP("Waiting", "%n people got their keys."), given.served)};
    for (const Error &refusal : given.refusals)
        sentences.append(faultText(refusal));
    return sentences.join(u' ');
}

} // namespace callveil
