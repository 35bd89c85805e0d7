/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.migration;

import java.util.function.Supplier;

/** Sets the context class loader for libraries that find their parts through it. */
public final class ContextClassLoaderScope {
  private ContextClassLoaderScope() {}

  /** Runs work with a context class loader and restores the previous class loader. */
  public static <T> T in(ClassLoader loader, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
