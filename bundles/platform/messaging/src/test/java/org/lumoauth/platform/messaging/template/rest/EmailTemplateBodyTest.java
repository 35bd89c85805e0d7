package org.lumoauth.platform.messaging.template.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.message.MessageTemplates.Template;
import org.lumoauth.api.web.Problem;

class EmailTemplateBodyTest {
  private static final Template BEFORE =
      new Template(Optional.of("Was"), "was ${link}", Optional.of("<p>was ${link}</p>"));

  @Test
  void leavesWhatWasNotSent() {
    assertEquals(
        new Template(Optional.of("Is"), BEFORE.text(), BEFORE.html()),
        EmailTemplateBody.content(Map.of("subject", "Is"), BEFORE));
  }

  @Test
  void makesPlainTextOfHtmlThatCameAlone() {
    var html = "<p>Hello &amp; welcome.</p><p><a href=\"${link}\">Open</a></p>";

    assertEquals(
        "Hello & welcome.\nOpen: ${link}",
        EmailTemplateBody.content(Map.of("body_html", html), BEFORE).text());
  }

  @Test
  void takesTheHtmlAway() {
    var body = new HashMap<String, Object>();
    body.put("body_html", null);

    assertEquals(Optional.empty(), EmailTemplateBody.content(body, BEFORE).html());
  }

  @Test
  void namesTheMemberThatIsWrong() {
    var refusal =
        assertThrows(Problem.class, () -> EmailTemplateBody.content(Map.of("subject", 1), BEFORE));

    assertEquals("subject", refusal.details().get("field"));
  }

  @Test
  void namesAMemberThatThereIsNot() {
    var refusal =
        assertThrows(
            Problem.class,
            () -> EmailTemplateBody.requireKnown(Map.of("bodyHtml", "x"), Set.of("body_html")));

    assertEquals("bodyHtml", refusal.details().get("field"));
  }
}
