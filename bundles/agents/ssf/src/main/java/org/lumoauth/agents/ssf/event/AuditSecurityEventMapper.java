/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Maps the action of an audit record to the security events for receivers. A capability with a new
 * relevant action requires an entry here.
 */
public final class AuditSecurityEventMapper {

  private static final Map<String, Function<AuditRecord, List<SecurityEvent>>> RULES =
      Map.ofEntries(
          Map.entry("session.ended", AuditSecurityEventMapper::session),
          Map.entry("user.password_changed", credential("password", "update")),
          Map.entry("user.blocked", stopped(SecurityEventTypes.ACCOUNT_DISABLED)),
          Map.entry("user.unblocked", started()),
          Map.entry("user.updated", AuditSecurityEventMapper::user),
          Map.entry("user.deleted", stopped(SecurityEventTypes.ACCOUNT_PURGED)),
          Map.entry("grants.revoked", AuditSecurityEventMapper::grants),
          Map.entry("consent.revoked", AuditSecurityEventMapper::consent),
          Map.entry("delegation.revoked", AuditSecurityEventMapper::delegation),
          Map.entry("agent.disabled", stopped(SecurityEventTypes.ACCOUNT_DISABLED)),
          Map.entry("agent.stopped_from_above", AuditSecurityEventMapper::ended),
          Map.entry("agent.enabled", started()),
          Map.entry("agent.updated", AuditSecurityEventMapper::agent),
          Map.entry("agent.retired", stopped(SecurityEventTypes.ACCOUNT_PURGED)),
          Map.entry("agent.deleted", stopped(SecurityEventTypes.ACCOUNT_PURGED)),
          Map.entry("jit.task_suspended", AuditSecurityEventMapper::task),
          Map.entry("jit.task_cancelled", AuditSecurityEventMapper::task),
          Map.entry("jit.task_failed", AuditSecurityEventMapper::task),
          Map.entry("jit.task_completed", AuditSecurityEventMapper::task),
          Map.entry("agent.secret.rotated", credential("client-secret", "update")),
          Map.entry("agent.key.rotated", credential("api-key", "update")),
          Map.entry("agent.key.revoked", credential("api-key", "revoke")),
          Map.entry("client.disabled", stopped(SecurityEventTypes.ACCOUNT_DISABLED)),
          Map.entry("client.enabled", started()),
          Map.entry("client.deleted", stopped(SecurityEventTypes.ACCOUNT_PURGED)),
          Map.entry("client.secret_rotated", credential("client-secret", "update")),
          Map.entry("apikey.revoked", credential("api-key", "revoke")));

  private static final Set<String> SUBJECTS =
      Set.of(SubjectRef.USER, SubjectRef.AGENT, SubjectRef.CLIENT, SubjectRef.API_KEY);

  private AuditSecurityEventMapper() {}

  /** Returns the relevant actions. */
  public static Set<String> actions() {
    return RULES.keySet();
  }

  /** Returns the events for a record, in order; empty if the recorded operation did not succeed. */
  public static List<SecurityEvent> of(AuditRecord from) {
    boolean happened = from.event().outcome() == AuditEvent.AuditOutcome.SUCCESS;
    var rule = RULES.get(from.event().action());
    return happened && rule != null ? rule.apply(from) : List.of();
  }

  private static Function<AuditRecord, List<SecurityEvent>> credential(String type, String change) {
    return from ->
        target(from).map(draft -> List.of(draft.credentialChange(type, change))).orElse(List.of());
  }

  private static Function<AuditRecord, List<SecurityEvent>> stopped(String type) {
    return from -> target(from).map(draft -> draft.stopped(type)).orElse(List.of());
  }

  private static Function<AuditRecord, List<SecurityEvent>> started() {
    return from ->
        target(from)
            .map(draft -> List.of(draft.account(SecurityEventTypes.ACCOUNT_ENABLED)))
            .orElse(List.of());
  }

  /**
   * Maps the end of a suspended parent: the account keeps its status and may act again with its
   * parent, so only its sessions are revoked.
   */
  private static List<SecurityEvent> ended(AuditRecord from) {
    return target(from).map(draft -> List.of(draft.sessionRevoked())).orElse(List.of());
  }

