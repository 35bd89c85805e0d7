/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.ask.AskResponse.AskRemediation;
import org.lumoauth.api.agent.DenialRemediationProvider;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

/** Steps are sent as they are. */
class AskRemediationResolverTest {

  private final FakeProviderRegistry providers = new FakeProviderRegistry();

  @Test
  void requiresClientAuthenticationForTokenRequestStep() {
    var step = after("outside_token_scope");

    assertEquals("request_token", step.type());
    assertEquals("client", step.authentication());
  }

  @Test
  void suggestsRepeatingTheSameQuestion() {
    providers.with(
        DenialRemediationProvider.class,
        "busy",
        (tenant, caller, question, denial) -> {
          throw new IllegalStateException("busy");
        });

    var step = after("no_rule");

    assertEquals("ask_again", step.type());
    assertEquals(
        Map.of(
            "action",
            "documents.write",
            "resource",
            Map.of("type", "document", "id", "1", "attributes", Map.of("z", 1)),
            "context",
            Map.of("ticket", "T1")),
        step.body());
  }

  private AskRemediation after(String denial) {
    var asked =
        AccessQuestion.action(
            aCaller().build(),
            "documents.write",
            Optional.of(new Resource("document", "1", Map.of("z", 1))),
            Map.of("ticket", "T1"));
    var decision =
        new Decision(
            false,
            DecisionReason.of(denial, "No.", Map.of()),
            Optional.empty(),
            List.of(),
            Duration.ZERO);
    long end = System.nanoTime() + AskRemediationResolver.PATIENCE.toNanos();
    return new AskRemediationResolver(
            new RemediationStepCollector(providers, new TurnTakingExecutor()))
        .findRemediations(aTenant().build(), AskDecisionResult.of(asked, decision), end)
        .get(0);
  }
}
