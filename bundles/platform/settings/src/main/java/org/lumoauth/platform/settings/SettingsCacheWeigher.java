package org.lumoauth.platform.settings;

import java.util.Collection;
import java.util.Map;

/** About how many characters settings take in memory: of some a tenant can write 64 KiB. */
final class SettingsCacheWeigher {

  /** What all that is kept may weigh together. */
  static final long MOST = 16L * 1024 * 1024;

  private static final int ENTRY = 100;

  private SettingsCacheWeigher() {}

  /** What one tenant's values weigh. */
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
