/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.messaging.template.MessageTemplateValidator;

class EmailTemplateRequestParserTest {
  private static final MessageTemplate BEFORE =
      new MessageTemplate(Optional.of("Was"), "was ${link}", Optional.of("<p>was ${link}</p>"));

  @Test
  void preservesMembersMissingFromRequest() {
    assertEquals(
        new MessageTemplate(Optional.of("Is"), BEFORE.text(), BEFORE.html()),
        EmailTemplateRequestParser.content(Map.of("subject", "Is"), BEFORE));
  }

  @Test
  void derivesTextFromHtml() {
    var html = "<p>Hello &amp; welcome.</p><p><a href=\"${link}\">Open</a></p>";

    assertEquals(
        "Hello & welcome.\nOpen: ${link}",
        EmailTemplateRequestParser.content(Map.of("body_html", html), BEFORE).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Click here:<a href=\"${link}\">${link}</a></p>",
        "<table><tr><td>Link:</td><td>${link}</td></tr></table>",
        "<h1>Hello.</h1><p>${ link }</p>",
        "<p>Hello.</p><p>Open it:<br>${link}</p>",
        "Hello.<p>(${link})</p>",
        "Hello.<p>${tenant_name}</p><blockquote>${link}</blockquote>",
        "<p>${link}</p><div>${link}</div><ul><li>${link}</li></ul>"
      })
  void derivesValidTextFromValidHtml(String html) {
    var content = EmailTemplateRequestParser.content(Map.of("body_html", html), BEFORE);

    assertDoesNotThrow(
        () -> MessageTemplateValidator.check(content, Set.of("link", "tenant_name")),
        content.text());
  }

  @Test
  void preservesBracketsAroundLink() {
    assertEquals(
        "Open (${link}) or <${link}>",
        EmailTemplateRequestParser.content(
                Map.of("body_html", "<p>Open (${link}) or &lt;${link}&gt;</p>"), BEFORE)
            .text());
  }

  @Test
  void removesHtmlWithNull() {
    var body = new HashMap<String, Object>();
    body.put("body_html", null);

    assertEquals(Optional.empty(), EmailTemplateRequestParser.content(body, BEFORE).html());
  }

  @Test
  void reportsInvalidMember() {
    var refusal =
        assertThrows(
            ApiException.class,
            () -> EmailTemplateRequestParser.content(Map.of("subject", 1), BEFORE));

    assertEquals("subject", refusal.details().get("field"));
  }

  @Test
  void reportsUnknownMember() {
    var refusal =
        assertThrows(
            ApiException.class,
            () ->
                EmailTemplateRequestParser.requireKnown(
                    Map.of("bodyHtml", "x"), Set.of("body_html")));

    assertEquals("bodyHtml", refusal.details().get("field"));
  }
}
