// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_panel.h"

#include "ui/charts/chart_file.h"
#include "ui/charts/chart_palette.h"
#include "ui/support/chart_screen.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QPainter>
#include <QSvgRenderer>

namespace callveil {

/// What every chart has around it: tools, table, pictures, the empty state.
class ChartPanelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_screen.reset(); }
    void isEmptyUntilThereArePoints();
    void saysWhyItIsEmpty();
    void showsTheSameNumbersAsATable();
    void copiesRowsOfTheTable();
    void copiesAPicture();
    void savesPng();
    void savesSvg();
    void addsAnEndingAndAsksBeforeItReplaces();
    void keepsTheOldFileWhenTheNewOneCannotBeWritten();
    void savesNothingWhenNoFileIsChosen();
    void everyButtonIsReachedByTab();
    void takesToolsOfThePage();
    void tellsScreenReadersTheNumbers();
    void proposesANameThatFilesMayHave();

private:
    [[nodiscard]] const PageDriver &driver() const { return m_screen->driver(); }
    void fill();

    std::unique_ptr<ChartScreen<BarChart>> m_screen;
};

void ChartPanelTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_screen = std::make_unique<ChartScreen<BarChart>>(QStringLiteral("Calls: today"), Qt::Horizontal);
}

void ChartPanelTest::fill()
{
    BarPoints points;
    points.categories = {QStringLiteral("London"), QStringLiteral("Leeds")};
    points.names = {QStringLiteral("Calls")};
    points.values = {{300, 1200}};
    m_screen->chart.setPoints(points);
}

void ChartPanelTest::isEmptyUntilThereArePoints()
{
    for (const char *button : {"Table", "Copy", "Save"})
        QVERIFY(!driver().canPress(QLatin1String(button)));
    fill();
    for (const char *button : {"Table", "Copy", "Save"})
        QVERIFY(driver().canPress(QLatin1String(button)));
}

void ChartPanelTest::saysWhyItIsEmpty()
{
    fill();
    m_screen->chart.setEmpty(QStringLiteral("No calls yet."));
    QVERIFY(driver().says(QStringLiteral("No calls yet.")));
    QVERIFY(!driver().find<QAbstractScrollArea>(QStringLiteral("Calls: today")));
    QVERIFY(!driver().canPress(QStringLiteral("Save")));
    fill();
    QVERIFY(!driver().says(QStringLiteral("No calls yet.")));
}

void ChartPanelTest::showsTheSameNumbersAsATable()
{
    fill();
    driver().press(QStringLiteral("Table"));
    QCOMPARE(driver().rows(QStringLiteral("Calls: today")), 2);
    QCOMPARE(driver().cell(QStringLiteral("Calls: today"), 1, QStringLiteral("Calls")), QStringLiteral("1,200"));
    driver().press(QStringLiteral("Table"));
    QVERIFY(!driver().find<QTableView>(QStringLiteral("Calls: today")));
}

void ChartPanelTest::copiesRowsOfTheTable()
{
    fill();
    driver().press(QStringLiteral("Table"));
    driver().selectRow(QStringLiteral("Calls: today"), 0);
    driver().selectRow(QStringLiteral("Calls: today"), 1, Qt::ControlModifier);
    QTest::keySequence(driver().find<QTableView>(QStringLiteral("Calls: today")), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("London\t300\nLeeds\t1,200"));
}

void ChartPanelTest::copiesAPicture()
{
    fill();
    driver().press(QStringLiteral("Copy"));
    const QImage copied = QGuiApplication::clipboard()->image();
    QVERIFY(copied.width() == 2 * m_screen->view().width());
    QVERIFY(pixelsOf(copied, seriesColour(0, Theme::lightPalette())) > 10000);
    QCOMPARE(m_screen->notifier.lastText(), QStringLiteral("“Calls: today” was copied as a picture."));
}

void ChartPanelTest::savesPng()
{
    fill();
    QCOMPARE(m_screen->saveAs(QStringLiteral("calls.png")), QStringLiteral("The chart was written to “calls.png”."));
    const QImage saved(m_screen->path(QStringLiteral("calls.png")));
    QVERIFY(pixelsOf(saved, seriesColour(0, Theme::lightPalette())) > 10000);
    QVERIFY(driver().canPress(QStringLiteral("Save")));
}

