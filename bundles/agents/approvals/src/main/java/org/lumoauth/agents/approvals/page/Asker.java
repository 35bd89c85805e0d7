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

  /** Who asks: the requester, or the caller that asks for a person. */
  public static SubjectRef of(NewApproval asked) {
    boolean forPerson = asked.requester().type().equals(SubjectRef.USER);
    return forPerson && !asked.chain().isEmpty()
        ? asked.chain().get(asked.chain().size() - 1)
        : asked.requester();
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
