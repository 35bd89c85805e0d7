/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A request that is sent to one approver.
 *
 * @param id {@code apr_} and a ULID
 * @param requester the subject that requests the action
 * @param approver the approver, never the requester. A user, or all members of a {@code role},
 *     {@code group}, {@code permission} or {@code approvers} subject
 * @param action the action as it will be checked when it is performed
 * @param parameters the parameters of the action: the approval covers exactly these
 * @param reason the reason in the requester's words; shown as text, never as markup
 * @param expiresAt the time until which an answer counts
 * @param onBehalfOf the user for which the action is performed
 * @param risk {@code low}, {@code medium}, {@code high} or {@code critical}; empty if unknown
 */
public record ApproverNotification(
    String id,
    SubjectRef requester,
    SubjectRef approver,
    String action,
    Map<String, Object> parameters,
    String reason,
    Instant expiresAt,
    Optional<SubjectRef> onBehalfOf,
    Optional<String> risk) {
  public ApproverNotification {
    parameters = Map.copyOf(parameters);
  }

  /** Creates a request without {@code onBehalfOf} and without a risk. */
  public ApproverNotification(
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
