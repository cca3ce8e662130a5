"""How many are enough, in exact integers.

Civil Code (民法典) art. 1259: 以上 includes the number itself, 超过 does not; 过半数 is more than half, so
exactly half is never enough. No floating point number takes part in any of this.
"""

from __future__ import annotations

from enum import Enum


class Base(Enum):
    """Of whom a share is taken: of everybody entitled (应到) or of those who came (实到)."""

    ENTITLED = "entitled"
    PRESENT = "present"

    @property
    def phrase(self) -> str:
        """Return 应到 or 实到."""
        return "应到" if self is Base.ENTITLED else "实到"


class Threshold(Enum):
    """A share that must be reached or exceeded."""

    MORE_THAN_HALF = "more_than_half"
    AT_LEAST_HALF = "at_least_half"
    MORE_THAN_TWO_THIRDS = "more_than_two_thirds"
    AT_LEAST_TWO_THIRDS = "at_least_two_thirds"

    @property
    def share(self) -> tuple[int, int]:
        """Return numerator and denominator of the share."""
        return (1, 2) if self in (Threshold.MORE_THAN_HALF, Threshold.AT_LEAST_HALF) else (2, 3)

    @property
    def includes_exact(self) -> bool:
        """Say whether exactly the share is enough (以上) or not (超过, 过半数)."""
        return self in (Threshold.AT_LEAST_HALF, Threshold.AT_LEAST_TWO_THIRDS)

    @property
    def phrase(self) -> str:
        """Return the Chinese phrase as it stands in rules of procedure."""
        return _PHRASES[self]

    def need(self, n: int) -> int:
        """Return the smallest whole number that satisfies the threshold among n.

        It is at least 1: among nobody, nothing is ever reached. For the thresholds that exclude the exact
        share it may exceed n only when n is 0.

        Raises:
            ValueError: if n is negative or not a whole number.
        """
        if isinstance(n, bool) or not isinstance(n, int) or n < 0:
            raise ValueError(f"a threshold is taken of a whole number of people, not of {n!r}")
        numerator, denominator = self.share
        if self.includes_exact:
            return max(1, -(-n * numerator // denominator))
        return n * numerator // denominator + 1

    def met(self, have: int, n: int) -> bool:
        """Say whether `have` out of n satisfies the threshold."""
        return have >= self.need(n)

    def exactly_on_the_line(self, have: int, n: int) -> bool:
        """Say whether `have` is exactly the share of n, where 以上 and 超过 part ways."""
        numerator, denominator = self.share
        return n > 0 and have * denominator == n * numerator

    def working(self, n: int) -> str:
        """Return the sum a person can redo on paper: 13 ÷ 2 = 6.5，超过半数，至少要 7."""
        numerator, denominator = self.share
        whole, rest = divmod(n * numerator, denominator)
        if denominator == 2:
            calculation = f"{n} ÷ 2 = {whole}.5" if rest else f"{n} ÷ 2 = {whole}"
        else:
            calculation = f"{n} × 2 ÷ 3 = {whole} 又 {rest}/3" if rest else f"{n} × 2 ÷ 3 = {whole}"
        return f"{calculation}，{self._comparison(exact=rest == 0)}，至少要 {self.need(n)}"

    def _comparison(self, *, exact: bool) -> str:
        """Say in words how the line itself is treated; only worth a remark when somebody can stand on it."""
        if not exact:
            return "超过半数" if self is Threshold.MORE_THAN_HALF else self.phrase
        if self is Threshold.MORE_THAN_HALF:
            return "正好一半不算过半数"
        if self is Threshold.MORE_THAN_TWO_THIRDS:
            return "正好三分之二不算超过"
        return f"{self.phrase}包括本数"


_PHRASES = {
    Threshold.MORE_THAN_HALF: "过半数",
    Threshold.AT_LEAST_HALF: "半数以上",
    Threshold.MORE_THAN_TWO_THIRDS: "超过三分之二",
    Threshold.AT_LEAST_TWO_THIRDS: "三分之二以上",
}
