/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingCorrectorTest {

  private final SpellingCorrector spelling =
      new SpellingCorrector(
          List.of(
              "cancel", "sell", "seal", "ship", "shop", "statement", "lock", "reconcile", "pay"));

  @ParameterizedTest
  @CsvSource({
    "cancle, cancel", // swapped
    "cancell, cancel", // doubled
    "cacel, cancel", // missing
    "reconsile, reconcile", // wrong letter in a long word
    "statment, statement",
    "staetment, statement",
  })
  void correctsTypingMistakes(String typed, String meant) {
    assertEquals(Optional.of(meant), spelling.correct(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "cancel", // known
    "sall", // wrong letter in a short word
    "shup", // two words are near
    "block", // another first letter
    "pya", // too short
    "totally",
  })
  void keepsOtherWords(String typed) {
    assertEquals(Optional.empty(), spelling.correct(typed));
  }

  @Test
  void knowsNothingWithoutWords() {
    assertEquals(Optional.empty(), new SpellingCorrector(List.of()).correct("cancle"));
  }
}
