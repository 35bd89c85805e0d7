package org.lumoauth.agents.aauthperson.deferred;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests that wait for a person (section Deferred Responses). */
@Component(service = DeferredRequestStore.class)
public final class DeferredRequestStore {

  /** How long somebody can answer. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String KIND = "aap-pending";
  private static final String CODE = "aap-code";
  private static final String TELLING = "aap-telling";
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  /** Longer than access servers are waited for. */
  private static final Duration TELLING_FOR = Duration.ofMinutes(2);

  private static final String ANSWER = "answer";

  private final ShortLivedRecordStore store;
  private final SecretVault vault;
  private final InteractionCodes codes = new InteractionCodes();

  @Activate
  public DeferredRequestStore(
      @Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /** Keeps a question. */
  public DeferredRequest add(TenantContext tenant, InteractionQuestion question) {
    return add(tenant, question, LIFETIME);
  }

  /**
   * Keeps a question.
   *
   * @param longest how long it can be answered at the most
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

  /** Keeps a question that the person has to answer for an access server. */
  public DeferredRequest addForAccessServer(
      TenantContext tenant, InteractionQuestion question, AccessServerRequirement wanted) {
    DeferredRequest waiting = asked(vault.newSecret(), question, wanted);
    store.add(tenant, KIND, waiting.id(), waiting, waiting.expiresAt().plus(AFTERWARDS));
    keepCode(tenant, waiting);
    return waiting;
  }

  /**
   * Asks the person again, for an access server, what was answered before.
   *
   * @return the case as it is asked; empty if somebody else was faster
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

  /** For longer than it is good for: who came with it is told that it is over. */
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
   * Somebody came with the code, which is good for their browser from now on and for no other.
   *
   * @param callback where they are sent in the end; empty if nowhere
   * @return whether they go on; false if another was faster
   */
  boolean bindToSession(
      TenantContext tenant,
      ShortLivedRecord<DeferredRequest> entry,
      Session session,
      String callback) {
    DeferredRequest was = entry.value();
    return was.arrived().equals(session.id())
        || was.arrived().isEmpty() && put(tenant, entry, was.withSession(session, callback))
        || find(tenant, was.id())
            .filter(now -> now.value().arrived().equals(session.id())) // in another of its windows
            .isPresent();
  }

  /** Somebody signed in as somebody else where the code is good: that is who goes on now. */
  boolean rebindToSession(
      TenantContext tenant, ShortLivedRecord<DeferredRequest> entry, Session session) {
    DeferredRequest was = entry.value();
    return put(tenant, entry, was.withSession(session, was.callback()));
  }

  /** The person came back from where the resource wanted them to be; false if that is over. */
  boolean completeResourceInteraction(
      TenantContext tenant, ShortLivedRecord<DeferredRequest> entry) {
    return put(tenant, entry, entry.value().afterResourceInteraction());
  }

  /** Keeps a question that the person answered before, and for which an access server waits. */
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
   * Keeps what an access server waits for now. What is known is not written again, unless it would
   * end soon: who answers meanwhile must not be disturbed.
   *
   * @return false if somebody else was faster
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

  /** Keeps what the agent answers to an access server; false if somebody else was faster. */
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

  Optional<ShortLivedRecord<DeferredRequest>> find(TenantContext tenant, String id) {
    return store.find(tenant, KIND, id, DeferredRequest.class);
  }

  /** The case that a code stands for, while it can be answered. */
  Optional<ShortLivedRecord<DeferredRequest>> findByCode(TenantContext tenant, String typed) {
    return findByCodeEvenIfExpired(tenant, typed)
        .filter(entry -> Instant.now().isBefore(entry.value().expiresAt()));
  }

  /** The same, whether or not there is time left. */
  Optional<ShortLivedRecord<DeferredRequest>> findByCodeEvenIfExpired(
      TenantContext tenant, String typed) {
    return store
        .find(tenant, CODE, InteractionCodes.normalize(typed), Map.class)
        .flatMap(entry -> find(tenant, (String) entry.value().get("id")))
        .filter(entry -> entry.value().state().equals(DeferredRequest.OPEN));
  }

  /** Answers a case; of several who answer at once, exactly one gets true. */
  boolean answer(
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
    return words == null ? wait : wait.answered(ClarificationHandler.response((String) words));
  }

  /** The person asks back; false if that can't be now. */
  boolean addClarificationQuestion(
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
   * The agent answers what it was asked; false if it was not asked.
   *
   * @param about what it asks the person now: the same, or less
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
   * Begins to make what an agent gets; of several polls at once exactly one does. Whoever does and
   * stops in the middle holds the next up for a while only.
   */
  boolean claimFulfilment(TenantContext tenant, DeferredRequest of) {
    return store.add(tenant, TELLING, of.id(), Map.of(), Instant.now().plus(TELLING_FOR));
  }

  /** Another poll may go on with it. */
  void releaseFulfilment(TenantContext tenant, DeferredRequest of) {
    store.remove(tenant, TELLING, of.id());
  }

  /**
   * The agent hears how it ended, and nothing afterwards (section Pending URL Security).
   *
   * @return false if it heard that before
   */
  boolean markDelivered(TenantContext tenant, DeferredRequest of) {
    store.remove(tenant, CODE, of.code());
    return store.discard(tenant, KIND, of.id());
  }
}
