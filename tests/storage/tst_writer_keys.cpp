// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/writer_keys.h"

#include <QSet>
#include <QTest>
#include <QtEndian>

#include <rapidcheck.h>

using namespace callveil;

/// The keyed hashes of whoever writes numbers.
class TestWriterKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indexesTheSameNumberAlike();
    void indexesDifferByProcessRevisionAndNumber();
    void keepsProcessAndRevisionApart();
    void indexesDifferByKey();
    void usesAnotherKeyForEachPurpose();
    void hashesTokensByProcessRevisionAndAttempt();
    void tellsRowsApart();
    void joinsLegsWithinOneProcessOnly();

private:
    const SecretBytes m_key = SecretBytes::random(32);
    const WriterKeys m_keys{m_key};
    const QString m_number = QStringLiteral("+12125550123");
};

void TestWriterKeys::indexesTheSameNumberAlike()
{
    const QByteArray index = m_keys.blindIndex({1}, {2}, m_number);
    QCOMPARE(index.size(), 16);
    QCOMPARE(WriterKeys(m_key).blindIndex({1}, {2}, m_number), index);
    QCOMPARE(WriterKeys(m_key).agentIndex(m_number), m_keys.agentIndex(m_number));
}

void TestWriterKeys::indexesDifferByProcessRevisionAndNumber()
{
    QVERIFY(rc::check("another process, revision or number has another index",
        [this](qint64 process, qint64 revision, qint64 other, quint32 number) {
            RC_PRE(other != 0);
            const QString text = QString::number(number);
            const QByteArray index = m_keys.blindIndex({process}, {revision}, text);
            RC_ASSERT(index != m_keys.blindIndex({process ^ other}, {revision}, text));
            RC_ASSERT(index != m_keys.blindIndex({process}, {revision ^ other}, text));
            RC_ASSERT(index != m_keys.blindIndex({process}, {revision}, QString::number(number ^ 1)));
        }));
}

void TestWriterKeys::keepsProcessAndRevisionApart()
{
    QVERIFY(m_keys.blindIndex({1}, {23}, m_number) != m_keys.blindIndex({12}, {3}, m_number));
    QVERIFY(m_keys.blindIndex({1}, {2}, m_number) != m_keys.blindIndex({2}, {1}, m_number));
}

void TestWriterKeys::indexesDifferByKey()
{
    const WriterKeys other(SecretBytes::random(32));
    QVERIFY(other.blindIndex({1}, {2}, m_number) != m_keys.blindIndex({1}, {2}, m_number));
    QVERIFY(other.agentIndex(m_number) != m_keys.agentIndex(m_number));
    QVERIFY(other.rowKey({1}, "row") != m_keys.rowKey({1}, "row"));
    QVERIFY(other.linkKey({1}, m_number) != m_keys.linkKey({1}, m_number));
    QVERIFY(other.tokenHash({1}, {2})(m_number, 0) != m_keys.tokenHash({1}, {2})(m_number, 0));
}

void TestWriterKeys::usesAnotherKeyForEachPurpose()
{
    const QString place(16, QChar(u'\0')); // what process 0 and revision 0 put in front of the number
    const QSet<QByteArray> hashes{m_keys.agentIndex(m_number), m_keys.blindIndex({0}, {0}, m_number),
        m_keys.agentIndex(place + m_number), m_keys.linkKey({0}, m_number), m_keys.rowKey({0}, m_number.toUtf8()),
        m_keys.tokenHash({0}, {0})(m_number, 0)};
    QCOMPARE(hashes.size(), 6);
    QVERIFY(m_keys.rowKey({0}, "x") != m_keys.linkKey({0}, QStringLiteral("x")));
}

void TestWriterKeys::hashesTokensByProcessRevisionAndAttempt()
{
    const TokenHash hash = m_keys.tokenHash({1}, {2});
    QCOMPARE(hash(m_number, 0), m_keys.tokenHash({1}, {2})(m_number, 0));
    const QSet<QByteArray> hashes{hash(m_number, 0), hash(m_number, 1), hash(QStringLiteral("+12125550124"), 0),
        m_keys.tokenHash({1}, {3})(m_number, 0), m_keys.tokenHash({2}, {2})(m_number, 0),
        m_keys.tokenHash({2}, {1})(m_number, 0)};
    QCOMPARE(hashes.size(), 6);
}

void TestWriterKeys::tellsRowsApart()
{
    QCOMPARE(m_keys.rowKey({1}, "row").size(), 16);
    QCOMPARE(m_keys.rowKey({1}, "row"), m_keys.rowKey({1}, "row"));
    QVERIFY(m_keys.rowKey({1}, "row") != m_keys.rowKey({1}, "Row"));
    QVERIFY(m_keys.rowKey({1}, "row") != m_keys.rowKey({2}, "row"));
}

void TestWriterKeys::joinsLegsWithinOneProcessOnly()
{
    const QString link = QStringLiteral("1700000000.42");
    QCOMPARE(m_keys.linkKey({1}, link), m_keys.linkKey({1}, link));
    QCOMPARE(m_keys.linkKey({1}, link).size(), 16);
    QVERIFY(m_keys.linkKey({1}, link) != m_keys.linkKey({2}, link));
    QVERIFY(m_keys.linkKey({1}, link) != m_keys.linkKey({1}, QStringLiteral("1700000000.43")));
}

QTEST_APPLESS_MAIN(TestWriterKeys)
#include "tst_writer_keys.moc"
