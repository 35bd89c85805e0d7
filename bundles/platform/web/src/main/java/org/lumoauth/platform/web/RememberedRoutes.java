package org.lumoauth.platform.web;

import org.osgi.annotation.versioning.ProviderType;

/** What the door remembers of routes that nobody serves now: it answers them with 503. */
@ProviderType
public interface RememberedRoutes {

  /**
   * Forgets the routes that a bundle has served and serves no more; they are 404 from now on. For a
   * module that stays, but whose configuration says that it does not offer them any longer.
   *
   * @param bundleId the framework's id of the bundle
   */
  void forget(long bundleId);
}
