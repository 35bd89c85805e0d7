package org.lumoauth.authz.abac.memory;

import java.util.function.Supplier;

/** A value that is read when it is first asked for. Two that ask at once may both read it. */
final class LazyValue<T> implements Supplier<T> {

  private final Supplier<T> source;
  private volatile T value;

  /**
   * @param source never yields null
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
