/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/**
 * Caches brands by the values from which they were built: changed values immediately yield another
 * brand, on any node. The same values yield the same object, so that derived data can be cached by
 * it.
 */
final class BrandCache {

  /** In characters. */
  private static final long MOST = 8L * 1024 * 1024;

  /** The size of an entry besides its texts. */
  private static final int EACH = 2_000;

  /**
   * The values from which a brand is built.
   *
   * @param name the tenant's display name
   * @param values the tenant's settings
   */
  private record BrandCacheKey(String name, Map<String, Object> values) {

    /** Returns an immutable copy, independent of later changes to the settings. */
    BrandCacheKey kept() {
      return new BrandCacheKey(name, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    int weight() {
      int weight = EACH + name.length();
      for (Object value : values.values()) {
        weight +=
            value instanceof String text
                ? 2 * text.length()
                : 0; // Includes the data derived from it.
      }
      return weight;
    }
  }

  private final Cache<BrandCacheKey, TenantBrand> brands =
      MeasuredCacheFactory.build(
          "authn-pages.brands",
          Caffeine.newBuilder()
              .maximumWeight(MOST)
              .<BrandCacheKey, TenantBrand>weigher((source, brand) -> source.weight()));

  /**
   * Returns the brand of these values.
   *
   * @param maker builds it from a snapshot of the values, if it is not cached
   */
  TenantBrand of(
      String name, BrandSettingsReader values, Function<BrandSettingsReader, TenantBrand> maker) {
    BrandCacheKey source = new BrandCacheKey(name, values.map());
    TenantBrand known = brands.getIfPresent(source);
    return known == null
        ? brands.get(source.kept(), kept -> maker.apply(new BrandSettingsReader(kept.values())))
        : known;
  }
}
