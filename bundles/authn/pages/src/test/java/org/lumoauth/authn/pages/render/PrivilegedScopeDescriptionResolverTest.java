/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.page.HtmlPageSource;
import org.lumoauth.authn.pages.source.PageResourceCatalog;

class PrivilegedScopeDescriptionResolverTest {

  /** Every scope that this server itself takes as power over it. */
  private static final List<String> POWERS =
      Stream.of(
              Stream.of("admin", "admin:read", "admin:write", "admin.other", "admin:nobody:read"),
              Stream.of("introspect", "authz:check", "ssf.read", "ssf.manage", "ssf.other"),
              SystemPermissions.OTHERS.stream(),
              SystemPermissions.AREAS.stream()
                  .flatMap(
                      area ->
                          Stream.of(
                              area + SystemPermissions.READ,
                              area + SystemPermissions.WRITE,
                              "admin:" + area,
                              "admin:" + area + ":read",
                              "admin:" + area + ":write")))
          .flatMap(names -> names)
          .toList();

  /** Words of one language and no other to fall back to. */
  private record OneLanguage(Locale only) implements HtmlPageSource {

    @Override
    public Optional<String> template(String name) {
      return Optional.empty();
    }

    @Override
    public Set<Locale> languages() {
      return Set.of(only);
    }

    @Override
    public Map<String, String> messages(Locale locale) {
      var properties = new Properties();
      var file = "/pages/messages_" + only.getLanguage() + ".properties";
      try (var in = PrivilegedScopeDescriptionResolverTest.class.getResourceAsStream(file)) {
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return properties.stringPropertyNames().stream()
          .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
  }

  private static PrivilegedScopeDescriptionResolver in(String language) {
    var locale = Locale.forLanguageTag(language);
    var catalog = new PageResourceCatalog(List.of(new OneLanguage(locale)));
    return new PrivilegedScopeDescriptionResolver(
        new LocalizedMessageFormatter(catalog, locale, List.of(), ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "es", "ja"})
  void describesEveryPrivilegedScope(String language) {
    var powers = in(language);

    var without =
        POWERS.stream()
            .filter(scope -> powers.of(scope).filter(said -> !said.contains("pages.")).isEmpty())
            .toList();

    assertEquals(List.of(), without);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "es", "ja"})
  void translatesEveryPrivilegedScope(String language) {
    var powers = in(language);
    var english = in("en");

    assertEquals(
        List.of(),
        POWERS.stream().filter(scope -> powers.of(scope).equals(english.of(scope))).toList());
  }

  @Test
  void describesScopeTargetAndAction() {
    var english = in("en");

    assertEquals("Change the accounts of all users", english.of("users.write").orElseThrow());
    assertEquals(
        "See and change the accounts of all users", english.of("admin:users:write").orElseThrow());
    assertEquals("See the audit log", english.of("admin:audit:read").orElseThrow());
    assertEquals("See everything in this organization", english.of("admin:read").orElseThrow());
  }

  @Test
  void describesUnknownAdminScopeAsFullAccess() {
    var english = in("en");

    assertEquals(english.of("admin"), english.of("admin:write"));
    assertEquals(english.of("admin"), english.of("admin:users:write:all"));
    assertEquals(english.of("admin"), english.of("admin."));
  }

  @Test
  void ignoresApplicationScopes() {
    var english = in("en");

    for (String scope : List.of("openid", "roles", "orders", "users", "administer")) {
      assertTrue(english.of(scope).isEmpty(), scope);
      assertFalse(PrivilegedScopeDescriptionResolver.isPrivileged(scope), scope);
    }
  }
}
