/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.authentication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anAgentRef;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Requires permissions of an authenticated caller. */
class CallerAuthorizationTest extends CallerAuthenticatorTestBase {
  private static final AuditEvent.RequestInfo REQUEST =
      new AuditEvent.RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());

  @Test
  void allowsPermittedAction() {
    authorization.allow(ACME, ALICE.subject(), "users.read");

    gate.require(ACME, ALICE, "users.read", REQUEST);

    assertEquals(List.of(), audit.of(ACME.id()));
  }

  @Test
  void reportsMissingPermission() {
    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.require(ACME, ALICE, "users.read", REQUEST));

    assertEquals("403 permission_denied", refusal.status() + " " + refusal.code());
    assertEquals("users.read", refusal.details().get("permission"));
  }

  @Test
  void auditsDeniedCaller() {
    assertThrows(ApiException.class, () -> gate.require(ACME, ALICE, "users.read", REQUEST));

    AuditEvent event = audit.last(ACME.id()).event();
    assertEquals("access.denied", event.action());
    assertEquals(ALICE.subject(), event.actor());
    assertEquals("users.read", event.details().get("permission"));
    assertEquals("fake_denies", event.details().get("reason"));
  }

  @Test
  void auditsActorAndOnBehalfOf() {
    Caller caller = aCaller().as(aUserRef()).actedBy(anAgentRef()).of(ACME.id()).build();

    assertThrows(ApiException.class, () -> gate.require(ACME, caller, "users.read", REQUEST));

    AuditEvent event = audit.last(ACME.id()).event();
    assertEquals(anAgentRef(), event.actor());
    assertEquals(List.of(aUserRef()), event.onBehalfOf());
  }

  @Test
  void reportsFailedModelInsteadOfMissingPermission() {
    gate.authorization = new FailingModel();

    ApiException refusal =
        assertThrows(ApiException.class, () -> gate.require(ACME, ALICE, "users.read", REQUEST));

    assertEquals("403 The model failed.", refusal.status() + " " + refusal.getMessage());
  }

  @Test
  void failsInsteadOfDenyingIfModelIsUnavailable() {
    authorization.withMissingModule("agents-capability");

    assertRefusal(
        503, "module_unavailable", () -> gate.require(ACME, ALICE, "users.read", REQUEST));
    assertEquals(List.of(), audit.of(ACME.id()));
  }

  @Test
  void refusesCallersWithoutADecisionService() {
    gate.authorization = null;

    assertRefusal(
        503, "module_unavailable", () -> gate.require(ACME, ALICE, "users.read", REQUEST));
  }

  private record FailingModel() implements AuthorizationService {
    @Override
    public Decision decide(TenantContext tenant, DecisionRequest question) {
      return new Decision(
          false,
          DecisionReason.of("model_failed", "The model failed.", Map.of()),
          Optional.empty(),
          List.of(),
          Duration.ZERO);
    }

    @Override
    public List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions) {
      return questions.stream().map(question -> decide(tenant, question)).toList();
    }

    @Override
    public List<EffectivePermission> permissions(
        TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query) {
      return List.of();
    }
  }
}
