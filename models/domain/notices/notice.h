// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace callveil {

/// What asks for somebody's attention as things stand (ui.md: the bell).
enum class NoticeKind {
    Findings, ///< of the leak audit, open
    RevealLimit, ///< somebody met the limit of revealed numbers
    SearchLimit, ///< the same for searches by number
    PoolLow, ///< fewer numbers are left than its low-water mark
    CallbackGone, ///< a callback URL said that it is gone
    CallbackFailing, ///< it has taken nothing for long
    KeysWaiting, ///< people wait for keys that the reader holds
    PolicyChanged, ///< somebody else changed the masking of a process
};
inline constexpr std::array allNoticeKinds{NoticeKind::Findings, NoticeKind::RevealLimit, NoticeKind::SearchLimit,
    NoticeKind::PoolLow, NoticeKind::CallbackGone, NoticeKind::CallbackFailing, NoticeKind::KeysWaiting,
    NoticeKind::PolicyChanged};

enum class NoticeWeight { Information, Warning, Critical };

/// One thing that asks for attention. It is worked out of how things stand, so that it goes when its cause does.
struct Notice {
    NoticeKind kind = NoticeKind::Findings;
    NoticeWeight weight = NoticeWeight::Information;
    qint64 id = 0; ///< of what it is about: a pool, a person, a process; of a callback its kind
    QString name = {}; ///< of a pool, a process, or the person who met a limit
    QString by = {}; ///< who changed a policy
    qint64 count = 0; ///< findings, numbers left, events that wait, people who wait
    qint64 grave = 0; ///< of the findings those that are critical or high
    std::optional<qint64> since = {}; ///< ms since 1970; nullopt: nobody noted it
    qint64 mark = 0; ///< it is another one when this grew; ms since 1970, an id, or a count

    /// Which notice of the same thing: "pool-low 7".
    [[nodiscard]] QString key() const;

    bool operator==(const Notice &) const = default;
};

/// "pool-low"
[[nodiscard]] QString noticeKindKey(NoticeKind kind);
/// The gravest first, of these the newest; what has no time last.
void sortNotices(std::vector<Notice> &notices);

} // namespace callveil
