package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Authenticator;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.testkit.builder.Builders;

/** What every {@link Authenticator} does. */
public abstract class AuthenticatorContract {

  /** The provider. */
  protected abstract Authenticator authenticator();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A new request with a credential of {@link #subject} that holds. */
  protected abstract RequestView authentic();

  /** Whose credential it is. */
  protected abstract SubjectRef subject();

  /** A new request with a credential of this kind that does not hold. */
  protected abstract RequestView forged();

  /** Where the credential holds: a tenant, or the platform, which is of none. */
  protected Optional<TenantContext> home() {
    return Optional.of(tenant());
  }

  /** A tenant that the credential is not of. */
  protected TenantContext anotherTenant() {
    return Hostile.stranger();
  }

  @Test
  void knowsWhoCalls() {
    var caller = authenticator().authenticate(home(), authentic()).orElseThrow();

    assertEquals(subject(), caller.subject());
    assertFalse(caller.credentialId().isBlank());
  }

  @Test
  void saysWhichTenantTheCredentialBelongsTo() {
    var caller = authenticator().authenticate(home(), authentic()).orElseThrow();

    assertEquals(home().map(TenantContext::id), caller.tenantId());
  }

  @Test
  void leavesARequestToOthersThatHasNoSuchCredential() {
    var plain = Builders.aRequest().build();

    assertEquals(Optional.empty(), authenticator().authenticate(Optional.of(tenant()), plain));
    assertEquals(Optional.empty(), authenticator().authenticate(Optional.empty(), plain));
  }

  @Test
  void refusesACredentialThatDoesNotHold() {
    var refusal = assertThrows(Problem.class, () -> authenticator().authenticate(home(), forged()));

    assertEquals(401, refusal.status());
    assertEquals("invalid_token", refusal.code());
  }

  @Test
  void refusesTheCredentialInAnotherTenant() {
    var refusal =
        assertThrows(
            Problem.class,
            () -> authenticator().authenticate(Optional.of(anotherTenant()), authentic()));

    assertTrue(Set.of(401, 403).contains(refusal.status()), "status " + refusal.status());
  }

  @Test
  void doesNotRepeatTheCredentialInARefusal() {
    var forged = forged();
    var refusal = assertThrows(Problem.class, () -> authenticator().authenticate(home(), forged));

    forged
        .header("authorization")
        .map(value -> value.substring(value.indexOf(' ') + 1))
        .ifPresent(secret -> assertFalse(refusal.getMessage().contains(secret)));
  }

  @Test
  void challengesWithASchemeOrNotAtAll() {
    authenticator()
        .challenge()
        .ifPresent(text -> assertTrue(text.matches("[A-Za-z][A-Za-z0-9-]*( .+)?"), text));
  }
}
