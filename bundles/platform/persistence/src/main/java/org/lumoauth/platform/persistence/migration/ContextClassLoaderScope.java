package org.lumoauth.platform.persistence.migration;

import java.util.function.Supplier;

/** Libraries that look for their parts through the thread's context class loader need this. */
public final class ContextClassLoaderScope {
  private ContextClassLoaderScope() {}

  /** Runs work with a context class loader and puts the thread's own back. */
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
