package org.lumoauth.testkit.contract;

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
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.TokenResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;

/** What every {@link TokenResponseContributor} does. */
public abstract class TokenResponseContributorContract {

  /** Members that the server makes itself (RFC 6749 section 5.1, RFC 9396 section 7). */
  private static final Set<String> OF_THE_SERVER =
      Set.of("access_token", "token_type", "expires_in", "scope", "authorization_details");

  private static final Set<String> TEXTS = Set.of("refresh_token", "id_token");

  /** The provider. */
  protected abstract TokenResponseContributor contributor();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A token request. */
  protected abstract GrantRequest request();

  /** What it was granted. */
  protected abstract AuthorizationGrant grant();

  /** A new access token for it. */
  protected abstract IssuedToken accessToken();

  /** The members that are added to the answer, by name; none if the contributor only looks on. */
  protected abstract Set<String> names();

  @Test
  void addsTheMembersOfItsModule() {
    assertEquals(names(), added(grant(), accessToken(), Map.of()).keySet());
  }

  @Test
  void addsNothingThatTheServerSaysItself() {
    assertTrue(Collections.disjoint(names(), OF_THE_SERVER), names().toString());
  }

  @Test
  void addsWhatJsonCanHold() {
    added(grant(), accessToken(), Map.of())
        .forEach(
            (name, value) -> {
              assertFalse(name.isBlank());
              assertTrue(HostileJsonValues.isJson(value), name);
              assertTrue(value instanceof String || !TEXTS.contains(name), name);
            });
  }

  @Test
  void givesTheAccessTokenAwayNowhereElse() {
    var accessToken = accessToken();

    assertFalse(added(grant(), accessToken, Map.of()).toString().contains(accessToken.value()));
  }

  /** It sees a copy of them, which nothing can be put into. */
  @Test
  void leavesMembersOfOthersAsTheyAre() {
    var others = Map.<String, Object>of("contract_other", "x", "refresh_token", "contract");
    var made =
        contributor().derivedMembers(tenant(), request(), grant(), accessToken(), others).keySet();

    assertTrue(Collections.disjoint(made, others.keySet()), made.toString());
  }

  /** No session, no resource, no key: as of a device that was granted something. */
  @Test
  void takesAGrantThatSaysLittle() {
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
