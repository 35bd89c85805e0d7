package org.lumoauth.api.module;

import java.util.Map;

/**
 * A provider in use. While it is open, the provider's module is not stopped.
 *
 * @param <T> the contract
 */
public interface ServiceLease<T> extends AutoCloseable {

  /** The provider. */
  T get();

  /** The provider's {@code lumoauth.name}. */
  String name();

  /** The service properties with which the provider is registered, as far as they are known. */
  default Map<String, Object> properties() {
    return Map.of();
  }

  /** Ends the use. */
  @Override
  void close();
}
