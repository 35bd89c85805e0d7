/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.deferred.AgentLongPollService;
import org.lumoauth.agents.aauthperson.deferred.AgentLongPollServiceFactory;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.relay.InteractionMailer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeMessageSender;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class UserInteractionStarterTest {

  private static final TenantContext ACME = aTenant().build();
  private static final AgentCaller AGENT =
      new AgentCaller(
          "https://a.example", "aauth:a@a.example", Map.of(), "thumbprint", 0, "jwt", "");
  private static final Map<String, Object> SHOWS = Map.of("capabilities", List.of("interaction"));
  private static final Map<String, Object> SHOWS_NOTHING =
      Map.of("capabilities", List.of("clarification"));

  private final InstantSource clock = InstantSource.system();
  private final FakeMessageSender messages = new FakeMessageSender();
  private final InteractionLinkDeliveryService reaching =
      new InteractionLinkDeliveryService(
          InteractionMailer.with(
              new FakeUserDirectory().with(ACME, aUser().withId("usr_1").build()),
              new FakeSettingsStore(),
              messages),
          new FakeAttemptLimiter(clock));
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(
          new FakeShortLivedRecordStore(clock), new FakeSecretProtectionService());
  private final AgentLongPollService holding =
      AgentLongPollServiceFactory.unanswered(
          waiting,
          new FakeSettingsStore().with(PersonServerSettings.SECTION, new PersonServerSettings()),
          clock);
  private final UserInteractionStarter asking =
      new UserInteractionStarter(waiting, reaching, holding);

  @AfterEach
  void close() {
    holding.close();
  }

  @Test
  void returnsInteractionIfAgentCanShowPage() throws IOException {
    for (Map<String, Object> request : List.of(SHOWS, Map.<String, Object>of())) {
      assertEquals("interaction", asked(request, exchange()));
    }

    assertEquals(0, messages.sent().size());
  }

  @Test
  void sendsMailIfAgentCannotShowPage() throws IOException {
    assertEquals("approval", asked(SHOWS_NOTHING, exchange()));

    assertEquals(1, messages.sent().size());
  }

  /** The agent has nothing to do about it: its answer can wait. */
  @Test
  void holdsPollOnlyIfUserWasMailed() throws IOException {
    FakeHttpExchange held = exchange().withHeader("Prefer", "wait=20");
    asking.ask(held, AGENT, InteractionQuestionSamples.question("permission", SHOWS_NOTHING));
    assertEquals("wait=20", held.responseHeader("Preference-Applied"));
    assertFalse(held.isCompleted());

    assertEquals("interaction", asked(SHOWS, exchange().withHeader("Prefer", "wait=20")));
    holding.close();
    assertEquals("requirement=approval", held.responseHeader("AAuth-Requirement"));
  }

  @Test
  void rejectsRequestIfUserIsUnreachable() {
    InteractionQuestion nobody =
        InteractionQuestionSamples.free(
            InteractionQuestionSamples.question("permission", SHOWS_NOTHING));

    assertEquals("user_unreachable", refused(nobody).error());
    assertEquals(403, refused(nobody).status());
  }

  @Test
  void returnsInteractionRequiredForPromptNone() {
    var none = InteractionQuestionSamples.question("auth", Map.of("prompt", "none"));

    assertEquals("403 interaction_required", refused(none).status() + " " + refused(none).error());
  }

  @Test
  void limitsMailPerUser() throws IOException {
    for (int n = 0; n < 10; n++) {
      asked(SHOWS_NOTHING, exchange());
    }

    assertEquals(
        "user_unreachable",
        refused(InteractionQuestionSamples.question("permission", SHOWS_NOTHING)).error());
    assertEquals(10, messages.sent().size());
  }

  private String asked(Map<String, Object> request, FakeHttpExchange exchange) throws IOException {
    asking.ask(exchange, AGENT, InteractionQuestionSamples.question("permission", request));
    assertEquals(202, exchange.status());
    String requirement = exchange.responseHeader("AAuth-Requirement");
    assertTrue(requirement.startsWith("requirement="), requirement);
    return requirement.substring("requirement=".length()).replaceFirst(";.*", "");
  }

  private AAuthProblemException refused(InteractionQuestion question) {
    return assertThrows(AAuthProblemException.class, () -> asking.ask(exchange(), AGENT, question));
  }

  private static FakeHttpExchange exchange() {
    return FakeHttpExchange.json(ACME, "/aauth-person/permission", Map.of());
  }
}
