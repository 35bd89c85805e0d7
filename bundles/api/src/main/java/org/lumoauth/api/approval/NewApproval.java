package org.lumoauth.api.approval;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Something that people are to be asked to approve.
 *
 * @param requester who wants to do it
 * @param chain who else takes part in asking, as the agents that delegated to the requester: none
 *     of them may approve
 * @param onBehalfOf the user for whom it is to be done
 * @param action what it is, as it will be checked when it is done, byte-exact
 * @param parameters what it is done with, JSON-like values: approval covers exactly these
 * @param reason why, in the requester's words; shown as text, never as markup
 * @param risk {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param approver the one person who may answer; empty where the tenant's rules say who may
 * @param lifetime how long an answer counts at most; the rules may say less, and say all where it
 *     is empty
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
   * Who stands before the approver: the requester, or the agent or application that asks for a
   * person who is to get something. Of a chain that is the first that is no person, who acts now;
   * people in it may be those for whom it acts, or who hold its token.
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

  /** For whom it is in the eyes of the approver, where that is not the {@link #actingSubject}. */
  public Optional<SubjectRef> beneficiary() {
    return onBehalfOf
        .or(() -> Optional.of(requester))
        .filter(whom -> !whom.equals(actingSubject()));
  }

  private static boolean isPerson(SubjectRef party) {
    return party.type().equals(SubjectRef.USER);
  }
}
