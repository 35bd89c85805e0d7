package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ClaimsContributor;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;

/** What every {@link ClaimsContributor} does. */
public abstract class ClaimsContributorContract {

  /** Claims that the server makes itself (RFC 9068 section 2.2, RFC 7519 section 4.1). */
  private static final Set<String> RESERVED =
      Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scope", "act", "cnf");

  /** The provider. */
  protected abstract ClaimsContributor contributor();

  /** The tenant that the subject is of. */
  protected abstract TenantContext tenant();

  /** A subject about whom something is known. */
  protected abstract SubjectRef subject();

  /** Scopes for which the contributor gives something. */
  protected abstract Set<String> scope();

  /** A tenant that does not have the subject. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void givesClaimsForItsScopes() {
    assertFalse(claims(tenant(), subject(), scope()).isEmpty());
  }

  @Test
  void givesNoClaimThatItDoesNotName() {
    for (String name : claims(tenant(), subject(), scope()).keySet()) {
      assertTrue(contributor().claims().contains(name.replaceFirst("#.*", "")), name);
    }
  }

  @Test
  void namesNoClaimThatTheServerMakesItself() {
    assertTrue(Collections.disjoint(contributor().claims(), RESERVED));
  }

  @Test
  void leavesOutWhatItDoesNotKnow() {
    claims(tenant(), subject(), scope())
        .forEach((name, value) -> assertTrue(value != null, name + " is null"));
  }

  @Test
  void givesNothingForNoScopeAndNoRequest() {
    assertEquals(Map.of(), claims(tenant(), subject(), Set.of()));
  }

  @Test
  void givesNothingAboutSubjectsOfAnotherTenant() {
    assertEquals(Map.of(), claims(anotherTenant(), subject(), scope()));
  }

  @Test
  void givesNothingAboutSubjectsThatItDoesNotKnow() {
    for (String id : HostileIdentifiers.identifiers()) {
      assertEquals(Map.of(), claims(tenant(), new SubjectRef(subject().type(), id), scope()), id);
    }
  }

  private Map<String, Object> claims(TenantContext tenant, SubjectRef subject, Set<String> scope) {
    return contributor().claims(tenant, subject, client(), scope, Set.of());
  }

  /** The client that the claims are for. */
  protected Client client() {
    return TestBuilders.aClient().build();
  }
}
