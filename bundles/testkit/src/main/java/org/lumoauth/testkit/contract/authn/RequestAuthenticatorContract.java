/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link RequestAuthenticator}. */
public abstract class RequestAuthenticatorContract {

  /** Returns the provider under test. */
  protected abstract RequestAuthenticator authenticator();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a new request with a valid credential of {@link #subject}. */
  protected abstract HttpRequestView authentic();

  /** Returns the owner of the credential. */
  protected abstract SubjectRef subject();

  /** Returns a new request with an invalid credential of this kind. */
  protected abstract HttpRequestView forged();

  /** Returns the tenant for which the credential is valid; empty for the platform. */
  protected Optional<TenantContext> home() {
    return Optional.of(tenant());
  }

  /** Returns a tenant for which the credential is not valid. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void identifiesCaller() {
    var caller = authenticator().authenticate(home(), authentic()).orElseThrow();

    assertEquals(subject(), caller.subject());
    assertFalse(caller.credentialId().isBlank());
  }

  @Test
  void reportsTenantOfCredential() {
    var caller = authenticator().authenticate(home(), authentic()).orElseThrow();

    assertEquals(home().map(TenantContext::id), caller.tenantId());
  }

  @Test
  void ignoresRequestWithoutItsCredential() {
    var plain = TestBuilders.aRequest().build();

    assertEquals(Optional.empty(), authenticator().authenticate(Optional.of(tenant()), plain));
    assertEquals(Optional.empty(), authenticator().authenticate(Optional.empty(), plain));
  }

  @Test
  void rejectsInvalidCredential() {
    var refusal =
        assertThrows(ApiException.class, () -> authenticator().authenticate(home(), forged()));

    assertEquals(401, refusal.status());
    assertEquals("invalid_token", refusal.code());
  }

  @Test
  void rejectsCredentialInAnotherTenant() {
    var refusal =
        assertThrows(
            ApiException.class,
            () -> authenticator().authenticate(Optional.of(anotherTenant()), authentic()));

    assertTrue(Set.of(401, 403).contains(refusal.status()), "status " + refusal.status());
  }

  @Test
  void omitsCredentialFromError() {
    var forged = forged();
    var refusal =
        assertThrows(ApiException.class, () -> authenticator().authenticate(home(), forged));

    forged
        .header("authorization")
        .map(value -> value.substring(value.indexOf(' ') + 1))
        .ifPresent(secret -> assertFalse(refusal.getMessage().contains(secret)));
  }

  @Test
  void challengeIsEmptyOrStartsWithAScheme() {
    authenticator()
        .challenge()
        .ifPresent(text -> assertTrue(text.matches("[A-Za-z][A-Za-z0-9-]*( .+)?"), text));
  }
}
