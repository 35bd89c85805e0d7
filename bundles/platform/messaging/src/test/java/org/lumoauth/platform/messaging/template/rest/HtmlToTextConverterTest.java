/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlToTextConverterTest {

  @Test
  void writesTextAndLinkTargets() {
    assertEquals(
        "Hello Ada,\nset a password: https://id.example.com/r?a=1&b=2\nBye",
        HtmlToTextConverter.of(
            """
            <p>Hello <b>Ada</b>,</p><p>\
            <a class="b" href="https://id.example.com/r?a=1&amp;b=2">set a password</a></p>Bye"""));
  }

  @Test
  void omitsHeadAndStyle() {
    assertEquals(
        "Hello",
        HtmlToTextConverter.of(
            "<HEAD><title>T</title><STYLE>a > b {}</style></head><header>Hello</header>"));
  }

  @Test
  void preservesTextThatIsNotTag() {
    assertEquals("a < b & c", HtmlToTextConverter.of("a < b &amp; c"));
    assertEquals("no end <style", HtmlToTextConverter.of("no end <style"));
    assertEquals("said: it", HtmlToTextConverter.of("<style>said: it"));
  }

  @Test
  void doesNotEndTagInsideAttributeValue() {
    assertEquals("x: ${link}", HtmlToTextConverter.of("<a title='>' href='${link}'>x</a>"));
  }

  @Test
  void breaksLinesWhereBlocksEnd() {
    assertEquals(
        "a\nb\n\nc",
        HtmlToTextConverter.of("<ul><li>a</li> <li>b</li></ul><br/><br><br />\t <p>c</p>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"\" ",
        "<a href=\"\">",
        "<a href='",
        "< \"> \"",
        "<style>",
        "<",
        "<a href  ",
        " \n",
        "href=\""
      })
  void convertsInLinearTime(String piece) {
    String html = piece.repeat(1_000_000 / piece.length());

    String text =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> HtmlToTextConverter.of(html), piece);

    assertTrue(text.length() <= html.length() * 2);
  }
}
