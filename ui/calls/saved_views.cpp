// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/calls/saved_views.h"

#include "domain/base/when_answered.h"
#include "ui/shell/notifier.h"
#include "ui/shell/prompt.h"
#include "ui/widgets/grid.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace callveil {

namespace {

const QString s_page = QStringLiteral("calls");

} // namespace

SavedViews::SavedViews(CallLogService &service, const PageContext &context, QWidget *parent)
    : QWidget(parent), m_service(service), m_context(context), m_combo(new QComboBox(this)),
      m_save(new QPushButton(tr("Save vie&w…"), this)), m_remove(new QPushButton(tr("Remove"), this))
{
    auto *label = new QLabel(tr("Save&d views"), this);
    label->setBuddy(m_combo);
    m_combo->setObjectName(QStringLiteral("savedViews"));
    m_combo->setWhatsThis(tr("Filters, orders and columns that you saved. Choosing one sets all three."));
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setMinimumContentsLength(9);
    m_save->setAccessibleName(tr("Save view"));
    m_remove->setAccessibleName(tr("Remove view"));
    m_remove->setToolTip(tr("Removes the chosen view; no call is touched"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(gridUnit(this));
    for (QWidget *widget : std::initializer_list<QWidget *>{label, m_combo, m_save, m_remove})
        row->addWidget(widget);
    for (QPushButton *button : {m_save, m_remove})
        button->setAutoDefault(false);
    // Not when the index changes: a view that is chosen already can be chosen again.
    connect(m_combo, &QComboBox::activated, this, &SavedViews::choose);
    connect(m_save, &QPushButton::clicked, this, &SavedViews::saveWanted);
    connect(m_remove, &QPushButton::clicked, this, &SavedViews::remove);
    setViews({});
}

void SavedViews::refresh()
{
    whenAnswered(m_service.views(s_page), this, [this, request = ++m_request](Result<std::vector<SavedView>> views) {
        if (request != m_request)
            return;
        if (views)
            setViews(std::move(*views));
        else
            m_context.notifier.fail(views.error());
    });
}

void SavedViews::setViews(std::vector<SavedView> views)
{
    m_views = std::move(views);
    const QString chosen =
        m_wanted.isEmpty() && m_combo->currentIndex() > 0 ? m_combo->currentText() : std::exchange(m_wanted, {});
    const QSignalBlocker quiet(m_combo);
    m_combo->clear();
    m_combo->addItem(tr("None"));
    for (const SavedView &view : m_views)
        m_combo->addItem(view.name);
    // The first entry is no view, whatever a view is called.
    int index = 0;
    for (size_t i = 0; i < m_views.size(); ++i) {
        if (m_views[i].name == chosen)
            index = int(i) + 1;
    }
    m_combo->setCurrentIndex(index);
    m_remove->setEnabled(index > 0);
}

void SavedViews::choose(int index)
{
    m_remove->setEnabled(index > 0);
    if (index > 0)
        Q_EMIT viewChosen(chosen());
}

QJsonObject SavedViews::chosen() const
{
    const int index = m_combo->currentIndex();
    if (index <= 0)
        return {};
    return QJsonDocument::fromJson(m_views[size_t(index) - 1].body.toUtf8()).object();
}

void SavedViews::chooseNone()
{
    m_combo->setCurrentIndex(0);
    m_remove->setEnabled(false);
}

void SavedViews::save(const QJsonObject &view)
{
    const QString known = m_combo->currentIndex() > 0 ? m_combo->currentText() : QString();
    const QString name = m_context.prompt.askText(this, tr("Save view"), tr("Name of the view"), known).simplified();
    if (name.isEmpty())
        return;
    const QString body = QString::fromUtf8(QJsonDocument(view).toJson(QJsonDocument::Compact));
    whenAnswered(m_service.saveView(s_page, name, body), this, [this, name](Result<void> saved) {
        if (!saved) {
            m_context.notifier.fail(saved.error());
            return;
        }
        m_context.notifier.show(Notifier::Kind::Done, tr("The view “%1” is saved.").arg(name));
        m_wanted = name;
        refresh();
    });
}

void SavedViews::remove()
{
    const int index = m_combo->currentIndex();
    if (index <= 0)
        return;
    const SavedView view = m_views[size_t(index) - 1];
    if (!m_context.prompt.confirm(this, tr("Remove view"),
            tr("Remove the saved view “%1”? No call is touched.").arg(view.name), tr("Remove")))
        return;
    whenAnswered(m_service.removeView(view.id), this, [this](Result<void> removed) {
        if (!removed)
            m_context.notifier.fail(removed.error());
        refresh();
    });
}

} // namespace callveil
