// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/calls/tag_service.h"
#include "ui/calls/filter_bar.h"
#include "ui/calls/tag_dialog.h"
#include "ui/support/call_log_screen.h"
#include "ui/visible_dialog.h"

#include <QPushButton>

namespace callveil {

/// Tags of calls, and finding calls by a tag or a recording.
class CallTagsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_screen = std::make_unique<CallLogScreen>(); }
    void init()
    {
        m_screen->forgetSettings();
        m_screen->open();
    }
    void cleanup() { m_screen->close(); }
    void tagsWaitForACall();
    void aTagIsGivenShownAndFound();
    void aTagIsTakenBack();
    void whatIsNoTagCanBeMended();
    void othersTagsAreLeftAlone();
    void aRecordingIsSearchedByItsId();
    void aTagNarrowsWhetherOrNotAnybodyHasIt();
    void viewsOfBeforeStayWhatTheyWere();

private:
    [[nodiscard]] PageDriver page() const { return m_screen->driver(); }
    [[nodiscard]] QDialog *dialog() const { return visibleDialog(m_screen->page(), QStringLiteral("tagDialog")); }
    void openDialog(int row);
    void give(int row, const QString &tag);
    [[nodiscard]] QString detail(const QString &field) const;

    std::unique_ptr<CallLogScreen> m_screen;
};

