/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.authn.HttpRequestView;

/**
 * The languages requested in the URL of a hosted page, for example by a link in an email: BCP 47
 * tags separated by spaces, in the parameter that OpenID Connect Core section 3.1.2.1 defines.
 */
public final class UiLocalesParameter {
  private static final String PARAMETER = "ui_locales=";

  /** Longer values are not a plausible language list. */
  private static final int MOST = 500;

  private UiLocalesParameter() {}

  /** Returns the languages that a request's URL asks for; empty if the value cannot be parsed. */
  public static Optional<String> readFrom(HttpRequestView request) {
    return request.query().stream()
        .flatMap(query -> Stream.of(query.split("&")))
        .filter(parameter -> parameter.startsWith(PARAMETER))
        .findFirst()
        .map(parameter -> decoded(parameter.substring(PARAMETER.length())))
        .filter(tags -> !tags.isBlank() && tags.length() <= MOST);
  }

  /** Copies this request's language parameter to a URL, such as that of a page's own form. */
  public static String copyTo(String address, HttpRequestView request) {
    return readFrom(request).map(tags -> addTo(address, tags)).orElse(address);
  }

  /** Adds the languages to a URL; a URL that already has the parameter is unchanged. */
  public static String addTo(String address, String tags) {
    if (address.contains(PARAMETER)) {
      return address;
    }
    int fragment = address.indexOf('#');
    String page = fragment < 0 ? address : address.substring(0, fragment);
    return page
        + (page.contains("?") ? "&" : "?")
        + PARAMETER
        + URLEncoder.encode(tags, StandardCharsets.UTF_8)
        + (fragment < 0 ? "" : address.substring(fragment));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
