/* SPDX-License-Identifier: Apache-2.0 */
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
import java.util.concurrent.Future;
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
import org.lumoauth.api.module.ModuleWorkTracker;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
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
 * Holds polls while a person decides, for as long as the agent prefers ({@code Prefer: wait}, AAuth
 * draft, section Deferred Responses). Their number and duration are limited, and no poll blocks a
 * thread. The store has the answer, regardless of the node that received it.
 *
 * <p>A held poll is completed only by the caller that removes it from the held polls: on the
 * person's answer, on another poll of the agent, when this module stops, or by the container.
 */
@Component(service = AgentLongPollService.class)
public final class AgentLongPollService {

  /** The header that marks a response as held (RFC 7240 section 3). */
  static final String APPLIED = "Preference-Applied";

  static final int MOST = 256;
  static final int MOST_OF_TENANT = 64;

  private static final Logger LOG = LoggerFactory.getLogger(AgentLongPollService.class);

  /** Held polls do not wait for a responder: if all are busy, the agent polls again. */
  static final int TELLERS = 8;

  static final int TELLERS_OF_TENANT = 4;

  /** After this delay no response is started, because the container would abort it. */
  private static final Duration LATE = Duration.ofMinutes(1);

  /** The container's timeout: never during a response, which takes two minutes at most. */
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

  /** Writes the response to a held poll. */
  public interface LongPollResponder {
    void respond(HttpExchange exchange, AgentCaller agent, DeferredRequest asked)
        throws IOException;
  }

  @Activate
  public AgentLongPollService(
      BundleContext context,
      @Reference DeferredRequestPollHandler polling,
      @Reference DeferredRequestStore waiting,
      @Reference SettingsStore settings,
      @Reference ModuleWorkTracker traffic,
      @Reference InstantSource time) {
    this(polling::respondHeld, waiting, settings, () -> isStopping(context, traffic), time);
    Future<?> unused =
        clock.scheduleWithFixedDelay(
            new ResilientScheduledTask(
                this::deliverAnswered, e -> LOG.warn("aauth.held-answers-failed", e)),
            1,
            1,
            TimeUnit.SECONDS);
  }

  /**
   * Creates a service that checks the store only when called.
   *
   * @param late writes the response to a held poll
   * @param leaving whether this module, or the server, is stopping
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

  /**
   * Whether the module is stopping, so that waiting for active requests must not include held
   * polls.
   */
  static boolean isStopping(BundleContext context, ModuleWorkTracker traffic) {
    return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING
        || !traffic.acceptsWork(context.getBundle().getBundleId());
  }

  @Deactivate
  public synchronized void close() {
    clock.shutdown();
    held.forEach(this::release);
    tellers.shutdown();
  }

  /**
   * Holds a poll if the agent prefers to wait and there is capacity. An earlier held poll of the
   * same request is completed first, because the result is returned only once and the agent may
   * have closed that connection.
   *
   * @param asked the deferred request; the agent has no action to take now
   * @return false if the poll must be answered immediately
   */
  public boolean hold(HttpExchange exchange, AgentCaller agent, DeferredRequest asked) {
    Duration most = PersonServerSettings.LONGEST_WAIT.read(settings, exchange.tenant());
    Duration wait =
        PreferWaitHeaderParser.parse(exchange.request())
            .map(asks -> asks.compareTo(most) < 0 ? asks : most)
            .orElse(Duration.ZERO);
    boolean waits = !wait.isZero() && !settled(Optional.of(asked)) && !leaving.getAsBoolean();
    List<AgentLongPoll> before = new ArrayList<>();
    boolean holds = replace(before, exchange, agent, asked, waits ? wait : Duration.ZERO);
    before.forEach(AgentLongPollService::giveWay);
    return holds;
  }

  /** Replaces earlier polls of the same request; concurrent polls are ordered. */
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

  /** Answers the polls that are due. The store is queried last, because it may be unavailable. */
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

  /** Whether there is a result, or an action for the agent. */
  private boolean settled(Optional<DeferredRequest> now) {
    return now.filter(of -> of.state().equals(DeferredRequest.OPEN))
        .filter(of -> of.openClarification().isEmpty())
        .filter(of -> time.instant().isBefore(of.expiresAt()))
        .isEmpty();
  }

  /**
   * Removes a held poll; of several concurrent calls, exactly one returns true. Returns false if
   * there is not enough time left.
   */
  private boolean take(AgentLongPoll of) {
    return held.remove(of) && time.instant().isBefore(of.until().plus(LATE));
  }

  /**
   * Answers the poll. If no responder is free, the agent polls again instead of waiting for others.
   */
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

  /** Completes the poll without a result; the agent polls again, possibly on another node. */
  private void release(AgentLongPoll of) {
    if (take(of)) {
      comeAgain(of);
    }
  }

  /**
   * Completes the poll that a newer poll replaced, with a delay for the next poll, so that two
   * clients of one agent do not replace each other in a tight loop.
   */
  private static void giveWay(AgentLongPoll of) {
    of.exchange().response().setHeader(APPLIED, null);
    comeAgain(of);
  }

  private static void comeAgain(AgentLongPoll of) {
    answer(of, () -> DeferredResponseWriter.write(of.exchange(), of.asked()));
  }

  /** Writes a response. */
  private interface LongPollAction {
    void respond() throws IOException;
  }

  private static void answer(AgentLongPoll of, LongPollAction answer) {
    try {
      answer.respond();
    } catch (IOException e) { // the agent closed the connection and will poll again
      LOG.debug("aauth.held-answer-left", e);
    } catch (RuntimeException
        | LinkageError e) { // a class is unavailable while modules are replaced
      of.exchange().fail(e);
    } finally {
      complete(of.pause());
    }
  }

  private static void complete(AsyncContext pause) {
    try {
      pause.complete();
    } catch (IllegalStateException e) { // the container already completed it
      LOG.debug("aauth.held-answer-left", e);
    }
  }

  private static ThreadFactory threads() {
    return DaemonThreadFactory.named("lumoauth-aauth-held");
  }
}
