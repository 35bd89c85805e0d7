package org.lumoauth.agents.aauthperson.deferred;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.authn.Session;

/**
 * A request that waits for a person (section Deferred Responses).
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
 * @param arrived the session of who came with the code, which is used up by that; empty until then
 * @param callback where they are sent once they have answered; empty if nowhere
 */
public record DeferredRequest(
    String id,
    String code,
    InteractionQuestion question,
    String state,
    String user,
    Map<String, Object> result,
    List<ClarificationTurn> talk,
    Instant expiresAt,
    boolean been,
    String arrived,
    String callback) {
  static final String OPEN = "pending";
  static final String INTERACTING = "interacting";
  static final String GRANTED = "granted";
  static final String DENIED = "denied";
  static final String ABANDONED = "abandoned";
  static final String EXPIRED = "expired";
  static final String FAILED = "server_error";

  /** Member of the result: what an access server waits for. */
  static final String ACCESS = "access_server";

  private static final String CLARIFICATION = "clarification";
  private static final int MAX_TURNS = 5; // section Clarification Limits

  public DeferredRequest {
    talk = talk == null ? List.of() : List.copyOf(talk); // of a version without it, as the next
    arrived = arrived == null ? "" : arrived;
    callback = callback == null ? "" : callback;
  }

  DeferredRequest answered(String as, String by, Map<String, Object> with) {
    return new DeferredRequest(
        id, code, question, as, by, with, talk, expiresAt, been, arrived, callback);
  }

  DeferredRequest withClarification(InteractionQuestion about, List<ClarificationTurn> turns) {
    boolean still = been && Objects.equals(about.page(), question.page());
    return new DeferredRequest(
        id, code, about, state, user, result, turns, expiresAt, still, arrived, callback);
  }

  DeferredRequest afterResourceInteraction() {
    return new DeferredRequest(
        id, code, question, state, user, result, talk, expiresAt, true, arrived, callback);
  }

  /**
   * The same of who came.
   *
   * @param then where they are sent in the end; empty if nowhere
   */
  DeferredRequest withSession(Session session, String then) {
    return new DeferredRequest(
        id, code, question, state, user, result, talk, expiresAt, been, session.id(), then);
  }

  /** Whether the code still is, or was, for this browser (section Interaction Code Format). */
  boolean acceptsSession(Optional<Session> session) {
    return arrived.isEmpty() || session.filter(of -> of.id().equals(arrived)).isPresent();
  }

  /** What an agent hears while it waits (section Pending Response). */
  String status() {
    return arrived.isEmpty() ? OPEN : INTERACTING;
  }

  /**
   * Whether the agent has nothing to do first, and there is nothing to hear yet, or an access
   * server has to be asked for it.
   */
  boolean waitsForPersonOrAccessServer(Instant now) {
    return state.equals(GRANTED)
        ? accessServerRequirement().filter(wait -> !wait.wantsAnswer()).isPresent()
        : state.equals(OPEN) && openClarification().isEmpty() && now.isBefore(expiresAt);
  }

  /** Whether the person came and could have answered until it was too late. */
  boolean wasAbandoned() {
    return !arrived.isEmpty() && openClarification().isEmpty();
  }

  /** Whether the person has to be somewhere else first. */
  boolean requiresResourceInteraction() {
    return question.page() != null && !been;
  }

  /** What an access server waits for, after the person allowed it. */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  Optional<AccessServerRequirement> accessServerRequirement() {
    return result.get(ACCESS) instanceof Map<?, ?> wait
        ? Optional.of(AccessServerRequirement.of((Map<String, Object>) wait))
        : Optional.empty();
  }

  /** What an access server asks, and the agent has to answer. */
  Optional<AccessServerRequirement> openAccessServerQuestion() {
    return accessServerRequirement().filter(wait -> state.equals(GRANTED) && wait.wantsAnswer());
  }

  /** What the agent has to answer before anything else. */
  Optional<ClarificationTurn> openClarification() {
    return talk.isEmpty()
        ? Optional.empty()
        : Optional.of(talk.get(talk.size() - 1)).filter(ClarificationTurn::open);
  }

  /** Whether the person can ask back: the agent understands that, and was not asked too often. */
  boolean allowsClarification() {
    return question.request().get("capabilities") instanceof List<?> able
        && able.contains(CLARIFICATION)
        && openClarification().isEmpty()
        && talk.size() < MAX_TURNS;
  }

  /** Whether this agent asked, by the key that it asked with. */
  boolean askedBy(AgentCaller agent) {
    return question.agent().equals(agent.id())
        && question.provider().equals(agent.provider())
        && question.thumbprint().equals(agent.thumbprint());
  }
}
