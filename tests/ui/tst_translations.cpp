// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

namespace {

const QString folder = QStringLiteral(SOURCE_FOLDER);

QString textOf(const QString &file)
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? QString::fromUtf8(source.readAll()) : QString();
}

} // namespace

/// The file of the plurals of English: without it the program says "1 people".
class TestTranslations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(folder + QStringLiteral("/translations/callveil_en.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QLatin1String("source"))
                m_forms.insert(source = xml.readElementText(), {});
            else if (xml.name() == QLatin1String("numerusform"))
                m_forms[source].append(xml.readElementText());
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }

    void everyPluralHasItsTwoForms()
    {
        QVERIFY(!m_forms.isEmpty());
        for (auto form = m_forms.begin(); form != m_forms.end(); ++form)
            QVERIFY2(form->size() == 2 && !form->contains(QString()), qPrintable(form.key()));
    }

    /// When this fails: build the target update_translations, then fill in the two forms.
    void noPluralIsMissing()
    {
        static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*%L?n(?:[^\"\\\\]|\\\\.)*)\""));
        const QString known = m_forms.keys().join(u'\n');
        int found = 0;
        for (const QString &part : {QStringLiteral("/ui"), QStringLiteral("/models/tables"), QStringLiteral("/app")}) {
            QDirIterator files(folder + part, {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                QDirIterator::Subdirectories);
            while (files.hasNext()) {
                auto match = literal.globalMatch(textOf(files.next()));
                while (match.hasNext()) {
                    const QString text = match.next().captured(1);
                    QVERIFY2(known.contains(text), qPrintable(text));
                    ++found;
                }
            }
        }
        QVERIFY(found > 0);
    }

private:
    QHash<QString, QStringList> m_forms;
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
