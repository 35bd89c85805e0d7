/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link ClientAuthenticationMethod}. */
public abstract class ClientAuthenticationMethodContract {

  /** Returns the provider under test. */
  protected abstract ClientAuthenticationMethod authenticator();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a new request that authenticates {@link #clientId}. */
  protected abstract OAuthRequest authentic();

  /** Returns the id of the authenticated client. */
  protected abstract String clientId();

  /** Returns a new request of the same client with an invalid proof. */
  protected abstract OAuthRequest forged();

  /** Returns a new request of a client that does not exist. */
  protected abstract OAuthRequest unknownClient();

  /** Returns the error code of a rejection, if the method's specification defines another one. */
  protected String refusal() {
    return "invalid_client";
  }

  /** Returns a tenant without the client. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void authenticatesClientWithValidProof() {
    assertEquals(
        Optional.of(clientId()),
        authenticator().authenticate(tenant(), authentic()).map(Client::clientId));
  }

  @Test
  void ignoresRequestOfAnotherMethod() {
    var plain = TestBuilders.anOAuthRequest().with("grant_type", "client_credentials").build();

    assertEquals(Optional.empty(), authenticator().authenticate(tenant(), plain));
  }

  @Test
  void rejectsInvalidProof() {
    assertEquals(refusal(), refusal(tenant(), forged()).code());
  }

  @Test
  void rejectsClientInAnotherTenant() {
    assertEquals(refusal(), refusal(anotherTenant(), authentic()).code());
  }

  @Test
  void givesTheSameErrorForUnknownClientAndInvalidProof() {
    var unknown = refusal(tenant(), unknownClient());
    var wrong = refusal(tenant(), forged());

    assertEquals(wrong.code(), unknown.code());
    assertEquals(wrong.status(), unknown.status());
    assertEquals(wrong.getMessage(), unknown.getMessage());
  }

  private OAuthException refusal(TenantContext tenant, OAuthRequest request) {
    return assertThrows(OAuthException.class, () -> authenticator().authenticate(tenant, request));
  }
}
