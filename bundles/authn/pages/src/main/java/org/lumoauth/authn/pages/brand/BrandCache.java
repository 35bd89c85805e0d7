package org.lumoauth.authn.pages.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Brands as they were made, by what they were made of: of other values it is another brand at once,
 * whoever changed them and wherever. The same values give the same object, so that others can keep
 * what they make of it.
 */
final class BrandCache {

  /** In characters. */
  private static final long MOST = 8L * 1024 * 1024;

  /** What one takes besides its texts. */
  private static final int EACH = 2_000;

  /**
   * What a brand is made of.
   *
   * @param name what people call the tenant
   * @param values its settings
   */
  private record BrandCacheKey(String name, Map<String, Object> values) {

    /** The same as it is now, whatever is done to the settings. */
    BrandCacheKey kept() {
      return new BrandCacheKey(name, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    int weight() {
      int weight = EACH + name.length();
      for (Object value : values.values()) {
        weight += value instanceof String text ? 2 * text.length() : 0; // and what is made of it
      }
      return weight;
    }
  }

  private final Cache<BrandCacheKey, TenantBrand> brands =
      MeasuredCache.build(
          "authn-pages.brands",
          Caffeine.newBuilder()
              .maximumWeight(MOST)
              .<BrandCacheKey, TenantBrand>weigher((source, brand) -> source.weight()));

  /**
   * The brand of these values.
   *
   * @param maker makes it of them as they are now, where it is not known
   */
  TenantBrand of(
      String name, BrandSettingValues values, Function<BrandSettingValues, TenantBrand> maker) {
    BrandCacheKey source = new BrandCacheKey(name, values.map());
    TenantBrand known = brands.getIfPresent(source);
    return known == null
        ? brands.get(source.kept(), kept -> maker.apply(new BrandSettingValues(kept.values())))
        : known;
  }
}
