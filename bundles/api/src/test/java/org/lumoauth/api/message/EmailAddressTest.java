/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.com",
        "Ada.Lovelace+news@sub.example.co.uk",
        "o'neil!#$%&*/=?^_`{|}~-@example.com",
        "root@localhost",
        "info@xn--mller-kva.example",
        "jürgen@example.com",
        "ダ@example.com",
        "瘍@example.com"
      })
  void acceptsAnAddress(String text) {
    assertEquals(text, EmailAddress.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@@example.com",
        "ada@example@com",
        ".ada@example.com",
        "ada.@example.com",
        "a..da@example.com",
        "\"ada\"@example.com",
        "ada(comment)@example.com",
        "Ada <ada@example.com>",
        "ada@example.com,eve@example.com",
        "ada@example.com;eve@example.com",
        "ada@[127.0.0.1]",
        "ada@-example.com",
        "ada@example-.com",
        "ada@exam_ple.com",
        "ada@example..com",
        "ada@example.com.",
        "ada@müller.example",
        "ada@瘍.example",
        "ada@example.com\r\nRCPT TO:<eve@example.com>",
        "a\r\nRCPT@example.com",
        "a\u0000@example.com",
        "a\u0085@example.com",
        "a\u2028@example.com",
        "a\u200B@example.com",
        "a\u202Eb@example.com",
        "a\u2066b@example.com",
        "\u3164@example.com",
        "a\uFE0F@example.com",
        "\u0301a@example.com",
        "a\uD83D@example.com",
        "a\uDE00@example.com",
        "ａda@example.com",
        "u\u0308ber@example.com",
        "\u212Aelvin@example.com"
      })
  void rejectsInvalidAddress(String text) {
    assertTrue(EmailAddress.parse(text).isEmpty());
    assertFalse(EmailAddress.isValid(text));
  }

  @Test
  void rejectsAddressExceedingLengthLimits() {
    assertTrue(EmailAddress.isValid("a".repeat(64) + "@example.com"));
    assertFalse(EmailAddress.isValid("a".repeat(65) + "@example.com"));
    assertFalse(EmailAddress.isValid("瘍".repeat(22) + "@example.com"), "66 octets");
    String label = "b".repeat(61) + ".";
    assertTrue(EmailAddress.isValid("a@" + label.repeat(4) + "com"));
    assertFalse(EmailAddress.isValid("aa@" + label.repeat(4) + "comm"));
    assertFalse(EmailAddress.isValid("a@" + "b".repeat(64) + ".com"));
  }

  @Test
  void detectsAsciiAddress() {
    assertTrue(EmailAddress.parse("ada@example.com").orElseThrow().isAscii());
    assertFalse(EmailAddress.parse("瘍@example.com").orElseThrow().isAscii());
  }

  @Test
  void constructorRejectsInvalidParts() {
    assertThrows(IllegalArgumentException.class, () -> new EmailAddress("a\r\nb", "example.com"));
    assertThrows(IllegalArgumentException.class, () -> new EmailAddress("a", "瘍.example"));
  }

  /** Every code point there is, also those whose low byte is CR, LF, NUL or a delimiter. */
  @Test
  void acceptsOnlyVisibleCodePoints() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      String text = Character.toString(point);
      assertFalse(
          point > 0x7f && EmailAddress.isValid("a@b" + text + "c.example"),
          "domain " + Integer.toHexString(point));
      if (EmailAddress.isValid("a" + text + "b@example.com")) {
        boolean isSeen =
            switch (Character.getType(point)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SURROGATE,
                  Character.PRIVATE_USE,
                  Character.UNASSIGNED,
                  Character.SPACE_SEPARATOR,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  false;
              default -> true;
            };
        assertTrue(isSeen, "local part " + Integer.toHexString(point));
        assertTrue("()<>[]:;@\\,\"".indexOf(point) < 0, "local part " + text);
        assertTrue(Normalizer.isNormalized(text, Normalizer.Form.NFKC), text);
      }
    }
  }
}
