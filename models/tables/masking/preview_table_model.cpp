// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/masking/preview_table_model.h"

namespace callveil {

PreviewTableModel::PreviewTableModel(CellTexts texts, QObject *parent)
    : ListTableModel({{tr("Number")}, {tr("Shown as")}, {tr("Digits hidden"), true}, {tr("Candidates left"), true},
                         {tr("Share of calls"), true}},
        parent),
      m_texts(std::move(texts))
{ }

qint64 PreviewTableModel::idOf(const PreviewLine &item) const
{
    return item.shape.countryCode * 100LL + item.shape.digits;
}

TableCell PreviewTableModel::cell(const PreviewLine &item, int column) const
{
    switch (column) {
    case Number:
        return m_texts.numberCell(item.example);
    case ShownAs:
        return m_texts.numberCell(item.shownAs);
    case DigitsHidden:
        return hiddenCell(item.strength);
    case CandidatesLeft:
        return candidatesCell(item.strength);
    default:
        if (item.share <= 0)
            return {tr("none yet"), {}, 0.0};
        return m_texts.numberCell(
            item.share < 0.01 ? tr("under 1 %") : tr("%1 %").arg(qRound(item.share * 100)), item.share);
    }
}

TableCell PreviewTableModel::hiddenCell(const Strength &strength) const
{
    const QString digits = QLocale().toString(strength.hidden);
    if (!strength.whole)
        return m_texts.numberCell(digits, strength.hidden);
    TableCell whole = m_texts.numberCell(tr("%1, masked whole").arg(digits), strength.hidden);
    whole.tip = tr("This number is too short for the digits shown: all of it would be seen, so it is masked whole.");
    return whole;
}

TableCell PreviewTableModel::candidatesCell(const Strength &strength) const
{
    const QString count = QLocale().toString(strength.candidates, 'f', 0);
    if (!strength.isWeak())
        return m_texts.numberCell(count, strength.candidates);
    TableCell few = m_texts.numberCell(tr("%1 (few)").arg(count), strength.candidates);
    few.tip = tr("So few numbers fit the masked text that the real one can be guessed.");
    return few;
}

} // namespace callveil
