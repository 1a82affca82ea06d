"""A hand that counts: clicks, keys and words to read, step by step, and the time they take.

The times are those of the keystroke-level model (S. K. Card, T. P. Moran and A. Newell, “The
keystroke-level model for user performance time with interactive systems”, Communications of the
ACM 23(7), 1980): K for somebody who types little, P to point, B to press and release a button, H
for the hand between mouse and keys, M to make up one's mind. Reading is an assumption of ours.
"""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

K, P, B, H, M = 0.28, 1.1, 0.2, 0.4, 1.35
READ_A_MINUTE = 250  # Vietnamese syllables, each written as a word of its own
# What stands on buttons comes again on every card; nobody reads it twenty times.
WORDS = """area => {
  const copy = area.cloneNode(true);
  const closed = "details:not([open]) > :not(summary)";
  const unread = `button, .btn, .vh, template, script, [hidden], ${closed}`;
  copy.querySelectorAll(unread).forEach(part => part.remove());
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  let words = 0;
  while (texts.nextNode()) words += texts.currentNode.data.split(/\\s+/).filter(Boolean).length;
  return words;
}"""


@dataclass
class Step:
    """What one step asks of a person."""

    name: str
    clicks: int = 0
    keys: int = 0
    words: int = 0

    @property
    def seconds(self) -> float:
        """Every click is thought about, pointed at and pressed; hands move once to the keys."""
        hands = 2 * H if self.keys else 0.0
        reading = self.words * 60 / READ_A_MINUTE
        return self.clicks * (M + P + B) + self.keys * K + hands + reading


@dataclass
class Hand:
    """A newcomer's hand on mouse and keys: it finds only what the screen shows in words."""

    page: Page
    steps: list[Step] = field(default_factory=list)

    def begin(self, name: str, *, reads: str = "") -> None:
        """The next step; what is to be read on the screen before it is counted."""
        words = self.page.locator(reads).first.evaluate(WORDS) if reads else 0
        self.steps.append(Step(name, words=words))

    def click(self, wanted: Any) -> None:
        """Point at something that is on the screen, and press."""
        expect(wanted).to_be_visible()
        wanted.click()
        self.steps[-1].clicks += 1

    def type(self, words: str) -> None:
        """Type where the cursor is."""
        self.page.keyboard.type(words)
        self.steps[-1].keys += len(words)

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.steps[-1].keys += 1

    def elsewhere(self, clicks: int) -> None:
        """Clicks in a window of the system, which no test can press."""
        self.steps[-1].clicks += clicks
