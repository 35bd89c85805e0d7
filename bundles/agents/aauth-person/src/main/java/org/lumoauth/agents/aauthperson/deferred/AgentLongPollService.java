package org.lumoauth.agents.aauthperson.deferred;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.servlet.AsyncContext;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.api.module.DaemonThreadFactory;
import org.lumoauth.api.module.ModuleWorkTracker;
import org.lumoauth.api.module.ScheduledTask;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds answers that wait for a person for as long as the agent would wait ({@code Prefer: wait},
 * section Deferred Responses): a bounded number of them, for a bounded time, and none of them holds
 * a thread. The store says who has answered, on whatever node they did.
 *
 * <p>Whoever takes one out of those that are held ends it, and nobody else: the person's answer,
 * the agent that polls again, this module that leaves, or the container.
 */
@Component(service = AgentLongPollService.class)
public final class AgentLongPollService {

  /** The field that says of an answer that it was held (RFC 7240 section 3). */
  static final String APPLIED = "Preference-Applied";

  static final int MOST = 256;
  static final int MOST_OF_TENANT = 64;

  private static final Logger LOG = LoggerFactory.getLogger(AgentLongPollService.class);

  /** Nothing waits for one of them: whoever finds them all at work comes again. */
  static final int TELLERS = 8;

  static final int TELLERS_OF_TENANT = 4;

  /** Later than this nothing is begun any more: the container would end it in the middle. */
  private static final Duration LATE = Duration.ofMinutes(1);

  /** The container would end it: never while it is told, which takes two minutes at the most. */
  private static final Duration SPARE = LATE.plusMinutes(2);

