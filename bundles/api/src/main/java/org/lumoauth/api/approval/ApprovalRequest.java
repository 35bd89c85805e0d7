package org.lumoauth.api.approval;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Something that a person is asked to approve.
 *
 * @param id {@code apr_} and a ULID
 * @param requester who wants to do it
 * @param approver who is asked; never the requester. A user, or all to whom something is given: of
 *     the type {@code role}, {@code group}, {@code permission} or {@code approvers}
 * @param action what it is, as it will be checked when it is done
 * @param parameters what it is done with: approval covers exactly these
 * @param reason why, in the requester's words; shown as text, never as markup
 * @param expiresAt until when an answer counts
 * @param onBehalfOf the user for whom it is to be done
 * @param risk {@code low}, {@code medium}, {@code high} or {@code critical}; empty where nobody
 *     says
 */
public record ApprovalRequest(
    String id,
    SubjectRef requester,
    SubjectRef approver,
    String action,
    Map<String, Object> parameters,
    String reason,
    Instant expiresAt,
    Optional<SubjectRef> onBehalfOf,
    Optional<String> risk) {
  public ApprovalRequest {
    parameters = Map.copyOf(parameters);
  }

  /** One for nobody else, of whose risk nobody says anything. */
  public ApprovalRequest(
      String id,
      SubjectRef requester,
      SubjectRef approver,
      String action,
      Map<String, Object> parameters,
      String reason,
      Instant expiresAt) {
    this(
        id,
        requester,
        approver,
        action,
        parameters,
        reason,
        expiresAt,
        Optional.empty(),
        Optional.empty());
  }
}
