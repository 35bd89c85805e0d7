/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.message.MessageTemplateProvider;
import org.lumoauth.api.message.MessageTemplateProvider.MessageTemplate;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link MessageTemplateProvider}. */
public abstract class MessageTemplateProviderContract {

  /** The server provides the tenant's display name to each template. */
  private static final String TENANT_NAME = "tenant_name";

  private static final Pattern SHOWN = Pattern.compile("\\$\\{\\s*([A-Za-z][A-Za-z0-9_]*)");

  /** Returns the provider under test. */
  protected abstract MessageTemplateProvider templates();

  /** Returns the languages of its templates. */
  protected abstract Set<Locale> languages();

  @Test
  void declaresTemplates() {
    assertFalse(templates().names().isEmpty());
    templates().names().forEach(name -> assertTrue(name.matches("[a-z][a-z0-9-]{0,63}"), name));
  }

  @Test
  void usesEnglishForOtherLanguages() {
    for (String name : templates().names()) {
      assertTrue(templates().template(name, Locale.ENGLISH).isPresent(), name);
    }
  }

  @Test
  void hasEachTemplateInEachDeclaredLanguage() {
    for (String name : templates().names()) {
      for (Locale locale : languages()) {
        assertTrue(templates().template(name, locale).isPresent(), name + " in " + locale);
      }
    }
  }

  @Test
  void ignoresRegionOfLanguage() {
    for (String name : templates().names()) {
      for (Locale locale : languages()) {
        var regional = new Locale.Builder().setLocale(locale).setRegion("ZZ").build();
        assertEquals(
            templates().template(name, locale), templates().template(name, regional), name);
      }
    }
  }

  @Test
  void hasNoTemplateInUndeclaredLanguage() {
    for (String name : templates().names()) {
      for (String tag : Set.of("und", "tlh", "x-contract")) {
        assertEquals(Optional.empty(), templates().template(name, Locale.forLanguageTag(tag)));
      }
    }
  }

  @Test
  void hasTextAndSingleLineSubject() {
    each(
        (name, template) -> {
          assertFalse(template.text().isBlank(), name);
          template.subject().ifPresent(line -> assertTrue(line.matches("[^\\r\\n]+"), name));
          template.html().ifPresent(html -> assertFalse(html.isBlank(), name));
        });
  }

  @Test
  void usesOnlyDeclaredVariables() {
    each(
        (name, template) -> {
          var known = new HashSet<>(templates().variables(name));
          known.add(TENANT_NAME);
          var shown = new HashSet<String>();
          parts(template).forEach(part -> shown.addAll(shown(part)));
          assertTrue(known.containsAll(shown), name + " shows " + shown);
        });
  }

  /**
   * A message with a link has no other purpose, so a tenant's own template must show the link too.
   */
  @Test
  void includesLinkIfDeclared() {
    each(
        (name, template) -> {
          if (templates().variables(name).contains("link")) {
            assertTrue(shown(template.text()).contains("link"), name);
            template.html().ifPresent(html -> assertTrue(shown(html).contains("link"), name));
          }
        });
  }

  @Test
  void declaresValidVariableNames() {
    for (String name : templates().names()) {
      for (String variable : templates().variables(name)) {
        assertTrue(variable.matches("[a-z][A-Za-z0-9_]*"), variable);
      }
    }
  }

  @Test
  void returnsNothingForUnknownTemplate() {
    var others = new HashSet<>(HostileIdentifiers.identifiers());
    templates().names().forEach(name -> others.addAll(HostileIdentifiers.lookalikes(name)));
    for (String other : others) {
      assertEquals(Set.of(), templates().variables(other), other);
      assertEquals(Optional.empty(), templates().template(other, Locale.ENGLISH), other);
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var templates = templates();
    var name = templates.names().iterator().next();
    var template = templates.template(name, Locale.ENGLISH);

    ConcurrencyAssertions.assertSameFromManyThreads(
        template, () -> templates.template(name, Locale.ENGLISH));
  }

  private interface TemplateAssertion {
    void of(String name, MessageTemplate template);
  }

  private void each(TemplateAssertion check) {
    for (String name : templates().names()) {
      for (Locale locale : languages()) {
        templates().template(name, locale).ifPresent(template -> check.of(name, template));
      }
    }
  }

  private static Stream<String> parts(MessageTemplate template) {
    return Stream.of(template.subject(), Optional.of(template.text()), template.html())
        .flatMap(Optional::stream);
  }

  private static Set<String> shown(String part) {
    var shown = new HashSet<String>();
    SHOWN.matcher(part).results().forEach(variable -> shown.add(variable.group(1)));
    return shown;
  }
}
