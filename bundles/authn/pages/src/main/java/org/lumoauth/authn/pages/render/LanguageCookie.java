/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language that a reader chose, stored in the browser.
 *
 * @param locale the language
 * @param chosenAt when it was chosen
 */
public record LanguageCookie(Locale locale, Instant chosenAt) {

  /** The name of the cookie. */
  public static final String NAME = "lumoauth_language";

  private static final Duration KEPT = Duration.ofDays(365);
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9-]{2,35})\\.(\\d{1,11})");

  static Optional<LanguageCookie> parse(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Locale locale = Locale.forLanguageTag(matcher.group(1));
    try {
      return locale.getLanguage().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new LanguageCookie(locale, Instant.ofEpochSecond(Long.parseLong(matcher.group(2)))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean isFresh(Instant now) {
    return !chosenAt.isAfter(now) && chosenAt.plus(FRESH).isAfter(now);
  }

  /** Returns its {@code Set-Cookie} header. */
  public String header(String path, boolean secure) {
    return NAME
        + "="
        + locale.toLanguageTag()
        + "."
        + chosenAt.getEpochSecond()
        + "; Path="
        + path
        + "; Max-Age="
        + KEPT.toSeconds()
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }
}
