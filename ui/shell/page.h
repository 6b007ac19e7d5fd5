// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/role.h"
#include "ui/shell/page_link.h"

#include <QIcon>
#include <QSet>
#include <QTimeZone>
#include <QWidget>

#include <functional>
#include <optional>

namespace callveil {

class LocalState;
class Notifier;
class OwnClipboard;
class Prompt;
class Workspace;

/// What every page works with: handed to its constructor by reference, alive longer than the page.
struct PageContext {
    Workspace &workspace;
    Notifier &notifier;
    Prompt &prompt;
    QTimeZone zone; ///< the one visible zone setting
    LocalState &local; ///< what this computer remembers
    OwnClipboard &clipboard; ///< for secrets: cleared after a while, and when the session is locked
};

/// A page of the window or a tab of System Configuration. It refreshes itself when it is shown.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// True while the page holds edits that were not applied; the window asks before it is left.
    [[nodiscard]] virtual bool hasChanges() const { return false; }
    /// Ends with changesSettled(), now or later.
    virtual void applyChanges() { }
    virtual void discardChanges() { }
    /// Reads everything again. Called when the page is shown and when the database came back.
    virtual void refresh() = 0;
    /// Called just before refresh() when the page is opened for the sake of one of its objects: that is to be chosen,
    /// or filtered by, once it is read. Edits were asked about before.
    virtual void follow(const PageLink &) { }

Q_SIGNALS:
    /// What applyChanges() began has ended; not applied: refused, failed, or cancelled by the person.
    void changesSettled(bool applied);
    /// The person wants to be led to another place.
    void linkFollowed(const callveil::PageLink &link);
};

/// How a page is registered: its place in the navigation and who may see it.
struct PageEntry {
    QString id; ///< stable: "masking"
    QString title;
    QString iconName; ///< file name in resources/icons without ".svg"
    std::optional<Permission> permission; ///< nullopt: everybody
    bool inConfiguration = false; ///< a tab of System Configuration
    std::function<Page *(const PageContext &, QWidget *parent)> make;
    QList<Permission> others = {}; ///< any of these lets a person see it, too

    [[nodiscard]] bool isFor(const QSet<Permission> &permissions) const;
};

} // namespace callveil
