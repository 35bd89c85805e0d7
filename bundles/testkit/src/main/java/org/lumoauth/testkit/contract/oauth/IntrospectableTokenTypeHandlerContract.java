/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler;
import org.lumoauth.api.oauth.token.IntrospectableTokenTypeHandler.ActiveToken;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.HostileJsonValues;

/** The contract of every {@link IntrospectableTokenTypeHandler}. */
public abstract class IntrospectableTokenTypeHandlerContract {

  /** RFC 7662 section 2.2. */
  private static final Set<String> TEXTS =
      Set.of("scope", "client_id", "username", "token_type", "sub", "iss", "jti", "identity_type");

  /** RFC 7662 section 2.2: seconds since the epoch. */
  private static final Set<String> TIMES = Set.of("exp", "iat", "nbf");

  /** Returns the provider under test. */
  protected abstract IntrospectableTokenTypeHandler kind();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns the client of the tokens. */
  protected abstract Client client();

  /** Returns its {@code lumoauth.name}: the {@code token_type_hint}. */
  protected abstract String hint();

  /** Returns a new, valid token of this type, issued to the client. */
  protected abstract String issue();

  /** Returns a client of the tenant to which the tokens are not issued. */
  protected Client anotherClient() {
    return TestBuilders.aClient().withId("contract-another").build();
  }

  /** Returns a tenant to which the tokens do not belong. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void reportsSubjectOfValidToken() {
    var active = active(issue());

    assertEquals(client().clientId(), active.clientId());
    assertEquals(
        client().clientId(), active.members().getOrDefault("client_id", client().clientId()));
    assertEquals(tenant().issuer(), active.members().getOrDefault("iss", tenant().issuer()));
  }

  @Test
  void returnsStandardIntrospectionMembers() {
    active(issue())
        .members()
        .forEach(
            (name, value) -> {
              assertTrue(HostileJsonValues.isJson(value), name);
              assertTrue(value instanceof String || !TEXTS.contains(name), name);
              assertTrue(value instanceof Long || !TIMES.contains(name), name);
              assertFalse(name.equals("active"), "the introspection endpoint sets active");
            });
  }

  /** A token exchange relies on these members. */
  @Test
  void reportsSubjectAndScopeOfRefreshToken() {
    if (hint().equals("refresh_token")) {
      var told = active(issue()).members().keySet();

      assertTrue(told.containsAll(Set.of("sub", "identity_type", "scope", "exp")), told.toString());
    }
  }

  @Test
  void omitsTokenValueFromResponse() {
    var token = issue();

    assertFalse(active(token).toString().contains(token));
    assertFalse(kind().revoke(tenant(), client(), token).orElseThrow().contains(token));
  }

  @Test
  void ignoresTokenOfAnotherTenant() {
    var token = issue();

    assertEquals(Optional.empty(), kind().introspect(anotherTenant(), token));
    assertEquals(Optional.empty(), kind().revoke(anotherTenant(), client(), token));
    active(token);
  }

  @Test
  void doesNotRevokeTokenOfAnotherClient() {
    var token = issue();

    assertEquals(Optional.empty(), kind().revoke(tenant(), anotherClient(), token));
    active(token);
  }

  @Test
  void revokesTokenPermanently() {
    var token = issue();

    assertFalse(kind().revoke(tenant(), client(), token).orElseThrow().isBlank());
    assertEquals(Optional.empty(), kind().introspect(tenant(), token));
    assertEquals(Optional.empty(), kind().revoke(tenant(), client(), token));
  }

  /** Every token type handler is called for every token. */
  @Test
  void ignoresTokensOfOtherTypes() {
    var token = issue();
    List<String> others = new ArrayList<>(HostileIdentifiers.identifiers());
    others.addAll(HostileIdentifiers.lookalikes(token));
    others.add(token.substring(0, token.length() - 1));
    others.add(token + token);
    for (String other : others) {
      assertEquals(Optional.empty(), kind().introspect(tenant(), other), other);
      assertEquals(Optional.empty(), kind().revoke(tenant(), client(), other), other);
    }
    active(token);
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var token = issue();

    ConcurrencyAssertions.assertSameFromManyThreads(active(token), () -> active(token));
  }

  private ActiveToken active(String token) {
    return kind().introspect(tenant(), token).orElseThrow();
  }
}
