package org.lumoauth.agents.aauthperson.pending;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Requests that wait for a person (section Deferred Responses). */
@Component(service = Waiting.class)
public final class Waiting {

  /** How long somebody can answer. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  static final String OPEN = "pending";
  static final String GRANTED = "granted";
  static final String DENIED = "denied";
  static final String ABANDONED = "abandoned";
  static final String EXPIRED = "expired";
  static final String FAILED = "server_error";

  private static final String KIND = "aap-pending";
  private static final String CODE = "aap-code";
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);
  private static final String ACCESS = "access_server";
  private static final String CLARIFICATION = "clarification";
  private static final String ANSWER = "answer";
  private static final int MAX_TURNS = 5; // section Clarification Limits
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CODE_LENGTH = 10; // 50 bits

  private final ShortLivedStore store;
  private final SecretVault vault;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public Waiting(@Reference ShortLivedStore store, @Reference SecretVault vault) {
    this.store = store;
    this.vault = vault;
  }

  /**
   * What waits.
   *
   * @param id stands for it where it is polled
   * @param code stands for it where the person answers
   * @param question what is asked
   * @param state {@code pending}, {@code granted} or {@code denied}; {@code abandoned}, {@code
   *     expired} or {@code server_error} where it ended at the resource's own page
   * @param user who answered
   * @param result what the answer is, where it can't be made again
   * @param talk what the person asked back, in its order
   * @param expiresAt until when it can be answered
   * @param been whether the person was where the resource wanted them to be first
   */
  public record Case(
      String id,
      String code,
      Question question,
      String state,
      String user,
      Map<String, Object> result,
      List<Turn> talk,
      Instant expiresAt,
      boolean been) {
    public Case {
      talk = talk == null ? List.of() : List.copyOf(talk); // of a version without it
    }

    Case answered(String as, String by, Map<String, Object> with) {
      return new Case(id, code, question, as, by, with, talk, expiresAt, been);
    }

    Case talked(Question about, List<Turn> turns) {
      boolean still = been && Objects.equals(about.page(), question.page());
      return new Case(id, code, about, state, user, result, turns, expiresAt, still);
    }

    Case come() {
      return new Case(id, code, question, state, user, result, talk, expiresAt, true);
    }

    /** Whether the person has to be somewhere else first. */
    boolean firstElsewhere() {
      return question.page() != null && !been;
    }

    /** What an access server waits for, after the person allowed it. */
    @SuppressWarnings("unchecked") // members of a JSON object are named by text
    Optional<Wait> waitsFor() {
      return result.get(ACCESS) instanceof Map<?, ?> wait
          ? Optional.of(Wait.of((Map<String, Object>) wait))
          : Optional.empty();
    }

    /** What an access server asks, and the agent has to answer. */
    Optional<Wait> openQuestion() {
      return waitsFor().filter(wait -> state.equals(GRANTED) && wait.wantsAnswer());
    }

    /** What the agent has to answer before anything else. */
    Optional<Turn> openTurn() {
      return talk.isEmpty()
          ? Optional.empty()
          : Optional.of(talk.get(talk.size() - 1)).filter(Turn::open);
    }

    /** Whether the person can ask back: the agent understands that, and was not asked too often. */
    boolean askable() {
      return question.request().get("capabilities") instanceof List<?> able
          && able.contains(CLARIFICATION)
          && openTurn().isEmpty()
          && talk.size() < MAX_TURNS;
    }

    /** Whether this agent asked, by the key that it asked with. */
    boolean askedBy(AgentCaller agent) {
      return question.agent().equals(agent.id())
          && question.provider().equals(agent.provider())
          && question.thumbprint().equals(agent.thumbprint());
    }
  }

  /** Keeps a question. */
  public Case add(TenantContext tenant, Question question) {
    return add(tenant, question, LIFETIME);
  }

  /**
   * Keeps a question.
   *
   * @param longest how long it can be answered at the most
   */
  public Case add(TenantContext tenant, Question question, Duration longest) {
    Instant until = Instant.now().plus(longest);
    var waiting =
        new Case(
            vault.newSecret(), newCode(), question, OPEN, "", Map.of(), List.of(), until, false);
    store.add(tenant, KIND, waiting.id(), waiting, until.plus(AFTERWARDS));
    store.add(tenant, CODE, waiting.code(), Map.of("id", waiting.id()), until);
    return waiting;
  }

  /** Keeps a question that the person has to answer for an access server. */
  public Case addFor(TenantContext tenant, Question question, Wait wanted) {
    Case waiting = asked(vault.newSecret(), question, wanted);
    store.add(tenant, KIND, waiting.id(), waiting, waiting.expiresAt().plus(AFTERWARDS));
    store.add(tenant, CODE, waiting.code(), Map.of("id", waiting.id()), waiting.expiresAt());
    return waiting;
  }

  /** Asks the person again, for an access server, what was answered before. */
  Case askFor(TenantContext tenant, Entry<Case> entry, Question question, Wait wanted) {
    Case now = asked(entry.value().id(), question, wanted);
    store.replace(tenant, entry, now, now.expiresAt().plus(AFTERWARDS));
    store.add(tenant, CODE, now.code(), Map.of("id", now.id()), now.expiresAt());
    return now;
  }

