package org.lumoauth.platform.web.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the most specific route of a path: from left to right a literal segment goes before {@code
 * *}, and a longer route before a shorter one. Immutable once built.
 */
public final class RouteTrie {

  /**
   * What a look-up found.
   *
   * @param slot the route, or null
   * @param otherMethods methods that the path has, when the one asked for is not among them
   */
  public record Found(Slot slot, Set<String> otherMethods) {}

  /**
   * Those who serve one route.
   *
   * @param targets in the order in which they are tried; empty if all are gone
   * @param module the name of the module that has, or had, the route
   */
  public record Slot(List<Target> targets, String module) {}

  /** A route and one who serves it; the target is null if it is gone. */
  record Entry(RoutePattern pattern, Target target, String module) {}

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, Slot> byMethod = new HashMap<>();
    private final Map<String, Slot> restByMethod = new HashMap<>();
    private Node any;
    private Slot prefix;

    Node child(String segment) {
      if (!segment.equals(RoutePattern.ANY)) {
        return literals.computeIfAbsent(segment, s -> new Node());
      }
      if (any == null) {
        any = new Node();
      }
      return any;
    }
  }

  private final Node tenantRoot = new Node();
  private final Node root = new Node();

  private RouteTrie() {}

  static RouteTrie of(List<Entry> entries) {
    RouteTrie trie = new RouteTrie();
    Map<RoutePattern, List<Entry>> byPattern = new HashMap<>();
    entries.forEach(e -> byPattern.computeIfAbsent(e.pattern(), p -> new ArrayList<>()).add(e));
    byPattern.forEach(trie::put);
    return trie;
  }

  private void put(RoutePattern pattern, List<Entry> entries) {
    List<Target> targets =
        entries.stream()
            .map(Entry::target)
            .filter(target -> target != null)
            .sorted((a, b) -> a.owner().precedence(b.owner()))
            .toList();
    String module = targets.isEmpty() ? entries.get(0).module() : targets.get(0).owner().module();
    Slot slot = new Slot(targets, module);
    Node node = pattern.tenant() ? tenantRoot : root;
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

  /** Looks a path up. */
  public Found find(boolean tenant, List<String> segments, String method) {
    Search search = new Search(segments, method);
    Slot slot = search.below(tenant ? tenantRoot : root, 0);
    return new Found(slot, slot == null && search.others != null ? search.others : Set.of());
  }

  private static final class Search {
    private final List<String> segments;
    private final String method;
    private Set<String> others;

    Search(List<String> segments, String method) {
      this.segments = segments;
      this.method = method;
    }

    Slot below(Node node, int depth) {
      if (depth < segments.size()) {
        Node literal = node.literals.get(segments.get(depth));
        Slot found = literal == null ? null : below(literal, depth + 1);
        if (found == null && node.any != null) {
          found = below(node.any, depth + 1);
        }
        if (found != null) {
          return found;
        }
      } else {
        Slot whole = byMethod(node.byMethod);
        if (whole != null) {
          return whole;
        }
      }
      Slot rest = byMethod(node.restByMethod);
      return rest != null ? rest : node.prefix;
    }

    private Slot byMethod(Map<String, Slot> slots) {
      if (slots.isEmpty()) {
        return null;
      }
      Slot slot = slots.get(method);
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
