/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantHtmlSanitizerTest {

  @Test
  void acceptsBasicTextMarkup() {
    var html =
        """
        <h2>Help</h2><p>Call <strong>us</strong>,<br>or <em>write</em> to \
        <a href="mailto:help@acme.example">us</a>.</p><ul><li>One</li></ul><ol>\
        <li>Two</li></ol>""";

    assertEquals(Optional.empty(), TenantHtmlSanitizer.objection(html));
    assertTrue(
        TenantHtmlSanitizer.sanitize(html).startsWith("<h2>Help</h2><p>Call <strong>us</strong>"));
  }

  @Test
  void addsNoopenerToLinks() {
    assertEquals(
        "<a href=\"https://acme.example/help\" rel=\"noopener noreferrer\">Help</a>",
        TenantHtmlSanitizer.sanitize("<a href=\"https://acme.example/help\">Help</a>"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<script>alert(1)</script> | <script>",
        "<p onclick=\"x()\" class=\"fixed\">a</p> | class of <p>, onclick of <p>",
        "<img src=\"https://evil.example/x\"> | <img>",
        "<a href=\"javascript:alert(1)\">a</a> | href of <a>",
        "<form action=\"https://evil.example\"><input name=\"password\"></form> | <form>, <input>",
        "<iframe src=\"https://evil.example\"></iframe> | <iframe>",
        "<style>p{color:red}</style> | <style>",
        "<p style=\"position:fixed\" id=\"x\">a</p> | id of <p>, style of <p>",
        "<h1>Sign in</h1> | <h1>",
      })
  void reportsDisallowedMarkup(String html, String gone) {
    assertEquals(
        Optional.of("These parts are not allowed: " + gone + "."),
        TenantHtmlSanitizer.objection(html));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg onload=alert(1)>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<a href=\"data:text/html,x\">a</a>",
        "<a href=\"http://acme.example\">a</a>",
        "<a href=\"//evil.example\">a</a>",
        "<a href=\"/t/acme/logout\">a</a>",
        "<a href=\"jav&#x09;ascript:alert(1)\">a</a>",
        "<a href=\" javascript:alert(1)\">a</a>",
        "<base href=\"https://evil.example\">",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example\">",
        "<link rel=\"stylesheet\" href=\"https://evil.example/x.css\">",
        "<object data=\"x\"></object>",
        "<embed src=\"x\">",
        "<button formaction=\"https://evil.example\">Sign in</button>",
        "<textarea name=\"x\">",
        "<select name=\"x\"><option>a</option></select>",
        "<template><p>a</p></template>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<!-- comment -->",
        "<!DOCTYPE html>",
        "<?xml version=\"1.0\"?>",
        "<p dir=\"rtl\">a</p>",
        "<a href=\"https://acme.example\" target=\"_blank\">a</a>",
        "<details open ontoggle=alert(1)>",
        "<dialog open>Signed in</dialog>",
      })
  void rejectsOtherMarkup(String html) {
    assertTrue(TenantHtmlSanitizer.objection(html).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a</main></body><script>alert(1)</script>",
        "<p title=\"<script>alert(1)</script>\">a",
        "<a href='https://x.example\" onmouseover=\"alert(1)'>a</a>",
        "<img/src=x/onerror=alert(1)>",
        "<<script>script>alert(1)<</script>/script>",
        "</section></div><form action=https://evil.example>",
      })
  void removesActiveContentFromStoredHtml(String html) {
    String shown = TenantHtmlSanitizer.sanitize(html);

    assertFalse(
        shown.matches("(?is).*<(?!/?(?:h[234]|p|[uo]l|li|strong|em|br|a)\\b)[^>]*.*"), shown);
    assertFalse(shown.matches("(?is).*<[^>]*\\s(?!href=|rel=)[a-z]+=.*"), shown);
  }
}
