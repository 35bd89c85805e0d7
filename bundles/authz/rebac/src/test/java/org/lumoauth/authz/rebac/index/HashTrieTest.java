/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HashTrieTest {

  /** Against the map of the JDK; each state that was kept stays as it was. */
  @Property(tries = 200, seed = "1")
  void holdsWhatAMapHolds(@ForAll long seed) {
    var random = new Random(seed);
    HashTrie<TupleEdge> trie = HashTrie.empty();
    Map<Userset, TupleEdge> map = new HashMap<>();
    HashTrie<TupleEdge> kept = trie;
    Map<Userset, TupleEdge> keptMap = Map.of();
    int names = 1 + random.nextInt(400);
    for (int i = 0; i < 600; i++) {
      var key = new Userset("t", "n" + random.nextInt(names), random.nextBoolean() ? "" : "r");
      if (random.nextInt(3) > 0) {
        var link = random.nextBoolean() ? key : new ConditionalEdge(key, null, random.nextInt(10));
        trie = trie.with(link);
        map.put(key, link);
      } else {
        trie = trie.without(key);
        map.remove(key);
      }
      if (i == 300) {
        kept = trie;
        keptMap = new HashMap<>(map);
      }
    }
    same(map, trie);
    same(keptMap, kept);
  }

  /** 4,096 names of which the JDK's hash makes one number. */
  @Property(tries = 1, seed = "1")
  void spreadsNamesThatTheJdkTakesForNeighbours() {
    List<String> names = new ArrayList<>(List.of(""));
    for (int i = 0; i < 12; i++) {
      var longer = new ArrayList<String>();
      names.forEach(name -> longer.addAll(List.of(name + "Aa", name + "BB")));
      names = longer;
    }
    var jdk = new HashSet<Integer>();
    var ours = new HashSet<Integer>();
    for (String name : names) {
      jdk.add(name.hashCode());
      ours.add(new Userset("t", name, "").hashCode());
    }

    assertEquals(1, jdk.size());
    assertEquals(4096, ours.size(), 20);
  }

  private static void same(Map<Userset, TupleEdge> map, HashTrie<TupleEdge> trie) {
    assertEquals(map.size(), trie.size());
    map.forEach((key, link) -> assertSame(link, trie.get(key)));
    var seen = new HashSet<Userset>();
    trie.forEach(link -> seen.add(link.key()));
    assertEquals(map.keySet(), seen);
    assertNull(trie.get(new Userset("other", "n1", "")));
  }
}
