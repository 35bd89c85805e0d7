/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An approval request to create.
 *
 * @param requester the subject that requests the action
 * @param chain further participants of the request, such as the agents that delegated to the
 *     requester: none of them may approve
 * @param onBehalfOf the user for which the action is performed
 * @param action the action as it will be checked when it is performed, compared byte for byte
 * @param parameters the parameters, as JSON-like values: the approval covers exactly these
 * @param reason the reason in the requester's words; shown as text, never as markup
 * @param risk {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param approver the only permitted approver; empty if the tenant's rules determine the approvers
 * @param lifetime the maximum time that an answer counts; the rules may shorten it, and determine
 *     it if empty
 */
public record NewApproval(
    SubjectRef requester,
    List<SubjectRef> chain,
    Optional<SubjectRef> onBehalfOf,
    String action,
    Map<String, Object> parameters,
    String reason,
    String risk,
    Optional<SubjectRef> approver,
    Optional<Duration> lifetime) {
  public NewApproval {
    Objects.requireNonNull(requester, "requester");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(risk, "risk");
    chain = List.copyOf(chain);
    parameters = Map.copyOf(parameters);
  }

  /**
   * Returns the subject that the approver sees as acting: the requester, or the agent or
   * application that requests something for a person. In a chain, this is the first subject that is
   * not a person; the people in the chain may be the ones it acts for, or the possessors of its
   * token.
   */
  public SubjectRef actingSubject() {
    if (!isPerson(requester)) {
      return requester;
    }
    return chain.stream()
        .filter(party -> !isPerson(party))
        .findFirst()
        .or(() -> chain.stream().reduce((first, next) -> next))
        .orElse(requester);
  }

  /**
   * Returns the subject that benefits from the request in the view of the approver, if it is not
   * the {@link #actingSubject}.
   */
  public Optional<SubjectRef> beneficiary() {
    return onBehalfOf
        .or(() -> Optional.of(requester))
        .filter(whom -> !whom.equals(actingSubject()));
  }

  private static boolean isPerson(SubjectRef party) {
    return party.type().equals(SubjectRef.USER);
  }
}
