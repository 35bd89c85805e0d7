/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Validates and serializes web origins (RFC 6454 section 6.2). */
public final class WebOriginParser {
  private WebOriginParser() {}

  /** Returns whether a text is exactly the origin of a web page. */
  static boolean isOrigin(String text) {
    return of(text).filter(text::equals).isPresent();
  }

  /** Returns the origin of a URL. */
  public static Optional<String> of(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
      return Optional.empty();
    }
    boolean standard = uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
    var port = uri.getPort() < 0 || standard ? "" : ":" + uri.getPort();
    return Optional.of(uri.getScheme() + "://" + uri.getHost() + port);
  }
}
