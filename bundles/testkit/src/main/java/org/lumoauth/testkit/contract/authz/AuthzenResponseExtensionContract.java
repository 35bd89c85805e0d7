/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.evaluation.AuthzenResponseExtension;
import org.lumoauth.api.evaluation.AuthzenResponseExtension.DeniedEvaluation;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.HostileJsonValues;
import org.lumoauth.testkit.contract.TenantUrlAssertions;

/** The contract of every {@link AuthzenResponseExtension}. */
public abstract class AuthzenResponseExtensionContract {

  /**
   * Members that the API itself sets in the {@code context}, and only for callers that may see
   * them.
   */
  private static final Set<String> RESERVED = Set.of("id", "reason_admin", "error");

  private static final String WHY = "contract-why";

  /** Returns the provider under test. */
  protected abstract AuthzenResponseExtension extension();

  /** Returns a tenant for which the extension is active. */
  protected abstract TenantContext tenant();

  /** Returns a denial to which it contributes. */
  protected abstract DeniedEvaluation concerned();

  /** Returns a denial to which it does not contribute. */
  protected abstract DeniedEvaluation unconcerned();

  /** Returns a tenant for which the extension is not active. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void addsMembersToResponse() {
    assertFalse(context(concerned()).isEmpty());
  }

  @Test
  void addsNothingToUnrelatedDecision() {
    assertEquals(Map.of(), context(unconcerned()));
  }

  @Test
  void addsNothingInAnotherTenant() {
    assertEquals(Map.of(), extension().context(anotherTenant(), concerned()));
  }

  @Test
  void keepsStandardMembersOfResponse() {
    var names = context(concerned()).keySet();

    assertTrue(Collections.disjoint(names, RESERVED), names.toString());
  }

  @Test
  void givesEachMemberAValue() {
    assertJson(context(concerned()));
    assertJson(extension().metadata(tenant()));
    assertJson(extension().metadata(anotherTenant()));
  }

  @Test
  void hidesReasonOfDenial() {
    var was = concerned().decision();
    var why = new DecisionReason(WHY, WHY, Map.of(WHY, WHY), List.of());
    var decision = new Decision(false, why, Optional.of(WHY), was.votes(), was.validity());

    var told = context(with(concerned().question(), decision)).toString();

    assertFalse(told.contains(WHY), told);
  }

  @Test
  void acceptsAnyRequestText() {
    for (String text : HostileIdentifiers.identifiers()) {
      var was = concerned().question();
      var about = Optional.of(new Resource("document", text, Map.of("contract", text)));
      var asked =
          new DecisionRequest(
              was.subject(), was.actors(), text, about, was.context(), was.credentialScope());

      assertJson(context(with(asked, concerned().decision())));
    }
  }

  @Test
  void publishesOnlyEndpointsOfTheTenant() {
    extension()
        .metadata(tenant())
        .forEach(
            (name, value) -> {
              if (name.endsWith("_endpoint") || name.endsWith("_uri")) {
                TenantUrlAssertions.assertTenantUrl(tenant(), value.toString());
              }
            });
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        context(concerned()).keySet(), () -> context(concerned()).keySet());
  }

  @Test
  void handlesUnrelatedDecisionQuickly() {
    var extension = extension();
    var tenant = tenant();
    var denied = unconcerned();
    ConcurrencyAssertions.assertQuick(() -> extension.context(tenant, denied));
  }

  private Map<String, Object> context(DeniedEvaluation denied) {
    return extension().context(tenant(), denied);
  }

  private DeniedEvaluation with(DecisionRequest question, Decision decision) {
    var was = concerned();
    Map<String, Object> action = Map.of("name", question.action());
    return new DeniedEvaluation(
        was.caller(), was.subject(), was.resource(), action, question, decision);
  }

  private static void assertJson(Map<String, Object> members) {
    assertTrue(HostileJsonValues.isJson(members), members.toString());
  }
}
