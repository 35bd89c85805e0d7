/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusableNameDetectorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pаypal", // Cyrillic a
        "Gοogle", // Greek omicron
        "Microsоft Teams", // Cyrillic o
        "Раураl", // all Cyrillic but the last
        "Сосе", // all Cyrillic, all shaped as Latin
        "АРЕХ Bank", // a Cyrillic word beside a Latin one
        "ΑΒΒ", // Greek
        "Ꭺpple", // Cherokee
        "\uD835\uDC0F\uD835\uDC1A\uD835\uDC32Pal", // mathematical bold
        "Ⓟaypal", // circled
        "ⅼumo", // a Roman numeral
        "раура\u04CF", // all Cyrillic, the last a palochka
        "ՕՏՍ", // Armenian, all shaped as Latin
        "Pay\u200Bpal", // a space without width
        "Pay\u00ADpal", // a soft hyphen
        "\u202Elapyap", // turned round
        "Pay\uFE0Fpal", // a selector after a letter
        "Pay\uDB40\uDC41pal" // a tag
      })
  void detectsConfusableLetters(String name) {
    assertTrue(ConfusableNameDetector.isSuspicious(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Notes",
        "Café Müller Łódź",
        "Яндекс Музыка",
        "Acme Москва",
        "Ελληνική Τράπεζα",
        "LINEアプリ",
        "東京Tower ノート",
        "네이버Pay",
        "ＬＵＭＯ",
        "תזכורות",
        "ملاحظات",
        "नोट्स",
        "3M m² 1ª",
        "Notes \uD83D\uDCDD",
        "Rainbow \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
        "カタカナ工業エA",
        "ㄅㄆㄇ注音Input",
        "한국은행漢字Bank",
        "cli_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        ""
      })
  void acceptsOrdinaryNames(String name) {
    assertFalse(ConfusableNameDetector.isSuspicious(name));
  }
}
