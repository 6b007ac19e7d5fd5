// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/recovery_wizard.h"

#include "services/setup/recovery_kit.h"
#include "ui/support/access_scene.h"
#include "ui/support/fake_prompt.h"
#include "ui/support/page_driver.h"
#include "workspace/fake_password_store.h"

#include <QSignalSpy>

namespace callveil {

namespace {
const QString oldPassword = AccessScene::password();
const QString newPassword = QStringLiteral("green ferry at dusk");
} // namespace

/// The recovery kit in the console: by an administrator who cannot sign in, and by one who is signed in.
class RecoveryWizardTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void letsAnAdministratorInWithANewPassword();
    void refusesWrongWordsBesideTheirField();
    void wantsThePasswordTwice();
    void takesTheWordsFromAFile();
    void servesWhoeverIsSignedIn();
    void warnsBeforeTheNewKitIsLost();

private:
    void open(std::unique_ptr<RecoveryWizard> wizard);
    [[nodiscard]] PageDriver driver() const { return PageDriver(*m_wizard); }
    void fill(const QString &kit);
    /// The words that the kit page shows, typed back on the next one.
    void checkNewKit();
    [[nodiscard]] bool opens(const QString &password);

    std::unique_ptr<AccessScene> m_scene;
    QString m_kit;
    std::unique_ptr<RecoveryWizard> m_wizard;
};

void RecoveryWizardTest::init()
{
    m_scene = std::make_unique<AccessScene>();
    m_kit = m_scene->found().join(u' ');
}

void RecoveryWizardTest::cleanup()
{
    m_wizard.reset();
    m_scene.reset();
}

void RecoveryWizardTest::open(std::unique_ptr<RecoveryWizard> wizard)
{
    m_wizard = std::move(wizard);
    m_wizard->show();
}

void RecoveryWizardTest::fill(const QString &kit)
{
    driver().type<QPlainTextEdit>(QStringLiteral("Words of the kit"), kit);
    driver().type(QStringLiteral("New password"), newPassword);
    driver().type(QStringLiteral("Repeat it"), newPassword);
}

bool RecoveryWizardTest::opens(const QString &password)
{
    return m_scene->signIn.signIn(m_scene->database(), QStringLiteral("asha"), password).result().has_value();
}

void RecoveryWizardTest::checkNewKit()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_wizard->findChild<QLabel *>(QStringLiteral("word1")), 30000);
    QStringList words;
    for (int i = 1; auto *word = m_wizard->findChild<QLabel *>(QStringLiteral("word%1").arg(i)); ++i)
        words.append(word->text().section(u' ', -1));
    QCOMPARE(words.size(), 17);
    QVERIFY(words.join(u' ') != m_kit);
    m_wizard->button(QWizard::NextButton)->click();
    for (const int place : RecoveryKit::checkPlaces())
        driver().type(QStringLiteral("Word %1").arg(place + 1), words[place]);
    m_wizard->button(QWizard::FinishButton)->click();
}

void RecoveryWizardTest::letsAnAdministratorInWithANewPassword()
{
    open(std::make_unique<RecoveryWizard>(m_scene->access(), m_scene->database(), QStringLiteral("asha"), nullptr));
    QSignalSpy accepted(m_wizard.get(), &QDialog::accepted);
    QCOMPARE(driver().get<QLineEdit>(QStringLiteral("Administrator")).text(), QStringLiteral("asha"));
    fill(m_kit);
    m_wizard->button(QWizard::NextButton)->click();
    checkNewKit();
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(m_wizard->workspace() && m_wizard->workspace()->identity()->name == QLatin1String("asha"));
    QVERIFY(opens(newPassword) && !opens(oldPassword));
}

void RecoveryWizardTest::refusesWrongWordsBesideTheirField()
{
    open(std::make_unique<RecoveryWizard>(m_scene->access(), m_scene->database(), QStringLiteral("asha"), nullptr));
    fill(QStringLiteral("these are not the words of any kit"));
    m_wizard->button(QWizard::NextButton)->click();
    QTRY_VERIFY(driver().get<QPlainTextEdit>(QStringLiteral("Words of the kit")).hasFocus());
    QCOMPARE(m_wizard->currentId(), m_wizard->startId());
    QVERIFY(opens(oldPassword));
}

void RecoveryWizardTest::wantsThePasswordTwice()
{
    open(std::make_unique<RecoveryWizard>(m_scene->access(), m_scene->database(), QStringLiteral("asha"), nullptr));
    fill(m_kit);
    driver().type(QStringLiteral("Repeat it"), QStringLiteral("another"));
    m_wizard->button(QWizard::NextButton)->click();
    QCOMPARE(m_wizard->currentId(), m_wizard->startId());
    QVERIFY(opens(oldPassword));
}

void RecoveryWizardTest::takesTheWordsFromAFile()
{
    open(std::make_unique<RecoveryWizard>(m_scene->access(), m_scene->database(), QStringLiteral("asha"), nullptr));
    m_scene->prompt.file = m_scene->filePath(QStringLiteral("kit.txt"));
    QFile file(m_scene->prompt.file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QStringList words = m_kit.split(u' ');
    for (int i = 0; i < words.size(); ++i)
        file.write(QStringLiteral("%1. %2\n").arg(i + 1, 2).arg(words[i]).toUtf8());
    file.close();
    driver().press(QStringLiteral("Open file"));
    QCOMPARE(driver().get<QPlainTextEdit>(QStringLiteral("Words of the kit")).toPlainText(), m_kit);
}

void RecoveryWizardTest::servesWhoeverIsSignedIn()
{
    const auto workspace = m_scene->enter(QStringLiteral("asha"));
    open(std::make_unique<RecoveryWizard>(m_scene->access(), *workspace, nullptr));
    QSignalSpy accepted(m_wizard.get(), &QDialog::accepted);
    QVERIFY(!driver().find<QLineEdit>(QStringLiteral("New password")));
    driver().type<QPlainTextEdit>(QStringLiteral("Words of the kit"), m_kit);
    m_wizard->button(QWizard::NextButton)->click();
    checkNewKit();
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(!m_wizard->workspace());
    QVERIFY(opens(oldPassword));
}

void RecoveryWizardTest::warnsBeforeTheNewKitIsLost()
{
    const auto workspace = m_scene->enter(QStringLiteral("asha"));
    open(std::make_unique<RecoveryWizard>(m_scene->access(), *workspace, nullptr));
    driver().type<QPlainTextEdit>(QStringLiteral("Words of the kit"), m_kit);
    m_wizard->button(QWizard::NextButton)->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_wizard->findChild<QLabel *>(QStringLiteral("word1")), 30000);
    m_scene->prompt.agrees = false;
    m_wizard->reject();
    QCOMPARE(m_scene->prompt.questions.size(), 1);
    QVERIFY(m_wizard->isVisible());
}

} // namespace callveil

QTEST_MAIN(callveil::RecoveryWizardTest)
#include "tst_recovery_wizard.moc"