void ChartPanelTest::savesSvg()
{
    fill();
    QCOMPARE(m_screen->saveAs(QStringLiteral("calls.SVG")), QStringLiteral("The chart was written to “calls.SVG”."));
    QSvgRenderer renderer(m_screen->path(QStringLiteral("calls.SVG")));
    QVERIFY(renderer.isValid());
    QImage painted(renderer.defaultSize(), QImage::Format_RGB32);
    painted.fill(Qt::white);
    QPainter painter(&painted);
    renderer.render(&painter);
    painter.end();
    QVERIFY(pixelsOf(painted, seriesColour(0, Theme::lightPalette())) > 2000);
    QFile file(m_screen->path(QStringLiteral("calls.SVG")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    for (const char *part : {"Calls: today", "London", "1,200"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
}

void ChartPanelTest::addsAnEndingAndAsksBeforeItReplaces()
{
    fill();
    QCOMPARE(m_screen->saveAs(QStringLiteral("calls")), QStringLiteral("The chart was written to “calls.png”."));
    QVERIFY(m_screen->prompt.questions.size() == 1);
    m_screen->prompt.agrees = false;
    m_screen->notifier.clear();
    driver().press(QStringLiteral("Save"));
    QCOMPARE(m_screen->prompt.questions.last(), QStringLiteral("There is a file “calls.png” already. Replace it?"));
    QVERIFY(m_screen->notifier.messages.isEmpty());
    m_screen->prompt.agrees = true;
    QCOMPARE(m_screen->saveAs(QStringLiteral("calls")), QStringLiteral("The chart was written to “calls.png”."));
}

void ChartPanelTest::keepsTheOldFileWhenTheNewOneCannotBeWritten()
{
    fill();
    const QString folder = m_screen->path(QStringLiteral("calls.png"));
    QVERIFY(QDir().mkpath(folder));
    const QString said = m_screen->saveAs(QStringLiteral("calls.png"));
    QVERIFY(m_screen->notifier.hasFailed());
    QVERIFY(said.contains(QStringLiteral("calls.png")));
    QVERIFY(!said.contains(folder));
    QCOMPARE(QDir(m_screen->path({})).entryList(QDir::Files | QDir::Hidden).size(), 0);
    QVERIFY(driver().canPress(QStringLiteral("Save")));
}

void ChartPanelTest::savesNothingWhenNoFileIsChosen()
{
    fill();
    driver().press(QStringLiteral("Save"));
    QCOMPARE(m_screen->prompt.questions.size(), 1);
    QCOMPARE(m_screen->prompt.suggestion, suggestedPicture(QStringLiteral("Calls: today"), QDate::currentDate()));
    QVERIFY(m_screen->notifier.messages.isEmpty());
}

void ChartPanelTest::everyButtonIsReachedByTab()
{
    fill();
    m_screen->chart.activateWindow();
    QStringList names;
    QWidget *widget = &driver().get<QAbstractButton>(QStringLiteral("Table"));
    widget->setFocus();
    for (int i = 0; i < 4; ++i, widget = QApplication::focusWidget()) {
        names.append(widget->accessibleName());
        QTest::keyClick(widget, Qt::Key_Tab);
    }
    for (const char *name : {"Table", "Copy", "Save", "Calls: today"})
        QVERIFY2(names.contains(QLatin1String(name)), name);
}

void ChartPanelTest::takesToolsOfThePage()
{
    auto *combo = new QComboBox;
    combo->addItem(QStringLiteral("Last 24 hours"));
    m_screen->chart.addTool(combo);
    m_screen->chart.setCaption(QStringLiteral("Dry on 14 March."));
    QVERIFY(driver().says(QStringLiteral("Dry on 14 March.")));
    QTRY_VERIFY(combo->isVisible());
    QTRY_VERIFY(combo->x() < driver().get<QAbstractButton>(QStringLiteral("Table")).x());
}

void ChartPanelTest::tellsScreenReadersTheNumbers()
{
    fill();
    const QString told = m_screen->view().accessibleDescription();
    QVERIFY(told.contains(QStringLiteral("London: Calls 300")));
    m_screen->chart.setSummary(QStringLiteral("Fifteen hundred calls."));
    QCOMPARE(m_screen->view().accessibleDescription(), QStringLiteral("Fifteen hundred calls."));
}

void ChartPanelTest::proposesANameThatFilesMayHave()
{
    const QDate day(2026, 11, 23);
    QCOMPARE(suggestedPicture(QStringLiteral("In / out: \"all\""), day), QStringLiteral("in-out-all-2026-11-23.png"));
    QCOMPARE(suggestedPicture(QString::fromUtf8("Größe…"), day), QString::fromUtf8("größe-2026-11-23.png"));
    QCOMPARE(suggestedPicture(QStringLiteral("?"), day), QStringLiteral("2026-11-23.png"));
    QCOMPARE(pictureFile(QStringLiteral("/a.b/chart")), QStringLiteral("/a.b/chart.png"));
    QCOMPARE(pictureFile(QStringLiteral("chart.v2")), QStringLiteral("chart.v2.png"));
    QCOMPARE(pictureFile(QStringLiteral("chart.svg")), QStringLiteral("chart.svg"));
}

} // namespace callveil

QTEST_MAIN(callveil::ChartPanelTest)
#include "tst_chart_panel.moc"
