// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cut_plan.h"

namespace callveil {

CutPlan::Verdict CutPlan::next()
{
    const QMutexLocker lock(&m_mutex);
    if (++m_statements != m_at)
        return Verdict::Pass;
    m_hasCut = true;
    return m_verdict;
}

void CutPlan::plan(Verdict verdict, int statement)
{
    const QMutexLocker lock(&m_mutex);
    m_verdict = verdict;
    m_at = statement;
    m_hasCut = false;
}

void CutPlan::setRefusing(bool refusing)
{
    const QMutexLocker lock(&m_mutex);
    m_refusing = refusing;
}

void CutPlan::reset()
{
    const QMutexLocker lock(&m_mutex);
    m_verdict = Verdict::Pass;
    m_at = 0;
    m_statements = 0;
    m_hasCut = false;
    m_refusing = false;
}

int CutPlan::statements() const
{
    const QMutexLocker lock(&m_mutex);
    return m_statements;
}

bool CutPlan::hasCut() const
{
    const QMutexLocker lock(&m_mutex);
    return m_hasCut;
}

bool CutPlan::isRefusing() const
{
    const QMutexLocker lock(&m_mutex);
    return m_refusing;
}

} // namespace callveil
