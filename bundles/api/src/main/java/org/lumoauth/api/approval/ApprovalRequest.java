package org.lumoauth.api.approval;

import java.time.Instant;
import java.util.Map;
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
 */
public record ApprovalRequest(
    String id,
    SubjectRef requester,
    SubjectRef approver,
    String action,
    Map<String, Object> parameters,
    String reason,
    Instant expiresAt) {
  public ApprovalRequest {
    parameters = Map.copyOf(parameters);
  }
}
