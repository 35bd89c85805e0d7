package org.lumoauth.authn.pages.start;

import org.lumoauth.api.authn.RequestView;
import org.lumoauth.platform.web.Accept;

/** Tells browsers, which receive a page, from programs, which receive JSON. */
final class PagePreference {

  private PagePreference() {}

  /** Whether {@code Accept} names {@code text/html} and does not prefer JSON (RFC 9110, 12.5.1). */
  static boolean wantsPage(RequestView request) {
    Accept accept = Accept.of(request.header("Accept").orElse("*/*"));
    double html = accept.named("text/html");
    return html > 0 && html >= accept.named("application/json");
  }
}
