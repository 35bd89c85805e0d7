package org.lumoauth.platform.web.signature;

import java.util.List;
import java.util.Map;

/** Who provides something just now. */
@FunctionalInterface
public interface ProviderCatalog {

  /** Nobody: of what is read before anybody is there. */
  ProviderCatalog NONE = (kind, property) -> Map.of();

  /**
   * The providers of a kind.
   *
   * @param property {@link org.lumoauth.platform.web.description.ApiRequestParameters#PARAMETERS}
   *     or {@link org.lumoauth.platform.web.description.ApiResponse#PROVIDED}
   * @return what each says by it, by its name
   */
  Map<String, List<String>> of(String kind, String property);
}
