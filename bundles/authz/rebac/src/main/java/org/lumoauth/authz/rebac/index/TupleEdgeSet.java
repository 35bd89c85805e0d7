/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The immutable edges of one node. A few edges are an array and many are a trie, so that changing a
 * group with a million members is as fast as changing a small one.
 */
final class TupleEdgeSet {

  /** No edges. */
  static final TupleEdgeSet NONE = new TupleEdgeSet(new TupleEdge[0], null);

  private static final int FEW = 16;

  private final TupleEdge[] few;
  private final HashTrie<TupleEdge> many;

  private TupleEdgeSet(TupleEdge[] few, HashTrie<TupleEdge> many) {
    this.few = few;
    this.many = many;
  }

  int size() {
    return many == null ? few.length : many.size();
  }

  TupleEdge get(Userset subject) {
    if (many != null) {
      return many.get(subject);
    }
    for (TupleEdge link : few) {
      if (link.key().equals(subject)) {
        return link;
      }
    }
    return null;
  }

  List<TupleEdge> all() {
    if (many == null) {
      return Arrays.asList(few);
    }
    var all = new ArrayList<TupleEdge>(many.size());
    many.forEach(all::add);
    return all;
  }

  /** Returns a set with the edge, which replaces an edge to the same subject. */
  TupleEdgeSet with(TupleEdge link) {
    if (many != null) {
      return new TupleEdgeSet(null, many.with(link));
    }
    for (int i = 0; i < few.length; i++) {
      if (few[i].key().equals(link.key())) {
        var links = few.clone();
        links[i] = link;
        return new TupleEdgeSet(links, null);
      }
    }
    if (few.length == FEW) {
      HashTrie<TupleEdge> trie = HashTrie.empty();
      for (TupleEdge each : few) {
        trie = trie.with(each);
      }
      return new TupleEdgeSet(null, trie.with(link));
    }
    var links = Arrays.copyOf(few, few.length + 1);
    links[few.length] = link;
    return new TupleEdgeSet(links, null);
  }

  /** Returns a set without the edge to a subject. */
  TupleEdgeSet without(Userset subject) {
    if (many != null) {
      var left = many.without(subject);
      if (left.size() > FEW / 2) {
        return new TupleEdgeSet(null, left);
      }
      var links = new ArrayList<TupleEdge>();
      left.forEach(links::add);
      return new TupleEdgeSet(links.toArray(new TupleEdge[0]), null);
    }
    var links =
        Arrays.stream(few).filter(link -> !link.key().equals(subject)).toArray(TupleEdge[]::new);
    return links.length == 0 ? NONE : new TupleEdgeSet(links, null);
  }
}
