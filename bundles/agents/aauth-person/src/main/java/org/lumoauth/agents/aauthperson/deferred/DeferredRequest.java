/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.authn.Session;

/**
 * A request that waits for a person (AAuth draft, section Deferred Responses).
 *
 * @param id the id for polling
 * @param code the code with which the person opens it
 * @param question the question to the person
 * @param state {@code pending}, {@code granted} or {@code denied}; {@code abandoned}, {@code
 *     expired} or {@code server_error} if the interaction on the resource's own page failed
 * @param user the person that answered
 * @param result the result, if it cannot be created again later
 * @param talk the person's clarification questions, in order
 * @param expiresAt when it expires
 * @param been whether the person completed the interaction that the resource requires first
 * @param arrived the session that opened the code, which is then bound to it; empty until then
 * @param callback the redirect URL after the answer; empty if there is none
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
  public static final String OPEN = "pending";
  static final String INTERACTING = "interacting";
  public static final String GRANTED = "granted";
  public static final String DENIED = "denied";
  public static final String ABANDONED = "abandoned";
  public static final String EXPIRED = "expired";
  public static final String FAILED = "server_error";

  /** The member of the result with the access server's requirement. */
  static final String ACCESS = "access_server";

  private static final String CLARIFICATION = "clarification";
  private static final int MAX_TURNS = 5; // section Clarification Limits

  public DeferredRequest {
    talk =
        talk == null
            ? List.of()
            : List.copyOf(talk); // stored by a version without this value, as the next one
    arrived = arrived == null ? "" : arrived;
    callback = callback == null ? "" : callback;
  }

  DeferredRequest answered(String as, String by, Map<String, Object> with) {
    return new DeferredRequest(
        id, code, question, as, by, with, talk, expiresAt, been, arrived, callback);
  }

  public DeferredRequest withClarification(
      InteractionQuestion about, List<ClarificationTurn> turns) {
    boolean still = been && Objects.equals(about.page(), question.page());
    return new DeferredRequest(
        id, code, about, state, user, result, turns, expiresAt, still, arrived, callback);
  }

  public DeferredRequest afterResourceInteraction() {
    return new DeferredRequest(
        id, code, question, state, user, result, talk, expiresAt, true, arrived, callback);
  }

  /**
   * Returns a copy bound to a session.
   *
   * @param then the redirect URL after the answer; empty if there is none
   */
  public DeferredRequest withSession(Session session, String then) {
    return new DeferredRequest(
        id, code, question, state, user, result, talk, expiresAt, been, session.id(), then);
  }

  /** Whether the code is unbound, or bound to this session (section Interaction Code Format). */
  public boolean acceptsSession(Optional<Session> session) {
    return arrived.isEmpty() || session.filter(of -> of.id().equals(arrived)).isPresent();
  }

  /** Returns the status for a polling agent (section Pending Response). */
  String status() {
    return arrived.isEmpty() ? OPEN : INTERACTING;
  }

  /**
   * Whether the agent has no action to take, and there is no result yet or an access server must be
   * contacted for it.
   */
  boolean waitsForPersonOrAccessServer(Instant now) {
    return state.equals(GRANTED)
        ? accessServerRequirement().filter(wait -> !wait.wantsAnswer()).isPresent()
        : state.equals(OPEN) && openClarification().isEmpty() && now.isBefore(expiresAt);
  }

  /** Whether the person opened the code but did not answer in time. */
  boolean wasAbandoned() {
    return !arrived.isEmpty() && openClarification().isEmpty();
  }

  /** Whether the person must complete an interaction with the resource first. */
  public boolean requiresResourceInteraction() {
    return question.page() != null && !been;
  }

  /** Returns the access server's requirement after the person allowed the request. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  public Optional<AccessServerRequirement> accessServerRequirement() {
    return result.get(ACCESS) instanceof Map<?, ?> wait
        ? Optional.of(AccessServerRequirement.of((Map<String, Object>) wait))
        : Optional.empty();
  }

  /** Returns the access server's question that the agent must answer. */
  Optional<AccessServerRequirement> openAccessServerQuestion() {
    return accessServerRequirement().filter(wait -> state.equals(GRANTED) && wait.wantsAnswer());
  }

  /** Returns the person's question that the agent must answer first. */
  Optional<ClarificationTurn> openClarification() {
    return talk.isEmpty()
        ? Optional.empty()
        : Optional.of(talk.get(talk.size() - 1)).filter(ClarificationTurn::open);
  }

  /**
   * Whether the person can ask a clarification question: the agent supports it, and the limit is
   * not reached.
   */
  public boolean allowsClarification() {
    return question.request().get("capabilities") instanceof List<?> able
        && able.contains(CLARIFICATION)
        && openClarification().isEmpty()
        && talk.size() < MAX_TURNS;
  }

  /** Whether this agent sent the request, with the same key. */
  boolean askedBy(AgentCaller agent) {
    return question.agent().equals(agent.id())
        && question.provider().equals(agent.provider())
        && question.thumbprint().equals(agent.thumbprint());
  }
}
