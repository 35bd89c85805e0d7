/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import org.osgi.annotation.versioning.ProviderType;

/** Finds providers of contracts. */
@ProviderType
public interface ProviderRegistry {

  /**
   * Tracks the services of this contract that have a {@code lumoauth.name}.
   *
   * @param contract the interface of the extension point
   */
  <T> ProviderTracker<T> track(Class<T> contract);
}
