package org.lumoauth.agents.approvals.page;

import java.util.Optional;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Who stands before the approver: an agent or application that asks for something that a person is
 * to get comes first, and the person is whom it is for.
 */
public final class Asker {

  private Asker() {}

  /**
   * Who asks: the requester, or the caller that asks for a person. Of a chain that is the first
   * that is no person, who acts now; people in it may be those for whom it acts, or who hold its
   * token.
   */
  public static SubjectRef of(NewApproval asked) {
    SubjectRef requester = asked.requester();
    if (!isPerson(requester)) {
      return requester;
    }
    return asked.chain().stream()
        .filter(party -> !isPerson(party))
        .findFirst()
        .or(() -> asked.chain().stream().reduce((first, next) -> next))
        .orElse(requester);
  }

  private static boolean isPerson(SubjectRef party) {
    return party.type().equals(SubjectRef.USER);
  }

  /** Whether that is an agent, who reads what it is told. */
  static boolean isAgent(NewApproval asked) {
    return of(asked).type().equals(SubjectRef.AGENT);
  }

  /** For whom it is, where that is somebody else. */
  public static Optional<SubjectRef> forWhom(NewApproval asked) {
    return asked
        .onBehalfOf()
        .or(() -> Optional.of(asked.requester()))
        .filter(whom -> !whom.equals(of(asked)));
  }
}
