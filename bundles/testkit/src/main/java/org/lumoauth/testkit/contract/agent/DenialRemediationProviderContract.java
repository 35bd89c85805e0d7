/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.agent.DenialRemediationProvider;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.HostileJsonValues;
import org.lumoauth.testkit.contract.TenantUrlAssertions;

/** The contract of every {@link DenialRemediationProvider}. */
public abstract class DenialRemediationProviderContract {

  /** The maximum number of shown results from one source. */
  private static final int SHOWN = 3;

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  /** Returns the provider under test. */
  protected abstract DenialRemediationProvider source();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns an agent that can remedy {@link #denial}. */
  protected abstract Caller caller();

  /** Returns its request. */
  protected abstract DecisionRequest question();

  /** Returns the denial. */
  protected abstract Decision denial();

  /** Returns a request of the same caller with a denial that cannot be remedied. */
  protected abstract DecisionRequest hopeless();

  @Test
  void suggestsSteps() {
    assertFalse(steps().isEmpty());
    assertTrue(steps().size() <= SHOWN, steps().toString());
  }

  @Test
  void suggestsStepsThatAnAgentCanPerform() {
    steps().forEach(this::assertTakeable);
  }

  @Test
  void suggestsNoStepIfNoneHelps() {
    assertEquals(List.of(), after(tenant(), caller(), hopeless()));
  }

  @Test
  void suggestsNoStepToCallersOfAnotherTenant() {
    assertEquals(List.of(), after(HostileIdentifiers.unknownTenant(), caller(), question()));
  }

  @Test
  void suggestsNoStepToUnknownCallers() {
    for (String id : HostileIdentifiers.identifiers()) {
      var unknown = new SubjectRef(SubjectRef.AGENT, id);
      var alone = TestBuilders.aCaller().as(unknown).of(tenant().id()).build();

      assertEquals(List.of(), after(tenant(), alone, question()), id);
    }
  }

  @Test
  void acceptsAnyActionText() {
    for (String action : HostileIdentifiers.identifiers()) {
      after(tenant(), caller(), with(action)).forEach(this::assertTakeable);
    }
  }

  @Test
  void suggestsEqualStepsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(steps(), this::steps);
  }

  @Test
  void returnsQuickly() {
    var source = source();
    var tenant = tenant();
    var caller = caller();
    var question = question();
    var denial = denial();
    ConcurrencyAssertions.assertQuick(
        () -> source.findRemediations(tenant, caller, question, denial));
  }

  private void assertTakeable(RemediationStep step) {
    assertTrue(step.type().matches("[a-z][a-z0-9_]*"), step.type());
    assertFalse(step.description().isBlank(), step.type());
    step.url().ifPresent(url -> TenantUrlAssertions.assertTenantUrl(tenant(), url.toString()));
    step.method().ifPresent(method -> assertTrue(METHODS.contains(method), method));
    assertEquals(step.url().isPresent(), step.method().isPresent(), step.toString());
    if (step.method().isEmpty() || step.method().equals(Optional.of("GET"))) {
      assertTrue(step.body().isEmpty(), step.toString());
    }
    assertTrue(HostileJsonValues.isJson(step.body()), step.toString());
  }

  private List<RemediationStep> steps() {
    return after(tenant(), caller(), question());
  }

  private List<RemediationStep> after(
      TenantContext tenant, Caller caller, DecisionRequest question) {
    return source().findRemediations(tenant, caller, question, denial());
  }

  private DecisionRequest with(String action) {
    var was = question();
    return new DecisionRequest(
        was.subject(), was.actors(), action, was.resource(), was.context(), was.credentialScope());
  }
}
