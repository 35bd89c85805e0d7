/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.signature;

import java.util.List;
import java.util.Map;

/** Looks up the currently registered providers. */
@FunctionalInterface
public interface ProviderCatalog {

  /** An empty catalog, used before providers are registered. */
  ProviderCatalog NONE = (kind, property) -> Map.of();

  /**
   * Returns the providers of a kind.
   *
   * @param property {@link org.lumoauth.platform.web.description.ApiRequestParameters#PARAMETERS}
   *     or {@link org.lumoauth.platform.web.description.ApiResponse#PROVIDED}
   * @return the property values by provider name
   */
  Map<String, List<String>> of(String kind, String property);
}
