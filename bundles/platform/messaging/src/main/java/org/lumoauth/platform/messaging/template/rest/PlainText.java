package org.lumoauth.platform.messaging.template.rest;

/** The words of an HTML message, for readers of plain text; a link is followed by its address. */
final class PlainText {
  private PlainText() {}

  static String of(String html) {
    return html.replaceAll("(?is)<(style|head|title)\\b.*?</\\1>", "")
        .replaceAll("(?is)<a\\b[^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", "$2: $1")
        .replaceAll("(?i)<br\\s*/?>|</(p|div|h[1-6]|tr|li)>", "\n")
        .replaceAll("<[^>]*>", "")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("[ \\t]+", " ")
        .replaceAll(" ?\n ?", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }
}
