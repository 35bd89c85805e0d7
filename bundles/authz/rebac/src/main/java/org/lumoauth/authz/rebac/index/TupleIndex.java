/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.store.RelationStoreHead;
import org.lumoauth.authz.rebac.store.TupleDigest;

/** All tuples of a store at one revision in memory, indexed in both directions. Immutable. */
public final class TupleIndex implements TupleSnapshot {

  private final RelationStoreHead head;
  private final long digest;
  private final long tuples;
  private final HashTrie<TupleGraphNode> nodes;
  private final HashTrie<TupleGraphNode> subjects;

  private TupleIndex(
      RelationStoreHead head,
      long digest,
      long tuples,
      HashTrie<TupleGraphNode> nodes,
      HashTrie<TupleGraphNode> subjects) {
    this.head = head;
    this.digest = digest;
    this.tuples = tuples;
    this.nodes = nodes;
    this.subjects = subjects;
  }

  /** Returns an index without tuples. */
  public static TupleIndex empty() {
    return new TupleIndex(
        new RelationStoreHead(0, 0, 0, Optional.empty(), Optional.empty(), 0),
        0,
        0,
        HashTrie.empty(),
        HashTrie.empty());
  }

  @Override
  public long revision() {
    return head.revision();
  }

  /** Returns the head that was read together with the tuples. */
  public RelationStoreHead head() {
    return head;
  }

  /** Returns the digest of the tuples ({@link TupleDigest}). */
  public long digest() {
    return digest;
  }

  /** Returns the number of tuples. */
  public long tuples() {
    return tuples;
  }

  @Override
  public TupleEdge find(Userset node, Userset subject) {
    var found = nodes.get(node);
    return found == null ? null : found.get(subject);
  }

  @Override
  public List<TupleEdge> usersets(Userset node) {
    var found = nodes.get(node);
    return found == null ? List.of() : found.usersets().all();
  }

  @Override
  public List<TupleEdge> objects(Userset node) {
    var found = nodes.get(node);
    return found == null ? List.of() : found.objects().all();
  }

  @Override
  public List<Userset> nodesOf(Userset subject) {
    var found = subjects.get(subject);
    if (found == null) {
      return List.of();
    }
    var all = new ArrayList<Userset>(found.usersets().size());
    for (TupleEdge each : found.usersets().all()) {
      all.add(each.key());
    }
    return all;
  }

  /** Returns the same tuples with another head. */
  public TupleIndex at(RelationStoreHead other) {
    return new TupleIndex(other, digest, tuples, nodes, subjects);
  }

  /** Returns an index with the tuple, which replaces a tuple with the same key. Idempotent. */
  public TupleIndex with(RelationTuple tuple) {
    var before = without(tuple);
    var key = Userset.of(tuple.key().object(), tuple.key().relation());
    var subject = Userset.of(tuple.key().subject());
    var node = before.nodes.get(key);
    if (node == null) {
      node = TupleGraphNode.of(shared(key));
    }
    var named = before.subjects.get(subject);
    if (named == null) {
      named = TupleGraphNode.of(shared(subject));
    }
    return new TupleIndex(
        head,
        before.digest + TupleDigest.of(tuple),
        before.tuples + 1,
        before.nodes.with(node.with(TupleEdge.of(named.key(), tuple))),
        before.subjects.with(named.with(node.key())));
  }

  /** Returns an index without the tuple's key; this index if the key is missing. */
  public TupleIndex without(RelationTuple tuple) {
    var key = Userset.of(tuple.key().object(), tuple.key().relation());
    var subject = Userset.of(tuple.key().subject());
    var node = nodes.get(key);
    var link = node == null ? null : node.get(subject);
    if (link == null) {
      return this;
    }
    var left = node.without(subject);
    var named = subjects.get(subject).without(key);
    return new TupleIndex(
        head,
        digest - TupleDigest.of(link.tuple(node.key())),
        tuples - 1,
        left.isEmpty() ? nodes.without(key) : nodes.with(left),
        named.isEmpty() ? subjects.without(subject) : subjects.with(named));
  }

  /** Returns a shared instance, because there are only a few types and relations. */
  private static Userset shared(Userset key) {
    return new Userset(key.type().intern(), key.id(), key.relation().intern());
  }
}
