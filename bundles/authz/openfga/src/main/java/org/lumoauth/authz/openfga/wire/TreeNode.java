package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.UsersetTree;

/** A node of a tree of users: exactly one of what follows its name is there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TreeNode(
    String name, Leaf leaf, Difference difference, Nodes union, Nodes intersection) {

  /** A node without children. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Leaf(
      Users users,
      Computed computed,
      @JsonProperty("tupleToUserset") TupleToUserset tupleToUserset) {}

  /** Users of tuples. */
  public record Users(List<String> users) {}

  /** Another relation. */
  public record Computed(String userset) {}

  /** Relations of other objects. */
  public record TupleToUserset(String tupleset, List<Computed> computed) {}

  /** Operands of a union or an intersection. */
  public record Nodes(List<TreeNode> nodes) {}

  /** Operands of an exclusion. */
  public record Difference(TreeNode base, TreeNode subtract) {}

  /** The same of the engine's tree. */
  public static TreeNode of(UsersetTree tree) {
    return switch (tree.kind()) {
      case UNION -> new TreeNode(tree.name(), null, null, nodes(tree), null);
      case INTERSECTION -> new TreeNode(tree.name(), null, null, null, nodes(tree));
      case EXCLUSION ->
          new TreeNode(
              tree.name(),
              null,
              new Difference(of(tree.children().get(0)), of(tree.children().get(1))),
              null,
              null);
      case DIRECT ->
          leaf(
              tree,
              new Leaf(
                  new Users(tree.subjects().stream().map(RelationSubject::toString).toList()),
                  null,
                  null));
      case COMPUTED ->
          leaf(tree, new Leaf(null, new Computed(tree.computed().orElse(tree.name())), null));
      case TUPLE_TO_USERSET ->
          leaf(
              tree,
              new Leaf(
                  null,
                  null,
                  new TupleToUserset(
                      tree.tupleset().orElse(""),
                      tree.tuplesetComputed().stream().map(Computed::new).toList())));
    };
  }

  private static TreeNode leaf(UsersetTree tree, Leaf leaf) {
    return new TreeNode(tree.name(), leaf, null, null, null);
  }

  private static Nodes nodes(UsersetTree tree) {
    return new Nodes(tree.children().stream().map(TreeNode::of).toList());
  }
}
