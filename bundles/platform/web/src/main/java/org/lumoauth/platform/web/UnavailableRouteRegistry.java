/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import org.osgi.annotation.versioning.ProviderType;

/** Remembers routes that no endpoint currently serves; requests to them fail with 503. */
@ProviderType
public interface UnavailableRouteRegistry {

  /**
   * Forgets the routes that a bundle once served; requests to them fail with 404. For a module that
   * remains installed but no longer offers the routes by configuration.
   *
   * @param bundleId the framework's id of the bundle
   */
  void forget(long bundleId);
}
