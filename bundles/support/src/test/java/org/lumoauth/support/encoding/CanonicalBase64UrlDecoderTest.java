/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBase64UrlDecoderTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Test
  void decodesUnpaddedEncoding() {
    Random random = new Random(1);
    for (int length = 0; length < 100; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertArrayEquals(bytes, CanonicalBase64UrlDecoder.decode(text));
    }
  }

  @Test
  void acceptsOnlyCanonicalLastCharacter() {
    assertEquals(4, spellings("A"));
    assertEquals(16, spellings("AA"));
    assertEquals(64, spellings("AAA"));
  }

  /** How many last characters are accepted: as many as the last bits have values. */
  private static long spellings(String first) {
    return ALPHABET.chars().filter(last -> isCanonical(first + (char) last)).count();
  }

  private static boolean isCanonical(String text) {
    try {
      CanonicalBase64UrlDecoder.decode(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AA==", "AAA=", "A", "AAAAA", "AB", "AAB", "A A", "AA\n", " AA", "A+", "A/", "Aé"})
  void rejectsNonCanonicalText(String text) {
    assertThrows(IllegalArgumentException.class, () -> CanonicalBase64UrlDecoder.decode(text));
  }

  @Test
  void validatesPartsOfCompactSerialization() {
    assertTrue(CanonicalBase64UrlDecoder.isCompact("AA.AA.AA", 3));
    assertTrue(CanonicalBase64UrlDecoder.isCompact("AA..AA.AA.AA", 5));
    assertFalse(CanonicalBase64UrlDecoder.isCompact("AA.AA", 3));
    assertFalse(CanonicalBase64UrlDecoder.isCompact("AA.AA.AA.AA", 3));
    assertFalse(CanonicalBase64UrlDecoder.isCompact("AA.AA.AB", 3));
    assertFalse(CanonicalBase64UrlDecoder.isCompact("AA.AA.AA==", 3));
    assertFalse(CanonicalBase64UrlDecoder.isCompact("AA.A\nA.AA", 3));
  }
}
