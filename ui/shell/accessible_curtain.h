// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace callveil {

/// While it is drawn, screen readers and whatever else reads windows find nothing in those of this program but one.
/// Qt answers for hidden windows as well, and programs keep what they were given: so everything given before is taken
/// back. Drawn by one at a time.
class AccessibleCurtain final {
public:
    AccessibleCurtain() = default;
    ~AccessibleCurtain();
    AccessibleCurtain(const AccessibleCurtain &) = delete;
    AccessibleCurtain &operator=(const AccessibleCurtain &) = delete;

    void draw(const QWidget &readable);
    void open();

private:
    bool m_drawn = false;
};

} // namespace callveil
