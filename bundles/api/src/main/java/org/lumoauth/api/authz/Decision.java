/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The decision on a question.
 *
 * @param permitted whether the action is allowed
 * @param reason the reasons as a tree, the deciding reason first
 * @param remedy for a denial, what would make the action allowed
 * @param votes all votes, in the order in which the models were called
 * @param validity how long the decision may be cached; zero means not at all
 */
public record Decision(
    boolean permitted,
    DecisionReason reason,
    Optional<String> remedy,
    List<ModelVote> votes,
    Duration validity) {

  /**
   * The vote of a model on one subject.
   *
   * @param model the name of the model
   * @param subject the evaluated subject: the originating subject or an actor
   * @param vote the vote
   */
  public record ModelVote(String model, SubjectRef subject, AuthorizationVote vote) {}

  public Decision {
    votes = List.copyOf(votes);
  }
}
