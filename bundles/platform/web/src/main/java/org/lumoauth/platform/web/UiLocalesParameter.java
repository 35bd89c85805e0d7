package org.lumoauth.platform.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.authn.HttpRequestView;

/**
 * The languages that the address of one of our pages asks for, as the link in a mail does: BCP 47
 * tags separated by spaces, in a parameter that is called as it is in OpenID Connect Core (section
 * 3.1.2.1).
 */
public final class UiLocalesParameter {
  private static final String PARAMETER = "ui_locales=";

  /** Nobody reads so many languages: longer ones are no list that was meant. */
  private static final int MOST = 500;

  private UiLocalesParameter() {}

  /** What a request's address asks for; what cannot be read asks for nothing. */
  public static Optional<String> readFrom(HttpRequestView request) {
    return request.query().stream()
        .flatMap(query -> Stream.of(query.split("&")))
        .filter(parameter -> parameter.startsWith(PARAMETER))
        .findFirst()
        .map(parameter -> decoded(parameter.substring(PARAMETER.length())))
        .filter(tags -> !tags.isBlank() && tags.length() <= MOST);
  }

  /** An address that asks for what this request's does, as that of a page's own form. */
  public static String copyTo(String address, HttpRequestView request) {
    return readFrom(request).map(tags -> addTo(address, tags)).orElse(address);
  }

  /** An address that asks for these; one that asks for some already is left. */
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