  private Case asked(String id, Question question, Wait wanted) {
    Map<String, Object> result = Map.of(ACCESS, wanted.toMap());
    Instant until = Instant.now().plus(LIFETIME);
    return new Case(id, newCode(), question, OPEN, "", result, List.of(), until, false);
  }

  /** The person came back from where the resource wanted them to be; false if that is over. */
  boolean come(TenantContext tenant, Entry<Case> entry) {
    return put(tenant, entry, entry.value().come());
  }

  /** Keeps a question that the person answered before, and for which an access server waits. */
  public Case addAnswered(TenantContext tenant, Question question, Wait wait) {
    Instant until = Instant.now().plus(LIFETIME);
    Map<String, Object> result = Map.of(ACCESS, wait.toMap());
    var waiting =
        new Case(
            vault.newSecret(),
            newCode(),
            question,
            GRANTED,
            question.user(),
            result,
            List.of(),
            until,
            false);
    store.add(tenant, KIND, waiting.id(), waiting, until.plus(AFTERWARDS));
    return waiting;
  }

  /** Keeps what an access server waits for now. */
  void waits(TenantContext tenant, Entry<Case> entry, Wait wait) {
    Case was = entry.value();
    Case now = was.answered(was.state(), was.user(), Map.of(ACCESS, wait.toMap()));
    store.replace(tenant, entry, now, Instant.now().plus(AFTERWARDS));
  }

  /** Keeps what the agent answers to an access server; false if somebody else was faster. */
  boolean answers(TenantContext tenant, Entry<Case> entry, Question about, Wait answered) {
    Case was = entry.value();
    Case now =
        was.talked(about, was.talk())
            .answered(was.state(), was.user(), Map.of(ACCESS, answered.toMap()));
    return store.replace(tenant, entry, now, Instant.now().plus(AFTERWARDS));
  }

  Optional<Entry<Case>> find(TenantContext tenant, String id) {
    return store.find(tenant, KIND, id, Case.class);
  }

  /** The case that a code stands for, while it can be answered. */
  Optional<Entry<Case>> byCode(TenantContext tenant, String typed) {
    return store
        .find(tenant, CODE, plain(typed), Map.class)
        .flatMap(entry -> find(tenant, (String) entry.value().get("id")))
        .filter(entry -> entry.value().state().equals(OPEN))
        .filter(entry -> Instant.now().isBefore(entry.value().expiresAt()));
  }

  /** Answers a case; of several who answer at once, exactly one gets true. */
  boolean answer(
      TenantContext tenant, Entry<Case> entry, String as, String user, Map<String, Object> result) {
    Case was = entry.value();
    store.remove(tenant, CODE, was.code());
    Map<String, Object> all =
        was.waitsFor()
            .<Map<String, Object>>map(
                wait -> Map.of(ACCESS, answered(wait, result.get(ANSWER)).toMap()))
            .orElse(result);
    return store.replace(
        tenant, entry, was.answered(as, user, all), Instant.now().plus(AFTERWARDS));
  }

  private static Wait answered(Wait wait, Object words) {
    return words == null ? wait : wait.answered(Clarifying.response((String) words));
  }

  /** The person asks back; false if that can't be now. */
  boolean ask(TenantContext tenant, Entry<Case> entry, String words) {
    Case was = entry.value();
    if (!was.askable()) {
      return false;
    }
    List<Turn> talk = new ArrayList<>(was.talk());
    talk.add(Turn.asked(words));
    return put(tenant, entry, was.talked(was.question(), talk));
  }

  /**
   * The agent answers what it was asked; false if it was not asked.
   *
   * @param about what it asks the person now: the same, or less
   */
  boolean reply(TenantContext tenant, Entry<Case> entry, String words, Question about) {
    Case was = entry.value();
    Optional<Turn> asked = was.openTurn();
    if (asked.isEmpty() || !was.state().equals(OPEN)) {
      return false;
    }
    List<Turn> talk = new ArrayList<>(was.talk());
    talk.set(talk.size() - 1, asked.get().answered(words));
    return put(tenant, entry, was.talked(about, talk));
  }

  private boolean put(TenantContext tenant, Entry<Case> entry, Case now) {
    return store.replace(tenant, entry, now, now.expiresAt().plus(AFTERWARDS));
  }

  void remove(TenantContext tenant, Case waiting) {
    store.remove(tenant, CODE, waiting.code());
    store.remove(tenant, KIND, waiting.id());
  }

  private String newCode() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(CROCKFORD.charAt(random.nextInt(CROCKFORD.length())));
    }
    return code.toString();
  }

  /** Section Interaction Code Format: hyphens and case say nothing, look-alikes are one. */
  private static String plain(String typed) {
    return typed
        .replace("-", "")
        .toUpperCase(Locale.ROOT)
        .replace('I', '1')
        .replace('L', '1')
        .replace('O', '0');
  }
}
