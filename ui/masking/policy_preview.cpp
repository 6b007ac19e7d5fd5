// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/masking/policy_preview.h"

#include "tables/masking/preview_table_model.h"
#include "ui/widgets/grid.h"
#include "ui/widgets/list_table.h"
#include "ui/widgets/number_delegate.h"
#include "ui/widgets/section_heading.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/wrapped_label.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace callveil {

namespace {

std::vector<ShapeCount> merged(const std::vector<std::vector<ShapeCount>> &lists)
{
    std::map<NumberShape, qint64> sums;
    for (const std::vector<ShapeCount> &list : lists)
        for (const ShapeCount &count : list)
            sums[count.shape] += count.numbers;
    std::vector<ShapeCount> all;
    for (const auto &[shape, numbers] : sums)
        all.push_back({shape, numbers});
    std::stable_sort(all.begin(), all.end(),
        [](const ShapeCount &left, const ShapeCount &right) { return left.numbers > right.numbers; });
    return all;
}

} // namespace

PolicyPreview::PolicyPreview(const CellTexts &texts, QWidget *parent)
    : QWidget(parent), m_model(new PreviewTableModel(texts, this)), m_basis(new WrappedLabel(this)),
      m_warning(new StatusLine(this))
{
    auto *table = new ListTable(tr("Preview"), tr("Select a process to see how its numbers would be shown."), this);
    table->setObjectName(QStringLiteral("preview"));
    table->setWhatsThis(tr("Example numbers of the shapes that this process really has, as the policy would show them. "
                           "Nothing is decrypted for it."));
    table->noteRead(); // filled by the selection
    table->setModel(m_model);
    for (const int column : {PreviewTableModel::Number, PreviewTableModel::ShownAs})
        table->setItemDelegateForColumn(column, new NumberDelegate(table));
    table->setSortingEnabled(false); // the commonest shape stays on top
    table->horizontalHeader()->setSectionsClickable(false);
    table->setRowsShown(3, 2);
    m_basis->setMuted();
    m_warning->setObjectName(QStringLiteral("weakWarning"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gridUnit(this) / 2);
    column->addWidget(sectionHeading(tr("Preview"), table, this));
    column->addWidget(table, 1);
    column->addWidget(m_basis);
    column->addWidget(m_warning);
}

void PolicyPreview::setShapes(std::vector<std::vector<ShapeCount>> shapes)
{
    m_shapes = std::move(shapes);
    recompute();
}

void PolicyPreview::setPolicy(const MaskingPolicy &policy)
{
    if (policy == m_policy)
        return; // examples of Random would change for nothing
    m_policy = policy;
    recompute();
}

void PolicyPreview::recompute()
{
    m_weak = std::any_of(m_shapes.begin(), m_shapes.end(), [this](const std::vector<ShapeCount> &shapes) {
        return MaskingService::isWeak(MaskingService::preview(shapes, m_policy), m_policy);
    });
    m_model->setItems(MaskingService::preview(merged(m_shapes), m_policy));
    m_basis->say(explanation());
    warn();
}

void PolicyPreview::setNoteMissing(bool missing)
{
    m_noteMissing = missing;
    warn();
}

void PolicyPreview::warn()
{
    if (!m_weak)
        m_warning->clear();
    else
        m_warning->say(
            Status::Warning, m_noteMissing ? QString(weakness() + u' ' + tr("This needs a note.")) : weakness());
}

QString PolicyPreview::weakness() const
{
    if (!m_weak)
        return {};
    if (m_policy.kind == MaskingKind::Off)
        return tr("Without masking, the numbers of new calls are stored and shown in clear.");
    return tr("Few candidates are left: with under %1 numbers that fit, the real one can be guessed.")
        .arg(QLocale().toString(10000));
}

QString PolicyPreview::explanation() const
{
    if (m_shapes.empty())
        return {};
    const bool hasTraffic = std::any_of(m_shapes.begin(), m_shapes.end(), [](const std::vector<ShapeCount> &shapes) {
        return std::any_of(shapes.begin(), shapes.end(), [](const ShapeCount &count) { return count.numbers > 0; });
    });
    QString text = hasTraffic ? tr("Invented numbers, one for each kind of number in the calls so far.")
                              : tr("Invented numbers of the usual kinds in the country: there are no calls yet.");
    const auto lines = MaskingService::preview(merged(m_shapes), m_policy);
    if (m_policy.kind == MaskingKind::Replacement)
        text += u' ' + tr("The digits of the country code count.");
    if (m_policy.kind == MaskingKind::Replacement
        && std::any_of(lines.begin(), lines.end(), [](const PreviewLine &line) { return line.strength.whole; }))
        text += u' ' + tr("Where n and n' would show all of a number, it is masked whole.");
    if (m_policy.kind == MaskingKind::Random)
        text += u' ' + tr("The random texts are examples; the stored ones come from a secret key.");
    return text;
}

} // namespace callveil
