/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;

/**
 * The subjects of a relation as a tree, one step of the model deep.
 *
 * @param kind the kind of the node
 * @param name the {@code object#relation} that the node represents
 * @param children the operands of a union, intersection or exclusion (base first)
 * @param subjects of a leaf: the subjects of its tuples
 * @param computed of a leaf: the userset that it represents, {@code object#relation}
 * @param tupleset of a leaf of a tuple-to-userset: the {@code object#relation} with the subjects to
 *     follow
 * @param tuplesetComputed the usersets that resulted from following them
 */
public record UsersetTree(
    UsersetNodeKind kind,
    String name,
    List<UsersetTree> children,
    List<RelationSubject> subjects,
    Optional<String> computed,
    Optional<String> tupleset,
    List<String> tuplesetComputed) {

  /** The kinds of nodes. */
  public enum UsersetNodeKind {
    UNION,
    INTERSECTION,
    EXCLUSION,
    DIRECT,
    COMPUTED,
    TUPLE_TO_USERSET
  }

  public UsersetTree {
    children = List.copyOf(children);
    subjects = List.copyOf(subjects);
    tuplesetComputed = List.copyOf(tuplesetComputed);
  }
}
