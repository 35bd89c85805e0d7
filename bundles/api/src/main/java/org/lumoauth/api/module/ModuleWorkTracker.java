package org.lumoauth.api.module;

import org.osgi.annotation.versioning.ProviderType;

/** Counts work in flight per bundle, for those who hold services without a {@link ServiceLease}. */
@ProviderType
public interface ModuleWorkTracker {

  /**
   * Enters a bundle.
   *
   * @param bundleId the framework's id of the bundle
   * @return to be closed when the work is done, or null if the bundle is being retired and takes no
   *     new work
   */
  ModuleWorkPermit tryEnter(long bundleId);

  /** Whether the bundle takes new work. */
  boolean acceptsWork(long bundleId);

  /**
   * The module that really is missing where this one is: itself, or, where it runs and lacks a
   * service that it needs, the one that would provide that.
   *
   * @param module its name
   */
  default String findMissingModule(String module) {
    return module;
  }

  /** One piece of work. */
  interface ModuleWorkPermit extends AutoCloseable {
    @Override
    void close();
  }
}
