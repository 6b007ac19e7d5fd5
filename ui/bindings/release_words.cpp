// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bindings/release_words.h"

#include "ui/texts/isolated_text.h"
#include "ui/texts/pool_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReleaseWords)
};

/// Of all of them, as far as they have one in common.
std::optional<int> coolDownOf(const std::vector<Binding> &bindings, const BindingChoices &choices)
{
    std::optional<int> minutes;
    for (const Binding &binding : bindings) {
        const Pool *pool = choices.pool(binding.pool);
        if (!pool || (minutes && *minutes != pool->coolDownMinutes))
            return std::nullopt;
        minutes = pool->coolDownMinutes;
    }
    return minutes;
}

QString coolDownText(std::optional<int> minutes, bool several)
{
    if (!minutes)
        return Words::tr("Each number cools as long as its pool says before another pair gets it.");
    if (*minutes == 0)
        return Words::tr("Another pair may get the number at once.");
    return several ? Words::tr("Each number cools for %1 before another pair gets it.").arg(minutesText(minutes))
                   : Words::tr("The number cools for %1 before another pair gets it.").arg(minutesText(minutes));
}

} // namespace

QString releaseQuestion(const std::vector<Binding> &bindings, const BindingChoices &choices)
{
    const bool several = bindings.size() > 1;
    const QString what = several
        ? Words::tr("Release these bindings (%1)?").arg(QLocale().toString(qlonglong(bindings.size())))
        : Words::tr("Release the binding of %1?").arg(isolated(bindings.front().number));
    const QStringList parts{
        what, Words::tr("A call that is running is not cut."), coolDownText(coolDownOf(bindings, choices), several)};
    return parts.join(u' ');
}

QString closeCaseQuestion(const BindingPage &live, const BindingChoices &choices)
{
    const Binding &one = live.bindings.front();
    const QString count = QLocale().toString(qlonglong(live.bindings.size()));
    const QStringList parts{Words::tr("Close the case %1 of %2?").arg(isolated(one.caseRef), isolated(one.processName)),
        live.more ? Words::tr("More bindings than %1 end.").arg(count) : Words::tr("Bindings that end: %1.").arg(count),
        Words::tr("A call that is running is not cut."),
        coolDownText(coolDownOf(live.bindings, choices), live.bindings.size() > 1)};
    return parts.join(u' ');
}

QString closedText(const QString &caseRef, qint64 ended, bool cancelled)
{
    const QString text = cancelled
        ? Words::tr("Cancelled: of the case %1, what has not ended yet stays as it is. Bindings ended: %2.")
        : Words::tr("The case %1 was closed. Bindings ended: %2.");
    return text.arg(isolated(caseRef), QLocale().toString(ended));
}

QString releasedText(qint64 released, qint64 wanted)
{
    const QLocale locale;
    const QString text = Words::tr("Bindings released: %1.").arg(locale.toString(released));
    if (released >= wanted)
        return text;
    return text + u' '
        + Words::tr("Left as they are, because they had ended, were changed, or the release was cancelled: %1.")
              .arg(locale.toString(wanted - released));
}

} // namespace callveil