  private static List<SecurityEvent> session(AuditRecord from) {
    Optional<String> user = text(from, "user");
    return from.event()
        .target()
        .filter(target -> user.isPresent())
        .map(target -> List.of(user(from, user.get()).session(target.id()).sessionRevoked()))
        .orElse(List.of());
  }

  /** Maps a change of a user, if it disables or enables the account. */
  private static List<SecurityEvent> user(AuditRecord from) {
    return from.event().details().get("isActive") instanceof Map<?, ?> change
        ? switched(from, change.get("old"), change.get("new"))
        : List.of();
  }

  private static List<SecurityEvent> agent(AuditRecord from) {
    Map<String, Object> details = from.event().details();
    return details.get("oldValue") instanceof Map<?, ?> old
            && details.get("newValue") instanceof Map<?, ?> now
        ? switched(from, old.get("enabled"), now.get("enabled"))
        : List.of();
  }

  private static List<SecurityEvent> switched(AuditRecord from, Object old, Object now) {
    if (Boolean.TRUE.equals(old) && Boolean.FALSE.equals(now)) {
      return stopped(SecurityEventTypes.ACCOUNT_DISABLED).apply(from);
    }
    return Boolean.FALSE.equals(old) && Boolean.TRUE.equals(now)
        ? started().apply(from)
        : List.of();
  }

  /** Maps the revocation of all grants of a user's clients. */
  private static List<SecurityEvent> grants(AuditRecord from) {
    return target(from)
        .filter(draft -> from.event().target().orElseThrow().type().equals(SubjectRef.USER))
        .map(draft -> List.of(draft.sessionRevoked()))
        .orElse(List.of());
  }

  /**
   * Maps a revoked consent. Only the client concerned receives it, to protect the user's privacy.
   */
  private static List<SecurityEvent> consent(AuditRecord from) {
    Optional<String> user = text(from, "user");
    Optional<String> client = text(from, "client_id");
    return user.isPresent() && client.isPresent()
        ? List.of(user(from, user.get()).onlyFor(client.get()).sessionRevoked())
        : List.of();
  }

  /** Maps a revoked delegation: only the agent's access for this user is revoked. */
  private static List<SecurityEvent> delegation(AuditRecord from) {
    Optional<SubjectRef> user = reference(from, "user");
    Optional<SubjectRef> agent = reference(from, "agent");
    Optional<AuditEvent.AuditTarget> target = from.event().target();
    return user.isPresent() && agent.isPresent() && target.isPresent()
        ? List.of(
            new SecurityEventFactory(from, user.get())
                .application(agent.get())
                .session(target.get().id())
                .sessionRevoked())
        : List.of();
  }

  /**
   * Maps the end of a task: its access is revoked; its tokens identify the session as {@code sub}.
   */
  private static List<SecurityEvent> task(AuditRecord from) {
    Optional<SubjectRef> agent =
        text(from, "agent_id").map(id -> new SubjectRef(SubjectRef.AGENT, id));
    Optional<String> session = text(from, "caep_session_id");
    if (agent.isEmpty() || session.isEmpty()) {
      return List.of();
    }
    SecurityEventFactory draft =
        text(from, "on_behalf_of")
            .map(user -> user(from, user).application(agent.get()))
            .orElseGet(() -> new SecurityEventFactory(from, agent.get()));
    return List.of(draft.session(session.get()).sessionRevoked());
  }

  private static SecurityEventFactory user(AuditRecord from, String id) {
    return new SecurityEventFactory(from, new SubjectRef(SubjectRef.USER, id));
  }

  private static Optional<SecurityEventFactory> target(AuditRecord from) {
    return from.event()
        .target()
        .filter(target -> SUBJECTS.contains(target.type()))
        .map(target -> new SecurityEventFactory(from, new SubjectRef(target.type(), target.id())));
  }

  private static Optional<String> text(AuditRecord from, String name) {
    return from.event().details().get(name) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<SubjectRef> reference(AuditRecord from, String name) {
    return text(from, name)
        .filter(text -> text.indexOf(':') > 0)
        .map(
            text ->
                new SubjectRef(
                    text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1)));
  }
}
