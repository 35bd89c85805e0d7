/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Counts work in flight per bundle, for users of services without a {@link ServiceLease}. */
@ProviderType
public interface ModuleWorkTracker {

  /**
   * Enters a bundle.
   *
   * @param bundleId the framework's id of the bundle
   * @return a permit to close when the work is done, or null if the bundle is being retired and
   *     accepts no new work
   */
  @Nullable ModuleWorkPermit tryEnter(long bundleId);

  /** Returns whether the bundle accepts new work. */
  boolean acceptsWork(long bundleId);

  /**
   * Returns the module that causes this module to be unavailable: the module itself or, if it is
   * running but lacks a required service, the module that would provide that service.
   *
   * @param module the name of the module
   */
  default String findMissingModule(String module) {
    return module;
  }

  /** A permit for one unit of work. */
  interface ModuleWorkPermit extends AutoCloseable {
    @Override
    void close();
  }
}
