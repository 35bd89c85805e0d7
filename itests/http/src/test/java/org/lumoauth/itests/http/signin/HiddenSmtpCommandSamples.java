/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.signin;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that are CR, LF, NUL or an SMTP command when each character is cut to its low byte. */
final class HiddenSmtpCommandSamples {
  private static final int BASE = 0x7600;
  private static final int LAST = 0x767F;
  private static final int ROW = 16;

  private HiddenSmtpCommandSamples() {}

  /** The letters, and others with the low bytes that matter. */
  static List<String> texts() {
    var texts = new TreeSet<>(letters());
    IntStream.of(0x0100, 0x010A, 0x010D, 0x4E00, 0x4E0A, 0x4E0D, 0xAC3C, 0xAC3E, 0x2000D)
        .mapToObj(Character::toString)
        .forEach(texts::add);
    texts.addAll(List.of("\u0000", "\n", "\r", "\u0085", "\u2028", "\u200B", "\u202E", "\u3164"));
    return List.copyOf(texts);
  }

  /** U+7600 to U+767F, sixteen in a row, and whole commands; a local part may have them. */
  static List<String> letters() {
    var texts = new TreeSet<String>();
    for (int first = BASE; first < LAST; first += ROW) {
      texts.add(
          IntStream.range(first, first + ROW)
              .mapToObj(Character::toString)
              .collect(Collectors.joining()));
    }
    texts.add(hidden("\r\nRCPT TO:<e@x.it>\r\n"));
    texts.add(hidden("\r\n.\r\nQUIT\r\n"));
    return List.copyOf(texts);
  }

  private static String hidden(String command) {
    var text = new StringBuilder();
    command.chars().forEach(letter -> text.appendCodePoint(BASE + letter));
    return text.toString();
  }
}
