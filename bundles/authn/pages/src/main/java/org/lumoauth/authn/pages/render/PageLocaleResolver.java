/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.web.page.UiLocalesParameter;

/** Determines the languages of a reader. */
final class PageLocaleResolver {

  private static final int MOST = 10;
  private static final int LONGEST = 500;
  private static final int HEADERS = 1_000;

  private final InstantSource clock;

  /** The parsed headers. Browsers send few different ones, and parsing is slow. */
  private final Cache<String, List<Locale>> read =
      MeasuredCacheFactory.build("authn-pages.locales", Caffeine.newBuilder().maximumSize(HEADERS));

  PageLocaleResolver(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Returns the reader's languages. A recent choice on a page takes precedence over the client's,
   * because it is more recent; an older choice follows the client's languages. The client's
   * languages may also be in the page's URL, for example in a mailed link.
   */
  List<Locale> of(HttpRequestView request, String uiLocales, Optional<Locale> standard) {
    Optional<LanguageCookie> cookie =
        request.cookie(LanguageCookie.NAME).flatMap(LanguageCookie::parse);
    List<Locale> locales = new ArrayList<>();
    cookie
        .filter(choice -> choice.isFresh(clock.instant()))
        .ifPresent(c -> locales.add(c.locale()));
    String wanted =
        uiLocales.isBlank() ? UiLocalesParameter.readFrom(request).orElse("") : uiLocales;
    if (!wanted.isBlank() && wanted.length() <= LONGEST) {
      for (String tag : wanted.strip().split(" +")) {
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

  /** Returns the languages of the header {@code Accept-Language}. */
  List<Locale> accepted(String header) {
    return header.length() > LONGEST ? List.of() : read.get(header, PageLocaleResolver::parsed);
  }

  private static List<Locale> parsed(String header) {
    try {
      List<Locale> locales = new ArrayList<>();
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
        if (range.getWeight() > 0) {
          add(locales, range.getRange());
        }
      }
      return locales.stream().distinct().limit(MOST).toList();
    } catch (IllegalArgumentException e) {
      return List.of(); // A malformed header is ignored.
    }
  }
}
