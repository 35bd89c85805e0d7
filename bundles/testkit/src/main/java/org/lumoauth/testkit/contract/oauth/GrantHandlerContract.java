/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.GrantHandler;
import org.lumoauth.api.tenant.TenantContext;

/** The contract of every {@link GrantHandler}. */
public abstract class GrantHandlerContract {

  private static final String SCOPE = "scope";

  /** Returns the provider under test. */
  protected abstract GrantHandler handler();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a new request that is granted. */
  protected abstract AuthenticatedTokenRequest granted();

  /** Returns a new request that is rejected. */
  protected abstract AuthenticatedTokenRequest refused();

  /** Returns the {@code error} of the rejection of {@link #refused}. */
  protected abstract String refusal();

  @Test
  void issuesTokenWithTypeAndLifetime() {
    var response = handler().grant(tenant(), granted());

    assertFalse(response.accessToken().value().isBlank());
    assertTrue(List.of("Bearer", "DPoP", "N_A").contains(response.tokenType()));
    assertTrue(response.accessToken().expiresAt().isAfter(response.accessToken().issuedAt()));
  }

  @Test
  void limitsScopeToClientRegistration() {
    var request = granted();

    var scope = handler().grant(tenant(), request).accessToken().scope();

    assertTrue(request.client().scope().containsAll(scope), scope.toString());
  }

  @Test
  void rejectsScopeOutsideTheRegistration() {
    var request = with(granted(), SCOPE, List.of("contract.never-registered"));

    assertEquals("invalid_scope", refusalOf(request).code());
  }

  @Test
  void rejectsRepeatedParameter() {
    var request = with(granted(), SCOPE, List.of("a", "b"));

    assertEquals("invalid_request", refusalOf(request).code());
  }

  @Test
  void rejectsWithErrorCodeOfSpecification() {
    assertEquals(refusal(), refusalOf(refused()).code());
  }

  @Test
  void describesError() {
    assertFalse(refusalOf(refused()).getMessage().isBlank());
  }

  private OAuthException refusalOf(AuthenticatedTokenRequest request) {
    return assertThrows(OAuthException.class, () -> handler().grant(tenant(), request));
  }

  private static AuthenticatedTokenRequest with(
      AuthenticatedTokenRequest request, String parameter, List<String> values) {
    var was = request.request();
    Map<String, List<String>> parameters = new HashMap<>(was.parameters());
    parameters.put(parameter, values);
    return new AuthenticatedTokenRequest(
        request.client(),
        request.authenticationMethod(),
        new OAuthRequest(
            was.method(),
            was.url(),
            was.headers(),
            Map.copyOf(parameters),
            was.certificate(),
            was.remoteAddress()),
        request.confirmation());
  }
}
