/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The initiator of an operation, for audit records.
 *
 * @param actor the subject that acted; the current actor if one acts for another
 * @param onBehalfOf the principals for which it acted, the outermost principal last
 * @param request the request; empty for work that no request caused
 * @param credentialId the credential, as in {@link Caller#credentialId}; empty if unknown or absent
 */
public record AuditInitiator(
    SubjectRef actor,
    List<SubjectRef> onBehalfOf,
    Optional<AuditEvent.RequestInfo> request,
    Optional<String> credentialId) {
  public AuditInitiator {
    Objects.requireNonNull(actor, "actor");
    onBehalfOf = List.copyOf(onBehalfOf);
  }

  /** Creates an initiator with an unknown or absent credential. */
  public AuditInitiator(
      SubjectRef actor, List<SubjectRef> onBehalfOf, Optional<AuditEvent.RequestInfo> request) {
    this(actor, onBehalfOf, request, Optional.empty());
  }

  /** Returns the caller of a request as initiator. */
  public static AuditInitiator of(Caller caller, AuditEvent.RequestInfo request) {
    SubjectRef actor = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    return new AuditInitiator(
        actor, caller.onBehalfOf(), Optional.of(request), Optional.of(caller.credentialId()));
  }

  /**
   * Returns the server itself as initiator, such as a module or a console command.
   *
   * @param part the part of the server, such as {@code console}
   */
  public static AuditInitiator server(String part) {
    return new AuditInitiator(
        new SubjectRef(SubjectRef.OPERATOR, part), List.of(), Optional.empty());
  }

  /** Returns an initiator that acts for itself, such as a user on a page. */
  public static AuditInitiator of(SubjectRef actor, AuditEvent.RequestInfo request) {
    return new AuditInitiator(actor, List.of(), Optional.of(request));
  }

  /** Returns an initiator that acts for itself without a request of its own. */
  public static AuditInitiator of(SubjectRef actor) {
    return new AuditInitiator(actor, List.of(), Optional.empty());
  }

  /**
   * Creates the event of a successful action of this initiator, with its actor, principals and
   * request. The methods {@code with…} of the event add the object, the details and another
   * outcome:
   *
   * <pre>{@code
   * log.record(
   *     tenant.id(),
   *     by.auditEvent("agent.created", "An agent was created.")
   *         .withTarget("agent", agent.id(), agent.name())
   *         .withDetail("owner", agent.owner()));
   * }</pre>
   *
   * @param action the type of the event, such as {@code agent.created}
   * @param message a human-readable sentence
   */
  public AuditEvent auditEvent(String action, String message) {
    return new AuditEvent(
        action,
        AuditEvent.AuditOutcome.SUCCESS,
        actor,
        onBehalfOf,
        Optional.empty(),
        message,
        request,
        Map.of());
  }

  /**
   * Creates the record of a successful action of this initiator, with its actor, principals and
   * request.
   *
   * @param action the type of the event, such as {@code agent.created}
   * @param target the object of the action
   * @param message a human-readable sentence
   * @param details further JSON-like values; never a secret
   */
  public AuditEvent auditEvent(
      String action, AuditEvent.AuditTarget target, String message, Map<String, Object> details) {
    return new AuditEvent(
        action,
        AuditEvent.AuditOutcome.SUCCESS,
        actor,
        onBehalfOf,
        Optional.of(target),
        message,
        request,
        details);
  }
}
