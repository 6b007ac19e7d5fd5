// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bindings/bindings_page.h"
#include "ui/support/page_driver.h"
#include "ui/support/test_workspace.h"

#include <QDialog>

namespace callveil {

/// The page Bindings of a centre with one process, as a person sees it.
class BindingsScreen final {
public:
    BindingsScreen() { m_sales = test.addProcess(QStringLiteral("Sales"), QStringLiteral("GB")); }

    TestWorkspace test;

    [[nodiscard]] static QString table() { return QStringLiteral("Bindings"); }
    [[nodiscard]] static QString fourNumbers() { return QStringLiteral("+442079460100 .. +442079460103"); }
    [[nodiscard]] static QString customer(int i)
    {
        return QStringLiteral("+4477009%1").arg(i, 5, 10, QLatin1Char('0'));
    }
    [[nodiscard]] static QString line(int i) { return QStringLiteral("+4477019%1").arg(i, 5, 10, QLatin1Char('0')); }

    /// Later bindings are made of it.
    PoolId addPool(const QString &name, const QString &list, const QList<PoolId> &fallbacks = {},
        const QString &country = QStringLiteral("GB"))
    {
        PoolService service(test.workspace());
        Pool pool;
        pool.name = name;
        pool.country = country;
        pool.fallbacks = fallbacks;
        const auto id = service.save(pool).result();
        const auto never = std::make_shared<std::atomic<bool>>(false);
        if (!id || (!list.isEmpty() && !service.addNumbers(*id, list, never).result()))
            qFatal("a test pool could not be made");
        return m_pool = *id;
    }
    void addLondon() { addPool(QStringLiteral("London"), fourNumbers()); }

    void addAgent(const QString &code, const QString &name, const QString &number)
    {
        AgentForm form;
        form.code = code;
        form.name = name;
        form.number = number;
        form.processes = {QStringLiteral("Sales")};
        if (!AgentService(test.workspace()).save(form).result())
            qFatal("a test agent could not be made");
    }

    Binding bind(int customerIndex, int lineIndex, const std::function<void(BindingOrder &)> &edit = {})
    {
        BindingOrder order;
        order.process = m_sales;
        order.pool = m_pool;
        order.customer = customer(customerIndex);
        order.agent.number = line(lineIndex);
        if (edit)
            edit(order);
        const auto made = BindingService(test.workspace()).make(std::move(order)).result();
        if (!made)
            qFatal("a test binding could not be made");
        return made->binding;
    }
    [[nodiscard]] Binding stored(BindingId id)
    {
        BindingFilter filter;
        filter.id = id;
        const auto found = BindingService(test.workspace()).list({filter, {}}).result();
        if (!found || found->bindings.empty())
            qFatal("the binding of a test is not there");
        return found->bindings.front();
    }

    void open(int expected)
    {
        m_page = std::make_unique<BindingsPage>(test.context());
        m_page->resize(1300, 800);
        m_page->show();
        m_page->refresh();
        QTRY_COMPARE(driver().rows(table()), expected);
        QTRY_VERIFY(driver().canPress(QStringLiteral("Release stale…"))); // what can be chosen is known
    }

    [[nodiscard]] BindingsPage &page() const { return *m_page; }
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_page); }
    [[nodiscard]] QString cell(int row, const QString &column) const { return driver().cell(table(), row, column); }
    [[nodiscard]] PageDriver dialog(const QString &button, const QString &name) const
    {
        driver().press(button);
        auto *dialog = m_page->findChild<QDialog *>(name);
        if (!dialog)
            qFatal("the dialog did not open");
        return PageDriver(*dialog);
    }

private:
    ProcessId m_sales;
    PoolId m_pool;
    std::unique_ptr<BindingsPage> m_page;
};

} // namespace callveil
