/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes tenants' custom style sheets and HTML for display. They are sanitized again when
 * displayed and cached by their text, so that content that an older version accepted and this one
 * does not is never shown.
 */
public final class SanitizedPageCustomizationCache {
  private static final Logger LOG = LoggerFactory.getLogger(SanitizedPageCustomizationCache.class);

  /** In characters of the source and the result. */
  private static final long MEMORY = 8L * 1024 * 1024;

  private final Cache<String, Optional<String>> styles = cache("authn-pages.styles");
  private final Cache<String, String> blocks = cache("authn-pages.blocks");

  private static <V> Cache<String, V> cache(String name) {
    return MeasuredCacheFactory.build(
        name,
        Caffeine.newBuilder()
            .maximumWeight(MEMORY)
            .<String, V>weigher(
                (source, made) -> 100 + source.length() + made.toString().length()));
  }

  /**
   * Returns the parts for display.
   *
   * @param css the tenant's style sheet; empty for none
   * @param html the tenant's HTML; empty for none
   */
  public TenantPageCustomization of(Optional<String> css, Optional<String> html) {
    return css.isEmpty() && html.isEmpty()
        ? TenantPageCustomization.NONE
        : new TenantPageCustomization(
            css.flatMap(source -> styles.get(source, SanitizedPageCustomizationCache::style)),
            html.map(source -> blocks.get(source, TenantHtmlSanitizer::sanitize)));
  }

  private static Optional<String> style(String source) {
    try {
      return Optional.of(TenantStylesheet.read(source).css());
    } catch (StyleSheetException e) {
      LOG.warn("branding.style-refused reason={}", e.getMessage());
      return Optional.empty();
    }
  }
}
