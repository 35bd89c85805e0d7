/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.UsersetTree;

/** A node of a tree of users: exactly one member after the name is present. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FgaUsersetTreeNode(
    String name,
    FgaTreeLeaf leaf,
    FgaTreeDifference difference,
    FgaTreeNodes union,
    FgaTreeNodes intersection) {

  /** A node without children. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FgaTreeLeaf(
      FgaLeafUsers users,
      FgaComputedUserset computed,
      @JsonProperty("tupleToUserset") FgaTupleToUserset tupleToUserset) {}

  /** The users of tuples. */
  public record FgaLeafUsers(List<String> users) {}

  /** Another relation of the same object. */
  public record FgaComputedUserset(String userset) {}

  /** Relations of other objects. */
  public record FgaTupleToUserset(String tupleset, List<FgaComputedUserset> computed) {}

  /** The operands of a union or an intersection. */
  public record FgaTreeNodes(List<FgaUsersetTreeNode> nodes) {}

  /** The operands of an exclusion. */
  public record FgaTreeDifference(FgaUsersetTreeNode base, FgaUsersetTreeNode subtract) {}

  /** Creates the wire form of the engine's tree. */
  public static FgaUsersetTreeNode of(UsersetTree tree) {
    return switch (tree.kind()) {
      case UNION -> new FgaUsersetTreeNode(tree.name(), null, null, nodes(tree), null);
      case INTERSECTION -> new FgaUsersetTreeNode(tree.name(), null, null, null, nodes(tree));
      case EXCLUSION ->
          new FgaUsersetTreeNode(
              tree.name(),
              null,
              new FgaTreeDifference(of(tree.children().get(0)), of(tree.children().get(1))),
              null,
              null);
      case DIRECT ->
          leaf(
              tree,
              new FgaTreeLeaf(
                  new FgaLeafUsers(
                      tree.subjects().stream().map(RelationSubject::toString).toList()),
                  null,
                  null));
      case COMPUTED ->
          leaf(
              tree,
              new FgaTreeLeaf(
                  null, new FgaComputedUserset(tree.computed().orElse(tree.name())), null));
      case TUPLE_TO_USERSET ->
          leaf(
              tree,
              new FgaTreeLeaf(
                  null,
                  null,
                  new FgaTupleToUserset(
                      tree.tupleset().orElse(""),
                      tree.tuplesetComputed().stream().map(FgaComputedUserset::new).toList())));
    };
  }

  private static FgaUsersetTreeNode leaf(UsersetTree tree, FgaTreeLeaf leaf) {
    return new FgaUsersetTreeNode(tree.name(), leaf, null, null, null);
  }

  private static FgaTreeNodes nodes(UsersetTree tree) {
    return new FgaTreeNodes(tree.children().stream().map(FgaUsersetTreeNode::of).toList());
  }
}
