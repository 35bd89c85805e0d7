/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A security-relevant event. {@link AuditInitiator#auditEvent(String, String)} creates one; the
 * methods {@code with…} add to it.
 *
 * @param action the type of the event, such as {@code agent.created} or {@code token.issued}
 * @param outcome the outcome
 * @param actor the subject that acted; the current actor if one acts for another
 * @param onBehalfOf the principals for which it acted, the outermost principal last; empty if the
 *     actor acted for itself
 * @param target the object of the action
 * @param message a human-readable sentence
 * @param request the request that caused the event
 * @param details further JSON-like values; never a secret
 */
public record AuditEvent(
    String action,
    AuditOutcome outcome,
    SubjectRef actor,
    List<SubjectRef> onBehalfOf,
    Optional<AuditTarget> target,
    String message,
    Optional<RequestInfo> request,
    Map<String, Object> details) {

  /** The outcome of an event. */
  public enum AuditOutcome {
    SUCCESS,
    DENIED,
    FAILURE
  }

  /**
   * The object of an action.
   *
   * @param type the type, such as {@code agent}
   * @param id the identifier
   * @param name the display name
   */
  public record AuditTarget(String type, String id, Optional<String> name) {}

  /**
   * The request that caused an event.
   *
   * @param requestId the request id, as in logs and the {@code X-Request-Id} header
   * @param remoteAddress the address of the peer
   * @param userAgent the {@code User-Agent} header
   * @param clientId the OAuth client of the request
   */
  public record RequestInfo(
      String requestId,
      String remoteAddress,
      Optional<String> userAgent,
      Optional<String> clientId) {}

  public AuditEvent {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(actor, "actor");
    onBehalfOf = List.copyOf(onBehalfOf);
    details = Map.copyOf(details);
  }

  /** Returns the event with this object of the action. */
  public AuditEvent withTarget(String type, String id) {
    return withTarget(new AuditTarget(type, id, Optional.empty()));
  }

  /** Returns the event with this object of the action and its display name. */
  public AuditEvent withTarget(String type, String id, String name) {
    return withTarget(new AuditTarget(type, id, Optional.of(name)));
  }

  /** Returns the event with this object of the action. */
  public AuditEvent withTarget(AuditTarget object) {
    return new AuditEvent(
        action, outcome, actor, onBehalfOf, Optional.of(object), message, request, details);
  }

  /** Returns the event with this outcome. */
  public AuditEvent withOutcome(AuditOutcome result) {
    return new AuditEvent(action, result, actor, onBehalfOf, target, message, request, details);
  }

  /**
   * Returns the event with a further detail.
   *
   * @param value a JSON-like value, never a secret; null adds nothing
   */
  public AuditEvent withDetail(String name, @Nullable Object value) {
    return value == null ? this : withDetails(Map.of(name, value));
  }

  /**
   * Returns the event with further details. One call with all details is cheaper than many calls of
   * {@link #withDetail}.
   *
   * @param more JSON-like values, never a secret
   */
  public AuditEvent withDetails(Map<String, Object> more) {
    Map<String, Object> all = more;
    if (!details.isEmpty()) {
      all = new HashMap<>(details);
      all.putAll(more);
    }
    return new AuditEvent(action, outcome, actor, onBehalfOf, target, message, request, all);
  }
}
