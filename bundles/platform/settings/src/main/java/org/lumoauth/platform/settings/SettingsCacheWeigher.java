/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.settings;

import java.util.Collection;
import java.util.Map;

/** Estimates the memory of settings in characters. A tenant can store 64 KiB for some settings. */
final class SettingsCacheWeigher {

  /** The maximum weight of all cached values. */
  static final long MOST = 16L * 1024 * 1024;

  private static final int ENTRY = 100;

  private SettingsCacheWeigher() {}

  /** Returns the weight of one tenant's values. */
  static int of(Map<?, Object> values) {
    int weight = ENTRY;
    for (Object value : values.values()) {
      weight += ENTRY + (value instanceof Collection<?> texts ? of(texts) : of(value));
    }
    return weight;
  }

  private static int of(Collection<?> texts) {
    return texts.stream().mapToInt(SettingsCacheWeigher::of).sum();
  }

  private static int of(Object value) {
    return value instanceof String text ? text.length() : 0;
  }
}
