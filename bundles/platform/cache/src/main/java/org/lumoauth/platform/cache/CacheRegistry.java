/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cache;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/**
 * All groups of caches by name. Static, because caches are built by classes that are not
 * components.
 */
final class CacheRegistry {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
  private static final ConcurrentSkipListMap<String, CacheGroup> GROUPS =
      new ConcurrentSkipListMap<>();

  private CacheRegistry() {}

  /**
   * Returns the group with a name.
   *
   * @throws IllegalArgumentException if the name is malformed
   */
  static CacheGroup group(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A cache name must be `module.content` in lower case: " + name);
    }
    return GROUPS.computeIfAbsent(name, key -> new CacheGroup());
  }

  static SortedMap<String, CacheGroup> groups() {
    return GROUPS;
  }
}
