/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.authn.pages.source.PageResourceCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Formats messages, times and durations in the reader's language. */
final class LocalizedMessageFormatter {
  private static final Logger LOG = LoggerFactory.getLogger(LocalizedMessageFormatter.class);

  private final PageResourceCatalog catalog;
  private final Locale locale;
  private final List<Locale> chain;
  private final ZoneId zone;

  /**
   * @param locale the page's language
   * @param others fallback languages, the better first
   * @param zone the time zone of displayed times
   */
  LocalizedMessageFormatter(
      PageResourceCatalog catalog, Locale locale, List<Locale> others, ZoneId zone) {
    this.catalog = catalog;
    this.locale = locale;
    this.chain = chain(locale, others);
    this.zone = zone;
  }

  private static List<Locale> chain(Locale locale, List<Locale> others) {
    List<Locale> chain = new ArrayList<>();
    chain.add(locale);
    chain.add(Locale.forLanguageTag(locale.getLanguage()));
    chain.addAll(others);
    chain.add(Locale.ENGLISH);
    return chain.stream().distinct().toList();
  }

  boolean has(String key) {
    return pattern(key).isPresent();
  }

  /**
   * Returns the message; the key itself if no message exists, so that the page is still rendered.
   */
  String message(String key, List<Object> arguments) {
    Optional<MessagePattern> found = pattern(key);
    if (found.isEmpty()) {
      LOG.warn("message_missing key={} locale={}", key, locale);
      return key;
    }
    MessagePattern pattern = found.get();
    return pattern.isPlain() ? pattern.text() : filled(pattern, arguments);
  }

  private static String filled(MessagePattern pattern, List<Object> arguments) {
    return new MessageFormat(pattern.text(), pattern.locale())
        .format(arguments.toArray(), new StringBuffer(), null)
        .toString();
  }

  private record MessagePattern(String text, Locale locale) {

    /** Returns whether the pattern has no arguments and no quotes. */
    boolean isPlain() {
      return text.indexOf('{') < 0 && text.indexOf('\'') < 0;
    }
  }

  private Optional<MessagePattern> pattern(String key) {
    for (Locale candidate : chain) {
      Optional<String> text = catalog.message(candidate, key);
      if (text.isPresent()) {
        return Optional.of(new MessagePattern(text.get(), candidate));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns date and time with the time zone, because the reader may be in another zone than the
   * tenant.
   */
  String moment(Instant instant) {
    var there = instant.atZone(zone);
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .format(there)
        + DateTimeFormatter.ofPattern(" zzz", locale).format(there);
  }

  /**
   * Returns a duration in its largest unit with an error of less than a tenth, such as {@code 30
   * days}.
   */
  String span(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    for (DurationUnit unit : DurationUnit.values()) {
      long count = Math.round((double) seconds / unit.seconds);
      if (count >= 1 && Math.abs(count * unit.seconds - seconds) * 10 < seconds) {
        return message("pages.span." + unit.name().toLowerCase(Locale.ROOT), List.of(count));
      }
    }
    return message("pages.span.seconds", List.of(seconds));
  }

  private enum DurationUnit {
    DAYS(86_400),
    HOURS(3_600),
    MINUTES(60),
    SECONDS(1);

    private final long seconds;

    DurationUnit(long seconds) {
      this.seconds = seconds;
    }
  }
}
