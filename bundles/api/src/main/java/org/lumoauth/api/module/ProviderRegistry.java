package org.lumoauth.api.module;

import org.osgi.annotation.versioning.ProviderType;

/** Finds providers of contracts. */
@ProviderType
public interface ProviderRegistry {

  /**
   * Follows the services of this contract that have a {@code lumoauth.name}.
   *
   * @param contract the extension point's interface
   */
  <T> ProviderTracker<T> track(Class<T> contract);
}
