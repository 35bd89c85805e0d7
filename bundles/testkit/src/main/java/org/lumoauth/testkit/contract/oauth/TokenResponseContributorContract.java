/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.testkit.contract.HostileJsonValues;

/** The contract of every {@link TokenResponseContributor}. */
public abstract class TokenResponseContributorContract {

  /** Members that the server itself sets (RFC 6749 section 5.1, RFC 9396 section 7). */
  private static final Set<String> OF_THE_SERVER =
      Set.of("access_token", "token_type", "expires_in", "scope", "authorization_details");

  private static final Set<String> TEXTS = Set.of("refresh_token", "id_token");

  /** Returns the provider under test. */
  protected abstract TokenResponseContributor contributor();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a token request. */
  protected abstract AuthenticatedTokenRequest request();

  /** Returns its grant. */
  protected abstract AuthorizationGrant grant();

  /** Returns a new access token for it. */
  protected abstract IssuedToken accessToken();

  /** Returns the names of the added response members; empty if the contributor adds none. */
  protected abstract Set<String> names();

  @Test
  void addsDeclaredMembers() {
    assertEquals(names(), added(grant(), accessToken(), Map.of()).keySet());
  }

  @Test
  void addsNoMemberThatTheServerSets() {
    assertTrue(Collections.disjoint(names(), OF_THE_SERVER), names().toString());
  }

  @Test
  void addsOnlyJsonValues() {
    added(grant(), accessToken(), Map.of())
        .forEach(
            (name, value) -> {
              assertFalse(name.isBlank());
              assertTrue(HostileJsonValues.isJson(value), name);
              assertTrue(value instanceof String || !TEXTS.contains(name), name);
            });
  }

  @Test
  void omitsAccessTokenFromItsMembers() {
    var accessToken = accessToken();

    assertFalse(added(grant(), accessToken, Map.of()).toString().contains(accessToken.value()));
  }

  /** It receives an immutable copy of the members. */
  @Test
  void keepsMembersOfOtherContributors() {
    var others = Map.<String, Object>of("contract_other", "x", "refresh_token", "contract");
    var made =
        contributor().derivedMembers(tenant(), request(), grant(), accessToken(), others).keySet();

    assertTrue(Collections.disjoint(made, others.keySet()), made.toString());
  }

  /** Without a session, resource or key, as for a device grant. */
  @Test
  void acceptsGrantWithoutSessionResourceOrKey() {
    var was = grant();
    var bare =
        new AuthorizationGrant(
            was.id(),
            was.clientId(),
            was.subject(),
            was.scope(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty());

    assertTrue(names().containsAll(added(bare, accessToken(), Map.of()).keySet()));
  }

  private Map<String, Object> added(
      AuthorizationGrant grant, IssuedToken accessToken, Map<String, Object> others) {
    Map<String, Object> first = new HashMap<>(others);
    first.putAll(contributor().members(tenant(), request(), grant, accessToken));
    Map<String, Object> all = new HashMap<>(first);
    all.putAll(
        contributor()
            .derivedMembers(
                tenant(), request(), grant, accessToken, Collections.unmodifiableMap(first)));
    return all;
  }
}
