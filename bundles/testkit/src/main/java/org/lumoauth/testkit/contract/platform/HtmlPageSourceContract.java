/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Format;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.page.HtmlPageSource;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link HtmlPageSource}. */
public abstract class HtmlPageSourceContract {

  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)[,}]");

  /** Returns the provider under test. */
  protected abstract HtmlPageSource source();

  /** Returns the names of its templates; empty for a source with only messages. */
  protected abstract Set<String> templates();

  @Test
  void hasEachDeclaredTemplate() {
    for (String name : templates()) {
      assertFalse(source().template(name).orElseThrow(() -> new AssertionError(name)).isBlank());
    }
  }

  @Test
  void hasNoUndeclaredTemplate() {
    for (String name : templates()) {
      for (String other : HostileIdentifiers.lookalikes(name)) {
        assertTrue(templates().contains(other) || source().template(other).isEmpty(), other);
      }
    }
    for (String name : HostileIdentifiers.identifiers()) {
      assertEquals(Optional.empty(), source().template(name), name);
    }
  }

  @Test
  void readsNoOtherFile() {
    for (String name :
        Set.of("../pom", "../../etc/passwd", "/etc/passwd", "messages_en.properties", ".")) {
      assertEquals(Optional.empty(), source().template(name), name);
    }
  }

  @Test
  void hasMessagesInEachDeclaredLanguage() {
    for (Locale locale : source().languages()) {
      assertFalse(locale.getLanguage().isEmpty(), "a locale without a language");
      assertFalse(source().messages(locale).isEmpty(), locale.toLanguageTag());
    }
  }

  @Test
  void hasNoMessagesInUndeclaredLanguage() {
    for (String tag : Set.of("und", "tlh", "en-x-contract", "zh-Hant-TW-x-contract")) {
      var locale = Locale.forLanguageTag(tag);
      assertTrue(source().languages().contains(locale) || source().messages(locale).isEmpty(), tag);
    }
  }

  @Test
  void hasTheSameKeysInEachLanguage() {
    var keys = new TreeSet<String>();
    source().languages().forEach(locale -> keys.addAll(source().messages(locale).keySet()));

    for (Locale locale : source().languages()) {
      assertEquals(keys, new TreeSet<>(source().messages(locale).keySet()), locale::toLanguageTag);
    }
  }

  @Test
  void startsKeysWithTheModuleName() {
    each(
        (locale, key, pattern) ->
            assertTrue(key.matches("[a-z][A-Za-z0-9-]*(\\.[A-Za-z0-9_:-]+)+"), key));
  }

  /** A single apostrophe in a message format quotes the text that follows. */
  @Test
  void formatsEachArgumentOfAMessage() {
    each(
        (locale, key, pattern) -> {
          var format = new MessageFormat(pattern, locale);
          format.setFormats(new Format[format.getFormats().length]); // each argument unformatted
          var shown = format.format(marks());
          for (String argument : arguments(pattern)) {
            assertTrue(shown.contains(mark(argument)), locale.toLanguageTag() + " " + key);
          }
        });
  }

  @Test
  void usesTheSameArgumentsInEachLanguage() {
    Map<String, Set<String>> known = new HashMap<>();
    each(
        (locale, key, pattern) -> {
          var before = known.putIfAbsent(key, arguments(pattern));
          assertTrue(before == null || before.equals(arguments(pattern)), key);
        });
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var source = source();
    var before = everything(source);

    ConcurrencyAssertions.assertSameFromManyThreads(before, () -> everything(source));
  }

  private interface MessageAssertion {
    void of(Locale locale, String key, String pattern);
  }

  private void each(MessageAssertion check) {
    for (Locale locale : source().languages()) {
      source().messages(locale).forEach((key, pattern) -> check.of(locale, key, pattern));
    }
  }

  private Map<Object, Object> everything(HtmlPageSource source) {
    Map<Object, Object> all = new HashMap<>();
    templates().forEach(name -> all.put(name, source.template(name)));
    source.languages().forEach(locale -> all.put(locale, source.messages(locale)));
    return all;
  }

  private static Set<String> arguments(String pattern) {
    return ARGUMENT
        .matcher(pattern)
        .results()
        .map(argument -> argument.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Object[] marks() {
    return IntStream.range(0, 10).mapToObj(i -> mark(Integer.toString(i))).toArray();
  }

  private static String mark(String argument) {
    return "«" + argument + "»";
  }
}
