/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.authz.SubjectPermissionProvider.SubjectPermissionQuery;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

class EffectivePermissionLookupTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");
  private static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  private static final EffectivePermission READ = permission("documents.read", "role:Editor");
  private static final EffectivePermission WRITE = permission("documents.write", "role:Editor");

  private final DecisionServiceFixture setup = new DecisionServiceFixture();

  @Test
  void listsPermissionsOfAllProviders() {
    setup
        .with("all", DecisionServiceFixture.permit())
        .listing("rbac", (tenant, subject) -> List.of(READ, WRITE));

    assertEquals(List.of(READ, WRITE), list(10));
  }

  @Test
  void omitsPermissionsThatWouldBeDenied() {
    setup
        .with(
            "only-read",
            (tenant, question) ->
                question.action().equals("documents.read")
                    ? DecisionServiceFixture.permit()
                    : DecisionServiceFixture.deny("no"))
        .listing("rbac", (tenant, subject) -> List.of(READ, WRITE));

    assertEquals(List.of(READ), list(10));
  }

  @Test
  void listsAPermissionOncePerSource() {
    var other = permission("documents.read", "capability");
    setup
        .with("all", DecisionServiceFixture.permit())
        .listing("a", (tenant, subject) -> List.of(READ, READ))
        .listing("b", (tenant, subject) -> List.of(other));

    assertEquals(List.of(READ, other), list(10));
  }

  @Test
  void appliesLimit() {
    setup
        .with("all", DecisionServiceFixture.permit())
        .listing("rbac", (tenant, subject) -> List.of(READ, WRITE));

    assertEquals(List.of(READ), list(1));
  }

  @Test
  void failsIfProviderIsUnavailable() {
    setup
        .with("all", DecisionServiceFixture.permit())
        .listing("a", (tenant, subject) -> List.of(READ))
        .lackingList("rbac", "authz-rbac");

    assertEquals(
        "authz-rbac", assertThrows(ApiException.class, () -> list(10)).details().get("module"));
  }

  @Test
  void failsIfProviderCannotBeActivated() {
    setup
        .with("all", DecisionServiceFixture.permit())
        .listing("a", (tenant, subject) -> List.of(READ));
    setup.registry.withFirstCallFailing(
        SubjectPermissionProvider.class, "rbac", (tenant, subject) -> List.of(WRITE));

    assertThrows(ApiException.class, () -> list(10));
    assertEquals(List.of(READ, WRITE), list(10));
  }

  @Test
  void failsIfRequiredModelIsAbsent() {
    setup.requiring("user=ceiling").listing("a", (tenant, subject) -> List.of());

    assertEquals(
        "ceiling", assertThrows(ApiException.class, () -> list(10)).details().get("module"));
  }

  @Test
  void failsIfProviderThrows() {
    setup
        .with("all", DecisionServiceFixture.permit())
        .listing("a", (tenant, subject) -> List.of(READ))
        .listing(
            "b",
            (tenant, subject) -> {
              throw new IllegalStateException("broken");
            });

    assertEquals(503, assertThrows(ApiException.class, () -> list(10)).status());
  }

  private List<EffectivePermission> list(int limit) {
    return setup.service().permissions(ACME, new SubjectPermissionQuery(ALICE, limit));
  }

  private static EffectivePermission permission(String slug, String source) {
    return new EffectivePermission(slug, Optional.empty(), source);
  }
}
