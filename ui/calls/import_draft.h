// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/imports/import_service.h"

#include <QObject>
#include <QTimer>

namespace callveil {

/// The import that is being put together in the wizard, with the preview of what it would become. Each change reads the
/// preview again, in the background.
class ImportDraft final : public QObject {
    Q_OBJECT

public:
    explicit ImportDraft(ImportService &service, QObject *parent = nullptr);

    enum class State { Empty, Reading, Ready, Failed };
    [[nodiscard]] State state() const { return m_state; }
    /// What the preview failed with.
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const ImportPreview &preview() const { return m_preview; }
    [[nodiscard]] const QString &file() const { return m_order.file; }
    [[nodiscard]] const QString &format() const { return m_order.format; }
    /// The columns, as chosen or as guessed.
    [[nodiscard]] CsvMapping mapping() const;
    /// The file's columns have to be told or confirmed.
    [[nodiscard]] bool needsMapping() const;
    /// The columns tell whose calls these are: one of them at least holds numbers.
    [[nodiscard]] bool hasNumbers() const;
    /// All that an import needs is there. Columns that were told must have proved themselves in a call.
    [[nodiscard]] bool isComplete() const;
    /// The import as it was previewed.
    [[nodiscard]] ImportOrder order() const;

    void setFile(const QString &file);
    /// An unset process: each row tells.
    void setTarget(ProcessId process, CampaignId campaign);
    /// An empty format: detect.
    void setFormat(const QString &format);
    void setMapping(const CsvMapping &mapping);

Q_SIGNALS:
    void changed();

private:
    void readSoon();
    void read();
    void take(Result<ImportPreview> preview);
    [[nodiscard]] bool tryGuess();

    ImportService &m_service;
    ImportOrder m_order;
    ImportPreview m_preview;
    Error m_error;
    State m_state = State::Empty;
    QTimer m_pause;
    int m_request = 0;
};

} // namespace callveil