  private final LongPollResponder late;
  private final DeferredRequestStore waiting;
  private final SettingsStore settings;
  private final BooleanSupplier leaving;
  private final InstantSource time;
  private final Set<AgentLongPoll> held = ConcurrentHashMap.newKeySet();
  private final Set<AgentLongPoll> told = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, threads());
  private final ThreadPoolExecutor tellers =
      new ThreadPoolExecutor(0, TELLERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads());

  /** Gives an answer that was held. */
  interface LongPollResponder {
    void respond(HttpExchange exchange, AgentCaller agent, DeferredRequest asked)
        throws IOException;
  }

  @Activate
  public AgentLongPollService(
      BundleContext context,
      @Reference DeferredRequestPollHandler polling,
      @Reference DeferredRequestStore waiting,
      @Reference SettingsStore settings,
      @Reference ModuleWorkTracker traffic) {
    this(
        polling::respondHeld,
        waiting,
        settings,
        () -> isStopping(context, traffic),
        InstantSource.system());
    clock.scheduleWithFixedDelay(
        new ScheduledTask(this::deliverAnswered, e -> LOG.warn("aauth.held-answers-failed", e)),
        1,
        1,
        TimeUnit.SECONDS);
  }

  /**
   * One that looks only when it is told to.
   *
   * @param late gives an answer that was held
   * @param leaving whether this module, or the server, is on its way out
   */
  AgentLongPollService(
      LongPollResponder late,
      DeferredRequestStore waiting,
      SettingsStore settings,
      BooleanSupplier leaving,
      InstantSource time) {
    this.late = late;
    this.waiting = waiting;
    this.settings = settings;
    this.leaving = leaving;
    this.time = time;
  }

  /** Whoever waits for requests that are under way must not wait for these. */
  static boolean isStopping(BundleContext context, ModuleWorkTracker traffic) {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING
        || !traffic.acceptsWork(context.getBundle().getBundleId());
  }

  @Deactivate
  synchronized void close() {
    clock.shutdown();
    held.forEach(this::release);
    tellers.shutdown();
  }

  /**
   * Holds the answer to a request, if the agent would wait and there is room. Another that is held
   * for the same is given: how it ended is told once, and the agent may have hung up on that one.
   *
   * @param asked what the person is asked; the agent has nothing to do about it now
   * @return false if the request has to be answered at once
   */
  public boolean hold(HttpExchange exchange, AgentCaller agent, DeferredRequest asked) {
    Duration most = PersonServerSettings.longestWait(settings, exchange.tenant());
    Duration wait =
        PreferWaitHeader.parse(exchange.request())
            .map(asks -> asks.compareTo(most) < 0 ? asks : most)
            .orElse(Duration.ZERO);
    boolean waits = !wait.isZero() && !settled(Optional.of(asked)) && !leaving.getAsBoolean();
    List<AgentLongPoll> before = new ArrayList<>();
    boolean holds = replace(before, exchange, agent, asked, waits ? wait : Duration.ZERO);
    before.forEach(AgentLongPollService::giveWay);
    return holds;
  }

  /** Of several that come at once each sees those before it. */
  private synchronized boolean replace(
      List<AgentLongPoll> before,
      HttpExchange exchange,
      AgentCaller agent,
      DeferredRequest asked,
      Duration wait) {
    held.stream()
        .filter(each -> each.sameCase(exchange, asked))
        .filter(this::take)
        .forEach(before::add);
    if (wait.isZero()
        || clock.isShutdown()
        || held.size() >= MOST
        || held.stream().filter(each -> each.sameTenant(exchange)).count() >= MOST_OF_TENANT) {
      return false;
    }
    exchange.response().setHeader(APPLIED, "wait=" + wait.toSeconds());
    AsyncContext pause = exchange.request().startAsync();
    pause.setTimeout(wait.plus(SPARE).toMillis());
    AgentLongPoll begun =
        new AgentLongPoll(exchange, pause, agent, asked, time.instant().plus(wait));
    pause.addListener(new LongPollEndListener(() -> held.remove(begun)));
    held.add(begun);
    return true;
  }

  /** Gives the answers that are due. The store is asked last: it may be away. */
  void deliverAnswered() {
    Instant now = time.instant();
    if (leaving.getAsBoolean()) {
      held.forEach(this::release);
    }
    held.stream().filter(each -> !now.isBefore(each.until())).forEach(this::tell);
    for (AgentLongPoll each : held) {
      var current =
          waiting.find(each.exchange().tenant(), each.asked().id()).map(ShortLivedRecord::value);
      if (settled(current) || !current.get().code().equals(each.asked().code())) {
        tell(each);
      }
    }
  }

  /** Whether there is something to hear, or to do for the agent. */
  private boolean settled(Optional<DeferredRequest> now) {
    return now.filter(of -> of.state().equals(DeferredRequest.OPEN))
        .filter(of -> of.openClarification().isEmpty())
        .filter(of -> time.instant().isBefore(of.expiresAt()))
        .isEmpty();
  }

  /** Of several who end it, exactly one gets true; nobody, if there is not enough time left. */
  private boolean take(AgentLongPoll of) {
    return held.remove(of) && time.instant().isBefore(of.until().plus(LATE));
  }

  /** Where there is no teller for it, the agent comes again: nobody waits for others. */
  private void tell(AgentLongPoll of) {
    if (!take(of)) {
      return;
    }
    if (told.stream().filter(each -> each.sameTenant(of.exchange())).count() >= TELLERS_OF_TENANT) {
      comeAgain(of);
      return;
    }
    told.add(of);
    try {
      tellers.execute(() -> give(of));
    } catch (RejectedExecutionException e) {
      told.remove(of);
      comeAgain(of);
    }
  }

  private void give(AgentLongPoll of) {
    try {
      answer(of, () -> late.respond(of.exchange(), of.agent(), of.asked()));
    } finally {
      told.remove(of);
    }
  }

  /** The agent comes again, to whoever is there then. */
  private void release(AgentLongPoll of) {
    if (take(of)) {
      comeAgain(of);
    }
  }

  /** There is another poll: who sends both must not send them by turns as fast as they can. */
  private static void giveWay(AgentLongPoll of) {
    of.exchange().response().setHeader(APPLIED, null);
    comeAgain(of);
  }

  private static void comeAgain(AgentLongPoll of) {
    answer(of, () -> DeferredResponseWriter.write(of.exchange(), of.asked()));
  }

  /** What is answered. */
  private interface LongPollAction {
    void respond() throws IOException;
  }

  private static void answer(AgentLongPoll of, LongPollAction answer) {
    try {
      answer.respond();
    } catch (IOException e) { // the agent is gone: it polls again
      LOG.debug("aauth.held-answer-left", e);
    } catch (RuntimeException | LinkageError e) { // a class is away while modules are swapped
      of.exchange().fail(e);
    } finally {
      complete(of.pause());
    }
  }

  private static void complete(AsyncContext pause) {
    try {
      pause.complete();
    } catch (IllegalStateException e) { // the container did
      LOG.debug("aauth.held-answer-left", e);
    }
  }

  private static ThreadFactory threads() {
    return DaemonThreadFactory.named("lumoauth-aauth-held");
  }
}
