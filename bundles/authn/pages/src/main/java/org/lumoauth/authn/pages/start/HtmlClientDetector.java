/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.start;

import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.platform.web.MediaTypePreferences;

/** Distinguishes browsers, which receive a page, from programs, which receive JSON. */
final class HtmlClientDetector {

  private HtmlClientDetector() {}

  /**
   * Returns whether {@code MediaTypePreferences} names {@code text/html} and does not prefer JSON
   * (RFC 9110, 12.5.1).
   */
  static boolean wantsPage(HttpRequestView request) {
    MediaTypePreferences accept = MediaTypePreferences.of(request.header("Accept").orElse("*/*"));
    double html = accept.qualityOf("text/html");
    return html > 0 && html >= accept.qualityOf("application/json");
  }
}
