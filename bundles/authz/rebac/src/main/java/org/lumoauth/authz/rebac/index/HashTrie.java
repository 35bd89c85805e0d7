/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An immutable set of entries by key, as a hash trie with 32 slots per branch. Adding or removing
 * an entry returns another trie that shares all branches except one path.
 *
 * @param <T> the type of the entries
 */
final class HashTrie<T extends TrieEntry> {

  private static final int BITS = 5;
  private static final int DEEPEST = 30; // The seventh level uses the last two bits.

  private final Object root;
  private final int size;

  private HashTrie(Object root, int size) {
    this.root = root;
    this.size = size;
  }

  /** A branch; its slots contain branches, entries, or entries with the same hash. */
  private record TrieBranch(int bitmap, Object[] places) {}

  private record TrieCollision(TrieEntry[] things) {}

  /** Returns an empty trie. */
  static <T extends TrieEntry> HashTrie<T> empty() {
    return new HashTrie<>(null, 0);
  }

  int size() {
    return size;
  }

  /** Returns the entry of a key, or null. */
  T get(Userset key) {
    Object at = root;
    int hash = key.hashCode();
    for (int shift = 0; at instanceof TrieBranch branch; shift += BITS) {
      int bit = 1 << ((hash >>> shift) & 31);
      if ((branch.bitmap & bit) == 0) {
        return null;
      }
      at = branch.places[Integer.bitCount(branch.bitmap & (bit - 1))];
    }
    if (at instanceof TrieCollision collision) {
      return cast(find(collision, key));
    }
    return at != null && ((TrieEntry) at).key().equals(key) ? cast(at) : null;
  }

  /** Returns a trie with the entry, which replaces an entry with the same key. */
  HashTrie<T> with(T thing) {
    boolean added = get(thing.key()) == null;
    return new HashTrie<>(put(root, 0, thing), added ? size + 1 : size);
  }

  /** Returns a trie without the entry of a key. */
  HashTrie<T> without(Userset key) {
    return get(key) == null ? this : new HashTrie<>(remove(root, 0, key), size - 1);
  }

  void forEach(Consumer<T> consumer) {
    each(root, consumer);
  }

  private void each(Object at, Consumer<T> consumer) {
    if (at instanceof TrieBranch branch) {
      for (Object place : branch.places) {
        each(place, consumer);
      }
    } else if (at instanceof TrieCollision collision) {
      for (TrieEntry thing : collision.things) {
        consumer.accept(cast(thing));
      }
    } else if (at != null) {
      consumer.accept(cast(at));
    }
  }

  private static Object put(Object at, int shift, TrieEntry thing) {
    if (at == null) {
      return thing;
    }
    if (at instanceof TrieBranch branch) {
      return putInto(branch, shift, thing);
    }
    if (at instanceof TrieCollision collision) {
      return collide(collision, thing);
    }
    TrieEntry there = (TrieEntry) at;
    if (there.key().equals(thing.key())) {
      return thing;
    }
    if (shift > DEEPEST) {
      return new TrieCollision(new TrieEntry[] {there, thing});
    }
    return putInto(putInto(new TrieBranch(0, new Object[0]), shift, there), shift, thing);
  }

  private static TrieBranch putInto(TrieBranch branch, int shift, TrieEntry thing) {
    int bit = 1 << ((thing.key().hashCode() >>> shift) & 31);
    int place = Integer.bitCount(branch.bitmap & (bit - 1));
    if ((branch.bitmap & bit) != 0) {
      var places = branch.places.clone();
      places[place] = put(places[place], shift + BITS, thing);
      return new TrieBranch(branch.bitmap, places);
    }
    var places = new Object[branch.places.length + 1];
    System.arraycopy(branch.places, 0, places, 0, place);
    places[place] = thing;
    System.arraycopy(branch.places, place, places, place + 1, branch.places.length - place);
    return new TrieBranch(branch.bitmap | bit, places);
  }

  private static TrieCollision collide(TrieCollision collision, TrieEntry thing) {
    for (int i = 0; i < collision.things.length; i++) {
      if (collision.things[i].key().equals(thing.key())) {
        var things = collision.things.clone();
        things[i] = thing;
        return new TrieCollision(things);
      }
    }
    var things = Arrays.copyOf(collision.things, collision.things.length + 1);
    things[things.length - 1] = thing;
    return new TrieCollision(things);
  }

  /** Removes a key that is present. */
  private static Object remove(Object at, int shift, Userset key) {
    if (at instanceof TrieBranch branch) {
      int bit = 1 << ((key.hashCode() >>> shift) & 31);
      int place = Integer.bitCount(branch.bitmap & (bit - 1));
      Object left = remove(branch.places[place], shift + BITS, key);
      if (left != null) {
        var places = branch.places.clone();
        places[place] = left;
        return isLone(places) ? left : new TrieBranch(branch.bitmap, places);
      }
      if (branch.places.length == 1) {
        return null;
      }
      var places = new Object[branch.places.length - 1];
      System.arraycopy(branch.places, 0, places, 0, place);
      System.arraycopy(branch.places, place + 1, places, place, places.length - place);
      return isLone(places) ? places[0] : new TrieBranch(branch.bitmap & ~bit, places);
    }
    if (at instanceof TrieCollision collision) {
      var things =
          Arrays.stream(collision.things)
              .filter(thing -> !thing.key().equals(key))
              .toArray(TrieEntry[]::new);
      return things.length == 1 ? things[0] : new TrieCollision(things);
    }
    return null;
  }

  /** Returns whether a branch has only one entry, which needs no branch. */
  private static boolean isLone(Object[] places) {
    return places.length == 1 && places[0] instanceof TrieEntry;
  }

  private static TrieEntry find(TrieCollision collision, Userset key) {
    for (TrieEntry thing : collision.things) {
      if (thing.key().equals(key)) {
        return thing;
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // All entries are of type T.
  private T cast(Object thing) {
    return (T) thing;
  }
}
