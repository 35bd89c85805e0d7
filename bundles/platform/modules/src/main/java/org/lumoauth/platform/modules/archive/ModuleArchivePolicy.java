/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.archive;

import org.lumoauth.api.module.ModuleException;

/** Decides whether a fetched archive may be installed. */
@FunctionalInterface
public interface ModuleArchivePolicy {

  /**
   * Accepts every archive. Used for the operator's console, which already has full control of the
   * server.
   */
  ModuleArchivePolicy NONE = archive -> {};

  /** Throws if the archive must not be installed. */
  void check(ModuleArchive archive) throws ModuleException;
}
