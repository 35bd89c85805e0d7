/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestionSamples;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

/** Termination of held polls, if the container, a timeout and an answer compete. */
class LongPollTerminationTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext OTHER = aTenant().withId("tnt_other").build();
  private static final AgentCaller AGENT =
      new AgentCaller(
          "https://a.example", "aauth:a@a.example", Map.of(), "thumbprint", 0, "jwt", "");

  private final DeferredRequestStore waiting =
      new DeferredRequestStore(
          new FakeShortLivedRecordStore(InstantSource.system()), new FakeSecretProtectionService());
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private volatile CountDownLatch slow = new CountDownLatch(0);
  private volatile Instant now = Instant.now();
  private final AgentLongPollService holding =
      new AgentLongPollService(
          this::tell,
          waiting,
          new FakeSettingsStore().with(PersonServerSettings.SECTION, new PersonServerSettings()),
          this::stays,
          () -> now);
  private final DeferredRequest asked = asked(ACME);

  @AfterEach
  void close() {
    slow.countDown();
    holding.close();
  }

  /** The connection may carry another answer by then; how it ended is told by the next poll. */
  @Test
  void sendsNothingAfterTheContainerEndsThePoll() throws Exception {
    var container = new Container(poll(ACME));
    assertTrue(holding.hold(container.exchange(), AGENT, asked));
    container.listener.onTimeout(null);
    allow(asked);
    FakeHttpExchange other = held(OTHER, asked(OTHER));
    now = now.plusSeconds(20);

    holding.deliverAnswered();

    assertEquals(200, other.awaitCompleted().status());
    assertEquals(List.of(OTHER.id()), told);
    assertFalse(container.polled.isCompleted());
    DeferredRequest ended = waiting.find(ACME, asked.id()).orElseThrow().value();
    assertFalse(holding.hold(poll(ACME), AGENT, ended), "it is told at once");
  }

  @Test
  void releasesThePollWhenTheContainerEndsIt() throws IOException {
    for (int n = 1; n < AgentLongPollService.MOST_OF_TENANT; n++) {
      held(ACME, asked(ACME));
    }
    var container = new Container(poll(ACME));
    assertTrue(holding.hold(container.exchange(), AGENT, asked));
    assertFalse(holding.hold(poll(ACME), AGENT, asked(ACME)), "there is no room");

    container.listener.onTimeout(null);

    assertTrue(holding.hold(poll(ACME), AGENT, asked(ACME)));
  }

  @Test
  void writesNoResponseNearTheContainerTimeout() {
    FakeHttpExchange late = held(ACME, asked);
    now = now.plusSeconds(80);

    FakeHttpExchange next = held(ACME, asked);

    assertFalse(late.isCompleted());
    assertNull(late.responseHeader("Location"));
    holding.close();
    assertTrue(next.isCompleted());
  }

  @Test
  void doesNotBlockOtherPollsOnASlowAnswer() throws Exception {
    slow = new CountDownLatch(1);
    List<FakeHttpExchange> slowOnes =
        Stream.generate(() -> held(ACME, asked(ACME)))
            .limit(AgentLongPollService.TELLERS_OF_TENANT + 1)
            .toList();
    FakeHttpExchange other = held(OTHER, asked(OTHER));
    now = now.plusSeconds(20);

    holding.deliverAnswered();

    assertEquals(200, other.awaitCompleted().status());
    List<FakeHttpExchange> over = slowOnes.stream().filter(FakeHttpExchange::isCompleted).toList();
    assertEquals(1, over.size(), "for which there is no teller");
    assertEquals(202, over.get(0).status());
    assertEquals("0", over.get(0).responseHeader("Retry-After"), "it comes again");
    slow.countDown();
    for (FakeHttpExchange each : slowOnes) {
      each.awaitCompleted();
    }
    assertEquals(AgentLongPollService.TELLERS_OF_TENANT + 1, told.size());
  }

  @Test
  void holdsOnlyOneOfTwoConcurrentPolls() {
    FakeHttpExchange first = poll(ACME);
    FakeHttpExchange second = poll(ACME);
    meanwhile.set(() -> assertTrue(holding.hold(second, AGENT, asked)));

    assertTrue(holding.hold(first, AGENT, asked));

    assertTrue(second.isCompleted());
    assertEquals(202, second.status());
    assertFalse(first.isCompleted());
  }

  private boolean stays() {
    meanwhile.getAndSet(() -> {}).run();
    return false;
  }

  private void tell(HttpExchange exchange, AgentCaller agent, DeferredRequest of)
      throws IOException {
    try {
      if (exchange.tenant().equals(ACME)) {
        slow.await();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    told.add(exchange.tenant().id());
    exchange.writeJson(200, Map.of());
  }

  private void allow(DeferredRequest of) {
    waiting.answer(
        ACME,
        waiting.find(ACME, of.id()).orElseThrow(),
        DeferredRequest.GRANTED,
        "usr_1",
        Map.of());
  }

  private DeferredRequest asked(TenantContext tenant) {
    return waiting.add(tenant, InteractionQuestionSamples.question("permission", Map.of()));
  }

  private FakeHttpExchange held(TenantContext tenant, DeferredRequest of) {
    FakeHttpExchange polled = poll(tenant);
    assertTrue(holding.hold(polled, AGENT, of));
    return polled;
  }

  private static FakeHttpExchange poll(TenantContext tenant) {
    return FakeHttpExchange.get(tenant, "/p").withHeader("Prefer", "wait=20");
  }

  /** What listens for how the container ends a request. */
  private static final class Container {
    private final FakeHttpExchange polled;
    private AsyncListener listener;

    Container(FakeHttpExchange polled) {
      this.polled = polled;
    }

    HttpExchange exchange() {
      return like(HttpExchange.class, polled, "request", any -> request());
    }

    private HttpServletRequest request() {
      return like(HttpServletRequest.class, polled.request(), "startAsync", any -> pause());
    }

    private AsyncContext pause() {
      return like(
          AsyncContext.class,
          polled.request().startAsync(),
          "addListener",
          arguments -> {
            listener = (AsyncListener) arguments[0];
            return null;
          });
    }

    private interface Answer {
      Object to(Object[] arguments);
    }

    private static <T> T like(Class<T> type, T other, String but, Answer answer) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, called, arguments) -> {
                try {
                  return called.getName().equals(but)
                      ? answer.to(arguments)
                      : called.invoke(other, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
