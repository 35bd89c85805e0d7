package org.lumoauth.api.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Who set something off, as audit records name it.
 *
 * @param actor who did it; the current actor where one acts for another
 * @param onBehalfOf for whom, outermost principal last
 * @param request by which request; empty for work that no request asked for
 * @param credentialId by which credential, as {@link Caller#credentialId}; empty where it is not
 *     known, or there is none
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

  /** Somebody whose credential is not known, or who has none. */
  public AuditInitiator(
      SubjectRef actor, List<SubjectRef> onBehalfOf, Optional<AuditEvent.RequestInfo> request) {
    this(actor, onBehalfOf, request, Optional.empty());
  }

  /** The caller of a request. */
  public static AuditInitiator of(Caller caller, AuditEvent.RequestInfo request) {
    SubjectRef actor = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
    return new AuditInitiator(
        actor, caller.onBehalfOf(), Optional.of(request), Optional.of(caller.credentialId()));
  }

  /**
   * The server itself, as a module or a console command.
   *
   * @param part which part of it, as {@code console}
   */
  public static AuditInitiator server(String part) {
    return new AuditInitiator(
        new SubjectRef(SubjectRef.OPERATOR, part), List.of(), Optional.empty());
  }

  /** Somebody who acts for nobody else, as a person at a page does. */
  public static AuditInitiator of(SubjectRef actor, AuditEvent.RequestInfo request) {
    return new AuditInitiator(actor, List.of(), Optional.of(request));
  }

  /**
   * The record of what they did: actor, principals and request are theirs, and it succeeded.
   *
   * @param action what, as {@code agent.created}
   * @param target what it was done to
   * @param message a sentence for people
   * @param details what else is known, JSON-like values; never a secret
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
