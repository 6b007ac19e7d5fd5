// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/add_numbers_dialog.h"

#include "domain/base/when_answered.h"
#include "ui/shell/prompt.h"
#include "ui/texts/fault_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/field_form.h"
#include "ui/widgets/grid.h"

#include <QLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace callveil {

AddNumbersDialog::AddNumbersDialog(const PageContext &context, PoolService &pools, const Pool &pool, QWidget *parent)
    : FormDialog(tr("Add numbers to %1").arg(pool.name), tr("&Add"), parent), m_context(context), m_pools(pools),
      m_pool(pool.id), m_first(new QLineEdit(this)), m_last(new QLineEdit(this)), m_list(new QPlainTextEdit(this)),
      m_file(new QPushButton(tr("From a &file…"), this)), m_busy(new BusyLine(tr("Adding"), this))
{
    setObjectName(QStringLiteral("addNumbersDialog"));
    m_first->setObjectName(QStringLiteral("firstNumber"));
    m_last->setObjectName(QStringLiteral("lastNumber"));
    m_list->setObjectName(QStringLiteral("numberList"));
    m_list->setTabChangesFocus(true);
    m_list->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_list->setFixedHeight(fontMetrics().lineSpacing() * 8 + gridUnit(this) * 2);
    m_file->setObjectName(QStringLiteral("numberFile"));
    m_file->setAccessibleName(tr("From a file"));
    m_file->setAutoDefault(false);
    form().addField(QStringLiteral("first"), tr("F&irst number of a range"), m_first);
    form().explain(QStringLiteral("first"),
        tr("The first of consecutive numbers, with + and the country code. Leave it empty to use the list."));
    form().addField(QStringLiteral("last"), tr("&Last number"), m_last, tr("Both ends belong to the range."));
    form().addField(QStringLiteral("number"), tr("Or a li&st"), m_list,
        tr("One number in each line, or a range as first .. last. %1 numbers at once at most.")
            .arg(QLocale().toString(DidList::most)));
    form().addLine(m_file);
    form().layout()->setAlignment(m_file, Qt::AlignLeading);
    form().addLine(m_busy);
    connect(m_file, &QPushButton::clicked, this, &AddNumbersDialog::readFile);
    connect(m_busy, &BusyLine::cancelled, this, [this] {
        if (m_cancelled)
            *m_cancelled = true;
    });
}

AddNumbersDialog::~AddNumbersDialog()
{
    if (m_cancelled)
        *m_cancelled = true;
}

void AddNumbersDialog::readFile()
{
    const QString file =
        m_context.prompt.openFile(this, tr("Numbers to add"), tr("Text and CSV files (*.txt *.csv);;All files (*)"));
    if (file.isEmpty())
        return;
    whenAnswered(m_pools.readList(file), this, [this](const Result<QString> &text) {
        if (!text)
            return refuse(QStringLiteral("number"), faultText(text.error()));
        m_list->setPlainText(*text);
        m_list->setFocus();
    });
}

QString AddNumbersDialog::entered() const
{
    const QString first = m_first->text().trimmed(), last = m_last->text().trimmed();
    const QString range = last.isEmpty() ? first : QStringLiteral("%1 .. %2").arg(first, last);
    return range.isEmpty() ? m_list->toPlainText() : range + u'\n' + m_list->toPlainText();
}

void AddNumbersDialog::save()
{
    const QString list = entered();
    if (m_first->text().trimmed().isEmpty() && !m_last->text().trimmed().isEmpty())
        return refuse(QStringLiteral("first"), tr("Type the first number of the range too."));
    if (list.trimmed().isEmpty())
        return refuse(QStringLiteral("first"), tr("Type a range or a list of numbers, or choose a file."));
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    m_busy->setBusy(true);
    whenAnswered(m_pools.addNumbers(m_pool, list, m_cancelled), this, [this](const Result<DidAddition> &outcome) {
        m_cancelled.reset();
        m_busy->setBusy(false);
        if (outcome && outcome->added == 0 && !outcome->rejects.empty())
            return refuseAll(outcome->rejects);
        if (outcome)
            Q_EMIT added(*outcome);
        settle(outcome ? std::nullopt : std::optional(outcome.error()));
    });
}

/// What was typed stays, to be put right.
void AddNumbersDialog::refuseAll(const std::vector<DidReject> &rejects)
{
    constexpr size_t mostNamed = 4;
    QStringList lines{tr("No number was added.")};
    for (size_t i = 0; i < std::min(rejects.size(), mostNamed); ++i)
        lines.append(tr("Line %1: %2").arg(rejects[i].line).arg(faultText(rejects[i].error)));
    if (rejects.size() > mostNamed)
        lines.append(tr("Others: %1.").arg(QLocale().toString(qint64(rejects.size() - mostNamed))));
    refuse(QStringLiteral("number"), lines.join(u'\n'));
}

} // namespace callveil
