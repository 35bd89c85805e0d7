/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.relation.RelationTuple;

/**
 * A snapshot with the contextual tuples of a query. A contextual tuple replaces a stored tuple with
 * the same key.
 */
public final class ContextualSnapshot implements TupleSnapshot {

  private final TupleSnapshot below;
  private final Map<Userset, Map<Userset, TupleEdge>> links = new HashMap<>();
  private final Map<Userset, Set<Userset>> nodes = new HashMap<>();

  private ContextualSnapshot(TupleSnapshot below, Collection<RelationTuple> tuples) {
    this.below = below;
    for (RelationTuple tuple : tuples) {
      var node = Userset.of(tuple.key().object(), tuple.key().relation());
      var link = TupleEdge.of(tuple);
      links.computeIfAbsent(node, key -> new LinkedHashMap<>()).put(link.key(), link);
      nodes.computeIfAbsent(link.key(), key -> new LinkedHashSet<>()).add(node);
    }
  }

  /** Returns a snapshot with tuples added to another. */
  public static TupleSnapshot over(TupleSnapshot below, Collection<RelationTuple> tuples) {
    return tuples.isEmpty() ? below : new ContextualSnapshot(below, tuples);
  }

  @Override
  public long revision() {
    return below.revision();
  }

  @Override
  public TupleEdge find(Userset node, Userset subject) {
    var own = links.getOrDefault(node, Map.of()).get(subject);
    return own != null ? own : below.find(node, subject);
  }

  @Override
  public List<TupleEdge> usersets(Userset node) {
    return merged(node, below.usersets(node), true);
  }

  @Override
  public List<TupleEdge> objects(Userset node) {
    return merged(node, below.objects(node), false);
  }

  @Override
  public List<Userset> nodesOf(Userset subject) {
    var own = nodes.get(subject);
    if (own == null) {
      return below.nodesOf(subject);
    }
    var all = new LinkedHashSet<>(own);
    all.addAll(below.nodesOf(subject));
    return new ArrayList<>(all);
  }

  private List<TupleEdge> merged(Userset node, List<TupleEdge> kept, boolean usersets) {
    var own = links.get(node);
    if (own == null) {
      return kept;
    }
    var all = new ArrayList<TupleEdge>();
    for (TupleEdge link : own.values()) {
      if (link.key().isUserset() == usersets) {
        all.add(link);
      }
    }
    for (TupleEdge link : kept) {
      if (!own.containsKey(link.key())) {
        all.add(link);
      }
    }
    return all;
  }
}
