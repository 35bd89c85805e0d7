/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.util.Map;

/**
 * A provider in use. While the lease is open, the provider's module is not stopped.
 *
 * @param <T> the contract
 */
public interface ServiceLease<T> extends AutoCloseable {

  /** Returns the provider. */
  T get();

  /** Returns the provider's {@code lumoauth.name}. */
  String name();

  /** Returns the known service properties of the provider. */
  default Map<String, Object> properties() {
    return Map.of();
  }

  /** Ends the use of the provider. */
  @Override
  void close();
}
