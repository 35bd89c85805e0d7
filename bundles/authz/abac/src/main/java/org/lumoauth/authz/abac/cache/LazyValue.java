/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.function.Supplier;

/** Loads a value at its first use. Two concurrent callers may both load it. */
final class LazyValue<T> implements Supplier<T> {

  private final Supplier<T> source;
  private volatile T value;

  /**
   * Creates a lazy value.
   *
   * @param source never returns null
   */
  LazyValue(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    var known = value;
    if (known == null) {
      known = source.get();
      value = known;
    }
    return known;
  }
}
