/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSkeletonReducerTest {

  @ParameterizedTest
  @CsvSource({
    "paypal, раура\u04CF", // all Cyrillic
    "PayPal, PaypaI", // a capital I for the l
    "PayPal, p\u0430ypal", // one Cyrillic letter
    "Modern, Modem", // rn for m
    "Google, G\u043E\u03BFgle", // Cyrillic and Greek
    "Apple, \u13AApple", // Cherokee
    "OSU, \u0555\u054F\u054D", // Armenian
    "LUMO, \uFF2C\uFF35\uFF2D\uFF2F", // full-width
    "pay, \uD835\uDC29\uD835\uDC1A\uD835\uDC32", // mathematical
    "Notes, No\u200Btes", // with a space that has no width
    "Caf\u00E9, Cafe\u0301", // composed and decomposed
    "Acme Bank, Acme\u00A0\u00A0Bank"
  })
  void mapsConfusableNamesToSameSkeleton(String one, String other) {
    assertEquals(NameSkeletonReducer.of(one), NameSkeletonReducer.of(other));
  }

  @ParameterizedTest
  @CsvSource({"Notes, Votes", "Café, Cafe", "東京, 京東", "Acme Bank, AcmeBank"})
  void mapsDistinctNamesToDifferentSkeletons(String one, String other) {
    assertNotEquals(NameSkeletonReducer.of(one), NameSkeletonReducer.of(other));
  }
}
