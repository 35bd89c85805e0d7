/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.interaction.InteractionCodeGenerator;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores requests that wait for a person (AAuth draft, section Deferred Responses). */
@Component(service = DeferredRequestStore.class)
public final class DeferredRequestStore {

  /** How long a person can answer. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String KIND = "aap-pending";
  private static final String CODE = "aap-code";
  private static final String TELLING = "aap-telling";
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  /** Longer than the timeout of access servers. */
  private static final Duration TELLING_FOR = Duration.ofMinutes(2);

  private static final String ANSWER = "answer";

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final InteractionCodeGenerator codes = new InteractionCodeGenerator();

  @Activate
  public DeferredRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretProtectionService vault) {
    this.store = store;
    this.vault = vault;
  }

  /** Stores a question. */
  public DeferredRequest add(TenantContext tenant, InteractionQuestion question) {
    return add(tenant, question, LIFETIME);
  }

  /**
   * Stores a question.
   *
   * @param longest the maximum time to answer
   */
  public DeferredRequest add(TenantContext tenant, InteractionQuestion question, Duration longest) {
    Instant until = Instant.now().plus(longest);
    var waiting =
        new DeferredRequest(
            vault.newSecret(),
            codes.generate(),
            question,
            DeferredRequest.OPEN,
            "",
            Map.of(),
            List.of(),
            until,
            false,
            "",
            "");
    store.add(tenant, KIND, waiting.id(), waiting, until.plus(AFTERWARDS));
    keepCode(tenant, waiting);
    return waiting;
  }

  /** Stores a question that the person must answer for an access server. */
  public DeferredRequest addForAccessServer(
      TenantContext tenant, InteractionQuestion question, AccessServerRequirement wanted) {
    DeferredRequest waiting = asked(vault.newSecret(), question, wanted);
    store.add(tenant, KIND, waiting.id(), waiting, waiting.expiresAt().plus(AFTERWARDS));
    keepCode(tenant, waiting);
    return waiting;
  }

  /**
   * Reopens an answered request to ask the person on behalf of an access server.
   *
   * @return the reopened request; empty if it was changed concurrently
   */
  Optional<DeferredRequest> askAgainForAccessServer(
      TenantContext tenant,
      ShortLivedRecord<DeferredRequest> entry,
      InteractionQuestion question,
      AccessServerRequirement wanted) {
    DeferredRequest now = asked(entry.value().id(), question, wanted);
    if (!put(tenant, entry, now)) {
      return Optional.empty();
    }
    keepCode(tenant, now);
    return Optional.of(now);
  }

  /**
   * Stores the code for longer than it is valid, so that a person with an expired code gets an
   * explanation.
   */
  private void keepCode(TenantContext tenant, DeferredRequest of) {
    Instant until = of.expiresAt().plus(AFTERWARDS);
    store.add(tenant, CODE, of.code(), Map.of("id", of.id()), until);
  }

  private DeferredRequest asked(
      String id, InteractionQuestion question, AccessServerRequirement wanted) {
    Map<String, Object> result = Map.of(DeferredRequest.ACCESS, wanted.toMap());
    Instant until = Instant.now().plus(LIFETIME);
    return new DeferredRequest(
        id,
        codes.generate(),
        question,
        DeferredRequest.OPEN,
        "",
        result,
        List.of(),
        until,
        false,
        "",
        "");
  }

  /**
   * Binds a code to the session that opened it; no other browser can use it from then on.
   *
   * @param callback the redirect URL after the answer; empty if there is none
   * @return whether the session may continue; false if another session was first
   */
  public boolean bindToSession(
      TenantContext tenant,
      ShortLivedRecord<DeferredRequest> entry,
      Session session,
      String callback) {
    DeferredRequest was = entry.value();
    return was.arrived().equals(session.id())
        || was.arrived().isEmpty() && put(tenant, entry, was.withSession(session, callback))
        || find(tenant, was.id())
            .filter(
                now ->
                    now.value()
                        .arrived()
                        .equals(session.id())) // in another window of the same browser
            .isPresent();
  }

  /** Binds the code to a new session after the person signed in with another account. */
  public boolean rebindToSession(
      TenantContext tenant, ShortLivedRecord<DeferredRequest> entry, Session session) {
    DeferredRequest was = entry.value();
    return put(tenant, entry, was.withSession(session, was.callback()));
  }

  /**
   * Records that the person returned from the resource's interaction; false if the request is
   * completed.
   */
  public boolean completeResourceInteraction(
      TenantContext tenant, ShortLivedRecord<DeferredRequest> entry) {
    return put(tenant, entry, entry.value().afterResourceInteraction());
  }

  /** Stores a request that the person already answered and that waits for an access server. */
  public DeferredRequest addAnswered(
      TenantContext tenant, InteractionQuestion question, AccessServerRequirement wait) {
    Instant until = Instant.now().plus(LIFETIME);
    Map<String, Object> result = Map.of(DeferredRequest.ACCESS, wait.toMap());
    var waiting =
        new DeferredRequest(
            vault.newSecret(),
            codes.generate(),
            question,
            DeferredRequest.GRANTED,
            question.user(),
            result,
            List.of(),
            until,
            false,
            "",
            "");
    store.add(tenant, KIND, waiting.id(), waiting, until.plus(AFTERWARDS));
    return waiting;
  }

  /**
   * Stores the current requirement of an access server. An unchanged one is rewritten only if it
   * expires soon, so that concurrent answers are not disturbed.
   *
   * @return false if the request was changed concurrently
   */
  boolean updateRequirement(
      TenantContext tenant, ShortLivedRecord<DeferredRequest> entry, AccessServerRequirement wait) {
    DeferredRequest was = entry.value();
    Instant now = Instant.now();
    boolean known = was.accessServerRequirement().equals(Optional.of(wait));
    if (known && now.plus(AFTERWARDS.dividedBy(2)).isBefore(entry.expiresAt())) {
      return true;
    }
    DeferredRequest then =
        was.answered(was.state(), was.user(), Map.of(DeferredRequest.ACCESS, wait.toMap()));
    return store.replace(tenant, entry, then, now.plus(AFTERWARDS));
  }

  /**
   * Stores the agent's answer to an access server; false if the request was changed concurrently.
   */
  boolean storeAccessServerAnswer(
      TenantContext tenant,
      ShortLivedRecord<DeferredRequest> entry,
      InteractionQuestion about,
      AccessServerRequirement answered) {
    DeferredRequest was = entry.value();
    DeferredRequest now =
        was.withClarification(about, was.talk())
            .answered(was.state(), was.user(), Map.of(DeferredRequest.ACCESS, answered.toMap()));
    return store.replace(tenant, entry, now, Instant.now().plus(AFTERWARDS));
  }

  public Optional<ShortLivedRecord<DeferredRequest>> find(TenantContext tenant, String id) {
    return store.find(tenant, KIND, id, DeferredRequest.class);
  }

  /** Returns the request of a code while it can be answered. */
  public Optional<ShortLivedRecord<DeferredRequest>> findByCode(
      TenantContext tenant, String typed) {
    return findByCodeEvenIfExpired(tenant, typed)
        .filter(entry -> Instant.now().isBefore(entry.value().expiresAt()));
  }

  /** Returns the request of a code, expired or not. */
  Optional<ShortLivedRecord<DeferredRequest>> findByCodeEvenIfExpired(
      TenantContext tenant, String typed) {
    return store
        .find(tenant, CODE, InteractionCodeGenerator.normalize(typed), Map.class)
        .map((ShortLivedRecord<?> entry) -> (Map<?, ?>) entry.value())
        .flatMap(code -> find(tenant, (String) code.get("id")))
        .filter(entry -> entry.value().state().equals(DeferredRequest.OPEN));
  }

  /** Stores the answer; of several concurrent answers, exactly one returns true. */
  public boolean answer(
      TenantContext tenant,
      ShortLivedRecord<DeferredRequest> entry,
      String as,
      String user,
      Map<String, Object> result) {
    DeferredRequest was = entry.value();
    store.remove(tenant, CODE, was.code());
    Map<String, Object> all =
        was.accessServerRequirement()
            .<Map<String, Object>>map(
                wait -> Map.of(DeferredRequest.ACCESS, answered(wait, result.get(ANSWER)).toMap()))
            .orElse(result);
    return store.replace(
        tenant, entry, was.answered(as, user, all), Instant.now().plus(AFTERWARDS));
  }

  private static AccessServerRequirement answered(AccessServerRequirement wait, Object words) {
    return words == null
        ? wait
        : wait.answered(AgentClarificationResponseHandler.response((String) words));
  }

  /** Stores a person's clarification question; false if none is possible now. */
  public boolean addClarificationQuestion(
      TenantContext tenant, ShortLivedRecord<DeferredRequest> entry, String words) {
    DeferredRequest was = entry.value();
    if (!was.allowsClarification()) {
      return false;
    }
    List<ClarificationTurn> talk = new ArrayList<>(was.talk());
    talk.add(ClarificationTurn.asked(words));
    return put(tenant, entry, was.withClarification(was.question(), talk));
  }

  /**
   * Stores the agent's answer; false if no question is open.
   *
   * @param about the question to the person from now on: the same question, or a question about a
   *     narrower request
   */
  boolean addClarificationReply(
      TenantContext tenant,
      ShortLivedRecord<DeferredRequest> entry,
      String words,
      InteractionQuestion about) {
    DeferredRequest was = entry.value();
    Optional<ClarificationTurn> asked = was.openClarification();
    if (asked.isEmpty() || !was.state().equals(DeferredRequest.OPEN)) {
      return false;
    }
    List<ClarificationTurn> talk = new ArrayList<>(was.talk());
    talk.set(talk.size() - 1, asked.get().answered(words));
    return put(tenant, entry, was.withClarification(about, talk));
  }

  private boolean put(
      TenantContext tenant, ShortLivedRecord<DeferredRequest> entry, DeferredRequest now) {
    return store.replace(tenant, entry, now, now.expiresAt().plus(AFTERWARDS));
  }

  /**
   * Claims the right to create the result; of several concurrent polls, exactly one returns true.
   * If that poll fails halfway, the claim expires after a while.
   */
  boolean claimFulfilment(TenantContext tenant, DeferredRequest of) {
    return store.add(tenant, TELLING, of.id(), Map.of(), Instant.now().plus(TELLING_FOR));
  }

  /** Releases the claim, so that another poll can continue. */
  void releaseFulfilment(TenantContext tenant, DeferredRequest of) {
    store.remove(tenant, TELLING, of.id());
  }

  /**
   * Marks the result as delivered; later polls get none (section Pending URL Security).
   *
   * @return false if it was already delivered
   */
  boolean markDelivered(TenantContext tenant, DeferredRequest of) {
    store.remove(tenant, CODE, of.code());
    return store.discard(tenant, KIND, of.id());
  }
}
