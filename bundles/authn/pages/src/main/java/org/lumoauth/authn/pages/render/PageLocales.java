package org.lumoauth.authn.pages.render;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.authn.RequestView;

/** Finds out in which languages a reader wants to read. */
final class PageLocales {

  private static final int MOST = 10;
  private static final int LONGEST = 500;

  private PageLocales() {}

  /**
   * What the reader chose just now on a page goes before what the client asked for: they saw the
   * client's choice. What they chose another time goes after it.
   */
  static List<Locale> of(
      RequestView request, String uiLocales, Optional<Locale> standard, Clock clock) {
    Optional<LanguageCookie> cookie =
        request.cookie(LanguageCookie.NAME).flatMap(LanguageCookie::parse);
    List<Locale> locales = new ArrayList<>();
    cookie
        .filter(choice -> choice.isFresh(clock.instant()))
        .ifPresent(c -> locales.add(c.locale()));
    if (uiLocales.length() <= LONGEST) {
      for (String tag : uiLocales.strip().split(" +")) {
        add(locales, tag);
      }
    }
    cookie.ifPresent(choice -> locales.add(choice.locale()));
    request.header("Accept-Language").ifPresent(header -> locales.addAll(accepted(header)));
    standard.ifPresent(locales::add);
    locales.add(Locale.ENGLISH);
    return locales.stream().distinct().limit(MOST).toList();
  }

  private static void add(List<Locale> locales, String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    if (!locale.getLanguage().isEmpty()) {
      locales.add(locale);
    }
  }

  private static List<Locale> accepted(String header) {
    if (header.length() > LONGEST) {
      return List.of();
    }
    try {
      List<Locale> locales = new ArrayList<>();
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
        if (range.getWeight() > 0) {
          add(locales, range.getRange());
        }
      }
      return locales;
    } catch (IllegalArgumentException e) {
      return List.of(); // a header that nobody can read says nothing
    }
  }
}
