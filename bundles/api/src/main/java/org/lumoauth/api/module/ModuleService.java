/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Installs, upgrades and removes modules on a running server, one operation at a time. A failed
 * operation throws a {@link ModuleException} and leaves the server unchanged.
 */
@ProviderType
public interface ModuleService {

  /** Returns the modules, ordered by name and version. */
  List<ModuleInfo> list();

  /**
   * Installs a module and returns when it is ready.
   *
   * @param url the location of the bundle: {@code mvn:}, {@code file:} or {@code https:}
   */
  ModuleInfo install(String url) throws ModuleException;

  /**
   * Upgrades a module: starts the new version in parallel to the old version, waits until it is
   * ready, switches the traffic, waits until the old version has no work in flight, and removes it.
   * If the new version does not become ready, it is removed and the old version continues.
   *
   * @param name the name of the module
   * @param url the location of the new version
   */
  ModuleInfo upgrade(String name, String url) throws ModuleException;

  /** Waits until the module has no work in flight, then removes it. */
  void remove(String name) throws ModuleException;
}
