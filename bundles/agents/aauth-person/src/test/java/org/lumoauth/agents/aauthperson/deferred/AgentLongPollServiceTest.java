/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestionSamples;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeModuleWorkTracker;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class AgentLongPollServiceTest {

  private static final TenantContext ACME = aTenant().build();
  private static final long BUNDLE = 7;
  private static final TenantContext OTHER = aTenant().withId("tnt_other").build();
  private static final AgentCaller AGENT =
      new AgentCaller(
          "https://a.example", "aauth:a@a.example", Map.of(), "thumbprint", 0, "jwt", "");

  private final FakeShortLivedRecordStore store =
      new FakeShortLivedRecordStore(InstantSource.system());
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(store, new FakeSecretProtectionService());
  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(PersonServerSettings.SECTION, new PersonServerSettings());
  private volatile Instant now = Instant.now();
  private volatile boolean leaving;
  private final AgentLongPollService holding =
      new AgentLongPollService(
          (exchange, agent, asked) -> exchange.writeJson(200, Map.of("late", asked.id())),
          waiting,
          settings,
          () -> leaving,
          () -> now);
  private final DeferredRequest asked = asked(ACME);

  @AfterEach
  void close() {
    holding.close();
  }

  @Test
  void doesNotHoldAPollWithoutPreferWait() {
    assertFalse(holding.hold(FakeHttpExchange.get(ACME, "/p"), AGENT, asked));
    assertFalse(holding.hold(poll(ACME, 0), AGENT, asked));
  }

  /** Where the answer was given does not matter: here, or on another node. */
  @Test
  void holdsAPollUntilTheUserAnswers() throws Exception {
    FakeHttpExchange polled = held(asked, 20);
    holding.deliverAnswered();
    assertFalse(polled.isCompleted());

    var elsewhere = new DeferredRequestStore(store, new FakeSecretProtectionService());
    elsewhere.answer(
        ACME, elsewhere.find(ACME, asked.id()).orElseThrow(), "granted", "usr_1", Map.of());
    holding.deliverAnswered();

    assertEquals(Map.of("late", asked.id()), polled.awaitCompleted().answer());
  }

  @Test
  void limitsTheHoldToTheAgentsWaitPreference() throws Exception {
    FakeHttpExchange polled = held(asked, 20);
    now = now.plusSeconds(19);
    holding.deliverAnswered();
    assertFalse(polled.isCompleted());

    now = now.plusSeconds(1);
    holding.deliverAnswered();

    assertEquals(200, polled.awaitCompleted().status());
    assertEquals("wait=20", polled.responseHeader("Preference-Applied"));
  }

  @Test
  void limitsTheHoldToTheTenantsMaximum() {
    assertEquals("wait=30", held(asked, 600).responseHeader("Preference-Applied"));
    settings.change(ACME, PersonServerSettings.SECTION, Map.of("longestWait", 0L));

    FakeHttpExchange polled = poll(ACME, 600);
    assertFalse(holding.hold(polled, AGENT, asked));
    assertNull(polled.responseHeader("Preference-Applied"));
  }

  @Test
  void doesNotHoldAPollThatRequiresAgentAction() throws Exception {
    FakeHttpExchange polled = held(asked, 20);
    waiting.addClarificationQuestion(ACME, waiting.find(ACME, asked.id()).orElseThrow(), "Why?");
    holding.deliverAnswered();

    assertTrue(polled.awaitCompleted().isCompleted());
    DeferredRequest open = waiting.find(ACME, asked.id()).orElseThrow().value();
    assertFalse(holding.hold(poll(ACME, 20), AGENT, open));
  }

  @Test
  void completesHeldPollWhenRequestIsDelivered() throws Exception {
    FakeHttpExchange polled = held(asked, 20);
    waiting.markDelivered(ACME, asked);

    holding.deliverAnswered();

    assertEquals(200, polled.awaitCompleted().status());
  }

  /** How it ended is told once, and whoever polls again may have hung up before. */
  @Test
  void releasesEarlierPollWhenAgentPollsAgain() {
    FakeHttpExchange first = held(asked, 20);
    FakeHttpExchange second = held(asked, 20);

    assertEquals(202, first.status());
    assertEquals("5", first.responseHeader("Retry-After"), "not by turns");
    assertNull(first.responseHeader("Preference-Applied"));
    assertFalse(second.isCompleted());
    assertFalse(holding.hold(FakeHttpExchange.get(ACME, "/p"), AGENT, asked));
    assertEquals(202, second.status());
  }

  @Test
  void limitsHeldPollsPerTenant() {
    for (int n = 0; n < AgentLongPollService.MOST_OF_TENANT; n++) {
      held(asked(ACME), 20);
    }

    assertFalse(holding.hold(poll(ACME, 20), AGENT, asked));
    assertTrue(holding.hold(poll(OTHER, 20), AGENT, asked(OTHER)));
  }

  @Test
  void limitsHeldPollsInTotal() {
    for (int n = 0; n < AgentLongPollService.MOST; n++) {
      TenantContext one = aTenant().withId("tnt_" + n % 10).build();
      assertTrue(holding.hold(poll(one, 20), AGENT, asked(one)));
    }

    assertFalse(holding.hold(poll(ACME, 20), AGENT, asked));
  }

  /** Whoever stops the server, or replaces the module, waits for what is under way. */
  @Test
  void releasesAllHeldPollsDuringShutdown() {
    FakeHttpExchange polled = held(asked, 20);
    leaving = true;

    holding.deliverAnswered();

    assertEquals(202, polled.status());
    assertTrue(polled.isCompleted());
    assertFalse(holding.hold(poll(ACME, 20), AGENT, asked));
  }

  @Test
  void detectsStoppingServerAndRetiredModule() {
    var traffic = new FakeModuleWorkTracker();
    assertFalse(AgentLongPollService.isStopping(running(Bundle.ACTIVE), traffic));

    assertTrue(AgentLongPollService.isStopping(running(Bundle.STOPPING), traffic));
    assertTrue(AgentLongPollService.isStopping(running(Bundle.ACTIVE), traffic.retire(BUNDLE)));
  }

  private static BundleContext running(int server) {
    return stub(
        BundleContext.class,
        (called, of) -> stub(Bundle.class, (asked, any) -> state(asked, of == null, server)));
  }

  private static Object state(String asked, boolean ours, int server) {
    return switch (asked) {
      case "getBundleId" -> ours ? BUNDLE : 0L;
      case "getState" -> ours ? Bundle.ACTIVE : server;
      default -> null;
    };
  }

  private static <T> T stub(Class<T> type, BiFunction<String, Object[], Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> answers.apply(called.getName(), arguments)));
  }

  @Test
  void completesAllHeldPollsOnClose() {
    FakeHttpExchange polled = held(asked, 20);

    holding.close();

    assertEquals(202, polled.status());
    assertEquals("0", polled.responseHeader("Retry-After"));
    assertTrue(polled.isCompleted());
    assertFalse(holding.hold(poll(ACME, 20), AGENT, asked));
  }

  private DeferredRequest asked(TenantContext tenant) {
    return waiting.add(
        tenant,
        InteractionQuestionSamples.question(
            "permission", Map.of("capabilities", List.of("clarification"))));
  }

  private FakeHttpExchange held(DeferredRequest of, int seconds) {
    FakeHttpExchange polled = poll(ACME, seconds);
    assertTrue(holding.hold(polled, AGENT, of));
    return polled;
  }

  private static FakeHttpExchange poll(TenantContext tenant, int seconds) {
    return FakeHttpExchange.get(tenant, "/p").withHeader("Prefer", "wait=" + seconds);
  }
}
