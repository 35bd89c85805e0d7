package org.lumoauth.api.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Something that happened and matters for security.
 *
 * @param action what, as {@code agent.created} or {@code token.issued}
 * @param outcome how it ended
 * @param actor who did it; the current actor where one acts for another
 * @param onBehalfOf for whom, outermost principal last; empty when the actor acted for itself
 * @param target what it was done to
 * @param message a sentence for people
 * @param request by which request
 * @param details what else is known, JSON-like values; never a secret
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

  /** How it ended. */
  public enum AuditOutcome {
    SUCCESS,
    DENIED,
    FAILURE
  }

  /**
   * @param type for example {@code agent}
   * @param id its identifier
   * @param name what people call it
   */
  public record AuditTarget(String type, String id, Optional<String> name) {}

  /**
   * @param requestId the request's id, as in logs and the {@code X-Request-Id} header
   * @param remoteAddress the peer's address
   * @param userAgent the {@code User-Agent} header
   * @param clientId the OAuth client in use
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
}
