/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.token.SubjectClaimsContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link SubjectClaimsContributor}. */
public abstract class SubjectClaimsContributorContract {

  /** Claims that the server itself sets (RFC 9068 section 2.2, RFC 7519 section 4.1). */
  private static final Set<String> RESERVED =
      Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scope", "act", "cnf");

  /** Returns the provider under test. */
  protected abstract SubjectClaimsContributor contributor();

  /** Returns the tenant of the subject. */
  protected abstract TenantContext tenant();

  /** Returns a subject with known claims. */
  protected abstract SubjectRef subject();

  /** Returns scopes for which the contributor returns claims. */
  protected abstract Set<String> scope();

  /** Returns a tenant without the subject. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void returnsClaimsOfItsScopes() {
    assertFalse(claims(tenant(), subject(), scope()).isEmpty());
  }

  @Test
  void returnsOnlyDeclaredClaims() {
    for (String name : claims(tenant(), subject(), scope()).keySet()) {
      assertTrue(contributor().claims().contains(name.replaceFirst("#.*", "")), name);
    }
  }

  @Test
  void declaresNoClaimThatTheServerSets() {
    assertTrue(Collections.disjoint(contributor().claims(), RESERVED));
  }

  @Test
  void omitsUnknownValues() {
    claims(tenant(), subject(), scope())
        .forEach((name, value) -> assertTrue(value != null, name + " is null"));
  }

  @Test
  void returnsNothingForAnEmptyScope() {
    assertEquals(Map.of(), claims(tenant(), subject(), Set.of()));
  }

  @Test
  void returnsNothingForSubjectsOfAnotherTenant() {
    assertEquals(Map.of(), claims(anotherTenant(), subject(), scope()));
  }

  @Test
  void returnsNothingForUnknownSubjects() {
    for (String id : HostileIdentifiers.identifiers()) {
      assertEquals(Map.of(), claims(tenant(), new SubjectRef(subject().type(), id), scope()), id);
    }
  }

  private Map<String, Object> claims(TenantContext tenant, SubjectRef subject, Set<String> scope) {
    return contributor().claims(tenant, subject, client(), scope, Set.of());
  }

  /** Returns the client for which the claims are requested. */
  protected Client client() {
    return TestBuilders.aClient().build();
  }
}
