package org.lumoauth.api.authz;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The answer.
 *
 * @param permitted whether it is allowed
 * @param reason why: the deciding reason first, as a tree
 * @param remedy on a denial, what would make it allowed
 * @param votes every vote, in the order in which the models were asked
 * @param validity how long the answer may be kept; zero means not at all
 */
public record Decision(
    boolean permitted,
    DecisionReason reason,
    Optional<String> remedy,
    List<ModelVote> votes,
    Duration validity) {

  /**
   * @param model the model's name
   * @param subject whom it judged: the originating subject or an actor
   * @param vote what it said
   */
  public record ModelVote(String model, SubjectRef subject, AuthorizationVote vote) {}

  public Decision {
    votes = List.copyOf(votes);
  }
}
