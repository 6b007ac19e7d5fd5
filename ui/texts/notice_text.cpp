// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/texts/notice_text.h"

#include "ui/texts/callback_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace callveil {

namespace {

struct Notices {
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

QString findingsText(const Notice &notice)
{
    const QString open = Notices::tr("Open findings of the leak audit: %1").arg(QLocale().toString(notice.count));
    if (notice.grave == 0)
        return open + u'.';
    return open + Notices::tr("; critical or high ones of these: %1.").arg(QLocale().toString(notice.grave));
}

QString failingText(const Notice &notice)
{
    const QString name = callbackUrlName(CallbackKind(notice.id));
    const QString failing = Notices::tr("%1: no attempt to deliver has succeeded for a while.").arg(name);
    return notice.count == 0
        ? failing
        : failing + u' ' + Notices::tr("Events that wait: %1.").arg(QLocale().toString(notice.count));
}

} // namespace

QString noticeWeightText(NoticeWeight weight)
{
    switch (weight) {
    case NoticeWeight::Information:
        return Notices::tr("Information");
    case NoticeWeight::Warning:
        return Notices::tr("Warning");
    case NoticeWeight::Critical:
        return Notices::tr("Critical");
    }
    return {};
}

QString noticeText(const Notice &notice)
{
    const QString somebody = notice.name.isEmpty() ? Notices::tr("Somebody") : notice.name;
    switch (notice.kind) {
    case NoticeKind::Findings:
        return findingsText(notice);
    case NoticeKind::RevealLimit:
        return Notices::tr("%1 met the limit of revealed numbers.").arg(somebody);
    case NoticeKind::SearchLimit:
        return Notices::tr("%1 met the limit of searches by number.").arg(somebody);
    case NoticeKind::PoolLow:
        return notice.count == 0 ? Notices::tr("The pool %1 has no number left.").arg(notice.name)
                                 : Notices::tr("The pool %1 is below its low-water mark; numbers left: %2.")
                                       .arg(notice.name, QLocale().toString(notice.count));
    case NoticeKind::CallbackGone:
        return Notices::tr("%1: the target is gone (410); nothing is sent any more.")
            .arg(callbackUrlName(CallbackKind(notice.id)));
    case NoticeKind::CallbackFailing:
        return failingText(notice);
    case NoticeKind::KeysWaiting:
        return Notices::tr("People who wait for a key that you hold: %1.").arg(QLocale().toString(notice.count));
    case NoticeKind::PolicyChanged:
        return Notices::tr("The masking of %1 was changed by %2.").arg(notice.name, notice.by);
    }
    return {};
}

QString noticeCountText(qsizetype notices, qsizetype fresh)
{
    if (notices == 0)
        return Notices::tr("No notices");
    const QString count = QLocale().toString(qlonglong(notices));
    return fresh == 0 ? Notices::tr("Notices: %1").arg(count)
                      : Notices::tr("Notices: %1, new: %2").arg(count, QLocale().toString(qlonglong(fresh)));
}

} // namespace callveil
