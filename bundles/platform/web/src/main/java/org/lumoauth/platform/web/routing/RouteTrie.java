/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the most specific route of a path: from left to right a literal segment has precedence over
 * {@code *}, and a longer route over a shorter one. Immutable.
 */
public final class RouteTrie {

  /**
   * The result of a lookup.
   *
   * @param slot the route, or null
   * @param otherMethods the methods of the path, if the requested one is not among them
   */
  public record RouteMatch(RouteSlot slot, Set<String> otherMethods) {}

  /**
   * The targets of one route.
   *
   * @param targets in the order in which they are tried; empty if none is available
   * @param module the name of the module that has, or had, the route
   */
  public record RouteSlot(List<RouteTarget> targets, String module) {}

  /** A route and one of its targets; the target is null if it is unavailable. */
  record RouteTrieEntry(RoutePattern pattern, RouteTarget target, String module) {}

  private static final class RouteTrieNode {
    private final Map<String, RouteTrieNode> literals = new HashMap<>();
    private final Map<String, RouteSlot> byMethod = new HashMap<>();
    private final Map<String, RouteSlot> restByMethod = new HashMap<>();
    private RouteTrieNode any;
    private RouteSlot prefix;

    RouteTrieNode child(String segment) {
      if (!segment.equals(RoutePattern.ANY)) {
        return literals.computeIfAbsent(segment, s -> new RouteTrieNode());
      }
      if (any == null) {
        any = new RouteTrieNode();
      }
      return any;
    }
  }

  private final RouteTrieNode tenantRoot = new RouteTrieNode();
  private final RouteTrieNode root = new RouteTrieNode();

  private RouteTrie() {}

  static RouteTrie of(List<RouteTrieEntry> entries) {
    RouteTrie trie = new RouteTrie();
    Map<RoutePattern, List<RouteTrieEntry>> byPattern = new HashMap<>();
    entries.forEach(e -> byPattern.computeIfAbsent(e.pattern(), p -> new ArrayList<>()).add(e));
    byPattern.forEach(trie::put);
    return trie;
  }

  private void put(RoutePattern pattern, List<RouteTrieEntry> entries) {
    List<RouteTarget> targets =
        entries.stream()
            .map(RouteTrieEntry::target)
            .filter(target -> target != null)
            .sorted((a, b) -> a.owner().precedence(b.owner()))
            .toList();
    String module = targets.isEmpty() ? entries.get(0).module() : targets.get(0).owner().module();
    RouteSlot slot = new RouteSlot(targets, module);
    RouteTrieNode node = pattern.tenant() ? tenantRoot : root;
    for (String segment : pattern.segments()) {
      if (segment.equals(RoutePattern.REST)) {
        node.restByMethod.put(pattern.method().orElseThrow(), slot);
        return;
      }
      node = node.child(segment);
    }
    if (pattern.method().isPresent()) {
      node.byMethod.put(pattern.method().get(), slot);
    } else {
      node.prefix = slot;
    }
  }

  /** Looks up a path. */
  public RouteMatch find(boolean tenant, List<String> segments, String method) {
    RouteTrieSearch search = new RouteTrieSearch(segments, method);
    RouteSlot slot = search.below(tenant ? tenantRoot : root, 0);
    return new RouteMatch(slot, slot == null && search.others != null ? search.others : Set.of());
  }

  private static final class RouteTrieSearch {
    private final List<String> segments;
    private final String method;
    private Set<String> others;

    RouteTrieSearch(List<String> segments, String method) {
      this.segments = segments;
      this.method = method;
    }

    RouteSlot below(RouteTrieNode node, int depth) {
      if (depth < segments.size()) {
        RouteTrieNode literal = node.literals.get(segments.get(depth));
        RouteSlot found = literal == null ? null : below(literal, depth + 1);
        if (found == null && node.any != null) {
          found = below(node.any, depth + 1);
        }
        if (found != null) {
          return found;
        }
      } else {
        RouteSlot whole = byMethod(node.byMethod);
        if (whole != null) {
          return whole;
        }
      }
      RouteSlot rest = byMethod(node.restByMethod);
      return rest != null ? rest : node.prefix;
    }

    private RouteSlot byMethod(Map<String, RouteSlot> slots) {
      if (slots.isEmpty()) {
        return null;
      }
      RouteSlot slot = slots.get(method);
      if (slot == null && method.equals("HEAD")) {
        slot = slots.get("GET");
      }
      if (slot == null) {
        others = others == null ? new TreeSet<>() : others;
        others.addAll(slots.keySet());
      }
      return slot;
    }
  }
}
