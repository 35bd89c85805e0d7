package org.lumoauth.api.module;

/**
 * A provider in use. While it is open, the provider's module is not stopped.
 *
 * @param <T> the contract
 */
public interface Lease<T> extends AutoCloseable {

  /** The provider. */
  T get();

  /** The provider's {@code lumoauth.name}. */
  String name();

  /** Ends the use. */
  @Override
  void close();
}
