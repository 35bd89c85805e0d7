package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientAuthenticationMethod;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;

/** What every {@link ClientAuthenticationMethod} does. */
public abstract class ClientAuthenticationMethodContract {

  /** The provider. */
  protected abstract ClientAuthenticationMethod authenticator();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A new request that proves {@link #clientId}. */
  protected abstract OAuthRequest authentic();

  /** The client that it proves. */
  protected abstract String clientId();

  /** A new request by the same client with a proof that does not hold. */
  protected abstract OAuthRequest forged();

  /** A new request by a client that does not exist. */
  protected abstract OAuthRequest unknownClient();

  /** The code of a refusal, where the specification of this way names another one. */
  protected String refusal() {
    return "invalid_client";
  }

  /** A tenant that does not have the client. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void knowsTheClientThatProvesItself() {
    assertEquals(
        Optional.of(clientId()),
        authenticator().authenticate(tenant(), authentic()).map(Client::clientId));
  }

  @Test
  void leavesARequestToOthersThatDoesNotUseThisWay() {
    var plain = TestBuilders.anOAuthRequest().with("grant_type", "client_credentials").build();

    assertEquals(Optional.empty(), authenticator().authenticate(tenant(), plain));
  }

  @Test
  void refusesAProofThatDoesNotHold() {
    assertEquals(refusal(), refusal(tenant(), forged()).code());
  }

  @Test
  void refusesTheClientInAnotherTenant() {
    assertEquals(refusal(), refusal(anotherTenant(), authentic()).code());
  }

  @Test
  void doesNotTellAnUnknownClientFromAWrongProof() {
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
