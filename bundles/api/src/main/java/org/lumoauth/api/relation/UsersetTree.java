package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;

/**
 * Who has a relation, one step of the model deep.
 *
 * @param kind what the node is
 * @param name {@code object#relation} that the node stands for
 * @param children the operands of a union, intersection or exclusion (base first)
 * @param subjects of a leaf: the subjects of its tuples
 * @param computed of a leaf: the userset that it stands for, {@code object#relation}
 * @param tupleset of a leaf of a tuple-to-userset: {@code object#relation} whose subjects are
 *     followed
 * @param tuplesetComputed the usersets that following gave
 */
public record UsersetTree(
    UsersetNodeKind kind,
    String name,
    List<UsersetTree> children,
    List<RelationSubject> subjects,
    Optional<String> computed,
    Optional<String> tupleset,
    List<String> tuplesetComputed) {

  /** What a node can be. */
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