/// As a person does who uses no mouse.
void CallTagsTest::openDialog(int row)
{
    page().selectRow(QStringLiteral("Calls"), row);
    QTRY_VERIFY(page().canPress(QStringLiteral("Tags")));
    m_screen->page().activateWindow();
    QTRY_VERIFY(m_screen->page().isActiveWindow());
    m_screen->table().setFocus();
    QTest::keyClick(&m_screen->table(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(dialog());
    QVERIFY(PageDriver(*dialog()).says(m_screen->session(row)));
}

void CallTagsTest::give(int row, const QString &tag)
{
    openDialog(row);
    const PageDriver form(*dialog());
    form.type(QStringLiteral("New tag"), tag);
    form.press(QStringLiteral("Add"));
    QTRY_COMPARE(form.get<QLineEdit>(QStringLiteral("New tag")).text(), QString()); // it was added
    form.press(QStringLiteral("Close"));
    QTRY_VERIFY(!dialog());
}

QString CallTagsTest::detail(const QString &field) const
{
    const auto &details = *page().get<QTableView>(QStringLiteral("Details")).model();
    for (int row = 0; row < details.rowCount(); ++row)
        if (details.index(row, 0).data().toString() == field)
            return details.index(row, 1).data(Qt::AccessibleTextRole).toString();
    return {};
}

void CallTagsTest::tagsWaitForACall()
{
    QVERIFY(!page().canPress(QStringLiteral("Tags")));
    QVERIFY(page().get<QToolButton>(QStringLiteral("Tags")).toolTip().contains(QLatin1String("Choose a call")));
    openDialog(3);
    const PageDriver form(*dialog());
    QVERIFY(!form.canPress(QStringLiteral("Add")));
    QVERIFY(!form.canPress(QStringLiteral("Remove")));
    QTRY_VERIFY(form.get<QLineEdit>(QStringLiteral("New tag")).hasFocus());
    form.type(QStringLiteral("New tag"), QStringLiteral("  "));
    QVERIFY(!form.canPress(QStringLiteral("Add")));
    form.type(QStringLiteral("New tag"), QStringLiteral("x"));
    QVERIFY(form.canPress(QStringLiteral("Add")));
}

void CallTagsTest::aTagIsGivenShownAndFound()
{
    give(2, QStringLiteral("complaint"));
    QTRY_COMPARE(detail(QStringLiteral("Tags")), QStringLiteral("complaint"));
    give(2, QStringLiteral("refund"));
    QTRY_COMPARE(detail(QStringLiteral("Tags")), QStringLiteral("complaint, refund"));
    const QString session = m_screen->session(2);
    page().selectRow(QStringLiteral("Calls"), 4);
    QTRY_COMPARE(detail(QStringLiteral("Session")), m_screen->session(4));
    QTRY_COMPARE(detail(QStringLiteral("Tags")), QString());
    QTRY_VERIFY(page().get<QComboBox>(QStringLiteral("Tag")).findText(QStringLiteral("refund")) > 0);
    page().choose(QStringLiteral("Tag"), QStringLiteral("refund"));
    QTRY_COMPARE(m_screen->table().model()->rowCount(), 1);
    QTRY_COMPARE(m_screen->session(0), session);
    page().press(QStringLiteral("Clear filter"));
    QTRY_COMPARE(m_screen->model().filter().tag, QString());
}

void CallTagsTest::aTagIsTakenBack()
{
    give(6, QStringLiteral("mistake"));
    openDialog(6);
    const PageDriver form(*dialog());
    QTRY_COMPARE(form.rows(QStringLiteral("Tags")), 1);
    QCOMPARE(form.cell(QStringLiteral("Tags"), 0, QStringLiteral("Given by")), QStringLiteral("Asha Rao"));
    form.selectRow(QStringLiteral("Tags"), 0);
    form.press(QStringLiteral("Remove"));
    QTRY_COMPARE(form.rows(QStringLiteral("Tags")), 0);
    form.press(QStringLiteral("Close"));
    QTRY_COMPARE(detail(QStringLiteral("Tags")), QString());
    QTRY_COMPARE(page().get<QComboBox>(QStringLiteral("Tag")).findText(QStringLiteral("mistake")), -1);
}

void CallTagsTest::whatIsNoTagCanBeMended()
{
    openDialog(5);
    const PageDriver form(*dialog());
    const QString typed = QStringLiteral("+12025550123");
    form.type(QStringLiteral("New tag"), typed);
    form.press(QStringLiteral("Add"));
    QTRY_VERIFY(form.says(QStringLiteral("telephone number")));
    QVERIFY(!form.says(typed));
    QCOMPARE(form.get<QLineEdit>(QStringLiteral("New tag")).text(), typed);
    QCOMPARE(form.rows(QStringLiteral("Tags")), 0);
}

void CallTagsTest::othersTagsAreLeftAlone()
{
    CallLogService log(m_screen->test.workspace());
    const CallLine call = log.page({}, CallLogService::newest(), true, 1).result()->calls.at(0);
    const TaggedSession session{call.publicId, call.process};
    QVERIFY(TagService(m_screen->test.workspace()).add(session, QStringLiteral("from asha")).result());
    m_screen->test.hire(QStringLiteral("ben"), QStringLiteral("Ben"), Role::Analyst);
    const auto ben = m_screen->test.enter(QStringLiteral("ben"));
    TagService his(*ben);
    QVERIFY(his.add(session, QStringLiteral("from ben")).result());
    auto *shown = new TagDialog(his, session, QTimeZone::utc(), nullptr);
    shown->open();
    const PageDriver form(*shown);
    QTRY_COMPARE(form.rows(QStringLiteral("Tags")), 2);
    form.selectRow(QStringLiteral("Tags"), 0);
    QCOMPARE(form.cell(QStringLiteral("Tags"), 0, QStringLiteral("Tag")), QStringLiteral("from asha"));
    QVERIFY(!form.canPress(QStringLiteral("Remove")));
    QVERIFY(form.get<QPushButton>(QStringLiteral("Remove")).toolTip().contains(QLatin1String("Somebody else")));
    form.selectRow(QStringLiteral("Tags"), 1);
    QVERIFY(form.canPress(QStringLiteral("Remove")));
    delete shown;
}

void CallTagsTest::aRecordingIsSearchedByItsId()
{
    page().type(QStringLiteral("Recording"), QStringLiteral("07911 123456"));
    QTRY_VERIFY(page().says(QStringLiteral("What could be a telephone number is not searched for")));
    QCOMPARE(m_screen->model().filter().recording, QString());
    QVERIFY(page().canPress(QStringLiteral("Clear filter")));
    page().type(QStringLiteral("Recording"), QStringLiteral(" rec-17 "));
    QTRY_VERIFY(page().says(QStringLiteral("No call matches the filter."))); // none of these calls was recorded
    QVERIFY(!page().says(QStringLiteral("What could be a telephone number")));
    page().press(QStringLiteral("Clear filter"));
    QTRY_VERIFY(page().says(QStringLiteral("about 2,100 calls")));
}

void CallTagsTest::aTagNarrowsWhetherOrNotAnybodyHasIt()
{
    FilterBar filter(QTimeZone::utc(), nullptr);
    filter.fromJson(
        {{QStringLiteral("tag"), QStringLiteral("vip")}, {QStringLiteral("recording"), QStringLiteral("r1")}});
    QCOMPARE(filter.filter().tag, QStringLiteral("vip")); // before tags are read
    QCOMPARE(filter.filter().recording, QStringLiteral("r1"));
    filter.setTags({QStringLiteral("0"), QStringLiteral("vip")});
    QCOMPARE(filter.filter().tag, QStringLiteral("vip"));
    filter.setTags({QStringLiteral("0")}); // it is nobody's any more: all calls would be exported in its place
    QCOMPARE(filter.filter().tag, QStringLiteral("vip"));
    filter.fromJson({});
    QCOMPARE(filter.filter().tag, QString());
    QVERIFY(!filter.isFiltering());
}

void CallTagsTest::viewsOfBeforeStayWhatTheyWere()
{
    FilterBar filter(QTimeZone::utc(), nullptr);
    filter.setTags({QStringLiteral("vip")});
    const QJsonObject before = filter.toJson();
    QVERIFY(!before.contains(QLatin1String("tag")) && !before.contains(QLatin1String("recording")));
    filter.fromJson(
        {{QStringLiteral("tag"), QStringLiteral("vip")}, {QStringLiteral("recording"), QStringLiteral("r1")}});
    QVERIFY(filter.toJson() != before);
    filter.fromJson(before);
    QCOMPARE(filter.toJson(), before);
    QVERIFY(!filter.isFiltering());
}

} // namespace callveil

QTEST_MAIN(callveil::CallTagsTest)
#include "tst_call_tags.moc"
