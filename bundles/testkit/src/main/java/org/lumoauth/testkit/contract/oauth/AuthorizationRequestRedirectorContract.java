/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestRedirector;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.TenantUrlAssertions;

/** The contract of every {@link AuthorizationRequestRedirector}. */
public abstract class AuthorizationRequestRedirectorContract {

  private static final Set<String> PLAIN = Set.of("contract.read", "contract.write");

  /** Returns the provider under test. */
  protected abstract AuthorizationRequestRedirector detour();

  /** Returns a tenant. */
  protected abstract TenantContext tenant();

  /** Returns a client that is redirected and gets no code. */
  protected abstract Client detoured();

  @Test
  void redirectsItsClients() {
    assertTrue(instead(PLAIN).isPresent());
    assertTrue(instead(Set.of()).isPresent());
  }

  @Test
  void doesNotRedirectOtherClients() {
    for (Client other :
        List.of(TestBuilders.aClient().build(), TestBuilders.aPublicClient().build())) {
      assertEquals(Optional.empty(), detour().findRedirect(tenant(), other, PLAIN));
    }
  }

  @Test
  void redirectsToAPageOfTheTenant() {
    TenantUrlAssertions.assertTenantUrl(tenant(), page(PLAIN));
    detour()
        .findRedirect(HostileIdentifiers.unknownTenant(), detoured(), PLAIN)
        .ifPresent(
            page ->
                TenantUrlAssertions.assertTenantUrl(
                    HostileIdentifiers.unknownTenant(), page.toString()));
  }

  @Test
  void acceptsAnyTextAsScope() {
    for (String scope : HostileIdentifiers.identifiers()) {
      TenantUrlAssertions.assertTenantUrl(tenant(), page(Set.of(scope)));
    }
  }

  @Test
  void encodesScopeInRedirect() {
    var names = names(page(PLAIN));
    for (String scope : List.of("a&agent=other", "a#b", "a=b;c=d", "a+b%26c=d", "a\r\nb: c")) {
      assertEquals(names, names(page(Set.of(scope))), scope);
    }
  }

  @Test
  void redirectsToTheSamePageForAnyScopeOrder() {
    var forwards = new LinkedHashSet<>(List.of("contract.read", "contract.write", "contract.x"));
    var backwards = new LinkedHashSet<>(List.of("contract.x", "contract.write", "contract.read"));

    assertEquals(instead(forwards), instead(backwards));
  }

  @Test
  void redirectsConcurrentThreadsEqually() {
    ConcurrencyAssertions.assertSameFromManyThreads(instead(PLAIN), () -> instead(PLAIN));
  }

  private Optional<URI> instead(Set<String> scope) {
    return detour().findRedirect(tenant(), detoured(), scope);
  }

  private String page(Set<String> scope) {
    return instead(scope).orElseThrow().toString();
  }

  private static List<String> names(String page) {
    var query = Optional.ofNullable(URI.create(page).getRawQuery()).orElse("");
    return Arrays.stream(query.split("[&;]")).map(pair -> pair.replaceFirst("=.*", "")).toList();
  }
}
